"""The accounts of a home: each stands for itself, and a new login takes nothing away that is the home's."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.assistant import Assistant, Speaker
from bot.assistant.homes import Homes
from bot.assistant.tag_keys import TagKeys
from bot.home.account import PART, WhichAccount
from bot.home.account_buttons import (
    AccountButton,
    AgreeDisconnect,
    AskDisconnect,
    ChoosePart,
    ConnectCloud,
    ShowAccounts,
)
from bot.home.announcer import Address
from bot.home.deed import Deed, DeedKind, JournalShown, deed_to_json
from bot.home.errors import CloudAuthError
from bot.home.journal_buttons import ShowJournal
from bot.home.once import beginning_with
from bot.home.outcome import Denial, Outcome, Refused, Reply
from bot.home.problem import Problem
from bot.home.roles import Role
from bot.home.signing_in import (
    AccountsShown,
    Code,
    ConfirmDisconnect,
    Granted,
    NotYet,
    Part,
    PartAsked,
    Phase,
    SigningIn,
    Standing,
)
from bot.home.trace import caused_by
from bot.jobs.follow_up import FollowUps
from bot.jobs.later import later
from bot.jobs.login_carrier import LoginCarrier
from bot.jobs.signing_in import KIND
from bot.jobs.worker import Worker
from bot.memory.memory import Memory
from bot.memory.records import Home
from tests.assistant.test_assistant import ANNA, Script, Silent
from tests.assistant.test_people import Kept, begin
from tests.clocks import FrozenClock
from tests.fake_cloud import FakeCloud
from tests.homes import lamp, socket

ENDED = CloudAuthError("yandex", Problem.LOGIN_NEEDED)


@dataclass
class Page:
    """A vendor's page where somebody enters the code at once: for the household ``flat``, or for several."""

    clock: FrozenClock
    parts: tuple[Part, ...] = ()

    async def begin(self) -> Code:
        return Code("https://vendor.test", "AB-12", self.clock.now() + timedelta(minutes=5), 5, "looking")

    async def look(self, secret: str) -> Granted | NotYet:
        if self.parts:
            return Granted({"host": "new.test"}, {"token": "new"}, self.parts)
        return Granted({"host": "new.test", "household": "flat"}, {"token": "new"})


@dataclass
class Stage:
    """A home with two accounts in one cloud."""

    assistant: Assistant
    memory: Memory
    homes: Homes
    home: Home
    clock: FrozenClock
    page: Page
    clouds: dict[str, FakeCloud]
    told: list[Outcome] = field(default_factory=list)

    async def press(self, button: AccountButton, speaker: Speaker = ANNA) -> Outcome:
        reply = await self.assistant.press(speaker, lambda house: button)
        return reply.outcome

    async def journal(self, speaker: Speaker = ANNA) -> list[tuple[str | None, DeedKind, str | None]]:
        """Who did what with which part of an account, the newest first."""
        await self.assistant.close()
        shown = (await self.assistant.press(speaker, lambda house: ShowJournal())).outcome
        assert isinstance(shown, JournalShown)
        return [
            (line.who, line.deed.kind, line.deed.account.part)
            for line in shown.lines
            if line.deed.account is not None
        ]

    async def announce(self, address: Address, reply: Reply) -> None:
        self.told.append(reply.outcome)

    async def looks(self) -> None:
        """What the worker does when it is time to look whether the code was entered."""
        self.clock.advance(seconds=6)
        carrier = LoginCarrier(
            self.memory, {"yandex": self.page}, self.homes.whole, self.homes.drop, self, self.clock
        )
        await Worker(self.memory, {KIND: carrier}, self.clock).round()


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    clock = FrozenClock()
    page = Page(clock)
    clouds = {"flat": FakeCloud({"lamp": lamp()}), "dacha": FakeCloud({"socket": socket()})}
    memory = await Memory.open(tmp_path / "data", None, clock)
    home = await memory.add_home("Flat", "en", "Europe/Moscow")
    for household in clouds:
        settings = {"host": "old.test", "household": household, "calls_per_minute": "90"}
        await memory.add_account(home.id, "yandex", settings, {"token": "old"})
    await memory.meet(ANNA.person, ANNA.name, None)
    await memory.add_member(home.id, ANNA.person, Role.OWNER)
    homes = Homes(memory, lambda account: clouds[account.settings["household"]], clock)
    jobs = later(memory, clock, sign_ins={"yandex": page})
    assistant = Assistant(memory, homes, Script(), FollowUps(Silent()), clock, jobs)
    yield Stage(assistant, memory, homes, home, clock, page, clouds)
    await memory.close()


async def test_of_two_accounts_in_one_cloud_only_the_one_whose_login_has_ended_is_said_to_need_it(
    stage: Stage,
) -> None:
    stage.clouds["dacha"].down = ENDED
    shown = await stage.press(ShowAccounts())
    assert isinstance(shown, AccountsShown)
    assert [line.standing for line in shown.accounts] == [Standing.WORKS, Standing.NEEDS_LOGIN]


