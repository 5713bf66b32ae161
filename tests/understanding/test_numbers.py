"""Numbers in digits and in words, with their signs, halves and units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.home.house import House
from bot.understanding.lexicon import load_all
from bot.understanding.measures import measured
from bot.understanding.names import Names
from bot.understanding.phrases import Vocabulary
from bot.understanding.pieces import Number
from bot.understanding.spot import Spotter

SPOTTER = Spotter(Vocabulary(load_all()), Names(House()))
ONES = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def numbers(text: str) -> list[tuple[float, str | None]]:
    pieces = measured(SPOTTER.sentence(text).covers[0].pieces)
    return [(piece.value, piece.unit) for piece in pieces if isinstance(piece, Number)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("21", 21, None),
        ("21.5 degrees", 21.5, "degree"),
        ("minus five degrees celsius", -5, "celsius"),
        ("-5 °C", -5, "celsius"),
        ("twenty two and a half", 22.5, None),
        ("twenty point five", 20.5, None),
        ("one hundred five percent", 105, "percent"),
        ("4000 kelvin", 4000, "kelvin"),
        ("72 fahrenheit", 72, "fahrenheit"),
        ("двадцать пять процентов", 25, "percent"),
        ("тридцати процентов", 30, "percent"),
        ("двадцать два с половиной градуса", 22.5, "degree"),
        ("сто двадцать", 120, None),
        ("полтора", 1.5, None),
        ("минус три", -3, None),
        ("二十六度", 26, "degree"),
        ("二十六度半", 26.5, "degree"),
        ("百分之三十", 30, "percent"),
        ("三成", 30, "percent"),
        ("一百零五", 105, None),
        ("两百五", 250, None),
        ("十", 10, None),
        ("二十点五度", 20.5, "degree"),
        ("二六", 26, None),
    ],
)
def test_a_number(text: str, value: float, unit: str | None) -> None:
    assert numbers(text) == [(value, unit)]


@given(st.integers(20, 99))
def test_english_tens_and_ones(number: int) -> None:
    words = TENS[number // 10 - 2] + (f" {ONES[number % 10]}" if number % 10 else "")
    assert numbers(words) == [(number, None)]


@given(st.integers(1, 9999))
def test_chinese_numbers(number: int) -> None:
    assert numbers(chinese(number)) == [(number, None)]


def chinese(number: int) -> str:
    """The plain way to write a number below ten thousand."""
    out, zero = "", False
    for power, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            out += ("零" if zero and out else "") + "零一二三四五六七八九"[digit] + word
            zero = False
        else:
            zero = True
    return out


def test_two_numbers_stay_two() -> None:
    assert numbers("five ten") == [(5, None), (10, None)]
