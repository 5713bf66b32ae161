"""What was said before is remembered for some minutes, by whichever bot hears what follows."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime

from bot.assistant.conversations import FORGOTTEN_AFTER, Conversations, Talk
from bot.assistant.door import Speaker
from bot.home.capability import Key
from bot.home.command import Command, SetTo
from bot.home.fit import Misfit, Reason
from bot.home.naming import Given, OwnName, Thing
from bot.home.request import Act, Ask, Asked, CannotDo, Question, Reading, Sort, When
from bot.shared import Shared
from tests.clocks import FrozenClock

ANNA = Speaker(1001, "Anna", 1001, "private", "en")
ON = Command("lamp", Key("on_off", "on"), SetTo(True))
BACK = Act(
    (Command("lamp", Key("on_off", "on"), SetTo(False)),),
    refused=(CannotDo("blinds", Reason(Misfit.READ_ONLY)),),
)
LATER = Act((ON,), when=When(at=datetime(2026, 11, 27, 8), for_seconds=600))
HEARD = Ask((Reading("лампа", "on"),), Question(Asked.IS, True))
LAMP, KITCHEN = Thing(Sort.DEVICE, "лампа"), Thing(Sort.ROOM, "kitchen")
GIVEN = Given(OwnName("Bob", LAMP), at_home=False, moved_from=KITCHEN, nickname="Lamp")


async def test_another_bot_knows_everything_that_was_said_to_this_one(shared: Shared) -> None:
    clock = FrozenClock()
    one, other = Conversations(shared.notes, clock), Conversations(shared.notes, clock)
    await one.did(ANNA, [ON], BACK)
    await one.planned(ANNA, [7], at_once=True)
    await one.spoke_of(ANNA, ["лампа"], HEARD)
    await one.asked(ANNA, "token")
    talk = await other.of(ANNA)
    assert talk == Talk(clock.now(), (ON,), BACK, (7,), ("лампа",), "token", HEARD)
    await one.gave(ANNA, GIVEN)
    named = await other.of(ANNA)
    assert named == replace(talk, undo=None, plans=(), given=GIVEN)
    await one.planned(ANNA, [8], at_once=False, act=LATER)
    assert await other.of(ANNA) == Talk(clock.now(), plans=(8,), planned=LATER)
    nothing = Talk(clock.now())
    same = [f.name for f in fields(Talk) if getattr(talk, f.name) == getattr(nothing, f.name)]
    assert same == ["at", "given", "planned"], "a part of a talk that this test does not know"


async def test_after_some_minutes_of_silence_it_is_over(shared: Shared) -> None:
    clock = FrozenClock()
    talks = Conversations(shared.notes, clock)
    await talks.did(ANNA, [ON], None)
    clock.advance(seconds=FORGOTTEN_AFTER.total_seconds())
    assert await talks.of(ANNA) == Talk(clock.now())
