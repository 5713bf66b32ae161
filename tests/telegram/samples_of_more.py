"""What is asked for in words, for the golden cards."""

from __future__ import annotations

from datetime import timedelta

from bot.home.asking import Asker, ValueAsked
from bot.home.capability import Key, Limits
from bot.home.fit import Misfit, Reason
from bot.home.outcome import Outcome
from tests.telegram.houses import NOW

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
OF_MORE_IN_CHINA: dict[str, Outcome] = {
    "asked_text": _asked("heater", "text", "Slogan", asker=IN_A_GROUP),
    "asked_date": _asked("washer", "date", "LastService"),
    "asked_parts": _asked("washer", "action", "AddProgram"),
    "asked_parts_again": _asked(
        "washer", "action", "AddProgram", reason=Reason(Misfit.MISSING_INPUT, ("名称",))
    ),
}
