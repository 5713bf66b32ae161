"""Somebody tries to sign in a few times in a row, and again after a while."""

from __future__ import annotations

from bot.assistant.tries import MOST, WITHIN, Tries
from tests.clocks import FrozenClock

ANNA, IGOR = 1001, 1005


def test_one_person_s_tries_are_no_other_s() -> None:
    tries = Tries(FrozenClock())
    assert all(tries.another(ANNA) for _ in range(MOST))
    assert not tries.another(ANNA)
    assert tries.another(IGOR)


def test_after_a_while_they_may_try_again() -> None:
    clock = FrozenClock()
    tries = Tries(clock)
    assert [tries.another(ANNA) for _ in range(MOST + 1)].count(True) == MOST
    clock.advance(seconds=WITHIN.total_seconds() - 1)
    assert not tries.another(ANNA)
    clock.advance(seconds=1)
    assert tries.another(ANNA)
