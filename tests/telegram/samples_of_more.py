"""What is asked for in words, for the golden cards."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.home.abilities import Happened, Severity, Timer
from bot.home.asking import Asker, ValueAsked
from bot.home.capability import Key, Limits
from bot.home.command import Command, SetTo
from bot.home.fit import Misfit, Reason
from bot.home.in_the_cloud import (
    ConfirmRemoval,
    EventsShown,
    Removal,
    RemovalDone,
    Removed,
    TagAsked,
    TagsShown,
    TimersShown,
    WidgetShown,
)
from bot.home.outcome import Outcome
from bot.home.plan import Plan
from bot.home.problem import Problem
from bot.home.shown import Kept, MoreShown
from tests.telegram.houses import HEATER, NOW

ALONE = Asker(7, "Anna", True)
IN_A_GROUP = Asker(7, "Anna <7>", False)
TEN_MINUTES = NOW + timedelta(minutes=10)


def _asked(device: str, kind: str, instance: str, **more: object) -> ValueAsked:
    asked = {"asker": ALONE, "reason": None, **more}
    return ValueAsked(device, Key(kind, instance), "question-6", TEN_MINUTES, **asked)  # type: ignore[arg-type]


OF_MORE: dict[str, Outcome] = {
    "asked_number": _asked("lamp", "range", "brightness"),
    "asked_number_again": _asked(
        "lamp", "range", "brightness", reason=Reason(Misfit.OUT_OF_RANGE, Limits(1, 100, 1))
    ),
    "asked_of_nothing": _asked("no-such-device", "range", "brightness"),
}
_TIMER = Timer(
    "t1",
    "Heater",
    True,
    "Asia/Shanghai",
    "30 22 * * 1-5",
    None,
    (Command("heater", Key("on_off", "on"), SetTo(False)),),
    ours=True,
)
TIMERS = (_TIMER, replace(_TIMER, id="t2", enabled=False), replace(_TIMER, id="t3", ours=False, commands=()))
PLAN = Plan(9, (Command("heater", Key("on_off", "on"), SetTo(True)),), NOW + timedelta(hours=3))
EVENTS = (
    Happened(NOW, "fault", Severity.ERROR, "Filter <full>", {"level": 3}),
    Happened(NOW - timedelta(days=2), "opened", Severity.INFO),
)
REMOVALS = {
    Removed.DEVICE: Removal(Removed.DEVICE, "heater", "卧室取暖器"),
    Removed.TAG: Removal(Removed.TAG, "heater", "where <is it>", "where <is it>"),
    Removed.TIMER: Removal(Removed.TIMER, "heater", "Heater", "t1"),
}
OFFERED = {c.instance: c for c in HEATER.capabilities}

OF_MORE_IN_CHINA: dict[str, Outcome] = {
    "asked_text": _asked("heater", "text", "Slogan", asker=IN_A_GROUP),
    "asked_date": _asked("washer", "date", "LastService"),
    "asked_parts": _asked("washer", "action", "AddProgram"),
    "asked_parts_again": _asked(
        "washer", "action", "AddProgram", reason=Reason(Misfit.MISSING_INPUT, ("名称",))
    ),
    "more_heater": MoreShown("heater", resettable=True, removable=True, kept=frozenset(Kept)),
    "tags": TagsShown("heater", (("where", "bedroom <2>"), ("bought", "2024-05-01"))),
    "tags_none": TagsShown("heater"),
    "tags_failed": TagsShown("heater", problem=Problem.CLOUD_SILENT),
    "tag_asked": TagAsked("heater", "question-7", TEN_MINUTES, ALONE),
    "tag_asked_again": TagAsked("heater", "question-7", TEN_MINUTES, IN_A_GROUP, Reason(Misfit.TOO_LONG, 63)),
    "widget": WidgetShown("heater", True, frozenset({"TargetTemp"}), OFFERED),
    "widget_not_there": WidgetShown("heater", False, frozenset(), OFFERED),
    "widget_failed": WidgetShown("heater", problem=Problem.NO_RIGHTS),
    "events": EventsShown("heater", EVENTS),
    "events_none": EventsShown("heater"),
    "events_failed": EventsShown("heater", problem=Problem.CLOUD_BUSY),
    "timers": TimersShown("heater", TIMERS, (PLAN,)),
    "timers_none": TimersShown("heater"),
    "timers_failed": TimersShown("heater", problem=Problem.CLOUD_FAILED),
    **{f"removal_{what}": ConfirmRemoval(r, "question-8", TEN_MINUTES) for what, r in REMOVALS.items()},
    **{f"removed_{what}": RemovalDone(removal) for what, removal in REMOVALS.items()},
    "removed_not": RemovalDone(REMOVALS[Removed.DEVICE], Problem.CLOUD_SILENT),
}
