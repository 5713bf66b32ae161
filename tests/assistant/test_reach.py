"""For somebody who is limited to a part of the home the rest is not there. Read by the real understanding."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.assistant import Assistant, Speaker
from bot.assistant.homes import Homes
from bot.home.announcer import Address
from bot.home.area import Area, Extent
from bot.home.button import AllOff, Button, CallOff, Decide, Do, Pause, Pick, RunScene, ShowRooms, Turn
from bot.home.cloud import Listing
from bot.home.command import Command, SetTo
from bot.home.house import Group, House, Room, Scene
from bot.home.outcome import (
    CalledOff,
    Choose,
    Confirm,
    Denial,
    Done,
    Outcome,
    Plans,
    Refused,
    Reply,
    Scheduled,
)
from bot.home.request import NotFound, NotUnderstood
from bot.home.roles import Reach, Role
from bot.home.shown import Found
from bot.jobs.follow_up import FollowUps
from bot.jobs.later import later
from bot.memory.memory import Memory
from bot.memory.records import Home
from bot.telegram.buttons import pack, unpack
from tests.clocks import FrozenClock
from tests.fake_cloud import FakeCloud
from tests.homes import ON, conditioner, lamp, lock
from tests.intents.test_understander import understander

ANNA = Speaker(person=1, name="Anna", chat=1, chat_type="private", language="en")
NANNY = Speaker(person=2, name="Nanny", chat=2, chat_type="private", language="en")
NURSERY = Reach(rooms=frozenset({"n"}))

ROOMS = (Room("n", "Nursery"), Room("o", "Office"))
DEVICES = (
    lamp("night", "Night light", "n"),
    lamp("globe", "Globe", "n"),
    lamp("desk", "Desk lamp", "o", on=True),
    lamp("wall", "Wall lamp", "n"),
    lamp("sconce", "Wall lamp", "o"),
    conditioner("ac", "Air conditioner", "o"),
    lock("safe", "Safe"),
)
GROUPS = (
    Group("evening", "Evening", devices=("night", "desk")),
    Group("work", "Work", devices=("desk", "ac")),
)
NURSERYS = {"night", "globe", "wall"}
SECRETS = ("Office", "Desk lamp", "Air conditioner", "Safe", "Work", "Party")


class Silent:
    async def announce(self, address: Address, reply: Reply) -> None:
        raise AssertionError("nothing was to be said later")


@dataclass
class Family:
    assistant: Assistant
    memory: Memory
    cloud: FakeCloud
    home: Home
    whole: House

    async def say(self, text: str, speaker: Speaker = NANNY) -> Outcome:
        reply = await self.assistant.say(speaker, text)
        membership = await self.memory.membership(self.home.id, speaker.person)
        if membership and membership.reach:
            assert not {*SECRETS} & {*reply.house.names}
        return reply.outcome

    async def press(self, button: Button, speaker: Speaker = NANNY) -> Outcome:
        """As callback data, which may be forged: written by somebody who knows the whole home."""
        data = pack(button, self.whole)
        reply = await self.assistant.press(speaker, lambda house: unpack(data, house))
        return reply.outcome

    async def limit_nanny(self, reach: Reach | None) -> None:
        await self.memory.change_member(self.home.id, NANNY.person, Role.MEMBER, reach=reach)

    def is_on(self, device: str) -> object:
        capability = self.cloud.devices[device].capability(ON)
        return capability.value if capability else None


@pytest.fixture
async def family(tmp_path: Path) -> AsyncIterator[Family]:
    clock = FrozenClock()
    parts = Listing(rooms=ROOMS, groups=GROUPS, scenes=(Scene("s1", "Party"),))
    cloud = FakeCloud({device.id: device for device in DEVICES}, listing_parts=parts)
    memory = await Memory.open(tmp_path / "data", None, clock)
    home = await memory.add_home("Flat", "en", "UTC")
    await memory.add_account(home.id, "yandex", {}, {})
    for speaker, role, reach in ((ANNA, Role.OWNER, None), (NANNY, Role.MEMBER, NURSERY)):
        await memory.meet(speaker.person, speaker.name, None)
        await memory.add_member(home.id, speaker.person, role, reach=reach)
    homes = Homes(memory, lambda account: cloud, clock)
    assistant = Assistant(memory, homes, understander(), FollowUps(Silent()), clock, later(memory, clock))
    whole, _ = await (await homes.whole(home)).house()
    yield Family(assistant, memory, cloud, home, whole)
    await assistant.close()
    await memory.close()


async def test_what_is_covered_is_switched(family: Family) -> None:
    assert isinstance(await family.say("turn on the night light"), Done)
    assert family.is_on("night") is True


@pytest.mark.parametrize(
    "text",
    [
        "turn off the desk lamp",
        "turn off the desk lmap",
        "is the desk lamp on?",
        "turn off the office",
        "unlock the safe",
        "party",
        "turn off the desk lamp in 5 minutes",
        "what is the temperature in the office",
    ],
)
async def test_a_sentence_about_the_rest_is_as_if_it_were_not_there(family: Family, text: str) -> None:
    outcome = await family.say(text)
    assert isinstance(outcome, NotFound | NotUnderstood), outcome
    if isinstance(outcome, NotFound):
        assert {*outcome.near} <= NURSERYS
    assert family.cloud.calls.count("execute") == 0
    assert family.cloud.scenes_run == []


async def test_a_name_that_is_also_out_of_reach_leaves_no_doubt(family: Family) -> None:
    assert isinstance(await family.say("turn on the wall lamp", ANNA), Choose)
    assert isinstance(await family.say("turn on the wall lamp"), Done)
    assert (family.is_on("wall"), family.is_on("sconce")) == (True, False)


async def test_everything_is_everything_within_the_limits(family: Family) -> None:
    await family.say("turn on all lights")
    assert [family.is_on(device.id) for device in DEVICES[:3]] == [True, True, True]
    await family.say("turn off all lights")
    assert [family.is_on(device.id) for device in DEVICES[:3]] == [False, False, True]


@pytest.mark.parametrize(
    "button",
    [
        Do(Command("desk", ON, SetTo(False))),
        AllOff(Area(Extent.ROOM, "o")),
        AllOff(Area(Extent.GROUP, "work")),
        RunScene("s1"),
    ],
)
async def test_a_press_on_the_rest_is_outdated(family: Family, button: Button) -> None:
    data = pack(button, family.whole)
    assert await family.assistant.denied(NANNY, lambda house: unpack(data, house)) is Denial.BUTTON_OUTDATED
    assert await family.press(button) == Refused(Denial.BUTTON_OUTDATED)
    assert family.is_on("desk") is True
    assert family.cloud.scenes_run == []


async def test_lists_searches_help_and_names_leave_the_rest_out(family: Family) -> None:
    replies = [
        await family.assistant.browse(NANNY, Turn()),
        await family.assistant.browse(NANNY, ShowRooms()),
        await family.assistant.help(NANNY),
        await family.assistant.find(NANNY, "lamp"),
        await family.assistant.find(NANNY, ""),
    ]
    for reply in replies:
        assert not {*SECRETS} & {*reply.house.names}
        if isinstance(reply.outcome, Found):
            assert {*reply.outcome.devices} <= NURSERYS
    assert not {*SECRETS} & {*await family.assistant.names(NANNY)}
    assert {*SECRETS} <= {*await family.assistant.names(ANNA)}


async def test_all_off_asks_for_what_is_covered_only(family: Family) -> None:
    await family.say("turn on the night light")
    asked = await family.press(AllOff(Area()))
    assert isinstance(asked, Confirm)
    assert {command.device for command in asked.commands} == {"night"}
    await family.press(Decide(asked.token, True))
    assert (family.is_on("night"), family.is_on("desk")) == (False, True)


async def test_only_plans_for_what_is_covered_are_seen_and_called_off(family: Family) -> None:
    jobs = []
    for text in ("turn off the desk lamp in 5 minutes", "turn on the globe in 5 minutes", "party at 23:00"):
        planned = await family.say(text, ANNA)
        assert isinstance(planned, Scheduled), planned
        jobs.append(planned.plans[0].job)
    both = await family.say("turn on the globe and the desk lamp at 22:00", ANNA)
    assert isinstance(both, Scheduled)
    desk, globe, party = jobs
    shown = (await family.assistant.plans(NANNY)).outcome
    assert isinstance(shown, Plans)
    assert [plan.job for plan in shown.plans] == [globe]
    for job in (desk, party, both.plans[0].job):
        for button in (CallOff(job), Pause(job, True)):
            assert await family.press(button) == Refused(Denial.PLAN_OVER)
    assert isinstance(await family.press(CallOff(globe)), CalledOff)
    left = (await family.assistant.plans(ANNA)).outcome
    assert isinstance(left, Plans)
    assert len(left.plans) == 3
    assert not any(plan.paused for plan in left.plans)


async def test_cancel_the_timer_means_the_only_one_that_is_seen(family: Family) -> None:
    await family.say("turn off the desk lamp in 5 minutes", ANNA)
    await family.say("turn on the globe in 5 minutes", ANNA)
    called_off = await family.say("cancel the timer")
    assert isinstance(called_off, CalledOff)
    assert [command.device for command in called_off.plan.commands] == ["globe"]


async def test_what_was_asked_before_the_limits_is_not_done_after_them(family: Family) -> None:
    await family.limit_nanny(None)
    really = await family.say("unlock the safe")
    assert isinstance(really, Confirm)
    which = await family.say("turn on the wall lamp")
    await family.limit_nanny(NURSERY)
    assert await family.press(Decide(really.token, True)) == Refused(Denial.BUTTON_OUTDATED)
    assert isinstance(which, Choose), which
    place = next(n for n, option in enumerate(which.options) if option.id == "sconce")
    assert await family.press(Pick(which.token, place)) == Refused(Denial.BUTTON_OUTDATED)
    assert family.cloud.calls.count("execute") == 0


async def test_undo_and_it_do_not_lead_out_of_the_limits(family: Family) -> None:
    await family.limit_nanny(None)
    await family.say("turn off the desk lamp")
    await family.limit_nanny(NURSERY)
    for text in ("undo", "turn it on", "why"):
        outcome = await family.say(text)
        assert not isinstance(outcome, Done), text
    assert family.is_on("desk") is False
    told = (await family.assistant.why(NANNY)).outcome
    assert "Desk lamp" not in repr(told)


async def test_a_press_by_somebody_who_reaches_nothing_is_refused_at_once(family: Family) -> None:
    await family.limit_nanny(Reach())
    data = pack(Do(Command("night", ON, SetTo(True))), family.whole)
    assert await family.assistant.denied(NANNY, lambda house: unpack(data, house)) is Denial.BUTTON_OUTDATED
