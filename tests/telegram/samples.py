"""A reply of every sort, under the name of its golden card."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.home.abilities import Details, Happened, Moment, Severity, Timer
from bot.home.alarms import Hazard
from bot.home.area import Area, Extent
from bot.home.bound import Bound, HomeName, RoomChoice, WhichHome
from bot.home.capability import Choice, Hsv, Key, Limits
from bot.home.command import Command, SetTo, ShiftBy
from bot.home.danger import Danger
from bot.home.effect import Effect, Status
from bot.home.fit import Misfit, Reason
from bot.home.history import Span
from bot.home.house import House
from bot.home.joining import CameIn, JoinAnswered, JoinAsked, JoinDecided, RoleOffered, Welcomed
from bot.home.outcome import (
    Alarm,
    Answered,
    CalledOff,
    Choose,
    Confirm,
    Denial,
    DidYouSay,
    Done,
    Elsewhere,
    Failed,
    Lapsed,
    Notice,
    Outcome,
    Plans,
    Refused,
    Reply,
    Scheduled,
)
from bot.home.people import (
    ConfirmMatter,
    Departed,
    InvitationsShown,
    LimitsShown,
    LinkMade,
    Matter,
    Offer,
    OpenLink,
    OwnPlace,
    PeopleListed,
    PersonShown,
    Resident,
)
from bot.home.plan import Lapse, Plan
from bot.home.problem import Problem
from bot.home.request import (
    Act,
    Asked,
    Cancel,
    CannotDo,
    Manage,
    NotFound,
    NotUnderstood,
    Option,
    Question,
    Reading,
    Sort,
    Unsupported,
    When,
)
from bot.home.resetting import ConfirmReset, Reset, ResetPhase, Resettable
from bot.home.roles import Reach, Role
from bot.home.shown import (
    AreaShown,
    ChoicesShown,
    Explained,
    Found,
    HistoryShown,
    HomePictured,
    Likened,
    Listed,
    MoreShown,
    NothingOn,
    RoomsListed,
    ScenesListed,
    Shown,
    Trouble,
)
from tests.telegram.houses import CHINESE_FLAT, FLAT, NOW
from tests.telegram.samples_of_accounts import ACCOUNTS
from tests.telegram.samples_of_forgetting import FORGETTING
from tests.telegram.samples_of_journal import JOURNAL
from tests.telegram.samples_of_more import OF_MORE, OF_MORE_IN_CHINA
from tests.telegram.samples_of_names import NAMING_OUTCOMES
from tests.telegram.samples_of_settings import SETTINGS
from tests.telegram.samples_of_watches import WATCHES

ON = Key("on_off", "on")
TURN_ON = Command("lamp", ON, SetTo(True))
DIM = Command("lamp", Key("range", "brightness"), SetTo(40.0))
LATER = NOW + timedelta(minutes=1)


def _switch(device: str, status: Status, problem: Problem | None = None, says: str | None = None) -> Effect:
    return Effect(Command(device, ON, SetTo(False)), status, problem, says)


LIGHTS = (
    _switch("lamp", Status.CONFIRMED),
    _switch("kitchen-lamp", Status.ACCEPTED),
    _switch("chandelier", Status.REFUSED, Problem.DEVICE_OFFLINE),
)
UNSUPPORTED = {
    "range": ("ac", Reason(Misfit.OUT_OF_RANGE, Limits(16, 32, 1))),
    "choice": ("ac", Reason(Misfit.NOT_A_CHOICE, (Choice("auto"), Choice("cool"), Choice("heat")))),
    "capability": ("lamp", Reason(Misfit.NO_CAPABILITY, ("on", "brightness", "color"))),
    "read_only": ("climate", Reason(Misfit.READ_ONLY)),
    "steps_only": ("tv", Reason(Misfit.RELATIVE_ONLY)),
    "too_long": ("lamp", Reason(Misfit.TOO_LONG, 21)),
    "missing_input": ("vacuum", Reason(Misfit.MISSING_INPUT, ("комната",))),
    "wrong_type": ("ac", Reason(Misfit.WRONG_TYPE, Limits(16, 32))),
    "unknown_value": ("kitchen-lamp", Reason(Misfit.UNKNOWN_VALUE)),
    "condition": ("ac", Reason(Misfit.CONDITION)),
    "later": ("lamp", Reason(Misfit.LATER)),
    "no_way_back": ("ac", Reason(Misfit.NO_WAY_BACK)),
    "no_reset": ("lamp", Reason(Misfit.NO_RESET)),
    "not_for_a_while": ("vacuum", Reason(Misfit.NOT_FOR_A_WHILE)),
}

AC_OFF = Command("ac", ON, SetTo(False))
LAMP_OFF = Command("lamp", ON, SetTo(False))
PLANS = (
    Plan(1, (LAMP_OFF,), NOW + timedelta(minutes=30)),
    Plan(2, (TURN_ON, DIM), NOW + timedelta(hours=20), every="30 7 * * 1-5", for_seconds=5400),
    Plan(3, (), NOW + timedelta(days=40), scene="morning"),
    Plan(4, (LAMP_OFF,), NOW + timedelta(minutes=4), restores=True),
    Plan(5, (LAMP_OFF, TURN_ON), NOW + timedelta(days=1), every="*/15 * * * *", paused=True),
    Plan(6, (LAMP_OFF,), NOW + timedelta(days=1), every="0 22 * * 1,3,7"),
)
ELSEWHERE = (
    Elsewhere("ac", Timer("t1", "Night", True, "Asia/Shanghai", cron="0 23 * * *", commands=(AC_OFF,))),
    Elsewhere("ac", Timer("t2", "Cool <down>", False, "Asia/Shanghai")),
)

HARDWARE = Details(
    "SmartWash <9>",
    "SW-900",
    "1.4.2",
    "192.168.1.23",
    datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
    {"mac": "AA:BB:CC:00:11:22", "serial": "W900-77", "sdk": "3.0"},
)

HOME_NOW = NOW.astimezone(ZoneInfo("Europe/Moscow"))


def _history(device: str, key: Key | None, span: Span, **what: Any) -> HistoryShown:
    return HistoryShown(device, key, span, HOME_NOW - span.length, HOME_NOW, **what)


def _back(hours: float, value: object) -> Moment:
    return Moment(HOME_NOW - timedelta(hours=hours), value)


WARMTH = tuple(
    _back(n / 2, 21.5 + 2.5 * math.sin(n / 7) + 0.4 * math.sin(n * 1.7)) for n in range(48 * 7, 0, -1)
)
SWITCHED = tuple(_back(hours, hours % 3 != 0) for hours in (22, 18, 13, 9, 7, 3, 2))
LEAKED = Happened(HOME_NOW - timedelta(hours=30), "water_leak", Severity.ERROR, "Leak <found>", {"depth": 3})
HISTORIES = {
    "day": _history("climate", Key("sensor", "temperature"), Span.DAY, moments=WARMTH[-48:]),
    "week": _history(
        "climate", Key("sensor", "temperature"), Span.WEEK, moments=WARMTH, happened=(LEAKED,), dark=True
    ),
    "switch": _history("ac", ON, Span.DAY, moments=SWITCHED),
    "never_on": _history("lamp", ON, Span.MONTH, moments=(_back(99, False),)),
    "modes": _history(
        "ac",
        Key("mode", "thermostat"),
        Span.DAY,
        moments=tuple(_back(h, v) for h, v in ((20, "cool"), (15, "dry"), (9, "cool"), (4, "heat"))),
    ),
    "events": _history(
        "leak",
        Key("event", "water_leak"),
        Span.WEEK,
        happened=(LEAKED, Happened(HOME_NOW - timedelta(hours=50), "water_leak", Severity.INFO)),
    ),
    "nothing": _history("climate", Key("sensor", "humidity"), Span.MONTH),
    "not_kept": _history("lamp", ON, Span.DAY, moments=None),
    "failed": _history("climate", Key("sensor", "humidity"), Span.DAY, problem=Problem.CLOUD_SILENT),
    "of_nothing": _history("door", None, Span.DAY),
    "noted": _history(
        "climate",
        Key("sensor", "temperature"),
        Span.DAY,
        moments=WARMTH[-48:],
        noted=True,
        noted_since=HOME_NOW - timedelta(days=3),
    ),
    "noted_events": _history(
        "leak",
        Key("event", "water_leak"),
        Span.WEEK,
        happened=(
            Happened(HOME_NOW - timedelta(hours=6), "water_leak", Severity.ALERT, became="leak"),
            Happened(HOME_NOW - timedelta(hours=5), "water_leak", Severity.INFO, became="dry"),
        ),
        noted=True,
        noted_since=HOME_NOW - timedelta(days=3),
    ),
    "not_noted_yet": _history("climate", Key("sensor", "humidity"), Span.DAY, noted=True),
}

ANNA = Resident(1001, "Анна Соколова", Role.OWNER)
IGOR = Resident(1005, "Igor <b>", Role.GUEST, HOME_NOW + timedelta(days=2))
MEI = Resident(1003, "林梅", Role.MEMBER, reach=Reach(rooms=frozenset({"bedroom"})))
NAMELESS = Resident(1009, "\u200f", Role.ADMIN)
LINK = "https://t.me/housemate_bot?start=AbCd-_0123456789"
PEOPLE: dict[str, Outcome] = {
    "people": PeopleListed("Соколовы", (ANNA, NAMELESS, MEI, IGOR)),
    "people_many": PeopleListed("", tuple(Resident(n, f"Guest {n}", Role.GUEST) for n in range(1, 20)), 1),
    "person": PersonShown(IGOR, tuple(Role), changes=True),
    "person_limited": PersonShown(MEI, (Role.MEMBER, Role.GUEST), changes=True),
    "person_above": PersonShown(ANNA),
    "person_oneself": PersonShown(ANNA, is_reader=True),
    "own_place_guest": OwnPlace("Соколовы", IGOR),
    "own_place_member": OwnPlace("Соколовы", MEI),
    **{f"matter_{matter}": ConfirmMatter(matter, IGOR, "Соколовы", "question-7", LATER) for matter in Matter},
    "departed": Departed("Igor <b>", "Соколовы"),
    "departed_oneself": Departed("Анна", "Соколовы", by_themselves=True),
    "invitations_none": InvitationsShown("Соколовы", (Offer.MEMBER, Offer.GUEST_DAY, Offer.GUEST_WEEK)),
    "invitations": InvitationsShown(
        "Соколовы",
        tuple(Offer),
        (
            OpenLink("0123456789ab", Role.GUEST, HOME_NOW + timedelta(hours=3), HOME_NOW + timedelta(days=1)),
            OpenLink("ba9876543210", Role.ADMIN, HOME_NOW + timedelta(hours=20)),
        ),
    ),
    **{
        f"link_{offer}": LinkMade(
            offer,
            LINK,
            HOME_NOW + timedelta(days=1),
            HOME_NOW + offer.lasts if offer.lasts else None,
        )
        for offer in Offer
    },
    "limits_none": LimitsShown(replace(MEI, reach=None)),
    "limits_some": LimitsShown(replace(MEI, reach=Reach(frozenset({"lamp"}), frozenset({"bedroom"})))),
    "limits_nothing": LimitsShown(replace(MEI, reach=Reach()), 1),
    "join_asked": JoinAsked("Соколовы", "Igor <b>", "Family & friends", "question-8", tuple(Offer), HOME_NOW),
    **{
        f"join_decided_{role}": JoinDecided("Соколовы", "Igor <b>", "Анна", role)
        for role in (Role.ADMIN, Role.MEMBER, Role.GUEST)
    },
    "join_decided_until": JoinDecided("Соколовы", "Igor <b>", "Анна", Role.GUEST, IGOR.until),
    "join_decided_no": JoinDecided("Соколовы", "Igor <b>", "Анна"),
    "join_answered": JoinAnswered(Role.MEMBER),
    "join_answered_until": JoinAnswered(Role.GUEST, IGOR.until),
    "join_answered_no": JoinAnswered(),
    "join_unheard": JoinAnswered(unheard=True),
    **{f"came_in_{role}": CameIn("Соколовы", "Igor <b>", role) for role in Role},
    "came_in_until": CameIn("Соколовы", "Igor <b>", Role.GUEST, IGOR.until),
    "role_offered": RoleOffered("Igor <b>", "question-9", tuple(Offer)[:3], LATER),
    "welcomed": Welcomed("Igor <b>", Role.MEMBER),
    "welcomed_until": Welcomed("Igor <b>", Role.GUEST, IGOR.until),
    "welcomed_already": Welcomed("Igor <b>", Role.GUEST, already=True),
}

OUTCOMES: dict[str, Outcome] = {
    **PEOPLE,
    **NAMING_OUTCOMES,
    "done_one": Done((Effect(TURN_ON, Status.CONFIRMED), Effect(DIM, Status.CONFIRMED))),
    "done_one_color": Done(
        (Effect(Command("lamp", Key("color", "color"), SetTo(Hsv(120, 100, 100))), Status.CONFIRMED),)
    ),
    "done_one_waiting": Done((Effect(TURN_ON, Status.ACCEPTED),)),
    "done_one_step": Done((Effect(Command("tv", Key("range", "volume"), ShiftBy(-2)), Status.SENT),)),
    "done_one_action": Done((Effect(Command("vacuum", Key("action", "dock"), SetTo(None)), Status.SENT),)),
    "done_one_unconfirmed": Done((Effect(TURN_ON, Status.UNCONFIRMED),)),
    "done_one_unknown": Done((Effect(TURN_ON, Status.UNKNOWN),)),
    "done_one_refused": Done((_switch("chandelier", Status.REFUSED, Problem.DEVICE_OFFLINE),)),
    "done_one_refused_in_their_words": Done(
        (_switch("ac", Status.REFUSED, Problem.UNKNOWN, "code 4711: <compressor>"),)
    ),
    "done_one_half": Done(
        (Effect(TURN_ON, Status.CONFIRMED),), refused=(CannotDo("lamp", Reason(Misfit.NO_CAPABILITY)),)
    ),
    "done_some": Done(LIGHTS),
    "done_all": Done((_switch("lamp", Status.CONFIRMED), _switch("ac", Status.SENT))),
    "done_none": Done((LIGHTS[2], _switch("iron", Status.UNKNOWN), _switch("ac", Status.UNCONFIRMED))),
    "done_and_cannot": Done(
        (_switch("lamp", Status.CONFIRMED), _switch("ac", Status.CONFIRMED)),
        refused=(CannotDo("climate", Reason(Misfit.NO_CAPABILITY)),),
    ),
    "done_and_told": Done(
        (_switch("lamp", Status.CONFIRMED),), readings=(Reading("climate", "temperature"),)
    ),
    "done_scene": Done(scene="morning"),
    "done_scene_failed": Done(scene="morning", scene_problem=Problem.SCENE_GONE),
    "answered_value": Answered(Question(), (Reading("climate", "temperature"),)),
    "answered_several": Answered(
        Question(),
        (Reading("climate", "temperature"), Reading("ac", "temperature"), Reading("leak", "water_leak")),
        (Trouble("yandex", Problem.DEVICE_OFFLINE, "chandelier"),),
    ),
    "answered_everything": Answered(Question(), (Reading("vacuum"),)),
    "answered_yes": Answered(Question(Asked.IS, True), (Reading("lamp", "on"),)),
    "answered_no": Answered(Question(Asked.IS, True, "all"), (Reading("lamp", "on"), Reading("iron", "on"))),
    "answered_unknown": Answered(Question(Asked.IS, True), (Reading("kitchen-lamp", "on"),)),
    "answered_which": Answered(
        Question(Asked.WHICH, True), tuple(Reading(d, "on") for d in ("lamp", "ac", "iron"))
    ),
    "answered_which_none": Answered(
        Question(Asked.WHICH, True), (Reading("iron", "on"), Reading("vacuum", "on"))
    ),
    "answered_how_many": Answered(
        Question(Asked.HOW_MANY, True), tuple(Reading(d, "on") for d in ("lamp", "ac", "iron"))
    ),
    "answered_where": Answered(Question(Asked.WHERE), (Reading("lamp"), Reading("vacuum"))),
    "choose": Choose(
        (
            Option(Sort.DEVICE, "lamp", Act((TURN_ON,))),
            Option(Sort.DEVICE, "kitchen-lamp", Act((TURN_ON,))),
            Option(Sort.ROOM, "living", Act((TURN_ON,))),
            Option(Sort.GROUP, "lights", Act((TURN_ON,))),
            Option(Sort.SCENE, "morning", Act(scene="morning")),
        ),
        "question-1",
    ),
    **{
        f"confirm_{danger}": Confirm(danger, (Command(device, key, SetTo(value)),), "question-2", LATER)
        for danger, device, key, value in (
            (Danger.UNLOCK, "door", Key("lock", "lock"), False),
            (Danger.OPEN_DOOR, "curtain", ON, True),
            (Danger.HEAT, "iron", ON, True),
            (Danger.SENSITIVE, "ac", ON, True),
            (Danger.ALL_OFF, "lamp", ON, False),
        )
    },
    "did_you_say": DidYouSay("turn on the <kitchen> lamp", "question-4", LATER),
    "confirm_whole_home": Confirm(
        Danger.WHOLE_HOME,
        tuple(Command(d, ON, SetTo(False)) for d in ("lamp", "chandelier", "ac", "vacuum", "iron")),
        "question-3",
        LATER,
    ),
    **{f"shown_{device.id}": Shown(device.id) for device in FLAT.devices},
    "shown_stale": Shown("chandelier", (Trouble("yandex", Problem.CLOUD_SILENT, "chandelier"),)),
    "shown_gone": Shown("no-such-device"),
    "explained": Explained(
        "turn on teh <torsher> in the hall",
        ("turn on",),
        (Likened("torsher", ("Торшер",), 0.85), Likened("hall", ("Гостиная", "Прихожая"), 1.0)),
        (("teh", "the"),),
        ("frobnicate",),
        "clarify",
    ),
    "found": Found("гостин", ("lamp", "chandelier", "tv")),
    **{f"history_{name}": shown for name, shown in HISTORIES.items()},
    "more_lamp": MoreShown("lamp"),
    "choices_few": ChoicesShown("ac", Key("mode", "thermostat")),
    "area_room": AreaShown(Area(Extent.ROOM, "bedroom")),
    "area_group": AreaShown(
        Area(Extent.GROUP, "lights"), 0, (Trouble("yandex", Problem.DEVICE_OFFLINE, "chandelier"),)
    ),
    "area_gone": AreaShown(Area(Extent.ROOM, "no-such-room")),
    "status": AreaShown(Area()),
    "rooms": RoomsListed(),
    "scenes": ScenesListed(),
    "nothing_on": NothingOn(Area(Extent.ROOM, "hall")),
    "listed_first": Listed(0),
    "listed_last": Listed(1, (Trouble("yandex", Problem.CLOUD_UNREACHABLE),)),
    "not_found": NotFound("тостер"),
    "not_found_near": NotFound("торшир", ("lamp", "chandelier")),
    **{f"unsupported_{name}": Unsupported(*what) for name, what in UNSUPPORTED.items()},
    "not_understood": NotUnderstood(),
    "manage_help": Manage("help"),
    "manage_thanks": Manage("thanks"),
    "manage_hello": Manage("hello"),
    "manage_later": Manage("something_new"),
    "manage_history": Manage("history"),
    "cancelled": Cancel(),
    "nothing_to_undo": Manage("undo"),
    **{f"refused_{denial}": Refused(denial) for denial in Denial},
    "notice_login_needed": Notice("yandex", Problem.LOGIN_NEEDED),
    "notice_login_replaced": Notice("aliyun", Problem.LOGIN_REPLACED),
    "notice_login_needed_in_chat": Notice("yandex", Problem.LOGIN_NEEDED, again=3),
    "notice_ends_soon_in_chat": Notice("aliyun", Problem.LOGIN_NEEDED, 3, again=4),
    "notice_ends_tomorrow": Notice("aliyun", Problem.LOGIN_NEEDED, 1),
    "notice_ends_soon": Notice("aliyun", Problem.LOGIN_NEEDED, 3),
    "scheduled": Scheduled((PLANS[0],)),
    "scheduled_several": Scheduled(PLANS[1:3]),
    "scheduled_after_done": Scheduled((PLANS[3],), Done((Effect(TURN_ON, Status.CONFIRMED),))),
    "plans": Plans(PLANS, ELSEWHERE, (Trouble("aliyun", Problem.CLOUD_SILENT, "ac"),)),
    "plans_none": Plans(()),
    "called_off": CalledOff(PLANS[0]),
    **{f"lapsed_{why}": Lapsed(PLANS[0], why) for why in Lapse},
    "confirm_later": Confirm(
        Danger.UNLOCK,
        (Command("door", Key("lock", "lock"), SetTo(False)),),
        "question-5",
        LATER,
        (
            When(in_seconds=600),
            When(every="30 7 * * 1-5"),
            When(at=datetime(2026, 12, 1, 9), for_seconds=5400),
        ),
    ),
    "which_home": WhichHome((HomeName(1, "Flat"), HomeName(2, "Dacha <& garden>"), HomeName(3, "")), 2),
    "which_home_goes_on": WhichHome((HomeName(1, "Flat"), HomeName(2, "Dacha")), None, "Tk"),
    "which_home_only": WhichHome((HomeName(1, "Flat"),), 1),
    "which_home_changes": WhichHome(
        (HomeName(1, "Flat"), HomeName(2, "Dacha")), 2, renames=True, founds=True
    ),
    "bound": Bound(HomeName(1, "Flat"), picks_room=True, unbinds=True),
    "bound_to_offer": Bound(None, offered=(HomeName(1, "Flat"), HomeName(2, "Dacha <& garden>"))),
    "bound_room": Bound(HomeName(1, "Flat"), "kitchen"),
    "bound_topic": Bound(HomeName(2, "Dacha"), None, True, (HomeName(1, "Flat"),), True, True),
    "bound_topic_room": Bound(HomeName(1, "Flat"), "kitchen", in_topic=True),
    "bound_topic_nothing": Bound(None, in_topic=True),
    "room_choice": RoomChoice("kitchen"),
    "room_choice_none": RoomChoice(None),
    **{f"alarm_{hazard}": Alarm("leak", hazard) for hazard in Hazard},
    **{f"alarm_over_{hazard}": Alarm("leak", hazard, over=True) for hazard in Hazard},
    **JOURNAL,
    **OF_MORE,
    **SETTINGS,
    **WATCHES,
    **FORGETTING,
    **ACCOUNTS,
    "resettable": Resettable(("lamp", "ac", "vacuum")),
    "resettable_none": Resettable(()),
    "confirm_reset": ConfirmReset("vacuum", "question-6", LATER),
    **{f"reset_{phase}": Reset("vacuum", "Robot <1>", phase) for phase in ResetPhase},
    "reset_refused": Reset("vacuum", "Robot <1>", ResetPhase.REFUSED, Problem.NOT_OWNER),
    "failed": Failed((Trouble("yandex", Problem.CLOUD_UNREACHABLE), Trouble("aliyun", Problem.LOGIN_NEEDED))),
}
REPLIES = {name: Reply(outcome, FLAT) for name, outcome in OUTCOMES.items()} | {
    "pictured_empty": Reply(HomePictured(NOW), House()),
    "pictured_chinese": Reply(HomePictured(NOW), CHINESE_FLAT),
    "shown_heater": Reply(Shown("heater"), CHINESE_FLAT),
    "shown_washer": Reply(Shown("washer"), CHINESE_FLAT),
    "more_washer": Reply(MoreShown("washer", 0, HARDWARE, True), CHINESE_FLAT),
    "choices_program": Reply(ChoicesShown("washer", Key("mode", "program"), 1), CHINESE_FLAT),
    **{name: Reply(outcome, CHINESE_FLAT) for name, outcome in OF_MORE_IN_CHINA.items()},
}
