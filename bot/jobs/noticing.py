"""What of a watch is to be told: once for each time that it comes about, and never in a flood."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.home.house import House
from bot.home.payload import moment_from_json, moment_to_json
from bot.home.request import Changes, Reading, Watch
from bot.home.watching import has_changed, holds, value_of

AT_MOST_EVERY = timedelta(minutes=10)
OWED_FOR = timedelta(minutes=2)  # by then whoever was telling it has done so, or died

Place = tuple[str, str | None]


@dataclass(frozen=True)
class Seen:
    """One reading as it was seen last: whether the condition held, since ``at``, and whether that need not
    be told (any more). ``kept``: it came about in quiet hours and is told after them, even if it is over.
    """

    held: bool
    settled: bool = True
    value: Any = None
    at: datetime | None = None
    kept: bool = False


@dataclass(frozen=True)
class Noticed:
    """Everything that is known of a watch. ``owed``: of this device, where it came about at ``came``, it was
    to be told at ``told``, and nobody has said yet that it was."""

    seen: Mapping[Place, Seen]
    told: datetime | None = None
    owed: str | None = None
    came: datetime | None = None


@dataclass(frozen=True)
class News:
    """It came about at a device, at some moment."""

    device: str
    at: datetime | None = None


@dataclass(frozen=True)
class Hearing:
    """Whether the asker may be told at this moment: within the hours said, not silenced, not asleep."""

    within: bool = True
    silent: bool = False
    asleep: bool = False


def begun(watch: Watch, house: House) -> Noticed:
    """What is so already when somebody asks is no news."""
    return Noticed({_place(one): seen for one in watch.readings if (seen := _first(watch, one, house))})


def noticed(
    watch: Watch,
    before: Noticed,
    house: House,
    read: Collection[str],
    now: datetime,
    hearing: Hearing,
) -> tuple[Noticed, News | None]:
    """What is known after another look at the devices that were ``read``, and what is to be told."""
    seen = dict(before.seen)
    for reading in watch.readings:
        if reading.device in read:
            place = _place(reading)
            seen[place] = _looked(watch, reading, seen.get(place), house, now, hearing)
    if before.owed is not None:
        if before.told is not None and now - before.told < OWED_FOR:
            return replace(before, seen=seen), None
        return replace(before, seen=seen, told=now), News(before.owed, before.came)
    paused = before.told is not None and now - before.told < AT_MOST_EVERY
    news = [place for place, one in seen.items() if not one.settled]
    if paused or hearing.asleep or not news:
        return replace(before, seen=seen), None
    device, at = news[0][0], seen[news[0]].at
    seen = {place: replace(one, settled=True, kept=False) for place, one in seen.items()}
    return Noticed(seen, now, device, at), News(device, at)


def told(noticed: Noticed) -> Noticed:
    return replace(noticed, owed=None, came=None)


def is_held(noticed: Noticed) -> bool:
    return any(one.held for one in noticed.seen.values())


def _looked(
    watch: Watch, reading: Reading, before: Seen | None, house: House, now: datetime, hearing: Hearing
) -> Seen:
    """A reading after another look; one that nobody knows now is as it was."""
    device = house.device(reading.device)
    held = holds(watch.condition, reading, device, bool(before and before.held)) if device else None
    if device is None or held is None:
        return before or Seen(False)
    changes = isinstance(watch.condition, Changes)
    value = value_of(reading, device) if changes else None  # else a value is no news, and not written down
    if before is None:
        return Seen(held, True, value)
    if changes:
        comes_about = has_changed(before.value, value)
        value = value if comes_about or before.value is None else before.value
    else:
        comes_about = held and not before.held
    if comes_about:
        settled = not hearing.within or hearing.silent
        return Seen(held, settled, value, now, kept=hearing.asleep and not settled)
    over = not held and not changes and not before.kept  # before anybody could be told
    return replace(before, held=held, settled=before.settled or over, value=value)


def _first(watch: Watch, reading: Reading, house: House) -> Seen | None:
    device = house.device(reading.device)
    now = holds(watch.condition, reading, device, False) if device else None
    if device is None or now is None:
        return None
    return Seen(now, True, value_of(reading, device) if isinstance(watch.condition, Changes) else None)


def _place(reading: Reading) -> Place:
    return reading.device, reading.instance


def noticed_to_json(noticed: Noticed) -> dict[str, Any]:
    return {
        "seen": [
            [*place, one.held, one.settled, one.value, moment_to_json(one.at), one.kept]
            for place, one in noticed.seen.items()
        ],
        "told": moment_to_json(noticed.told),
        "owed": noticed.owed,
        "came": moment_to_json(noticed.came),
    }


def noticed_from_json(data: Mapping[str, Any]) -> Noticed:
    seen = {
        (device, instance): Seen(held, settled, value, moment_from_json(at), kept)
        for device, instance, held, settled, value, at, kept in data["seen"]
    }
    return Noticed(seen, moment_from_json(data["told"]), data["owed"], moment_from_json(data["came"]))
