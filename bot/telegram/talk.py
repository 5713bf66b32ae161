"""Between the assistant and a chat: a reply becomes a card in the speaker's language and is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bot.assistant import Speaker, Welcome
from bot.home.announcer import Address
from bot.home.button import Button
from bot.home.clock import Clock
from bot.home.house import House
from bot.home.outcome import Denial, Refused, Reply
from bot.home.request import Manage
from bot.i18n import Language, Languages
from bot.telegram.card import Card
from bot.telegram.cards import render
from bot.telegram.cards.pages import help_page, language_page, page
from bot.telegram.courier import Courier, Place
from bot.telegram.speakers import PRIVATE


class Host(Protocol):
    """What a conversation needs of the assistant (bot/assistant/assistant.py)."""

    async def language_of(self, speaker: Speaker) -> str: ...

    async def start(self, speaker: Speaker, token: str | None) -> Welcome: ...

    async def bind_group(self, speaker: Speaker) -> bool: ...

    async def say(self, speaker: Speaker, text: str, overheard: bool = False) -> Reply: ...

    async def press(self, speaker: Speaker, read: Callable[[House], Button | None]) -> Reply: ...

    async def devices(self, speaker: Speaker, page: int = 0) -> Reply: ...

    def follow(self, reply: Reply, address: Address) -> None: ...


@dataclass(frozen=True)
class Talk:
    """What every conversation needs."""

    host: Host
    languages: Languages
    clock: Clock

    async def language_of(self, speaker: Speaker) -> Language:
        return self.languages.pick(await self.host.language_of(speaker))

    async def card(self, speaker: Speaker, reply: Reply) -> Card | None:
        """The reply as the speaker is to see it; None where silence is the answer."""
        language = await self.language_of(speaker)
        match reply.outcome:
            case Refused(Denial.STRANGER):
                return await self.for_stranger(speaker)
            case Manage(intent="language"):
                return language_page(language, self.languages)
            case Manage(intent="devices"):
                return render(await self.host.devices(speaker), language, self.clock.now())
            case _:
                return render(reply, language, self.clock.now())

    async def for_stranger(self, speaker: Speaker) -> Card | None:
        """A polite sentence in private, silence in a group: nothing is told of the home."""
        if speaker.chat_type != PRIVATE:
            return None
        welcome = await self.host.start(speaker, None)
        return page(f"welcome.{welcome}", await self.language_of(speaker))

    async def page_for_known(self, speaker: Speaker, id_: str) -> Card | None:
        """A page of the bot's own, for those who live here."""
        if await self.host.start(speaker, None) is not Welcome.KNOWN:
            return await self.for_stranger(speaker)
        language = await self.language_of(speaker)
        match id_:
            case "help":
                return help_page(language)
            case "language":
                return language_page(language, self.languages)
            case _:
                return page(id_, language)

    async def deliver(
        self, courier: Courier, speaker: Speaker, reply: Reply, place: Place, card: int | None = None
    ) -> None:
        """Show a reply: in place of ``card`` where one is given, else as a message of its own."""
        shown = await self.card(speaker, reply)
        if shown is None:
            return
        message = await courier.change(place, card, shown) if card else await courier.send(place, shown)
        if message is not None:
            language = await self.language_of(speaker)
            self.host.follow(reply, Address(place.chat, language.code, place.topic, message))
