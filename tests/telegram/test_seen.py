"""An update acts once: twice delivered, to two replicas, over a restart; only what failed is tried again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from aiogram import Dispatcher
from aiogram.types import Message

from bot.home.errors import HomeError
from bot.home.once import may_begin
from bot.memory.records import Chat
from bot.memory.updates import Ledger, UpdateHeldError
from bot.telegram.seen import Seen, UpdatesInProcess
from tests.clocks import FrozenClock
from tests.databases import Place
from tests.telegram.telegram import PRIVATE, fake_bot, message_in, said


class Replica:
    """A dispatcher that writes down what reached it."""

    def __init__(
        self, seen: Seen, does: Callable[[], object] = lambda: None, asks: list[bool] | None = None
    ) -> None:
        self.bot, _ = fake_bot()
        self.heard: list[str] = []
        self.dispatcher = Dispatcher(disable_fsm=True)
        self.dispatcher.update.outer_middleware(seen)

        @self.dispatcher.message()
        async def hear(message: Message) -> None:
            await asyncio.sleep(0)
            does()
            if asks is not None:
                asks.append(await may_begin())
            self.heard.append(message.text or "")

    async def gets(self, update_id: int) -> None:
        await self.dispatcher.feed_update(self.bot, said(message_in(PRIVATE, "on"), update_id))


async def test_an_update_that_comes_twice_acts_once_among_replicas_and_over_a_restart(place: Place) -> None:
    clock = FrozenClock()
    first, second = await place.open(clock), await place.open(clock)
    one, two = Replica(Seen(Ledger(first, 5))), Replica(Seen(Ledger(second, 5)))
    held = await asyncio.gather(*(replica.gets(7) for replica in (one, two)), return_exceptions=True)
    assert [error for error in held if error and not isinstance(error, UpdateHeldError)] == []
    await one.gets(7)
    await two.gets(7)
    assert one.heard + two.heard == ["on"]
    await first.close()
    again = await place.open(clock)
    late = Replica(Seen(Ledger(again, 5)))
    await late.gets(7)
    assert late.heard == []
    await late.gets(8)
    assert late.heard == ["on"]
    for memory in (second, again):
        await memory.close()


async def test_an_update_of_a_dead_replica_is_another_ones_after_its_lease(place: Place) -> None:
    clock = FrozenClock()
    memory = await place.open(clock)
    await Ledger(memory, 5).claim(7)
    heir = Replica(Seen(Ledger(memory, 5)))
    with pytest.raises(UpdateHeldError):
        await heir.gets(7)
    clock.advance(seconds=30)
    await heir.gets(7)
    assert heir.heard == ["on"]
    await memory.close()


async def test_who_takes_over_an_update_knows_what_was_changed_for_it_and_the_late_holder_changes_nothing(
    place: Place,
) -> None:
    clock = FrozenClock()
    memory = await place.open(clock)
    dead, heir = Ledger(memory, 5), Ledger(memory, 5)
    await dead.claim(7)
    await dead.keep(7, "plans", [{"job": 1}])
    clock.advance(seconds=30)
    assert await heir.claim(7)
    assert await heir.recall(7, "plans") == [{"job": 1}]
    assert await heir.recall(7, "answered") is None

    async def change_too_late() -> None:
        async with memory.transaction():
            await memory.save_chat(Chat(-1, "group", "Family", None, None))
            await dead.keep(7, "answered", {})

    with pytest.raises(UpdateHeldError):
        await change_too_late()
    assert await memory.chat(-1) is None
    await heir.finish(7)
    assert await heir.recall(7, "plans") is None, "what is dealt with leaves nothing behind"
    await memory.close()


async def test_who_was_too_slow_to_keep_an_update_does_nothing_of_it(place: Place) -> None:
    clock = FrozenClock()
    memory = await place.open(clock)
    slow, heir = Ledger(memory, 5), Ledger(memory, 5)
    await slow.claim(7)
    clock.advance(seconds=30)
    assert await heir.claim(7)
    with pytest.raises(UpdateHeldError):
        await slow.begin(7)
    assert await heir.begin(7)
    await heir.finish(7)
    with pytest.raises(UpdateHeldError):
        await slow.begin(7)
    await memory.close()


async def test_who_takes_over_an_update_whose_effect_had_begun_is_told_so(place: Place) -> None:
    clock = FrozenClock()
    memory = await place.open(clock)
    dead = Ledger(memory, 5)
    for begun in (7, 8):
        await dead.claim(begun)
    assert await dead.begin(7)
    clock.advance(seconds=30)
    told: list[bool] = []
    heir = Replica(Seen(Ledger(memory, 5)), asks=told)
    await heir.gets(7)
    await heir.gets(8)
    assert told == [False, True]
    await memory.close()


async def test_after_a_restart_with_a_folder_of_its_own_nobody_else_is_waited_for(place: Place) -> None:
    memory = await place.open(FrozenClock())
    await Ledger(memory, 5).claim(7)
    await memory.release_updates(bot=5)
    assert await Ledger(memory, 5).claim(7)
    await memory.close()


@pytest.mark.parametrize("in_process", [True, False])
async def test_what_could_not_be_dealt_with_is_tried_again_and_what_broke_is_not(
    place: Place, in_process: bool
) -> None:
    memory = await place.open(FrozenClock())
    troubles: list[Exception] = [ZeroDivisionError(), HomeError("the database is away")]

    def does() -> None:
        if troubles:
            raise troubles.pop()

    replica = Replica(Seen(UpdatesInProcess() if in_process else Ledger(memory, 5)), does)
    with pytest.raises(HomeError):
        await replica.gets(7)
    with pytest.raises(ZeroDivisionError):
        await replica.gets(7)
    await replica.gets(7)
    assert replica.heard == []
    await memory.close()
