"""One chat: who is in it, how the bot stands there, and what was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from bot.sandbox.telegram.messages import Message
from bot.sandbox.world import Chat

SUPERGROUPS = -1_000_000_000_000  # ids of supergroups and forums lie below


class BotStatus(Enum):
    """The bot's ChatMember status; a private chat that blocks the bot has kicked it."""

    MEMBER = "member"
    ADMINISTRATOR = "administrator"
    LEFT = "left"
    KICKED = "kicked"

    @property
    def is_present(self) -> bool:
        return self in (BotStatus.MEMBER, BotStatus.ADMINISTRATOR)


@dataclass
class Conversation:
    """``started`` is whether a person ever wrote to the bot in private; groups always are.

    ``seq`` is that of the newest change of any message.
    """

    chat: Chat
    started: bool = True
    creator: int | None = None
    admins: set[int] = field(default_factory=set)
    bot: BotStatus = BotStatus.MEMBER
    upgraded_to: int | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    seq: int = 0
    _last_id: int = 0

    @property
    def id(self) -> int:
        return self.chat.id

    @property
    def is_private(self) -> bool:
        return self.chat.type == "private"

    @property
    def is_forum(self) -> bool:
        return self.chat.type == "forum"

    @property
    def is_supergroup(self) -> bool:
        return self.is_forum or self.id <= SUPERGROUPS

    @property
    def type(self) -> str:
        """The type as the Bot API names it."""
        if self.is_private:
            return "private"
        return "supergroup" if self.is_supergroup else "group"

    def next_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def add(self, message: Message) -> None:
        self._last_id = max(self._last_id, message.id)
        self.messages[message.id] = message

    def status_of(self, person: int) -> str:
        """A person's ChatMember status."""
        if person not in self.chat.people:
            return "left"
        if self.is_private or person not in {self.creator, *self.admins}:
            return "member"
        return "creator" if person == self.creator else "administrator"
