"""Cards of watches, for the golden cards."""

from __future__ import annotations

from datetime import time, timedelta

from bot.home.outcome import Outcome
from bot.home.request import Above, Becomes, Below, Changes, Condition, Finishes, Hours, Reading, Watch
from bot.home.watching import End, Kept, Watchable, WatchBegun, WatchEnded, Watches, WatchTold
from tests.telegram.houses import NOW

UNTIL = NOW + timedelta(days=30)
NIGHT = Hours(time(22), time(6, 30))


def _kept(
    device: str, instance: str | None, condition: Condition, hours: Hours | None = None, *more: Reading
) -> Kept:
    readings = (Reading(device, instance), *more)
    watch = Watch(readings, condition, hours, repeats=not isinstance(condition, Finishes))
    return Kept(7, watch, 1, UNTIL, person_name="Anna <b>")


WARM = _kept("climate", "temperature", Above(28.0))
UNLOCKED = _kept("door", "lock", Becomes(False), NIGHT)
CLEANED = _kept("vacuum", None, Finishes())
LAMPS = _kept("lamp", "on", Becomes(True), None, Reading("chandelier", "on"))
ALL = (
    WARM,
    UNLOCKED,
    CLEANED,
    LAMPS,
    _kept("curtain", "on", Becomes(True)),
    _kept("climate", "humidity", Below(30.5)),
    _kept("climate", "humidity", Changes()),
    _kept("motion", "motion", Becomes(True)),
    _kept("leak", "water_leak", Becomes(True)),
    _kept("gone", "open", Becomes(False)),
    Kept(8, WARM.watch, 2, UNTIL, silent=NOW + timedelta(days=1), person_name="李娜"),
)

WATCHES: dict[str, Outcome] = {
    "watch_begun": WatchBegun(WARM),
    "watch_begun_at_night": WatchBegun(UNLOCKED, holds=True),
    "watch_begun_idle": WatchBegun(CLEANED, holds=True),
    "watch_begun_of_several": WatchBegun(LAMPS),
    **{f"watch_told_{n}": WatchTold(kept, kept.watch.readings[-1].device) for n, kept in enumerate(ALL[:10])},
    **{
        f"watch_told_no_more_{name}": WatchTold(_kept(device, instance, Becomes(False)), device)
        for name, device, instance in (
            ("lamp", "lamp", "on"),
            ("leak", "leak", "water_leak"),
            ("motion", "motion", "motion"),
            ("curtain", "curtain", "on"),
        )
    },
    "watch_told_late": WatchTold(LAMPS, "chandelier", NOW - timedelta(hours=7)),
    "watch_stopped": WatchEnded(WARM),
    **{f"watch_ended_{why}": WatchEnded(UNLOCKED, why) for why in End},
    "watches": Watches(ALL),
    "watches_none": Watches(()),
    **{f"watchable_{device}": Watchable(device) for device in ("lamp", "door", "climate", "vacuum", "gone")},
}
