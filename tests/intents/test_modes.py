"""What a card calls the modes of Yandex can be said back, in the words of the reader."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.home.capability import Choice, Key, Mode, OnOff
from bot.home.command import SetTo
from bot.home.house import Device, House
from bot.home.request import Act
from bot.i18n import Languages
from bot.intents import Understander
from bot.telegram.cards.words import choice_name
from bot.understanding.context import Context

LANGUAGES = Languages.load()
UNDERSTANDER = Understander({code: LANGUAGES.pick(code).lexicon for code in LANGUAGES.codes})
NAMES = {"en": "Betty", "ru": "Бетти", "zh": "贝蒂"}
SAID = {"en": "set {name} to {mode}", "ru": "{name} режим {mode}", "zh": "{name}调到{mode}"}
TEAS = "black_tea flower_tea green_tea herbal_tea oolong_tea puerh_tea red_tea white_tea"
MODES = {
    ("cooking.kettle", "tea_mode"): TEAS,
    ("cooking.coffee_maker", "coffee_mode"): "americano cappuccino double double_espresso espresso latte",
    ("dishwasher", "dishwashing"): "auto eco express glass intensive pre_rinse quiet",
    ("thermostat.ac", "fan_speed"): "auto high low medium quiet turbo",
    ("thermostat", "heat"): "auto max min normal turbo",
    ("thermostat.ac", "swing"): "auto horizontal stationary vertical",
    ("thermostat.ac", "thermostat"): "auto cool dry fan_only heat",
    ("ventilation", "ventilation_mode"): "auto supply_air extraction_air",
    ("vacuum_cleaner", "work_speed"): "fast medium slow quiet normal turbo",
    ("vacuum_cleaner", "cleanup_mode"): "auto express normal quiet turbo min max mixed_cleaning",
    ("cooking.multicooker", "program"): "aspic baby_food baking bread boiling cereals cheesecake deep_fryer"
    " dessert fowl frying macaroni milk_porridge multicooker pasta pilaf pizza sauce slow_cook soup steam"
    " stewing vacuum yogurt",
}
SAYS_SOMETHING_ELSE = {"still", "максимум", "минимум", "вытяжка", "双份"}
"""Words that mean a question, a level, a device or an amount before they mean a mode."""


def set_by(sentence: str, code: str, type_: str, instance: str, modes: str) -> object:
    mode = Mode(instance=instance, choices=tuple(Choice(value) for value in modes.split()))
    device = Device("d", NAMES[code], type_, online=True, capabilities=(OnOff(), mode))
    context = Context(code, datetime(2026, 11, 23, tzinfo=UTC))
    request = UNDERSTANDER.understand(sentence, House(devices=(device,)), context).request
    if not isinstance(request, Act):
        return request
    (command,) = (one for one in request.commands if one.key == Key("mode", instance))
    return command.change


@pytest.mark.parametrize("code", LANGUAGES.codes)
@pytest.mark.parametrize("of", MODES, ids=lambda of: of[1])
def test_a_mode_is_understood_by_the_name_that_is_shown(code: str, of: tuple[str, str]) -> None:
    names = {}
    for value in MODES[of].split():
        name = names[value] = choice_name(Choice(value), of[1], LANGUAGES.pick(code))
        if name not in SAYS_SOMETHING_ELSE:
            said = SAID[code].format(name=NAMES[code], mode=name)
            assert set_by(said, code, *of, MODES[of]) == SetTo(value), said
    assert len(set(names.values())) == len(names), "no two modes of a device look the same"


@pytest.mark.parametrize(
    ("said", "offered", "expected"),
    [
        ("红茶", TEAS, "black_tea"),
        ("红茶", "green_tea red_tea", "red_tea"),
        ("黑茶", TEAS, "black_tea"),
        ("草本茶", TEAS, "herbal_tea"),
        ("普洱", TEAS, "puerh_tea"),
    ],
)
def test_a_tea_has_more_than_one_name_in_chinese(said: str, offered: str, expected: str) -> None:
    assert set_by(f"贝蒂调到{said}", "zh", "cooking.kettle", "tea_mode", offered) == SetTo(expected)
