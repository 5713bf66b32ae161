"""What is to happen later, by the sandbox's clock: at its time, or at once when the clock jumps past it."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.world import Clock

SOONEST = 0.02  # seconds; a clock that stands still must not make the loop spin


@dataclass(order=True)
class Appointment:
    """``action`` is called with the moment it was due, which may be long past after a jump."""

    due: float
    number: int
    action: Callable[[float], None] = field(compare=False)
    cancelled: bool = field(default=False, compare=False)


class Agenda:
    """Appointments in the order of their times; those of one moment in the order of making."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._appointments: list[Appointment] = []
        self._numbers = itertools.count()
        self._alarm: asyncio.TimerHandle | None = None
        clock.watch(self.run)

    def add(self, due: float, action: Callable[[float], None]) -> Appointment:
        appointment = Appointment(due, next(self._numbers), action)
        heapq.heappush(self._appointments, appointment)
        self._set_alarm()
        return appointment

    def run(self) -> None:
        """Do everything that is due, oldest first, also what that makes due."""
        while self._appointments and self._appointments[0].due <= self._clock.now():
            appointment = heapq.heappop(self._appointments)
            if not appointment.cancelled:
                appointment.action(appointment.due)
        self._set_alarm()

    def stop(self) -> None:
        if self._alarm:
            self._alarm.cancel()

    def _set_alarm(self) -> None:
        """Without a loop (a world that nobody serves yet) only jumps and ``run`` make things happen."""
        self.stop()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        if self._appointments:
            ahead = self._appointments[0].due - self._clock.now()
            self._alarm = loop.call_later(max(ahead, SOONEST), self.run)
