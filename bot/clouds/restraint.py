"""Why a call is not sent at all: the vendor wants quiet, it does not answer, or the day's budget is spent.

All of it is per account, and in the process: a second replica learns for itself.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.clouds.breaker import Breaker
from bot.clouds.quiet import Quiet
from bot.home.account import CountsCalls
from bot.home.background import is_background
from bot.home.clock import Clock
from bot.home.errors import CloudBusyError, CloudUnavailableError
from bot.home.problem import Problem
from bot.metrics import CLOUD_WITHHELD

log = logging.getLogger(__name__)


class Reason(StrEnum):
    """Why a call was withheld; a label of ``housemate_cloud_withheld``."""

    QUIET = "quiet"
    NO_ANSWER = "no_answer"
    BUDGET = "budget"


class Meter(NamedTuple):
    """Who counts the calls of which account, and keeps the daily budget of those that nobody asked for."""

    counts: CountsCalls
    account: int


class Restraint:
    """One account's; before there is an account (its login) nothing is counted."""

    def __init__(
        self, cloud: str, clock: Clock, meter: Meter | None = None, quiet_at_least: float = 0.0
    ) -> None:
        self._cloud = cloud
        self._clock = clock
        self._meter = meter
        self._quiet = Quiet(clock, quiet_at_least)
        self._breaker = Breaker(cloud, clock)

    def check(self, vital: bool = False) -> None:
        """Raise ``CloudBusyError`` or ``CloudUnavailableError`` where a call must not be sent now.

        The breaker holds back what nobody asked for; a person's call is tried, though not for long (see
        ``in_doubt``). The budget does not hold for ``vital`` ones.
        """
        if left := self._quiet.left:
            self._withheld(Reason.QUIET)
            raise CloudBusyError(self._cloud, left, "not sent: quiet was asked for")
        if self._breaker.open and is_background():
            self._withheld(Reason.NO_ANSWER)
            raise CloudUnavailableError(
                self._cloud, Problem.CLOUD_UNREACHABLE, "not sent: no answers lately", maybe_done=False
            )
        if not vital and self._budget_is_spent():
            self._withheld(Reason.BUDGET)
            raise CloudBusyError(self._cloud, self._until_tomorrow(), "not sent: today's budget is spent")

    @property
    def in_doubt(self) -> bool:
        """Whether the vendor did not answer lately: not worth a long wait, nor a second try."""
        return self._breaker.open

    @contextmanager
    def sending(self) -> Iterator[None]:
        """Around a call that is sent: it is counted, and whether it gets an answer is noted."""
        if self._meter:
            self._meter.counts.count_call(self._meter.account, is_background())
        with self._breaker.watching():
            yield

    def keep_quiet(self, refused: CloudBusyError) -> None:
        """The vendor said "too many requests"; ``refused`` learns for how long it is left alone."""
        refused.retry_after = self._quiet.begin(refused.retry_after)

    def answered(self) -> None:
        self._quiet.answered()

    def _budget_is_spent(self) -> bool:
        if self._meter is None or not is_background():
            return False
        return self._meter.counts.background_left(self._meter.account) <= 0

    def _until_tomorrow(self) -> float:
        now = self._clock.now()
        tomorrow = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
        return (tomorrow - now).total_seconds()

    def _withheld(self, reason: Reason) -> None:
        CLOUD_WITHHELD.labels(self._cloud, reason.value).inc()
        log.info("%s: a call is not sent (%s)", self._cloud, reason.value)
