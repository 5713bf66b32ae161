"""What is wrong in a home over time, and what of it is to be told: once when it begins, once when it ends."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from bot.home.alarms import Hazard
from bot.home.payload import moment_from_json, moment_to_json

LOCK_PATIENCE = timedelta(minutes=10)  # a door that is unlocked to go through is no alarm
AT_MOST_EVERY = timedelta(minutes=10)  # a sensor that flickers is told of no more often


class Wrong(NamedTuple):
    device: str
    hazard: Hazard


@dataclass(frozen=True)
class Known:
    """``since``: it is wrong since then, or (None) no more. ``told``: people believe that it is."""

    since: datetime | None
    told: bool = False
    told_at: datetime | None = None


@dataclass(frozen=True)
class News:
    wrong: Wrong
    over: bool = False


Vigil = Mapping[Wrong, Known]


def watched_on(
    vigil: Vigil, found: Iterable[Wrong], unread: Collection[str], now: datetime
) -> tuple[dict[Wrong, Known], list[News]]:
    """The vigil after another look, and what is to be told of it. What could not be read is as it was."""
    present = set(found) | {wrong for wrong, known in vigil.items() if wrong.device in unread and known.since}
    after: dict[Wrong, Known] = {}
    news: list[News] = []
    for wrong in sorted(present | set(vigil)):
        before = vigil.get(wrong, Known(None))
        known = replace(before, since=(before.since or now) if wrong in present else None)
        if _is_news(wrong, known, now):
            news.append(News(wrong, over=known.told))
            known = replace(known, told=not known.told, told_at=now)
        if known.since or known.told or (known.told_at and now - known.told_at < AT_MOST_EVERY):
            after[wrong] = known
    return after, news


def untold(vigil: Vigil, unheard: Iterable[Wrong]) -> dict[Wrong, Known]:
    """The vigil where news reached nobody: they are news at the next look, too."""
    after = dict(vigil)
    for wrong in unheard:
        after[wrong] = replace(after[wrong], told=not after[wrong].told, told_at=None)
    return after


def _is_news(wrong: Wrong, known: Known, now: datetime) -> bool:
    if known.told_at and now - known.told_at < AT_MOST_EVERY:
        return False
    if known.told:
        return known.since is None
    patience = LOCK_PATIENCE if wrong.hazard is Hazard.LOCK_OPEN else timedelta()
    return known.since is not None and now - known.since >= patience


def vigil_to_json(vigil: Vigil) -> list[list[Any]]:
    return [
        [*wrong, moment_to_json(known.since), known.told, moment_to_json(known.told_at)]
        for wrong, known in vigil.items()
    ]


def vigil_from_json(data: Iterable[list[Any]]) -> dict[Wrong, Known]:
    return {
        Wrong(device, Hazard(hazard)): Known(moment_from_json(since), told, moment_from_json(told_at))
        for device, hazard, since, told, told_at in data
    }
