"""How an outcome ended, in one word."""

from __future__ import annotations

import pytest

from bot.home.command import Command, SetTo
from bot.home.deed import Ending
from bot.home.effect import Effect, Status
from bot.home.ending import ending_of
from bot.home.fit import Misfit, Reason
from bot.home.outcome import Done
from bot.home.problem import Problem
from bot.home.request import CannotDo
from tests.homes import ON

COMMAND = Command("lamp", ON, SetTo(True))
CANNOT = CannotDo("tv", Reason(Misfit.NO_CAPABILITY))


def effects(*statuses: Status) -> tuple[Effect, ...]:
    return tuple(Effect(COMMAND, status) for status in statuses)


@pytest.mark.parametrize(
    ("done", "ending"),
    [
        (Done(effects(Status.CONFIRMED, Status.SENT)), Ending.DONE),
        (Done(effects(Status.CONFIRMED, Status.ACCEPTED)), Ending.WAITING),
        (Done(effects(Status.CONFIRMED, Status.UNCONFIRMED)), Ending.UNKNOWN),
        (Done(effects(Status.CONFIRMED, Status.REFUSED)), Ending.PARTLY),
        (Done(effects(Status.CONFIRMED), refused=(CANNOT,)), Ending.PARTLY),
        (Done(effects(Status.REFUSED)), Ending.FAILED),
        (Done(refused=(CANNOT,)), Ending.FAILED),
        (Done(scene="s1"), Ending.DONE),
        (Done(scene="s1", scene_problem=Problem.CLOUD_UNREACHABLE), Ending.FAILED),
        (Done(effects(Status.REFUSED), scene="s1"), Ending.PARTLY),
    ],
)
def test_an_outcome_in_one_word(done: Done, ending: Ending) -> None:
    assert ending_of(done) is ending
