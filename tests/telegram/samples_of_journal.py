"""Cards of the journal, for the golden cards."""

from __future__ import annotations

from datetime import timedelta

from bot.home.account import WhichAccount
from bot.home.capability import Key
from bot.home.command import Command, SetTo, ShiftBy
from bot.home.deed import Deed, DeedKind, Ending, JournalFilters, JournalShown, Line, Place, Via
from bot.home.journal_buttons import ShowJournal
from bot.home.naming import OwnName, Thing
from bot.home.outcome import Outcome
from bot.home.people import Offer
from bot.home.request import Sort
from bot.home.roles import Reach, Role
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
_WEEK = NOW + timedelta(days=7)
_OF_PEOPLE: tuple[tuple[DeedKind, Place, str | None], ...] = (
    (DeedKind.GAVE_ROLE, Place(2, Role.ADMIN), "Борис <b>"),
    (DeedKind.GAVE_ROLE, Place(None, Role.MEMBER), None),
    (DeedKind.STAY, Place(4, Role.GUEST, _WEEK), "Emma"),
    (DeedKind.STAY, Place(4, Role.GUEST), "Emma"),
    (
        DeedKind.LIMITED,
        Place(4, Role.GUEST, reach=Reach(frozenset({"lamp"}), frozenset({"kitchen"}))),
        "Emma",
    ),
    (DeedKind.LIMITED, Place(4, Role.GUEST, reach=Reach(frozenset({"lamp", "gone"}))), "Emma"),
    (DeedKind.LIMITED, Place(4, Role.GUEST, reach=Reach()), "Emma"),
    (DeedKind.LIMITED, Place(4, Role.GUEST), "Emma"),
    (DeedKind.SHOWN_OUT, Place(4, Role.GUEST), "Emma"),
    (DeedKind.LEFT, Place(1, Role.OWNER), "Anna"),
    (DeedKind.INVITED, Place(role=Role.GUEST, until=_WEEK, offer=Offer.GUEST_WEEK), None),
    (DeedKind.REVOKED, Place(role=Role.GUEST), None),
    (DeedKind.CAME_IN, Place(1, Role.MEMBER), "Anna"),
    (DeedKind.LET_IN, Place(5, Role.GUEST, _WEEK), "Igor"),
    (DeedKind.TURNED_AWAY, Place(), None),
)
_BOB = OwnName("Bob & co", Thing(Sort.DEVICE, "lamp"))
_GONE = OwnName("Rex", Thing(Sort.ROOM, "no-room"))
_OF_NAMES = (
    Deed(DeedKind.NAMED, own=_BOB),
    Deed(DeedKind.UNNAMED, own=_BOB),
    Deed(DeedKind.NAMED, own=OwnName("The heart", Thing(Sort.ROOM, "kitchen"))),
    Deed(DeedKind.UNNAMED, names={"no-room": "Old <room>"}, own=_GONE),
)


_FLAT = WhichAccount("yandex", "Flat <1>")
_OF_THE_HOME = tuple(
    ("Anna", Via.PRESS, deed, Ending.DONE)
    for deed in (
        Deed(DeedKind.DISCONNECTED, account=_FLAT),
        Deed(DeedKind.CONNECTED_ANEW, account=WhichAccount("aliyun")),
        Deed(DeedKind.CONNECTED, account=_FLAT),
        Deed(DeedKind.FOUNDED),
    )
)


def _lines(told: tuple[tuple[str | None, Via, Deed, Ending], ...], days: int) -> tuple[Line, ...]:
    return tuple(
        Line(NOW - timedelta(days=days, minutes=9 * place), *one) for place, one in enumerate(told, 1)
    )


def _placed() -> tuple[Line, ...]:
    people = [(Deed(kind, place=place), whom) for kind, place, whom in _OF_PEOPLE]
    named = [(deed, None) for deed in _OF_NAMES]
    return tuple(
        Line(NOW - timedelta(minutes=place), "Anna", Via.PRESS, deed, Ending.DONE, whom)
        for place, (deed, whom) in enumerate([*people, *named])
    )


JOURNAL: dict[str, Outcome] = {
    "journal": JournalShown(ShowJournal(), _lines(_TODAY, 0) + _lines(_YESTERDAY, 1), older=17),
    "journal_of_the_cloud": JournalShown(ShowJournal(), _lines(_IN_THE_CLOUD, 0)),
    "journal_of_people": JournalShown(ShowJournal(), _placed()),
    "journal_of_the_home": JournalShown(ShowJournal(), _lines(_OF_THE_HOME, 0)),
    "journal_of_person": JournalShown(
        ShowJournal(person=1, before=17), _lines(_TODAY[:1], 400), person="Anna"
    ),
    "journal_of_device": JournalShown(ShowJournal(device="lamp"), _lines(_TODAY[:1], 0)),
    "journal_of_room_bad": JournalShown(ShowJournal(room="kitchen", bad=True), ()),
    "journal_filters": JournalFilters(((1, "Anna"), (2, "Борис <b>")), ("lamp", "ac"), ("bedroom",)),
    "journal_filters_none": JournalFilters((), (), ()),
}
