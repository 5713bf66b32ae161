"""Charts: pictures in any language, text where none can be drawn, and the way back from a picture."""

from __future__ import annotations

import struct
from datetime import datetime, timedelta

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import DeleteMessage, EditMessageMedia, EditMessageText, SendMessage, SendPhoto

from bot.i18n import Languages
from bot.telegram.card import Card
from bot.telegram.cards import render
from bot.telegram.charts.chart import Chart
from bot.telegram.charts.drawing import draw
from bot.telegram.charts.home_drawing import cut
from bot.telegram.charts.home_picture import HomePicture
from bot.telegram.charts.looks import DARK, LIGHT
from bot.telegram.courier import Courier, Place
from tests.telegram.houses import NOW
from tests.telegram.samples import REPLIES
from tests.telegram.telegram import fake_bot

LANGUAGES = Languages.load()
CHARTS = ("history_day", "history_week", "history_switch", "history_modes", "history_never_on")


def card_of(name: str, code: str = "en") -> Card:
    card = render(REPLIES[name], LANGUAGES.pick(code), NOW)
    assert card is not None
    return card


def chart_of(name: str, code: str = "en") -> Chart:
    chart = card_of(name, code).chart
    assert isinstance(chart, Chart)
    return chart


def corner(png: bytes) -> tuple[int, int]:
    """Width and height, from the header."""
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return int(width), int(height)


@pytest.mark.parametrize("code", LANGUAGES.codes)
@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_can_be_drawn_with_the_font_that_we_ship(name: str, code: str) -> None:
    width, height = corner(draw(chart_of(name, code)))  # a missing glyph is a warning, which fails
    assert width == 1200
    assert 300 <= height <= 1200


@pytest.mark.parametrize("code", LANGUAGES.codes)
@pytest.mark.parametrize("name", ["pictured", "pictured_dark", "pictured_empty", "pictured_chinese"])
def test_the_home_can_be_drawn_with_the_font_that_we_ship(name: str, code: str) -> None:
    picture = card_of(name, code).chart
    assert isinstance(picture, HomePicture)
    width, height = corner(draw(picture))
    assert width == 1200
    assert 300 <= height <= 2500


def test_a_long_name_is_cut_by_its_width_on_the_picture() -> None:
    assert cut("Living room", 26) == "Living room"
    assert cut("客厅" * 20, 9) == "客厅客…"
    assert len(cut("x" * 99, 26)) == 26


def test_dark_is_not_light() -> None:
    assert {LIGHT.ground, DARK.ground} == {"#ffffff", "#17212b"}
    assert draw(chart_of("history_day")) != draw(chart_of("history_week"))


def test_ticks_are_round_and_inside_in_the_homes_time() -> None:
    for name in CHARTS:
        chart = chart_of(name)
        moments: list[datetime] = [at for at, _ in chart.ticks]
        assert all(chart.since < at < chart.until for at in moments)
        assert all(
            (at.minute, at.second) == (0, 0) and at.utcoffset() == timedelta(hours=3) for at in moments
        )
        assert 4 <= len(moments) <= 8


async def drawn(chart: Chart | HomePicture) -> bytes | None:
    return b"\x89PNG"


async def not_drawn(chart: Chart | HomePicture) -> bytes | None:
    return None


async def test_a_chart_is_a_photo_with_its_card_as_the_caption() -> None:
    bot, telegram = fake_bot()
    await Courier(bot, drawn).send(Place(1), card_of("history_day"))
    (sent,) = telegram.sent
    assert isinstance(sent, SendPhoto)
    assert "Lowest" in (sent.caption or "")
    assert sent.reply_markup is not None


async def test_a_card_becomes_a_chart_in_place() -> None:
    bot, telegram = fake_bot()
    await Courier(bot, drawn).change(Place(1), 7, card_of("history_day"))
    assert [type(method) for method in telegram.sent] == [EditMessageMedia]


async def test_a_bot_that_cannot_draw_says_the_numbers_and_what_is_missing() -> None:
    bot, telegram = fake_bot()
    await Courier(bot, not_drawn).change(Place(1), 7, card_of("history_day"))
    (sent,) = telegram.sent
    assert isinstance(sent, EditMessageText)
    assert "Lowest" in (sent.text or "")
    assert "<code>charts</code>" in (sent.text or "")


async def test_a_picture_makes_way_for_a_card_of_words() -> None:
    bot, telegram = fake_bot()
    error = TelegramBadRequest(
        EditMessageText(text="x"), "Bad Request: there is no text in the message to edit"
    )
    telegram.fail_next(lambda method: error, kind=EditMessageText)
    await Courier(bot, drawn).change(Place(1), 7, card_of("shown_lamp"))
    assert [type(m) for m in telegram.sent][-2:] == [DeleteMessage, SendMessage]
