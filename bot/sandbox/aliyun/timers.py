"""Timers that live in the cloud and fire by themselves (reference, section 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.aliyun.agenda import Agenda, Appointment
from bot.sandbox.aliyun.cron import Cron

RUNNING, INVALID = 1, 2
Deliver = Callable[[str, Mapping[str, Any], float], None]


@dataclass
class Timer:
    """One timer of the thing ``thing``.

    ``written`` holds what its maker sent, to be shown again; ``crons`` say when it fires; ``effects`` are
    (thing, ``kind.instance``, value). ``as_text``: its triggers and actions are shown as JSON strings.
    """

    id: str
    thing: str
    written: Mapping[str, Any]
    crons: tuple[Cron, ...]
    effects: tuple[tuple[str, str, Any], ...]
    as_text: bool = False
    appointment: Appointment | None = field(default=None, repr=False)

    @property
    def enabled(self) -> bool:
        return bool(self.written["enable"])

    def after(self, moment: float) -> float | None:
        """When it would fire next; None: never again."""
        return min((at for cron in self.crons if (at := cron.after(moment)) is not None), default=None)


class Timers:
    """All timers of the tenant; ``deliver`` takes values to a thing at the moment that a timer fires."""

    def __init__(self, agenda: Agenda, now: Callable[[], float], deliver: Deliver) -> None:
        self._agenda = agenda
        self._now = now
        self._deliver = deliver
        self._timers: dict[str, Timer] = {}

    def __len__(self) -> int:
        return len(self._timers)

    def get(self, id_: str) -> Timer | None:
        return self._timers.get(id_)

    def of(self, thing: str) -> Iterator[Timer]:
        return (timer for timer in self._timers.values() if timer.thing == thing)

    def add(self, timer: Timer) -> None:
        """A new timer, or the whole replacement of one with the same id."""
        self._cancel(timer.id)
        self._timers[timer.id] = timer
        self._plan(timer, self._now())

    def remove(self, id_: str) -> None:
        self._cancel(id_)
        del self._timers[id_]

    def status(self, timer: Timer) -> int:
        return RUNNING if timer.after(self._now()) is not None else INVALID

    def _cancel(self, id_: str) -> None:
        known = self._timers.get(id_)
        if known and known.appointment:
            known.appointment.cancelled = True

    def _plan(self, timer: Timer, moment: float) -> None:
        due = timer.after(moment) if timer.enabled else None
        timer.appointment = None if due is None else self._agenda.add(due, lambda at: self._fire(timer, at))

    def _fire(self, timer: Timer, at: float) -> None:
        for thing, key, value in timer.effects:
            self._deliver(thing, {key: value}, at)
        self._plan(timer, at)
