"""Whoever reads temperatures in °F speaks of them so, unless they say another scale."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.home.capability import Sensor
from bot.home.command import SetTo, ShiftBy
from bot.home.house import Device, House
from bot.home.request import Above, Act, Unsupported, Watch
from bot.i18n import Languages
from bot.intents import Understander
from bot.understanding.context import Context
from tests.homes import conditioner, lamp

LANGUAGES = Languages.load()
UNDERSTANDER = Understander({code: LANGUAGES.pick(code).lexicon for code in LANGUAGES.codes})
THERMOMETER = Device(
    "air",
    "Thermometer",
    "sensor.climate",
    online=True,
    capabilities=(Sensor(instance="temperature", unit="celsius", value=21.0),),
)
HOUSE = House(devices=(conditioner(), lamp(), THERMOMETER))


def change_of(sentence: str, *, fahrenheit: bool) -> object:
    context = Context("en", datetime(2026, 11, 23, tzinfo=UTC), fahrenheit=fahrenheit)
    request = UNDERSTANDER.understand(sentence, HOUSE, context).request
    assert isinstance(request, Act), request
    return request.commands[0].change


@pytest.mark.parametrize(
    ("sentence", "change"),
    [
        ("set the air conditioner to 72", SetTo(22)),
        ("air conditioner 72 degrees", SetTo(22)),
        ("set the air conditioner to 20 celsius", SetTo(20)),
        ("make the air conditioner 5 degrees warmer", ShiftBy(3, sized=True)),
        ("set the lamp to 40", SetTo(40)),
        ("set the lamp brightness to 72 percent", SetTo(72)),
    ],
)
def test_numbers_are_in_the_readers_scale(sentence: str, change: object) -> None:
    assert change_of(sentence, fahrenheit=True) == change


def test_for_everybody_else_they_are_in_the_devices() -> None:
    assert change_of("set the air conditioner to 22", fahrenheit=False) == SetTo(22)
    assert change_of("set the air conditioner to 72 fahrenheit", fahrenheit=False) == SetTo(22)
    context = Context("en", datetime(2026, 11, 23, tzinfo=UTC))
    hot = UNDERSTANDER.understand("set the air conditioner to 72", HOUSE, context).request
    assert isinstance(hot, Unsupported)


@pytest.mark.parametrize(("fahrenheit", "limit"), [(True, 27.8), (False, 82.0)])
def test_what_somebody_wants_to_be_told_of_is_in_their_scale_as_well(fahrenheit: bool, limit: float) -> None:
    context = Context("en", datetime(2026, 11, 23, tzinfo=UTC), fahrenheit=fahrenheit)
    said = "tell me when the thermometer gets warmer than 82"
    request = UNDERSTANDER.understand(said, HOUSE, context).request
    assert isinstance(request, Watch), request
    assert request.condition == Above(limit)
