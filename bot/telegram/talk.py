"""Between the assistant and a chat: a reply becomes a card in the speaker's language and is sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Protocol

from bot.assistant import Speaker, Welcome
from bot.home.announcer import Address
from bot.home.button import Browse, Button, Speak, Turn
from bot.home.clock import Clock
from bot.home.house import House
from bot.home.joining import Knock
from bot.home.lookups import looking_once
from bot.home.names_buttons import ShowFavourites, ShowNames, ShowPicture
from bot.home.outcome import Denial, Refused, Reply
from bot.home.request import Manage
from bot.home.settings_buttons import Scope, SetHomeLanguage, ShowSettings, Topic
from bot.home.settled import SettingsShown
from bot.i18n import Language, Languages
from bot.shared import Locks
from bot.telegram.card import Card
from bot.telegram.cards import render
from bot.telegram.cards.belonging import belonging
from bot.telegram.cards.pages import group_page, language_page, language_rows, page
from bot.telegram.cards.view import View
from bot.telegram.courier import Courier, Place
from bot.telegram.line import Line
from bot.telegram.speakers import PRIVATE


class HostsPeople(Protocol):
    """What is asked about the people of a home (bot/assistant/people.py)."""

    async def members(self, speaker: Speaker) -> Reply: ...

    async def invitations(self, speaker: Speaker) -> Reply: ...

    async def offer(self, speaker: Speaker, person: int, name: str) -> Reply: ...

    async def knock(self, speaker: Speaker) -> Knock: ...

    async def pass_on(self, speaker: Speaker) -> None: ...


class Host(Protocol):
    """What a conversation needs of the assistant (bot/assistant/assistant.py)."""

    @property
    def people(self) -> HostsPeople: ...

    async def language_of(self, speaker: Speaker) -> str: ...

    async def start(self, speaker: Speaker, token: str | None) -> Welcome: ...

    async def offer_home(self, speaker: Speaker, welcome: Welcome) -> Reply | None: ...

    async def bind_group(self, speaker: Speaker) -> bool: ...

    async def has_several_homes(self, person: int) -> bool: ...

    async def ask_which_home(self, speaker: Speaker, text: str | None) -> Reply | None: ...

    async def home(self, speaker: Speaker) -> Reply: ...

    async def room(self, speaker: Speaker) -> Reply: ...

    async def chat_moved(self, old: int, new: int) -> None: ...

    async def chat_left(self, chat: int) -> None: ...

    async def say(self, speaker: Speaker, text: str, overheard: bool = False, sure: bool = True) -> Reply: ...

    async def replied(self, speaker: Speaker, card: int, text: str) -> Reply | None: ...

    async def login_asked(self, speaker: Speaker, card: int) -> int | None: ...

    async def login_code(self, speaker: Speaker, card: int, code: str) -> Reply: ...

    async def name_asked(self, speaker: Speaker, card: int) -> int | None: ...

    async def home_named(self, speaker: Speaker, card: int, text: str) -> Reply: ...

    async def names(self, speaker: Speaker) -> tuple[str, ...]: ...

    async def denied(self, speaker: Speaker, read: Callable[[House], Button | None]) -> Denial | None: ...

    async def press(self, speaker: Speaker, read: Callable[[House], Button | None]) -> Reply: ...

    async def browse(self, speaker: Speaker, what: Browse) -> Reply: ...

    async def help(self, speaker: Speaker) -> Reply: ...

    async def find(self, speaker: Speaker, text: str) -> Reply: ...

    async def why(self, speaker: Speaker) -> Reply: ...

    async def plans(self, speaker: Speaker) -> Reply: ...

    async def open(self, speaker: Speaker, button: Button) -> Reply: ...

    async def reacts(self, speaker: Speaker) -> bool: ...

    async def follow(self, reply: Reply | None, address: Address, person: int) -> None: ...


def turn_in(chat: int) -> str:
    """The lock under which whatever is said or pressed in a chat is dealt with."""
    return f"turn:{chat}"


def delivery_in(chat: int) -> str:
    """The lock under which cards of a chat are sent and changed."""
    return f"delivery:{chat}"


@dataclass(frozen=True)
class Answer:
    """A card on its way to a chat, for whom, and the reply that it shows, if it shows one."""

    card: Card
    language: str
    person: int
    reply: Reply | None = None


class Talk:
    """What every conversation needs: answers in the speaker's language, delivered in order."""

    def __init__(self, host: Host, languages: Languages, clock: Clock, locks: Locks) -> None:
        self.host = host
        self.languages = languages
        self._clock = clock
        self._locks = locks

    async def language_of(self, speaker: Speaker) -> Language:
        return self.languages.pick(await self.host.language_of(speaker))

    async def answer(self, speaker: Speaker, reply: Reply) -> Answer | None:
        """The reply as the speaker is to see it; None where silence is the answer."""
        match reply.outcome:
            case Refused(Denial.STRANGER):
                return await self.to_stranger(speaker)
            case Manage(intent="language"):
                return await self.page(speaker, "language")
            case Manage(intent="devices"):
                reply = await self.host.browse(speaker, Turn(0))
            case Manage(intent="favourites"):
                reply = await self.host.browse(speaker, ShowFavourites())
            case Manage(intent="picture"):
                reply = await self.host.browse(speaker, ShowPicture())
            case Manage(intent="aliases"):
                reply = await self.host.browse(speaker, ShowNames())
            case Manage(intent="why"):
                reply = await self.host.why(speaker)
        language = await self.language_of(speaker)
        card = render(reply, language, self._clock.now())
        if card is None:
            return None
        card = self._with_languages(card, reply, language)
        named = speaker.chat_type == PRIVATE and await self.host.has_several_homes(speaker.person)
        card = belonging(card, reply, language, named=named)
        return Answer(card, language.tag, speaker.person, reply)

    def _with_languages(self, card: Card, reply: Reply, language: Language) -> Card:
        """Where a language is to be chosen, what there is to choose from."""
        match reply.outcome:
            case SettingsShown(look=ShowSettings(Topic.LANGUAGE, Scope.PERSON)):
                rows = language_rows(language.code, self.languages, Speak)
            case SettingsShown(look=ShowSettings(Topic.LANGUAGE, Scope.HOME)) as shown:
                rows = language_rows(shown.language, self.languages, SetHomeLanguage)
            case _:
                return card
        return replace(card, rows=(*rows, *card.rows))

    async def page(self, speaker: Speaker, id_: str) -> Answer:
        """A page of the bot's own."""
        language = await self.language_of(speaker)
        match id_:
            case "language":
                card = language_page(language, self.languages)
            case "group.bound" | "group.hello":
                card = group_page(id_, language)
            case _:
                card = page(id_, language)
        return Answer(card, language.tag, speaker.person)

    async def page_for_known(self, speaker: Speaker, id_: str) -> Answer | None:
        """A page for those who live here."""
        welcome = await self.host.start(speaker, None)
        if welcome is not Welcome.KNOWN:
            return await self._greet(speaker, welcome)
        return await self.page(speaker, id_)

    async def is_stranger(self, speaker: Speaker) -> bool:
        return await self.host.start(speaker, None) is not Welcome.KNOWN

    async def to_stranger(self, speaker: Speaker) -> Answer | None:
        """A polite sentence in private, silence in a group: nothing is told of the home."""
        return await self._greet(speaker, await self.host.start(speaker, None))

    async def _greet(self, speaker: Speaker, welcome: Welcome) -> Answer | None:
        return await self.page(speaker, f"welcome.{welcome}") if speaker.chat_type == PRIVATE else None

    def view(self, house: House, language: Language) -> View:
        """What cards of the house are drawn from, now."""
        return View(house, language, self._clock.now())

    def line_of_turns(self, chat: int) -> Line:
        return Line(self._locks.hold(turn_in(chat)))

    @asynccontextmanager
    async def turn(self, chat: int, line: Line | None = None) -> AsyncIterator[None]:
        """One thing at a time in a chat, first come first served; other chats meanwhile. The ``line`` is one
        that somebody stands in already, and is left then."""
        async with line or self.line_of_turns(chat) as line:
            await line.come()
            with looking_once():
                yield

    def line(self, chat: int) -> Line:
        """The line of what is delivered to a chat. Whoever stands in it before a turn ends delivers in the
        order of turns, but outside of them: a chat that has to wait for Telegram's limits still listens."""
        return Line(self._locks.hold(delivery_in(chat)))

    async def settled(self, chat: int) -> None:
        """Once all that is on its way to the chat is there, and known by the messages that show it."""
        async with self.line(chat) as line:
            await line.come()

    async def deliver(
        self,
        courier: Courier,
        place: Place,
        answer: Answer,
        card: int | None = None,
        line: Line | None = None,
    ) -> int | None:
        """Show an answer: in place of ``card`` where one is given, else as a message of its own; when it is
        its turn in the ``line``, which is left then.

        The id of the message that shows it now; None where the chat takes none.
        """
        async with line or self.line(place.chat) as line:
            await line.come()
            if card is None or answer.card.asks:
                message = await courier.send(place, answer.card)
            else:
                message = await courier.change(place, card, answer.card)
            if (
                card is not None and card != message and not answer.card.asks
            ):  # it is gone, and another one has taken its place
                await self._follow(place, card, answer, None)
            if message is not None:
                await self._follow(place, message, answer, answer.reply)
        return message

    async def _follow(self, place: Place, card: int, answer: Answer, reply: Reply | None) -> None:
        address = Address(place.chat, answer.language, place.topic, card)
        await self.host.follow(reply, address, answer.person)
