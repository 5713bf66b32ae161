"""An assistant that says what a test wants to hear, and notes what it was asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.assistant import Speaker, Welcome
from bot.home.announcer import Address
from bot.home.bound import Bound, HomeName, RoomChoice, WhichHome
from bot.home.button import Browse, Button
from bot.home.founding import HomeOffered
from bot.home.house import House
from bot.home.joining import Knock, Welcomed
from bot.home.outcome import Denial, Outcome, Plans, Refused, Reply
from bot.home.people import InvitationsShown, PeopleListed
from bot.home.request import Manage
from bot.home.roles import Role
from bot.home.shown import Found, Listed, Shown
from tests.telegram.houses import FLAT


@dataclass
class FakePeople:
    """Everybody is ``listed`` whoever asks; notes who was ``pointed_at`` and who was ``passed_on``."""

    listed: Outcome = field(default_factory=lambda: PeopleListed("Home", ()))
    knocked: Knock = Knock.ASKED
    error: Exception | None = None
    pointed_at: list[int] = field(default_factory=list)
    passed_on: list[Speaker] = field(default_factory=list)

    async def members(self, speaker: Speaker) -> Reply:
        return Reply(self.listed, House())

    async def invitations(self, speaker: Speaker) -> Reply:
        return Reply(InvitationsShown("Home", ()), House())

    async def offer(self, speaker: Speaker, person: int, name: str) -> Reply:
        self.pointed_at.append(person)
        return Reply(Welcomed(name, Role.MEMBER, already=True), House())

    async def knock(self, speaker: Speaker) -> Knock:
        return self.knocked

    async def pass_on(self, speaker: Speaker) -> None:
        self.passed_on.append(speaker)
        if self.error:
            raise self.error


@dataclass
class FakeHost:
    """``outcome`` answers every sentence and press; ``working`` holds them up while it is not set."""

    outcome: Outcome = field(default_factory=lambda: Shown("lamp"))
    welcome: Welcome = Welcome.KNOWN
    open_to_anyone: bool = False
    login_home: int | None = None
    naming_home: int | None = None
    language: str = "en"
    binds: bool = False
    denial: Denial | None = None
    error: Exception | None = None
    working: asyncio.Event | None = None
    sure: bool = True
    people: FakePeople = field(default_factory=FakePeople)
    questions: set[int] = field(default_factory=set)
    replies: list[tuple[Speaker, int, str]] = field(default_factory=list)
    codes: list[tuple[Speaker, int, str]] = field(default_factory=list)
    named: list[tuple[Speaker, int, str]] = field(default_factory=list)
    reacting: bool = False
    heard: list[tuple[Speaker, str, bool]] = field(default_factory=list)
    asked: list[Button | None] = field(default_factory=list)
    pressed: list[tuple[Speaker, Button | None]] = field(default_factory=list)
    browsed: list[Browse] = field(default_factory=list)
    started: list[tuple[Speaker, str | None]] = field(default_factory=list)
    which: WhichHome | None = None
    bound: Bound = field(default_factory=lambda: Bound(HomeName(1, "Flat")))
    several: bool = False
    moved: list[tuple[int, int]] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    followed: list[tuple[Reply, Address]] = field(default_factory=list)

    async def language_of(self, speaker: Speaker) -> str:
        return self.language

    async def start(self, speaker: Speaker, token: str | None) -> Welcome:
        self.started.append((speaker, token))
        return self.welcome

    async def offer_home(self, speaker: Speaker, welcome: Welcome) -> Reply | None:
        return Reply(HomeOffered(), House()) if self.open_to_anyone and welcome is Welcome.STRANGER else None

    async def bind_group(self, speaker: Speaker) -> bool:
        return self.binds

    async def has_several_homes(self, person: int) -> bool:
        return self.several

    async def ask_which_home(self, speaker: Speaker, text: str | None) -> Reply | None:
        if self.which is not None:
            self.heard.append((speaker, text or "", False))
        return Reply(self.which, House()) if self.which else None

    async def home(self, speaker: Speaker) -> Reply:
        return Reply(self.bound, FLAT)

    async def room(self, speaker: Speaker) -> Reply:
        return Reply(RoomChoice(None), FLAT)

    async def chat_moved(self, old: int, new: int) -> None:
        self.moved.append((old, new))

    async def chat_left(self, chat: int) -> None:
        self.left.append(chat)

    async def say(self, speaker: Speaker, text: str, overheard: bool = False, sure: bool = True) -> Reply:
        self.heard.append((speaker, text, overheard))
        self.sure = sure
        return await self._reply()

    async def replied(self, speaker: Speaker, card: int, text: str) -> Reply | None:
        self.replies.append((speaker, card, text))
        return await self._reply() if card in self.questions else None

    async def login_asked(self, speaker: Speaker, card: int) -> int | None:
        return self.login_home if card in self.questions else None

    async def login_code(self, speaker: Speaker, card: int, code: str) -> Reply:
        self.codes.append((speaker, card, code))
        return await self._reply()

    async def name_asked(self, speaker: Speaker, card: int) -> int | None:
        return self.naming_home if card in self.questions else None

    async def home_named(self, speaker: Speaker, card: int, text: str) -> Reply:
        self.named.append((speaker, card, text))
        return await self._reply()

    async def names(self, speaker: Speaker) -> tuple[str, ...]:
        return FLAT.names

    async def denied(self, speaker: Speaker, read: Callable[[House], Button | None]) -> Denial | None:
        self.asked.append(read(FLAT))
        return self.denial if self.asked[-1] else Denial.BUTTON_OUTDATED

    async def press(self, speaker: Speaker, read: Callable[[House], Button | None]) -> Reply:
        self.pressed.append((speaker, read(FLAT)))
        return await self._reply()

    async def browse(self, speaker: Speaker, what: Browse) -> Reply:
        self.browsed.append(what)
        return Reply(Listed(0), FLAT)

    async def help(self, speaker: Speaker) -> Reply:
        if self.welcome is not Welcome.KNOWN:
            return Reply(Refused(Denial.STRANGER), House())
        return Reply(Manage("help"), FLAT)

    async def why(self, speaker: Speaker) -> Reply:
        return Reply(Refused(Denial.NOTHING_SAID), FLAT)

    async def find(self, speaker: Speaker, text: str) -> Reply:
        if self.welcome is not Welcome.KNOWN:
            return Reply(Refused(Denial.STRANGER), House())
        return Reply(Found(text, ("lamp", "door")), FLAT)

    async def plans(self, speaker: Speaker) -> Reply:
        return Reply(Plans(()), FLAT)

    async def open(self, speaker: Speaker, button: Button) -> Reply:
        return await self.press(speaker, lambda _: button)

    async def reacts(self, speaker: Speaker) -> bool:
        return self.reacting

    async def follow(self, reply: Reply | None, address: Address, person: int) -> None:
        if reply is not None:
            self.followed.append((reply, address))

    async def _reply(self) -> Reply:
        if self.working:
            await self.working.wait()
        if self.error:
            raise self.error
        return Reply(self.outcome, FLAT)
