"""Cards of the journal, for the golden cards."""

from __future__ import annotations

from datetime import timedelta

from bot.home.capability import Key
from bot.home.command import Command, SetTo, ShiftBy
from bot.home.deed import Deed, DeedKind, Ending, JournalFilters, JournalShown, Line, Via
from bot.home.journal_buttons import ShowJournal
from bot.home.outcome import Outcome
from tests.telegram.houses import NOW

ON = Key("on_off", "on")
LAMP_ON = Command("lamp", ON, SetTo(True))
UNLOCK = Command("door", Key("lock", "lock"), SetTo(False))
WARMER = Command("ac", Key("range", "temperature"), SetTo(24.0))


def _did(*commands: Command, scene: str | None = None, kind: DeedKind = DeedKind.DID) -> Deed:
    return Deed(kind, commands, scene, names={"gone": "Old <lamp>", "no-scene": "Party & co"})


def _off(*devices: str) -> Deed:
    return _did(*(Command(device, ON, SetTo(False)) for device in devices))


_TODAY: tuple[tuple[str | None, Via, Deed, Ending], ...] = (
    ("Anna", Via.SENTENCE, _did(LAMP_ON), Ending.DONE),
    ("Борис <b>", Via.PRESS, _off("lamp", "chandelier"), Ending.DONE),
    ("Anna", Via.PRESS, _did(UNLOCK), Ending.DONE),
    ("Anna", Via.VOICE, _did(WARMER, Command("ac", ON, SetTo(True))), Ending.DONE),
    ("安娜", Via.SENTENCE, _did(Command("curtain", ON, SetTo(True))), Ending.DONE),
    (None, Via.SENTENCE, _did(Command("gone", ON, SetTo(True))), Ending.DONE),
    ("Anna", Via.JOB, _off("lamp"), Ending.DONE),
    ("Anna", Via.SENTENCE, _did(scene="no-scene"), Ending.DONE),
)
_YESTERDAY: tuple[tuple[str | None, Via, Deed, Ending], ...] = (
    ("Anna", Via.SENTENCE, _did(LAMP_ON, kind=DeedKind.PLANNED), Ending.DONE),
    ("Anna", Via.PRESS, _did(LAMP_ON, kind=DeedKind.CALLED_OFF), Ending.DONE),
    ("Anna", Via.PRESS, Deed(DeedKind.RESET, device="vacuum"), Ending.DONE),
    ("Anna", Via.PRESS, Deed(DeedKind.RESET, device="vacuum"), Ending.WAITING),
    ("Guest", Via.SENTENCE, _did(UNLOCK), Ending.REFUSED),
    ("Anna", Via.SENTENCE, _did(Command("tv", Key("range", "volume"), ShiftBy(3))), Ending.UNKNOWN),
    ("Anna", Via.JOB, _off("lamp", "chandelier", "ac", "curtain", "vacuum"), Ending.PARTLY),
    ("Anna", Via.SENTENCE, _did(), Ending.FAILED),
)
_IN_THE_CLOUD: tuple[tuple[str | None, Via, Deed, Ending], ...] = (
    ("Anna", Via.PRESS, Deed(DeedKind.RENAMED, device="lamp"), Ending.DONE),
    ("Anna", Via.PRESS, Deed(DeedKind.RENAMED, device="lamp"), Ending.FAILED),
    ("Anna", Via.PRESS, Deed(DeedKind.REMOVED, device="gone", names={"gone": "Old <lamp>"}), Ending.DONE),
    ("Anna", Via.PRESS, Deed(DeedKind.REMOVED, device="lamp"), Ending.FAILED),
)


def _lines(told: tuple[tuple[str | None, Via, Deed, Ending], ...], days: int) -> tuple[Line, ...]:
    return tuple(
        Line(NOW - timedelta(days=days, minutes=9 * place), *one) for place, one in enumerate(told, 1)
    )


JOURNAL: dict[str, Outcome] = {
    "journal": JournalShown(ShowJournal(), _lines(_TODAY, 0) + _lines(_YESTERDAY, 1), older=17),
    "journal_of_the_cloud": JournalShown(ShowJournal(), _lines(_IN_THE_CLOUD, 0)),
    "journal_of_person": JournalShown(
        ShowJournal(person=1, before=17), _lines(_TODAY[:1], 400), person="Anna"
    ),
    "journal_of_device": JournalShown(ShowJournal(device="lamp"), _lines(_TODAY[:1], 0)),
    "journal_of_room_bad": JournalShown(ShowJournal(room="kitchen", bad=True), ()),
    "journal_filters": JournalFilters(((1, "Anna"), (2, "Борис <b>")), ("lamp", "ac"), ("bedroom",)),
    "journal_filters_none": JournalFilters((), (), ()),
}
