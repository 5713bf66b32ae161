"""Looking around the home, and turning all of a room off."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.assistant import Assistant, Speaker
from bot.assistant.homes import Homes
from bot.home.area import Area, Extent
from bot.home.button import AllOff, Browse, Button, Decide, RunScene, ShowArea, ShowMore, ShowRooms
from bot.home.cloud import Listing
from bot.home.danger import Danger
from bot.home.house import House, Room, Scene
from bot.home.outcome import Confirm, Denial, Done, Outcome, Refused
from bot.home.roles import Role
from bot.home.shown import AreaShown, MoreShown, NothingOn, RoomsListed
from bot.intents import Understander
from bot.jobs.follow_up import FollowUps
from bot.jobs.later import later
from bot.memory.memory import Memory
from tests.clocks import FrozenClock
from tests.fake_cloud import FakeCloud
from tests.homes import ON, lamp, lock

ANNA = Speaker(person=1, name="Anna", chat=1, chat_type="private", language="en")
GUEST = Speaker(person=3, name="Guest", chat=3, chat_type="private", language="en")
STRANGER = Speaker(person=9, name="Nobody", chat=9, chat_type="private", language="en")
KITCHEN = Area(Extent.ROOM, "kitchen")


class Silent:
    async def announce(self, *_: object) -> None:
        raise AssertionError("nothing was to be said later")


@dataclass
class Stage:
    assistant: Assistant
    cloud: FakeCloud
    clock: FrozenClock

    async def press(self, button: Button, speaker: Speaker = ANNA) -> Outcome:
        return (await self.assistant.press(speaker, lambda house: button)).outcome

    async def browse(self, what: Browse, speaker: Speaker = ANNA) -> Outcome:
        return (await self.assistant.browse(speaker, what)).outcome

    def is_on(self, device: str) -> object:
        found = self.cloud.devices[device].capability(ON)
        return found.value if found else None


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    clock = FrozenClock()
    cloud = FakeCloud(
        {
            "ceiling": lamp("ceiling", "Ceiling", "kitchen", on=True),
            "strip": lamp("strip", "Strip", "kitchen", on=False),
            "hall": lamp("hall", "Hall lamp", "hall", on=True),
            "lock": lock(),
        },
        listing_parts=Listing(
            rooms=(Room("kitchen", "Kitchen"), Room("hall", "Hall")), scenes=(Scene("s1", "Good night"),)
        ),
    )
    memory = await Memory.open(tmp_path / "data", None, clock)
    home = await memory.add_home("Flat", "en", "Europe/Moscow")
    await memory.add_account(home.id, "yandex", {}, {})
    for speaker, role in ((ANNA, Role.OWNER), (GUEST, Role.GUEST)):
        await memory.meet(speaker.person, speaker.name, None)
        await memory.add_member(home.id, speaker.person, role)
    homes = Homes(memory, lambda account: cloud, clock)
    assistant = Assistant(memory, homes, Understander({}), FollowUps(Silent()), clock, later(memory, clock))
    await assistant.browse(ANNA, ShowRooms())
    yield Stage(assistant, cloud, clock)
    await assistant.close()
    await memory.close()


async def test_all_off_in_a_room_asks_and_yes_turns_off_what_is_on_there(stage: Stage) -> None:
    asked = await stage.press(AllOff(KITCHEN))
    assert isinstance(asked, Confirm)
    assert (asked.danger, [c.device for c in asked.commands]) == (Danger.ALL_OFF, ["ceiling"])
    assert stage.is_on("ceiling")
    assert isinstance(await stage.press(Decide(asked.token, True)), Done)
    assert not stage.is_on("ceiling")
    assert stage.is_on("hall")
    assert await stage.press(AllOff(KITCHEN)) == NothingOn(KITCHEN)


async def test_a_guest_cannot_turn_a_room_off_with_one_tap_and_nothing_is_read_for_it(stage: Stage) -> None:
    stage.cloud.lists_values = False
    stage.clock.advance(minutes=1)
    stage.cloud.calls.clear()
    assert await stage.press(AllOff(KITCHEN), GUEST) == Refused(Denial.NOT_FOR_GUESTS)
    assert stage.is_on("ceiling")
    assert stage.cloud.calls == []


async def test_a_room_is_shown_with_values_that_were_read_where_listings_have_none(stage: Stage) -> None:
    stage.cloud.lists_values = False
    stage.clock.advance(minutes=1)
    stage.cloud.calls.clear()
    assert await stage.press(ShowArea(KITCHEN)) == AreaShown(KITCHEN)
    assert sorted(stage.cloud.calls) == ["read ceiling", "read strip"]


async def test_more_of_a_device_does_without_details_that_its_cloud_does_not_tell(stage: Stage) -> None:
    assert await stage.press(ShowMore("strip")) == MoreShown("strip", has_history=True)


async def test_a_scene_is_run_from_its_button(stage: Stage) -> None:
    assert await stage.press(RunScene("s1")) == Done(scene="s1")
    assert stage.cloud.scenes_run == ["s1"]


async def test_a_stranger_sees_no_rooms(stage: Stage) -> None:
    assert await stage.browse(ShowRooms()) == RoomsListed()
    reply = await stage.assistant.browse(STRANGER, ShowRooms())
    assert (reply.outcome, reply.house) == (Refused(Denial.STRANGER), House())
