"""How an outcome ended, in one word, for the journal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from bot.home.deed import Ending
from bot.home.effect import Status, is_maybe_done
from bot.home.errors import CloudError
from bot.home.outcome import Done
from bot.home.problem import Problem
from bot.home.resetting import ResetPhase

GOOD = frozenset({Status.CONFIRMED, Status.SENT})
LOST = frozenset({Status.UNKNOWN, Status.UNCONFIRMED})

_OF_RESET = {
    ResetPhase.RUNNING: Ending.WAITING,
    ResetPhase.SUCCESS: Ending.DONE,
    ResetPhase.FAILED: Ending.FAILED,
    ResetPhase.TIMEOUT: Ending.FAILED,
    ResetPhase.REFUSED: Ending.FAILED,
    ResetPhase.UNKNOWN: Ending.UNKNOWN,
}


@dataclass(frozen=True)
class Ended:
    """How a change in somebody's account ended, and the problem where it did not end well."""

    ending: Ending
    problem: Problem | None = None

    @property
    def is_certain(self) -> bool:
        return self.ending is not Ending.UNKNOWN

    @classmethod
    def well(cls) -> Self:
        return cls(Ending.DONE)

    @classmethod
    def badly(cls, problem: Problem) -> Self:
        return cls(Ending.FAILED, problem)

    @classmethod
    def unknown(cls, problem: Problem) -> Self:
        """The cloud did not tell: it may have been done."""
        return cls(Ending.UNKNOWN, problem)


def ended_by(error: CloudError) -> Ended:
    return Ended.unknown(error.problem) if is_maybe_done(error) else Ended.badly(error.problem)


def ending_of(done: Done) -> Ending:
    """As far as is known by now: what still may show itself is waited for."""
    statuses = [effect.status for effect in done.effects]
    good = sum(status in GOOD for status in statuses) + (done.scene is not None and not done.scene_problem)
    bad = statuses.count(Status.REFUSED) + len(done.refused) + (done.scene_problem is not None)
    if done.open:
        return Ending.WAITING
    if any(status in LOST for status in statuses):
        return Ending.UNKNOWN
    if good and bad:
        return Ending.PARTLY
    return Ending.FAILED if bad else Ending.DONE


def ending_of_reset(phase: ResetPhase) -> Ending:
    return _OF_RESET[phase]
