"""Times of a sentence's clauses: which holds for which, and what is done when (rule 8 of reading).

A time said first holds for all that follows without a time of its own; one said last holds also for what
went before, where that is about other things: "lock the door and put out the lights at eleven", but "light
the lamp and put it out at eleven".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.home.fit import Misfit, Reason
from bot.home.request import Act, Ask, Clarify, Manage, NotUnderstood, Request, Unsupported
from bot.understanding.clause import Clause
from bot.understanding.moments import moved, when_of
from bot.understanding.pieces import Concept, Timing

Times = tuple[Timing, ...]
QUIET = ("link.", "small.")


def is_kitchen_timer(clause: Clause) -> bool:
    """Whether a clause sets a timer that nothing hangs on."""
    return clause.target.empty and any(timing.fragment.timer for timing in clause.times)


def timed(requests: Sequence[Request], clauses: Sequence[Clause], now: datetime) -> list[Request]:
    """The requests of the clauses, each with its time."""
    times = _shared(requests, clauses)
    return [_at(request, said, now) for request, said in zip(requests, times, strict=True)]


def _shared(requests: Sequence[Request], clauses: Sequence[Clause]) -> list[Times]:
    times = [_begun(clause) for clause in clauses]
    for n in range(1, len(clauses)):
        if not times[n] and times[n - 1] and _leads(clauses[n - 1]):
            times[n] = times[n - 1]
    last = clauses[-1]
    follows = not _leads(last) and "link.then" not in last.ids and "link.but" not in last.ids
    if last.times and follows and not any(times[:-1]) and _are_apart(requests):
        times = [last.times] * len(clauses)
    return times


def _begun(clause: Clause) -> Times:
    """The times of a clause; "到八点" before the verb is when to do it, after it when to stop."""
    if not _leads(clause) or not clause.times[0].fragment.until or clause.times[0].fragment.clock:
        return clause.times
    first, *rest = clause.times
    fragment = replace(first.fragment, clock=first.fragment.until, until=None)
    return (replace(first, fragment=fragment), *rest)


def _leads(clause: Clause) -> bool:
    """Whether a clause begins with its time."""
    words = [p for p in clause.pieces if not (isinstance(p, Concept) and p.ids[0].startswith(QUIET))]
    return bool(words) and isinstance(words[0], Timing)


def _are_apart(requests: Sequence[Request]) -> bool:
    """Whether no device is in two of the requests."""
    touched = [{c.device for c in r.commands} for r in requests if isinstance(r, Act)]
    return sum(map(len, touched)) == len(set().union(*touched)) if touched else True


def _at(request: Request, said: Times, now: datetime) -> Request:
    if not said or not isinstance(request, Act | Clarify | Ask | Manage):
        return request
    if isinstance(request, Ask | Manage):
        return NotUnderstood()  # nobody knows what will be, and what was is asked for otherwise
    fragments = [timing.fragment for timing in said]
    moves = isinstance(request, Act) and request.instead and request.when
    when = moved(fragments, moves, now) if moves else when_of(fragments, now)
    if isinstance(request, Act):
        if when is None:
            return later(request)
        return replace(request, when=when)
    acts = [replace(o, act=replace(o.act, when=when)) for o in request.options if isinstance(o.act, Act)]
    return Clarify(tuple(acts)) if when and acts else NotUnderstood()


def later(act: Act) -> Request:
    """An act whose time could not be told."""
    return Unsupported(act.commands[0].device, Reason(Misfit.LATER)) if act.commands else NotUnderstood()
