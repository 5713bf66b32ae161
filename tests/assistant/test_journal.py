"""Every act leaves one entry in the journal: who, what, how it ended; and the journal is shown to some."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.assistant import Assistant, Speaker
from bot.assistant.homes import Homes
from bot.assistant.recounting import PAGE
from bot.home.announcer import Address
from bot.home.button import Button, CallOff, Decide, Do
from bot.home.capability import Key
from bot.home.cloud import Listing
from bot.home.command import Command, SetTo
from bot.home.deed import Deed, DeedKind, Ending, JournalFilters, JournalShown, Line, Via
from bot.home.house import Room, Scene
from bot.home.journal_buttons import ShowJournal, ShowJournalFilters
from bot.home.outcome import Confirm, Denial, Done, Outcome, Refused, Reply, Scheduled
from bot.home.request import Act, Request, When
from bot.home.roles import Reach, Role
from bot.home.trace import caused_by
from bot.jobs.follow_up import FollowUps
from bot.jobs.journalist import Doer, Journalist
from bot.jobs.later import later
from bot.memory.memory import Memory
from bot.memory.records import Home
from tests.assistant.test_assistant import Script
from tests.clocks import FrozenClock
from tests.fake_cloud import FakeCloud
from tests.homes import ON, lamp, lock

ANNA, BORIS, GUEST = (
    Speaker(person=number, name=name, chat=number, chat_type="private", language="en")
    for number, name in ((1, "Anna"), (2, "Boris"), (3, "Guest"))
)
LAMP_ON = Act((Command("lamp", ON, SetTo(True)),))
OTHER_ON = Act((Command("other", ON, SetTo(True)),))
UNLOCK = Act((Command("lock", Key("lock", "lock"), SetTo(False)),))


class LaterCard:
    """Notes when what was open has ended."""

    def __init__(self) -> None:
        self.ended = asyncio.Event()

    async def announce(self, address: Address, reply: Reply) -> None:
        if isinstance(reply.outcome, Done) and not reply.outcome.open:
            self.ended.set()


class Stage:
    def __init__(self, memory: Memory, home: Home, cloud: FakeCloud, clock: FrozenClock) -> None:
        self.memory, self.home, self.cloud, self.clock = memory, home, cloud, clock
        self.script = Script()
        self.updates = 0
        homes = Homes(memory, lambda account: cloud, clock)

        async def at_once(seconds: float) -> None:
            pass

        self.card = LaterCard()
        self.follow_ups = FollowUps(self.card, at_once)
        self.assistant = Assistant(memory, homes, self.script, self.follow_ups, clock, later(memory, clock))

    async def say(self, speaker: Speaker, request: Request, again: bool = False) -> Outcome:
        """A sentence, as an update brings it; ``again``: the same update comes once more."""
        self.script.requests["it"] = request
        self.updates += not again
        with caused_by(f"u{self.updates}"):
            reply = await self.assistant.say(speaker, "it")
            await self.assistant.follow(reply, Address(speaker.chat, "en", card=7), speaker.person)
        return reply.outcome

    async def press(self, speaker: Speaker, button: Button) -> Outcome:
        self.updates += 1
        with caused_by(f"u{self.updates}"):
            return (await self.assistant.press(speaker, lambda _: button)).outcome

    async def journal(self, speaker: Speaker = ANNA, look: ShowJournal | None = None) -> tuple[Line, ...]:
        await self.assistant.close()
        outcome = await self.press(speaker, look or ShowJournal())
        assert isinstance(outcome, JournalShown), outcome
        return outcome.lines


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    clock = FrozenClock()
    devices = {"lamp": lamp(room="kitchen"), "other": lamp("other"), "lock": lock()}
    parts = Listing(rooms=(Room("kitchen", "Kitchen"),), scenes=(Scene("s1", "Good night"),))
    memory = await Memory.open(tmp_path / "data", None, clock)
    home = await memory.add_home("Flat", "en", "Europe/Moscow")
    await memory.add_account(home.id, "yandex", {}, {})
    for speaker, role in ((ANNA, Role.OWNER), (BORIS, Role.MEMBER), (GUEST, Role.GUEST)):
        await memory.meet(speaker.person, speaker.name, None)
        await memory.add_member(home.id, speaker.person, role)
    stage = Stage(memory, home, FakeCloud(devices, listing_parts=parts), clock)
    yield stage
    await stage.follow_ups.close()
    await stage.assistant.close()
    await memory.close()


async def test_an_act_is_told_with_who_and_when_at_home(stage: Stage) -> None:
    await stage.say(BORIS, LAMP_ON)
    (line,) = await stage.journal()
    assert (line.who, line.via, line.ending) == ("Boris", Via.SENTENCE, Ending.DONE)
    assert (line.deed.kind, line.deed.commands) == (DeedKind.DID, LAMP_ON.commands)
    assert line.at.utcoffset() == timedelta(hours=3)


async def test_a_press_and_a_scene_are_told_as_well_and_the_newest_comes_first(stage: Stage) -> None:
    await stage.press(ANNA, Do(LAMP_ON.commands[0]))
    await stage.say(ANNA, Act(scene="s1"))
    newer, older = await stage.journal()
    assert (newer.deed.scene, newer.deed.names) == ("s1", {"s1": "Good night"})
    assert older.via is Via.PRESS


async def test_an_update_that_comes_twice_leaves_one_entry(stage: Stage) -> None:
    await stage.say(ANNA, LAMP_ON)
    await stage.say(ANNA, LAMP_ON, again=True)
    assert len(await stage.journal()) == 1


async def test_a_question_leaves_nothing_and_its_answer_one_entry(stage: Stage) -> None:
    asked = await stage.say(ANNA, UNLOCK)
    assert isinstance(asked, Confirm)
    assert await stage.journal() == ()
    await stage.press(ANNA, Decide(asked.token, True))
    assert [line.deed.commands for line in await stage.journal()] == [UNLOCK.commands]


async def test_what_a_guest_may_not_do_is_told_as_refused(stage: Stage) -> None:
    assert await stage.say(GUEST, UNLOCK) == Refused(Denial.NOT_FOR_GUESTS)
    (line,) = await stage.journal(look=ShowJournal(bad=True))
    assert (line.who, line.ending) == ("Guest", Ending.REFUSED)


async def test_what_shows_itself_later_is_corrected(stage: Stage) -> None:
    stage.cloud.slow = True
    await stage.say(ANNA, LAMP_ON)
    async with asyncio.timeout(10):
        await stage.card.ended.wait()
    assert (await stage.journal())[0].ending is Ending.UNKNOWN


async def test_what_was_planned_and_called_off_is_told(stage: Stage) -> None:
    planned = await stage.say(ANNA, replace(LAMP_ON, when=When(in_seconds=600)))
    assert isinstance(planned, Scheduled)
    await stage.press(ANNA, CallOff(planned.plans[0].job))
    lines = await stage.journal()
    assert [line.deed.kind for line in lines] == [DeedKind.CALLED_OFF, DeedKind.PLANNED]


async def test_pages_follow_each_other_without_a_gap(stage: Stage) -> None:
    for _ in range(PAGE + 3):
        await stage.say(ANNA, LAMP_ON)
    await stage.assistant.close()
    first = await stage.press(ANNA, ShowJournal())
    assert isinstance(first, JournalShown)
    second = await stage.press(ANNA, ShowJournal(before=first.older))
    assert isinstance(second, JournalShown)
    assert (len(first.lines), len(second.lines), second.older) == (PAGE, 3, None)


async def test_it_is_shown_by_person_device_and_room(stage: Stage) -> None:
    await stage.say(ANNA, LAMP_ON)
    await stage.say(BORIS, OTHER_ON)
    for look, device in (
        (ShowJournal(person=2), "other"),
        (ShowJournal(device="lamp"), "lamp"),
        (ShowJournal(room="kitchen"), "lamp"),
    ):
        assert [line.deed.devices for line in await stage.journal(look=look)] == [{device}]
    filters = await stage.press(ANNA, ShowJournalFilters())
    assert filters == JournalFilters(((2, "Boris"), (1, "Anna")), ("other", "lamp"), ("kitchen",))


async def test_guests_and_groups_do_not_see_it(stage: Stage) -> None:
    assert await stage.press(GUEST, ShowJournal()) == Refused(Denial.NOT_FOR_GUESTS)
    group = replace(ANNA, chat=-5, chat_type="group")
    await stage.assistant.bind_group(group)
    for button in (ShowJournal(), ShowJournalFilters()):
        assert await stage.press(group, button) == Refused(Denial.ONLY_IN_PRIVATE)


async def test_whoever_is_limited_sees_only_what_they_did(stage: Stage) -> None:
    await stage.say(ANNA, LAMP_ON)
    await stage.say(BORIS, LAMP_ON)
    await stage.memory.remove_member(stage.home.id, 2)
    await stage.memory.add_member(stage.home.id, 2, Role.MEMBER, reach=Reach(frozenset({"lamp"})))
    assert [line.who for line in await stage.journal(BORIS)] == ["Boris"]
    assert await stage.journal(BORIS, ShowJournal(person=1)) == ()
    assert await stage.press(BORIS, ShowJournalFilters()) == JournalFilters(
        ((2, "Boris"),), ("lamp",), ("kitchen",)
    )


async def test_a_journal_that_cannot_be_written_spoils_no_answer(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    journalist = Journalist(stage.memory)
    journalist.note(Doer(999, 1, 1, Via.PRESS), Deed(DeedKind.DID), Ending.DONE, "u1")
    await journalist.close()
    assert "was not written" in caplog.text
