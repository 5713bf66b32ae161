"""What is found while somebody types."""

from __future__ import annotations

import pytest

from bot.home.house import Device, House, Room
from bot.understanding.names import Names
from bot.understanding.search import search

HOUSE = House(
    rooms=(Room("k", "Кухня", aliases=("Kitchen",)), Room("b", "卧室")),
    devices=(
        Device("lamp", "Лампа на столе", room="k"),
        Device("kettle", "Чайник", aliases=("kettle",), room="k"),
        Device("bed", "床头灯", room="b"),
    ),
)
NAMES = Names(HOUSE)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ("lamp", "kettle", "bed")),
        ("ламп", ("lamp",)),
        ("лампу", ("lamp",)),
        ("кухня", ("lamp", "kettle")),
        ("kitch", ("lamp", "kettle")),
        ("kitchen ket", ("kettle",)),
        ("卧室", ("bed",)),
        ("床头", ("bed",)),
        ("чайнек", ("kettle",)),
        ("теплица", ()),
    ],
)
def test_words_begin_names_or_rooms(text: str, found: tuple[str, ...]) -> None:
    assert search(text, HOUSE, NAMES) == found
