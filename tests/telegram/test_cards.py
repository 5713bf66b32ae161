"""What cards promise whatever the home holds: Telegram's limits, safe markup, honest states."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from bot.home.abilities import Details
from bot.home.area import Area, Extent, all_off
from bot.home.button import AllOff, Do, Show, ShowChoices
from bot.home.capability import Choice, Key, Limits, Lock, Mode, OnOff, Range, Sensor
from bot.home.command import Command, SetTo, ShiftBy
from bot.home.danger import Danger
from bot.home.effect import Effect, Status
from bot.home.fit import Misfit, Reason
from bot.home.house import Device, House
from bot.home.outcome import Answered, Choose, Confirm, Done, Outcome, Reply
from bot.home.problem import Problem
from bot.home.request import Act, CannotDo, Ignored, NotFound, Option, Question, Reading, Sort, Unsupported
from bot.home.shown import (
    AreaShown,
    ChoicesShown,
    Listed,
    MoreShown,
    RoomsListed,
    ScenesListed,
    Shown,
    Trouble,
)
from bot.i18n import Languages
from bot.telegram.buttons import unpack
from bot.telegram.buttons.tokens import DATA_LIMIT
from bot.telegram.card import TEXT_LIMIT, Card, visible_length
from bot.telegram.cards import render
from bot.telegram.cards.layout import behind, front
from tests.telegram.houses import (
    CHINESE_FLAT,
    CURTAIN,
    FLAT,
    FLOOR_LAMP,
    HOSTILE,
    KITCHEN_LAMP,
    NOW,
    TELEVISION,
)
from tests.telegram.samples import REPLIES

LANGUAGES = Languages.load()
ENGLISH = LANGUAGES.pick("en")
IDS = tuple(device.id for device in HOSTILE.devices)
ON = Key("on_off", "on")
HOSTILE_OUTCOMES: list[Outcome] = [
    Done(
        tuple(
            Effect(Command(id_, ON, SetTo(True)), Status.REFUSED, Problem.UNKNOWN, "<" * 999) for id_ in IDS
        )
    ),
    Done(refused=tuple(CannotDo(id_, Reason(Misfit.NO_CAPABILITY)) for id_ in IDS), scene="s"),
    Done(
        tuple(Effect(Command(id_, ON, SetTo(True)), Status.CONFIRMED) for id_ in IDS),
        readings=tuple(Reading(id_, "&1") for id_ in IDS),
    ),
    Answered(
        Question(),
        tuple(Reading(id_, "&1") for id_ in IDS),
        tuple(Trouble("<yandex>", Problem.DEVICE_OFFLINE, id_) for id_ in IDS),
    ),
    Choose(tuple(Option(Sort.DEVICE, id_, Act()) for id_ in IDS), "token"),
    Confirm(Danger.WHOLE_HOME, tuple(Command(id_, ON, SetTo(True)) for id_ in IDS), "token", NOW),
    Shown("d0"),
    Shown("d1", tuple(Trouble("aliyun", Problem.CLOUD_BUSY, "d1") for _ in range(3))),
    Listed(0, tuple(Trouble(f"<cloud{n}>", Problem.CLOUD_UNREACHABLE) for n in range(3))),
    Listed(10_000),
    MoreShown("d1", 3),
    MoreShown("d1", 0, Details("<x>" * 99, "<y>" * 99, "&" * 999, "", None, {"mac": "<" * 999})),
    ChoicesShown("d1", Key("mode", "</b>" * 40), 2),
    AreaShown(Area()),
    AreaShown(Area(Extent.ROOM, "r1"), 7),
    RoomsListed(1),
    ScenesListed(),
    NotFound("<" * 5000, IDS),
    Unsupported("d1", Reason(Misfit.NOT_A_CHOICE, tuple(Choice(f"<{n}>" * 50) for n in range(99)))),
]


class Markup(HTMLParser):
    """Reads a card as Telegram does: a few tags only, every one closed."""

    allowed = ("b", "i", "code", "a")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.allowed
        assert [name for name, _ in attrs] == (["href"] if tag == "a" else [])
        assert all(value and re.fullmatch(r"tg://user\?id=\d+", value) for _, value in attrs)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def is_sendable(card: Card) -> bool:
    markup = Markup()
    markup.feed(card.html)
    markup.close()
    buttons = [button for row in card.rows for button in row]
    return (
        not markup.open
        and 0 < visible_length(card.html) <= TEXT_LIMIT
        and len(buttons) <= 100
        and all(len(row) <= 8 for row in card.rows)
        and all(button.text.strip() for button in buttons)
        and all(len(button.data.encode()) <= DATA_LIMIT for button in buttons if button.data)
    )


def card_of(outcome: Outcome, house: House = FLAT) -> Card:
    card = render(Reply(outcome, house), ENGLISH, NOW)
    assert card is not None
    return card


def targets(card: Card, house: House) -> dict[str, object]:
    """What each button that does something would do."""
    pressed = {button.text: unpack(button.data, house) for row in card.rows for button in row if button.data}
    return {text: button.command.change for text, button in pressed.items() if isinstance(button, Do)}


@pytest.mark.parametrize("code", LANGUAGES.codes)
@pytest.mark.parametrize("outcome", HOSTILE_OUTCOMES, ids=lambda outcome: type(outcome).__name__)
def test_a_hostile_home_yields_cards_that_telegram_takes(outcome: Outcome, code: str) -> None:
    card = render(Reply(outcome, HOSTILE), LANGUAGES.pick(code), NOW)
    assert card is not None
    assert is_sendable(card)


@pytest.mark.parametrize("code", LANGUAGES.codes)
@pytest.mark.parametrize("name", REPLIES)
def test_every_sample_is_sendable(name: str, code: str) -> None:
    card = render(REPLIES[name], LANGUAGES.pick(code), NOW)
    assert card is not None
    assert is_sendable(card)


def test_a_name_cannot_turn_the_text_around_it() -> None:
    house = House(devices=(Device("d", "evil\u202ename\n\u2066x"),))
    assert "<b>evil name x</b>" in card_of(Shown("d"), house).html


def test_what_was_overheard_is_met_with_silence() -> None:
    assert render(Reply(Ignored(), FLAT), ENGLISH, NOW) is None


def test_unknown_is_not_off() -> None:
    card = card_of(Shown(KITCHEN_LAMP.id))
    assert "State unknown" in card.html
    assert "Off" not in card.html


def test_a_lamp_that_is_on_can_only_be_turned_off_and_one_unknown_either_way() -> None:
    assert "Turn on" not in targets(card_of(Shown("lamp")), FLAT)
    assert targets(card_of(Shown("lamp")), FLAT)["Turn off"] == SetTo(False)
    unknown = targets(card_of(Shown("kitchen-lamp")), FLAT)
    assert (unknown["Turn on"], unknown["Turn off"]) == (SetTo(True), SetTo(False))


def test_a_step_is_a_value_to_reach() -> None:
    wanted = targets(card_of(Shown("lamp")), FLAT)
    assert (wanted["🔆 −10"], wanted["🔆 +10"], wanted["75%"]) == (SetTo(30), SetTo(50), SetTo(75))


def test_no_step_leads_beyond_the_end() -> None:
    closed = targets(card_of(Shown("curtain")), FLAT)
    assert "↕️ −10" not in closed
    almost = replace(CURTAIN, capabilities=(replace(CURTAIN.capabilities[1], value=96.0),))  # type: ignore[arg-type]
    house = House(devices=(almost,))
    assert targets(card_of(Shown("curtain"), house), house)["↕️ +10"] == SetTo(100)


def test_a_range_that_only_takes_steps_gets_steps() -> None:
    wanted = targets(card_of(Shown(TELEVISION.id)), FLAT)
    assert (wanted["🔊 −1"], wanted["🔊 +1"]) == (ShiftBy(-1.0), ShiftBy(1.0))


def test_a_read_only_capability_gets_no_button() -> None:
    fixed = Device("d", "Fixed", capabilities=(OnOff(value=True, read_only=True),))
    house = House(devices=(fixed,))
    assert targets(card_of(Shown("d"), house), house) == {}


def test_a_long_picker_opens_at_the_page_of_the_present_choice_and_every_choice_is_on_some_page() -> None:
    mode = Mode(instance="program", choices=tuple(Choice(str(n)) for n in range(20)), value="11")
    house = House(devices=(Device("d", "Washer", capabilities=(mode,)),))
    card = card_of(Shown("d"), house)
    assert targets(card, house) == {}
    opened = [unpack(b.data, house) for row in card.rows for b in row if b.data and b.text.endswith("▸")]
    key = Key("mode", "program")
    assert opened == [ShowChoices("d", key, 1)]
    pages = [list(targets(card_of(ChoicesShown("d", key, n), house), house)) for n in range(3)]
    assert pages[1] == ["8", "9", "10", "✓ 11", "12", "13", "14", "15"]
    assert sum(map(len, pages)) == 20


def test_what_has_no_room_on_the_card_is_all_under_more() -> None:
    for device in (*FLAT.devices, *CHINESE_FLAT.devices):
        shown = [*front(device), *behind(device)]
        assert sorted(shown, key=device.capabilities.index) == list(device.capabilities)
    more = [card_of(MoreShown("washer", n), CHINESE_FLAT) for n in (0, 1)]
    assert all(name in more[0].html + more[1].html for name in ("预约", "添加程序", "用水", "上次维护"))


def test_all_off_is_offered_where_something_is_on_and_not_for_doors_and_sensors() -> None:
    def offers(room: str) -> bool:
        rows = card_of(AreaShown(Area(Extent.ROOM, room))).rows
        buttons = [unpack(b.data, FLAT) for row in rows for b in row if b.data]
        return AllOff(Area(Extent.ROOM, room)) in buttons

    assert [room.id for room in FLAT.rooms if offers(room.id)] == ["living", "kitchen", "bedroom"]
    assert {command.device for command in all_off(FLAT.devices)} == {"lamp", "kitchen-lamp", "ac", "tv"}


def test_a_curtain_that_is_ajar_can_be_opened_and_closed() -> None:
    ajar = replace(CURTAIN, capabilities=(OnOff(value=True), replace(CURTAIN.capabilities[1], value=40.0)))  # type: ignore[arg-type]
    house = House(devices=(ajar,))
    assert {"Open", "Close"} <= set(targets(card_of(Shown("curtain"), house), house))


def test_what_is_dangerous_is_red_and_what_starts_is_green() -> None:
    def style(device: str) -> str | None:
        return card_of(Shown(device)).rows[0][0].style

    assert (style("iron"), style("door"), style("vacuum"), style("lamp")) == (
        "danger",
        "danger",
        "success",
        "primary",
    )


def test_an_old_state_says_how_old_it_is() -> None:
    old = OnOff(value=True, observed=NOW - timedelta(hours=3))
    house = House(devices=(replace(FLOOR_LAMP, capabilities=(old,)),))
    assert "State as of 3 hours ago" in card_of(Shown("lamp"), house).html
    assert "State as of" not in card_of(Shown("lamp")).html


def test_a_list_tells_readings_that_are_understood_without_their_names() -> None:
    charge = Sensor(instance="battery_level", unit="percent", value=88)
    air = Sensor(instance="humidity", unit="percent", value=55)
    meter = replace(FLOOR_LAMP, type="sensor.climate", capabilities=(air, charge))
    assert "55%" in card_of(Listed(0), House(devices=(meter,))).html
    assert "88%" not in card_of(Listed(0), House(devices=(meter,))).html
    button = replace(meter, capabilities=(charge,))
    assert "88%" in card_of(Listed(0), House(devices=(button,))).html


def test_a_page_beyond_the_last_is_the_last() -> None:
    assert card_of(Listed(99)) == card_of(Listed(1))


def test_every_device_of_the_home_is_on_some_page() -> None:
    cards = [card_of(Listed(page)) for page in (0, 1)]
    opened = {unpack(b.data, FLAT) for card in cards for row in card.rows for b in row if b.data}
    assert {Show(device.id) for device in FLAT.devices} <= opened


def test_the_way_back_leads_to_the_page_that_the_device_is_on() -> None:
    back = card_of(Shown("iron")).rows[-1][-1]
    assert "Утюг" in card_of(Listed(1)).html
    assert back.data == "g:1"


def test_an_any_question_is_yes_as_soon_as_one_is() -> None:
    any_on = Question(asked=REPLIES["answered_no"].outcome.question.asked, value=True, quantifier="any")  # type: ignore[union-attr]
    readings = (Reading("lamp", "on"), Reading("kitchen-lamp", "on"))
    assert card_of(Answered(any_on, readings)).html.startswith("<b>Yes.</b>")
    assert card_of(Answered(replace(any_on, quantifier="all"), readings)).html.startswith("❔")


def test_a_setting_nobody_has_seen_before_is_drawn_from_its_own_description() -> None:
    strange = Range(instance="FoamLevel", name="Foam level", value=3, limits=Limits(0, 5, 1))
    house = House(devices=(Device("d", "Bath", capabilities=(strange,)),))
    card = card_of(Shown("d"), house)
    assert "Foam level: 3" in card.html
    assert targets(card, house)["Foam level +1"] == SetTo(4)


def test_the_home_in_short_tells_what_is_on_from_what_is_open() -> None:
    ajar = replace(CURTAIN, capabilities=(OnOff(value=True),))
    door = Device("door", "Door", "lock", capabilities=(Lock(value=False),))
    house = House(devices=(FLOOR_LAMP, ajar, door))
    blocks = card_of(AreaShown(Area()), house).html.split("\n\n")
    on, opened = (next(b for b in blocks if b.startswith(f"<b>{head}</b>")) for head in ("On now", "Open"))
    assert "Торшер" in on
    assert "Шторы" not in on
    assert "Шторы" in opened
    assert "Door" in opened
