"""Cards follow what they show: whatever has changed it, for a while, for whoever may still see it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.home.announcer import Address
from bot.home.area import Area, Extent
from bot.home.cloud import Listing
from bot.home.command import Command, SetTo
from bot.home.danger import Danger
from bot.home.effect import Effect, Status
from bot.home.errors import CloudUnavailableError, NotNowError
from bot.home.house import Room
from bot.home.live import Crowded, Drawn
from bot.home.outcome import Answered, Confirm, Done, Outcome, Reply
from bot.home.problem import Problem
from bot.home.request import Asked, Question, Reading
from bot.home.roles import Reach, Role
from bot.home.shown import AreaShown, Shown
from bot.household import Household
from bot.household.hearing import Hearers
from bot.jobs.live import FOLLOWED_FOR, KIND, MOST, LiveCards
from bot.jobs.polling import LiveCarrier
from bot.jobs.worker import Worker
from bot.memory.memory import Memory
from bot.memory.records import Chat, Home
from tests.clocks import FrozenClock
from tests.databases import Place
from tests.fake_cloud import FakeCloud
from tests.homes import ON, lamp
from tests.jobs.metered_cloud import MeteredCloud

ANNA, BORIS = 1, 2
CARD = Address(ANNA, "en", card=50)
KITCHEN = AreaShown(Area(Extent.ROOM, "kitchen"))


def looks_of(reply: Reply) -> str:
    """All that can be seen of the lamps."""
    assert isinstance(reply.outcome, Shown | AreaShown)
    return repr((reply.outcome, [(d.id, d.online, d.capability(ON)) for d in reply.house.devices]))


@dataclass
class Wall:
    """A Redraws port: where cards hang for all to see. ``crowded``: how often an edit finds no place."""

    clock: FrozenClock
    crowded: int = 0
    gone: bool = False
    dies: bool = False
    busy: asyncio.Lock = field(default_factory=asyncio.Lock)
    edits: list[tuple[int | None, str]] = field(default_factory=list)

    def drawn(self, address: Address, reply: Reply) -> Drawn:
        return Drawn(looks_of(reply), self.clock.now())

    @asynccontextmanager
    async def quiet(self, chat: int) -> AsyncIterator[None]:
        async with self.busy:
            yield

    def differs(self, address: Address, reply: Reply, before: Drawn) -> bool:
        return looks_of(reply) != before.digest

    async def redraw(self, address: Address, reply: Reply) -> Drawn | Crowded | None:
        if self.crowded:
            self.crowded -= 1
            return Crowded(0.02)
        if self.gone:
            return None
        self.edits.append((address.card, looks_of(reply)))
        if self.dies:
            raise ConnectionAbortedError
        return self.drawn(address, reply)


async def at_once(_: float) -> None:
    await asyncio.sleep(0)


class Process:
    """A bot of the home; another one is begun on the same memory by ``Process`` again."""

    def __init__(self, memory: Memory, clock: FrozenClock, cloud: FakeCloud, wall: Wall, home: Home) -> None:
        self.home = home
        self.clock = clock
        self.cloud = cloud
        self.wall = wall
        values = Hearers()
        self.household = Household(
            "Flat", {1: cloud}, clock, hear=lambda *news: values.learned(home.id, *news)
        )
        self.live = LiveCards(memory, self._whole, wall, clock, sleep=at_once)
        values.add(self.live)
        self.worker = Worker(memory, {KIND: LiveCarrier(memory, self._whole, self.live, clock)}, clock)

    async def _whole(self, home: Home) -> Household:
        return self.household

    async def show(self, outcome: Outcome, address: Address = CARD, person: int = ANNA) -> None:
        house, _ = await self.household.house()
        await self.rest()  # what was learned by that is no news of a card that comes later
        await self.live.show(Reply(outcome, house, self.home.id), address, person)

    async def act(self, device: str, on: bool) -> None:
        """Somebody else switches something, somewhere else."""
        await self.household.execute([Command(device, ON, SetTo(on))])
        await self.rest()

    async def poll(self, after: float = 10) -> None:
        self.clock.advance(seconds=after)
        await self.worker.round()
        await self.rest()

    async def rest(self) -> None:
        await self.live._beside.rest()


@dataclass
class Stage:
    memory: Memory
    clock: FrozenClock
    cloud: MeteredCloud
    wall: Wall
    home: Home
    bot: Process

    def another(self) -> Process:
        return Process(self.memory, self.clock, self.cloud, self.wall, self.home)

    def by_hand(self, device: str, on: bool) -> None:
        self.cloud.devices[device] = replace(lamp(device, on=on), room=self.cloud.devices[device].room)


@pytest.fixture
async def stage(place: Place) -> AsyncIterator[Stage]:
    clock = FrozenClock()
    memory = await place.open(clock)
    home = await memory.add_home("Flat", "en", "UTC")
    await memory.add_account(home.id, "yandex", {}, {})
    for person in (ANNA, BORIS):
        await memory.meet(person, "Somebody", None)
        await memory.add_member(home.id, person, Role.MEMBER)
    devices = {
        "lamp": lamp(room="kitchen"),
        "strip": lamp("strip", "Strip", "kitchen"),
        "far": lamp("far", "Far"),
    }
    cloud = MeteredCloud(devices, listing_parts=Listing(rooms=(Room("kitchen", "Kitchen"),)))
    wall = Wall(clock)
    yield Stage(memory, clock, cloud, wall, home, Process(memory, clock, cloud, wall, home))
    await memory.close()


async def test_what_somebody_else_does_is_on_the_card_at_once_and_costs_no_call(stage: Stage) -> None:
    await stage.bot.show(Shown("lamp"))
    await stage.bot.act("lamp", True)
    assert len(stage.wall.edits) == 1
    assert "value=True" in stage.wall.edits[0][1]
    assert stage.cloud.unasked == []
    await stage.bot.act("far", True)
    assert len(stage.wall.edits) == 1, "nothing of that is on the card"


async def test_a_hand_on_the_wall_switch_is_seen_within_seconds_by_calls_of_the_background(
    stage: Stage,
) -> None:
    await stage.bot.show(Shown("lamp"))
    stage.by_hand("lamp", True)
    await stage.bot.poll()
    assert [card for card, _ in stage.wall.edits] == [50]
    assert stage.cloud.unasked == ["read lamp"]
    await stage.bot.poll()
    assert len(stage.wall.edits) == 1, "it looks as it did"


async def test_one_listing_serves_all_cards_of_the_home(stage: Stage) -> None:
    await stage.bot.show(KITCHEN)
    await stage.bot.show(Shown("far"), replace(CARD, card=51))
    stage.by_hand("strip", True)
    stage.by_hand("far", True)
    await stage.bot.poll()
    assert stage.cloud.unasked == ["listing"]
    assert sorted(card or 0 for card, _ in stage.wall.edits) == [50, 51]


async def test_a_card_is_followed_for_some_minutes_less_and_less_often_and_no_longer(stage: Stage) -> None:
    await stage.bot.show(Shown("lamp"))
    for _ in range(int(FOLLOWED_FOR.total_seconds())):
        await stage.bot.poll(after=1)
    assert 6 <= len(stage.cloud.unasked) <= 12
    before = list(stage.cloud.unasked)
    stage.by_hand("lamp", True)
    await stage.bot.poll(after=120)
    assert stage.cloud.unasked == before
    assert stage.wall.edits == []
    assert await stage.memory.jobs_of(stage.home.id, [KIND]) == ()


async def test_a_press_lets_it_be_followed_for_longer(stage: Stage) -> None:
    await stage.bot.show(Shown("lamp"))
    stage.clock.advance(minutes=4)
    await stage.bot.show(Shown("lamp"))
    stage.clock.advance(minutes=4)
    await stage.bot.act("lamp", True)
    assert len(stage.wall.edits) == 1


async def test_a_newer_card_of_the_same_takes_over_and_those_of_other_chats_stay(stage: Stage) -> None:
    await stage.bot.show(Shown("lamp"))
    await stage.bot.show(Shown("lamp"), Address(BORIS, "en", card=60), BORIS)
    await stage.bot.show(Shown("lamp"), replace(CARD, card=51))
    await stage.bot.act("lamp", True)
    assert sorted(card or 0 for card, _ in stage.wall.edits) == [51, 60]


async def test_a_card_that_asks_something_now_is_left_alone(stage: Stage) -> None:
    await stage.bot.show(Shown("lamp"))
    await stage.bot.show(Confirm(Danger.UNLOCK, (), "token", stage.clock.now()))
    await stage.bot.act("lamp", True)
    assert stage.wall.edits == []


async def test_an_answer_stands_though_the_database_is_away_and_is_not_drawn_over(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise NotNowError

    await stage.bot.show(Shown("lamp"))
    with monkeypatch.context() as patch:
        patch.setattr(stage.memory, "live_card", away)
        await stage.bot.show(Confirm(Danger.UNLOCK, (), "token", stage.clock.now()))
    await stage.bot.act("lamp", True)
    assert stage.wall.edits == []
    await stage.bot.show(Shown("lamp"))
    await stage.bot.act("lamp", False)
    assert len(stage.wall.edits) == 1


async def test_a_question_that_comes_while_an_edit_waits_wins(stage: Stage) -> None:
    await stage.bot.show(Shown("lamp"))
    async with stage.wall.busy:
        await stage.bot.household.execute([Command("lamp", ON, SetTo(True))])
        for _ in range(20):
            await asyncio.sleep(0)
        await stage.bot.live.show(None, CARD, ANNA)
    await stage.bot.rest()
    assert stage.wall.edits == []


@pytest.mark.parametrize(
    ("effects", "is_followed"),
    [
        ((Status.CONFIRMED,), True),
        ((Status.ACCEPTED,), False),
        ((Status.REFUSED,), False),
        ((Status.CONFIRMED, Status.UNCONFIRMED), False),
    ],
)
async def test_a_card_of_what_was_done_is_followed_unless_there_is_a_failure_to_be_read(
    stage: Stage, effects: tuple[Status, ...], is_followed: bool
) -> None:
    done = Done(tuple(Effect(Command("lamp", ON, SetTo(False)), status) for status in effects))
    await stage.bot.show(done)
    await stage.bot.act("lamp", True)
    assert bool(stage.wall.edits) is is_followed


@pytest.mark.parametrize(("asked", "is_followed"), [(Asked.VALUE, True), (Asked.IS, False)])
async def test_a_card_that_tells_values_is_followed_and_a_yes_stays(
    stage: Stage, asked: Asked, is_followed: bool
) -> None:
    await stage.bot.show(Answered(Question(asked), (Reading("lamp"),)))
    await stage.bot.act("lamp", True)
    assert bool(stage.wall.edits) is is_followed


@pytest.mark.parametrize("reach", [None, Reach(devices=frozenset({"far"}))])
async def test_whoever_has_lost_the_right_sees_no_more(stage: Stage, reach: Reach | None) -> None:
    await stage.bot.show(Shown("lamp"))
    if reach:
        await stage.memory.change_member(stage.home.id, ANNA, Role.MEMBER, None, reach)
    else:
        await stage.memory.remove_member(stage.home.id, ANNA)
    await stage.bot.act("lamp", True)
    assert stage.wall.edits == []
    assert await stage.memory.live_cards() == ()


async def test_a_group_that_is_no_longer_the_homes_sees_no_more(stage: Stage) -> None:
    group = Address(-5, "en", card=9)
    await stage.memory.save_chat(Chat(-5, "group", "Family", stage.home.id, None))
    await stage.bot.show(Shown("lamp"), group)
    await stage.bot.act("lamp", True)
    assert len(stage.wall.edits) == 1
    await stage.memory.forget_chat(-5)
    await stage.bot.act("lamp", False)
    assert len(stage.wall.edits) == 1


async def test_many_changes_while_an_edit_has_to_wait_are_one_edit_of_the_newest(stage: Stage) -> None:
    await stage.bot.show(Shown("lamp"))
    stage.wall.crowded = 5
    for on in (True, False, True, False, True):
        await stage.bot.household.execute([Command("lamp", ON, SetTo(on))])
    await stage.bot.rest()
    assert stage.wall.crowded == 0
    assert len(stage.wall.edits) == 1
    assert "value=True" in stage.wall.edits[0][1]


async def test_a_card_that_was_deleted_is_followed_no_more(stage: Stage) -> None:
    await stage.bot.show(Shown("lamp"))
    stage.wall.gone = True
    await stage.bot.act("lamp", True)
    assert await stage.memory.live_cards() == ()


async def test_a_restarted_bot_goes_on_with_the_cards(stage: Stage) -> None:
    await stage.bot.show(Shown("lamp"))
    stage.by_hand("lamp", True)
    await stage.another().poll()
    assert len(stage.wall.edits) == 1


async def test_a_bot_that_died_while_it_was_drawing_leaves_no_lie(stage: Stage) -> None:
    await stage.bot.show(Shown("lamp"))
    stage.wall.dies = True
    await stage.bot.act("lamp", True)
    stage.wall.dies = False
    stage.by_hand("lamp", False)
    await stage.another().poll()
    assert ["value=True" in looks for _, looks in stage.wall.edits] == [True, False]


async def test_a_bot_that_knows_less_of_a_card_than_another_has_it_read_rather_than_guess(
    stage: Stage,
) -> None:
    other = stage.another()
    await other.household.house()
    stage.by_hand("strip", True)
    stage.clock.advance(minutes=2)
    await stage.bot.household.house(timedelta())
    await stage.bot.show(KITCHEN)
    await other.act("lamp", True)
    assert stage.wall.edits == [], "the other one believes that the strip is off"
    await other.poll(after=0)
    ((_, looks),) = stage.wall.edits
    assert looks.count("value=True") == 2


async def test_where_a_cloud_does_not_answer_the_card_stays_as_it_is(stage: Stage) -> None:
    await stage.bot.show(Shown("lamp"))
    stage.by_hand("lamp", True)
    stage.cloud.down = CloudUnavailableError("yandex", Problem.CLOUD_SILENT)
    await stage.bot.poll()
    assert stage.wall.edits == []
    stage.cloud.down = None
    await stage.bot.poll()
    assert len(stage.wall.edits) == 1


async def test_when_the_days_calls_are_scarce_they_are_left_to_alarms(stage: Stage) -> None:
    for _ in range(300 - 90):  # at noon: what is left would do for less than a look every ten minutes
        stage.memory.count_call(1, background=True)
    await stage.bot.show(Shown("lamp"))
    stage.by_hand("lamp", True)
    stage.memory.count_call(1, background=True)
    await stage.bot.poll()
    assert stage.cloud.unasked == []
    await stage.bot.act("strip", True)
    assert stage.wall.edits == []


async def test_a_home_follows_its_newest_cards_only(stage: Stage) -> None:
    devices = [f"lamp {n}" for n in range(MOST + 3)]
    stage.cloud.devices = {id_: lamp(id_, id_) for id_ in devices}
    for number, device in enumerate(devices):
        stage.clock.advance(seconds=1)
        await stage.bot.show(Shown(device), replace(CARD, card=number + 1))
    kept = [card.address.card for card in await stage.memory.live_cards()]
    assert kept == list(range(4, MOST + 4))
