"""What people write: commands, sentences, and what the bot cannot read."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Bot
from aiogram.filters import CommandObject
from aiogram.types import ChatMemberUpdated, Message, TelegramObject

from bot.assistant import Speaker, Welcome
from bot.home.account_buttons import ShowAccounts
from bot.home.area import Area
from bot.home.bound import Bound
from bot.home.button import Browse, ShowArea, ShowHistory, ShowRooms, ShowScenes, Turn
from bot.home.errors import NotNowError
from bot.home.names_buttons import ShowFavourites, ShowNames
from bot.home.outcome import Done
from bot.home.shown import Found
from bot.home.signing_in import AccountsShown
from bot.telegram.cards.pages import page
from bot.telegram.courier import Courier, Place
from bot.telegram.persisting import AWAY, coming_again
from bot.telegram.speakers import PRIVATE, heard, mover_of, replied_to, speaker_of
from bot.telegram.talk import Answer, Talk
from bot.telegram.unfinished import Unfinished

VIEWS: dict[str, Browse] = {
    "devices": Turn(),
    "rooms": ShowRooms(),
    "scenes": ShowScenes(),
    "status": ShowArea(Area()),
    "favorites": ShowFavourites(),
    "aliases": ShowNames(),
}

WENT_WELL = "👍"

log = logging.getLogger(__name__)

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
"""What a middleware hands a message on to."""


class Messages:
    """Handlers of messages; each decides on an answer, ``in_turn`` sends it."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._unfinished = Unfinished()

    async def in_turn(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> None:
        """A middleware: keeps a chat's messages in order; any failure ends as a kind sentence."""
        assert isinstance(event, Message)
        try:
            with coming_again():
                await self._deal_with(handler, event, data)
        except NotNowError:
            raise  # it comes again
        except AWAY as error:
            log.error("an answer in chat %d did not arrive: %s", event.chat.id, error)
        except Exception:
            log.exception("a message in chat %d could not be dealt with", event.chat.id)
            await self._apologize(event, data["bot"])

    async def _deal_with(self, handler: Handler, event: Message, data: dict[str, Any]) -> None:
        courier = Courier(data["bot"])
        chat, message = event.chat.id, event.message_id
        async with self._talk.line(chat) as line:
            async with self._talk.turn(chat):
                if replied_to(event, data["bot"].id) is not None or self._unfinished.holds(chat, message):
                    await self._talk.settled(chat)  # else it may come before it is noted which card it is of
                card = self._unfinished.card(chat, message)
                answer = await handler(event, data)
                await line.stand()
            if isinstance(answer, Answer) and not await self._acknowledged(courier, event, answer, card):
                card = await self._talk.deliver(courier, _place(event), answer, card, line)
                self._unfinished.shown(chat, message, card)

    async def _acknowledged(
        self, courier: Courier, message: Message, answer: Answer, card: int | None
    ) -> bool:
        """Whether a reaction says it all: in groups that want it so, when everything went well."""
        speaker = speaker_of(message)
        if speaker is None or speaker.chat_type == PRIVATE or card is not None or answer.reply is None:
            return False
        match answer.reply.outcome:
            case Done(needs_no_words=True) if await self._talk.host.reacts(speaker):
                return await courier.react(_place(message), message.message_id, WENT_WELL)
            case _:
                return False

    async def _apologize(self, message: Message, bot: Bot) -> None:
        """Only to somebody who spoke to the bot: an overheard message that fails is not answered."""
        speaker = speaker_of(message)
        if speaker is None:
            return
        _, overheard = heard(message, (await bot.me()).username or "", bot.id)
        if not overheard or (message.text or "").startswith("/"):
            language = self._talk.languages.pick(speaker.language)
            await Courier(bot).send(_place(message), page("sorry.error", language))

    async def start(self, message: Message, command: CommandObject) -> Answer | None:
        """``/start``: in private perhaps with an invitation; in a group the owner binds it so."""
        speaker = speaker_of(message)
        if speaker is None:
            return None
        if speaker.chat_type == PRIVATE:
            welcome = await self._talk.host.start(speaker, command.args or None)
            first_steps = await self._first_steps(speaker, welcome)
            return first_steps or await self._talk.page(speaker, f"welcome.{welcome}")
        return await self._bound(speaker) or await self._talk.page_for_known(speaker, "group.hello")

    async def _bound(self, speaker: Speaker) -> Answer | None:
        """A group is bound by its owner's coming; whoever owns several homes is asked to which."""
        if await self._talk.host.bind_group(speaker):
            return await self._talk.page(speaker, "group.bound")
        reply = await self._talk.host.home(speaker)
        match reply.outcome:
            case Bound(home=None, in_topic=False, offered=(_, *_)):
                return await self._talk.answer(speaker, reply)
        return None

    async def _first_steps(self, speaker: Speaker, welcome: Welcome) -> Answer | None:
        """An owner of a home without accounts is shown what to begin with, whoever may found a home this."""
        if offer := await self._talk.host.offer_home(speaker, welcome):
            return await self._talk.answer(speaker, offer)
        if welcome is not Welcome.OWNER:
            return None
        reply = await self._talk.host.open(speaker, ShowAccounts())
        match reply.outcome:
            case AccountsShown(accounts=()):
                return await self._talk.answer(speaker, reply)
            case _:
                return None

    async def help(self, message: Message) -> Answer | None:
        speaker = speaker_of(message)
        if speaker is None:
            return None
        return await self._talk.answer(speaker, await self._talk.host.help(speaker))

    async def language(self, message: Message) -> Answer | None:
        return await self._page(message, "language")

    async def unreadable(self, message: Message) -> Answer | None:
        return await self._page(message, "sorry.unseen")

    async def _page(self, message: Message, id_: str) -> Answer | None:
        speaker = speaker_of(message)
        return await self._talk.page_for_known(speaker, id_) if speaker else None

    async def browse(self, message: Message, command: CommandObject) -> Answer | None:
        """``/devices`` and the like: the home from one side or another."""
        speaker = speaker_of(message)
        if speaker is None:
            return None
        what = VIEWS[command.command.lower()]
        return await self._talk.answer(speaker, await self._talk.host.browse(speaker, what))

    async def why(self, message: Message) -> Answer | None:
        speaker = speaker_of(message)
        return await self._talk.answer(speaker, await self._talk.host.why(speaker)) if speaker else None

    async def find(self, message: Message, command: CommandObject) -> Answer | None:
        """``/find kitchen``: what answers to that by name or room."""
        speaker = speaker_of(message)
        if speaker is None:
            return None
        return await self._talk.answer(speaker, await self._talk.host.find(speaker, command.args or ""))

    async def history(self, message: Message, command: CommandObject) -> Answer | None:
        """``/history bedroom``: what was of the first device that answers to that."""
        speaker = speaker_of(message)
        if speaker is None:
            return None
        host, wanted = self._talk.host, command.args or ""
        found = await host.find(speaker, wanted)
        match found.outcome:
            case Found() if not wanted:
                return await self._talk.page(speaker, "history.how")
            case Found(devices=(first, *_)):
                return await self._talk.answer(speaker, await host.browse(speaker, ShowHistory(first)))
            case _:
                return await self._talk.answer(speaker, found)

    async def plans(self, message: Message) -> Answer | None:
        speaker = speaker_of(message)
        if speaker is None:
            return None
        return await self._talk.answer(speaker, await self._talk.host.plans(speaker))

    async def text(self, message: Message, bot: Bot) -> Answer | None:
        """A sentence: in private every one, in a group also what the bot merely overhears."""
        speaker = speaker_of(message)
        if speaker is None:
            return None
        text, overheard = heard(message, (await bot.me()).username or "", bot.id)
        reply = await self._talk.host.say(speaker, text, overheard)
        self._unfinished.note(message.chat.id, message.message_id, reply)
        return await self._talk.answer(speaker, reply)

    async def edited(self, message: Message, bot: Bot) -> Answer | None:
        """A sentence that its writer has mended: heard anew if it had led to nothing."""
        if not self._unfinished.holds(message.chat.id, message.message_id):
            return None
        return await self.text(message, bot)

    async def joined_group(self, moved: ChatMemberUpdated, bot: Bot) -> None:
        """The bot was added to a group: the owner of a home binds the group to it by that."""
        speaker = mover_of(moved)
        answer = await self._bound(speaker) if speaker.chat_type != PRIVATE else None
        if answer is not None:
            await self._talk.deliver(Courier(bot), Place(speaker.chat), answer)


def _place(message: Message) -> Place:
    """Where to answer: in a group as an answer to the message, in its topic."""
    topic = message.message_thread_id if message.is_topic_message else None
    in_private = message.chat.type == PRIVATE
    return Place(message.chat.id, topic, None if in_private else message.message_id)
