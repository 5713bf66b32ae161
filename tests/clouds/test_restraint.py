"""When a call is not sent at all, and when it may be sent again."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.clouds.breaker import FAILURES, FIRST_PAUSE, LONGEST_PAUSE, Breaker
from bot.clouds.quiet import FIRST_QUIET, LONGEST_DOUBLED, LONGEST_TOLD, Quiet
from bot.clouds.restraint import Meter, Restraint
from bot.home.background import background
from bot.home.errors import CloudBusyError, CloudUnavailableError
from bot.home.problem import Problem
from tests.clocks import FrozenClock

SILENCE = CloudUnavailableError("vendor", Problem.CLOUD_SILENT)


class TestQuiet:
    def test_the_vendor_says_for_how_long(self) -> None:
        clock = FrozenClock()
        quiet = Quiet(clock)
        assert quiet.left == 0
        assert quiet.begin(17) == 17
        clock.advance(seconds=16)
        assert quiet.left == 1
        clock.advance(seconds=1)
        assert quiet.left == 0

    def test_a_vendor_that_says_nothing_gets_ten_seconds_and_ever_more_while_it_goes_on(self) -> None:
        clock = FrozenClock()
        quiet = Quiet(clock)
        windows = []
        for _ in range(9):
            windows.append(quiet.begin(0))
            clock.advance(seconds=windows[-1])
        assert windows == [10, 20, 40, 80, 160, 320, 640, LONGEST_DOUBLED, LONGEST_DOUBLED]
        quiet.answered()
        assert quiet.begin(0) == FIRST_QUIET

    def test_a_vendors_own_number_does_not_double_but_the_least_does(self) -> None:
        clock = FrozenClock()
        trusting, wary = Quiet(clock), Quiet(clock, at_least=60)
        windows = []
        for _ in range(3):
            windows.append((trusting.begin(5), wary.begin(5)))
            clock.advance(seconds=1000)
        assert windows == [(5, 60), (5, 120), (5, 240)]

    def test_refusals_of_calls_that_were_under_way_together_are_one(self) -> None:
        quiet = Quiet(FrozenClock())
        assert [quiet.begin(0) for _ in range(3)] == [10, 10, 10]
        assert quiet.begin(100) == 100
        assert quiet.begin(1) == 100
        quiet.answered()  # by a call that was sent before
        assert quiet.left == 100

    def test_nobody_is_silenced_for_a_year(self) -> None:
        assert Quiet(FrozenClock()).begin(31_536_000) == LONGEST_TOLD


class TestBreaker:
    @pytest.fixture
    def clock(self) -> FrozenClock:
        return FrozenClock()

    @pytest.fixture
    def breaker(self, clock: FrozenClock) -> Breaker:
        return Breaker("vendor", clock)

    @staticmethod
    def ask(breaker: Breaker, *, answers: bool) -> None:
        try:
            with breaker.watching():
                if not answers:
                    raise SILENCE
        except CloudUnavailableError:
            pass

    def test_it_opens_after_failures_in_a_row_and_an_answer_begins_the_row_anew(
        self, breaker: Breaker
    ) -> None:
        for answers in (False,) * (FAILURES - 1) + (True,) + (False,) * (FAILURES - 1):
            self.ask(breaker, answers=answers)
            assert not breaker.open
        self.ask(breaker, answers=False)
        assert breaker.open

    def test_after_the_pause_one_call_may_try_and_its_answer_closes_it(
        self, breaker: Breaker, clock: FrozenClock
    ) -> None:
        for _ in range(FAILURES):
            self.ask(breaker, answers=False)
        clock.advance(seconds=14)
        assert breaker.open
        clock.advance(seconds=1)
        assert not breaker.open
        with breaker.watching():
            assert breaker.open, "while one tries, the others wait"
        assert not breaker.open
        self.ask(breaker, answers=False)
        assert not breaker.open

    def test_each_try_that_fails_doubles_the_pause_up_to_five_minutes(
        self, breaker: Breaker, clock: FrozenClock
    ) -> None:
        for _ in range(FAILURES):
            self.ask(breaker, answers=False)
        pauses = []
        for _ in range(7):
            before = clock.now()
            while breaker.open:
                clock.advance(seconds=1)
            pauses.append(clock.now() - before)
            self.ask(breaker, answers=False)
        assert pauses == [min(FIRST_PAUSE * 2**n, LONGEST_PAUSE) for n in range(7)]
        assert pauses[-1] == timedelta(minutes=5)

    async def test_a_try_that_is_cancelled_leaves_the_next_one_free(
        self, breaker: Breaker, clock: FrozenClock
    ) -> None:
        for _ in range(FAILURES):
            self.ask(breaker, answers=False)
        clock.advance(seconds=15)
        with pytest.raises(asyncio.CancelledError), breaker.watching():
            raise asyncio.CancelledError
        assert not breaker.open

    async def test_calls_that_were_under_way_when_it_opened_do_not_prolong_it(
        self, breaker: Breaker, clock: FrozenClock
    ) -> None:
        async def wait_in_vain() -> None:
            with breaker.watching():
                await asyncio.sleep(0)
                raise SILENCE

        await asyncio.gather(*(wait_in_vain() for _ in range(FAILURES * 3)), return_exceptions=True)
        clock.advance(seconds=14)
        assert breaker.open
        clock.advance(seconds=1)
        assert not breaker.open


@dataclass
class Counts:
    left: int = 0
    counted: list[tuple[int, bool]] = field(default_factory=list)

    def count_call(self, account: int, background: bool) -> None:
        self.counted.append((account, background))

    def background_left(self, account: int) -> int:
        return self.left


class TestRestraint:
    def test_calls_are_counted_for_whoever_wanted_them(self) -> None:
        counts = Counts(left=5)
        restraint = Restraint("vendor", FrozenClock(), Meter(counts, 7))
        with restraint.sending():
            pass
        with background(), restraint.sending():
            pass
        assert counts.counted == [(7, False), (7, True)]

    def test_a_spent_budget_holds_until_midnight_for_what_nobody_asked_for(self) -> None:
        restraint = Restraint("vendor", FrozenClock(), Meter(Counts(left=0), 7))
        restraint.check()
        with background():
            restraint.check(vital=True)
            with pytest.raises(CloudBusyError) as raised:
                restraint.check()
        assert raised.value.retry_after == timedelta(hours=12).total_seconds()

    def test_what_a_person_wants_is_tried_though_the_vendor_was_silent(self) -> None:
        restraint = Restraint("vendor", FrozenClock())
        for _ in range(FAILURES):
            with pytest.raises(CloudUnavailableError), restraint.sending():
                raise SILENCE
        restraint.check()
        assert restraint.in_doubt
        with restraint.sending():
            pass
        assert not restraint.in_doubt

    def test_what_is_not_sent_did_nothing(self) -> None:
        restraint = Restraint("vendor", FrozenClock())
        for _ in range(FAILURES):
            with pytest.raises(CloudUnavailableError), restraint.sending():
                raise SILENCE
        assert restraint.in_doubt
        with background(), pytest.raises(CloudUnavailableError) as raised:
            restraint.check()
        assert (raised.value.problem, raised.value.maybe_done) == (Problem.CLOUD_UNREACHABLE, False)