async def test_a_new_login_keeps_the_pace_of_an_account_and_the_keys_of_its_notes(stage: Stage) -> None:
    household = await stage.homes.whole(stage.home)
    await household.house()
    await TagKeys(stage.memory).remember(household, "lamp", "warranty")
    begun = await stage.press(ConnectCloud("yandex"))
    assert isinstance(begun, SigningIn)
    await stage.looks()
    assert [told.phase for told in stage.told if isinstance(told, SigningIn)] == [Phase.AGAIN]
    flat, dacha = await stage.memory.accounts(stage.home.id)
    assert (flat.settings["host"], dict(flat.secrets)) == ("new.test", {"token": "new"})
    assert flat.settings["calls_per_minute"] == "90"
    assert dacha.settings["host"] == "old.test"
    household = await stage.homes.whole(stage.home)
    assert await TagKeys(stage.memory).of(household, "lamp") == ("warranty",)


SHOP, ATTIC = (
    Part(name, 1, {"household": name.lower(), PART: name, "host": "new.test"}) for name in ("Shop", "Attic")
)


async def asked_which(stage: Stage) -> PartAsked:
    """Anna signs in as somebody with a shop and an attic."""
    stage.page.parts = (SHOP, ATTIC)
    stage.clouds["shop"] = FakeCloud({"till": socket("till")})
    await stage.press(ConnectCloud("yandex"))
    for _ in range(2):
        await stage.looks()
    (asked,) = (told for told in stage.told if isinstance(told, PartAsked))
    return asked


async def test_a_choice_that_broke_off_is_made_once(stage: Stage) -> None:
    asked = await asked_which(stage)
    assert len(await stage.memory.accounts(stage.home.id)) == 2, "nothing is kept before"
    choice = ChoosePart(asked.job, 0)
    with beginning_with(begin, Kept()):
        for _ in range(2):
            chosen = await stage.press(choice)
            assert isinstance(chosen, SigningIn)
            assert chosen.phase is Phase.CONNECTED
    assert await stage.press(choice) == Refused(Denial.BUTTON_OUTDATED)
    households = [account.settings["household"] for account in await stage.memory.accounts(stage.home.id)]
    assert households == ["flat", "dacha", "shop"]


async def test_only_who_signed_in_chooses_and_only_as_an_owner(stage: Stage) -> None:
    asked = await asked_which(stage)
    boris = replace(ANNA, person=2, chat=2, name="Boris")
    await stage.memory.meet(2, "Boris", None)
    await stage.memory.add_member(stage.home.id, 2, Role.OWNER)
    assert await stage.press(ChoosePart(asked.job, 0), boris) == Refused(Denial.BUTTON_OUTDATED)
    assert await stage.press(ChoosePart(asked.job, 2)) == Refused(Denial.BUTTON_OUTDATED)
    await stage.memory.change_member(stage.home.id, ANNA.person, Role.ADMIN)
    assert await stage.press(ChoosePart(asked.job, 0)) == Refused(Denial.ONLY_OWNERS)
    assert len(await stage.memory.accounts(stage.home.id)) == 2


async def test_the_journal_tells_owners_who_connected_and_disconnected_what(stage: Stage) -> None:
    await stage.press(ConnectCloud("yandex"))
    await stage.looks()
    asked = await asked_which(stage)
    with beginning_with(begin, Kept()), caused_by("u1"):
        for _ in range(2):
            await stage.press(ChoosePart(asked.job, 0))
    shop = (await stage.memory.accounts(stage.home.id))[-1]
    sure = await stage.press(AskDisconnect(shop.id))
    assert isinstance(sure, ConfirmDisconnect)
    for _ in range(2):
        await stage.press(AgreeDisconnect(sure.token))
    assert await stage.journal() == [
        ("Anna", DeedKind.DISCONNECTED, "Shop"),
        ("Anna", DeedKind.CONNECTED, "Shop"),
        ("Anna", DeedKind.CONNECTED_ANEW, None),
    ]
    boris = replace(ANNA, person=2, chat=2, name="Boris")
    await stage.memory.meet(2, "Boris", None)
    await stage.memory.add_member(stage.home.id, 2, Role.ADMIN)
    assert await stage.journal(boris) == [], "who does not see the accounts does not read of them"


async def test_no_token_gets_into_the_journal(stage: Stage) -> None:
    await stage.press(ConnectCloud("yandex"))
    await stage.looks()
    (entry,) = await stage.memory.entries(stage.home.id)
    assert entry.what == deed_to_json(Deed(DeedKind.CONNECTED_ANEW, account=WhichAccount("yandex")))
    assert entry.what["account"] == {"cloud": "yandex", "part": None}
