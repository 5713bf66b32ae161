"""Everything that the pretend Telegram knows: its state, shared by the Bot API and the people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.telegram.account import BotAccount
from bot.sandbox.telegram.commands import Commands
from bot.sandbox.telegram.conversation import Conversation
from bot.sandbox.telegram.files import Files
from bot.sandbox.telegram.inline import InlineMode
from bot.sandbox.telegram.limits import RateLimits
from bot.sandbox.telegram.messages import Message
from bot.sandbox.telegram.polling import Polling
from bot.sandbox.telegram.queries import Queries
from bot.sandbox.telegram.updates import Updates
from bot.sandbox.telegram.webhook import Webhook
from bot.sandbox.world import Chat, Person, World


@dataclass
class Telegram:
    """``patience`` is how many real seconds a person waits for the answer to a press or an inline query."""

    world: World
    bot: BotAccount = field(default_factory=BotAccount)
    people: dict[int, Person] = field(default_factory=dict)
    conversations: dict[int, Conversation] = field(default_factory=dict)
    files: Files = field(default_factory=Files)
    commands: Commands = field(default_factory=Commands)
    patience: float = 10.0

    def __post_init__(self) -> None:
        now = self.world.clock.now
        self.limits = RateLimits(now, self.world.limits)
        self.updates = Updates(now, self.world.duplicate, self.world.seed)
        self.polling = Polling(self.updates)
        self.webhook = Webhook(self.updates, now)
        self.updates.on_new = self._wake
        self.presses = Queries(now)
        self.inline = InlineMode(now)
        for household in self.world.households:
            for person in household.people:
                self._admit(person)
            for chat in household.chats:
                self._open(chat, household.people)

    def now(self) -> float:
        return self.world.clock.now()

    def conversation(self, id_: int) -> Conversation | None:
        """The chat; a person's private chat exists from the first look at it, though not started."""
        if id_ not in self.conversations and id_ in self.people:
            person = self.people[id_]
            chat = Chat(id_, "private", person.name, [id_], None)
            self.conversations[id_] = Conversation(chat, started=False, creator=id_)
        return self.conversations.get(id_)

    def where(self, message: Message) -> Conversation:
        return self.conversations[message.chat]

    def show(self, message: Message) -> None:
        """A message is new or changed: number it and tell everybody who watches."""
        public = {"chat": message.chat, "message_id": message.id, "visible_to": message.visible_to}
        message.seq = self.where(message).seq = self.world.bus.publish("message", public)

    def post(self, message: Message) -> Message:
        """Put a new message into its chat."""
        self.where(message).add(message)
        self.show(message)
        return message

    def tell_page(self, kind: str, **data: Any) -> int:
        return self.world.bus.publish(kind, data)

    def _wake(self, lane: int) -> None:
        self.polling.wake()
        self.webhook.wake(lane)

    def _admit(self, person: Person) -> None:
        known = self.people.get(person.id)
        roles = {**(known.roles if known else {}), **person.roles}
        self.people[person.id] = Person(person.id, person.name, person.language, roles)

    def _open(self, chat: Chat, people: list[Person]) -> None:
        """A chat that the seed binds to a home counts as started; owners are the groups' creators."""
        owners = [person.id for person in people if person.roles.get(chat.id) == "owner"]
        started = chat.type != "private" or chat.household is not None
        conversation = Conversation(chat, started, creator=next(iter(owners or chat.people), None))
        self.conversations[chat.id] = conversation
        for topic in chat.topics:
            created = {"forum_topic_created": {"name": topic.name, "icon_color": 7322096}}
            starter = Message(
                topic.id, chat.id, conversation.creator or 0, self.now(), topic=topic.id, service=created
            )
            conversation.add(starter)
