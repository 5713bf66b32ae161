"""Names are found in any form, with a slip, in part, and whoever bears them."""

from __future__ import annotations

import pytest

from bot.home.house import Device, Group, House, Room, Scene
from bot.understanding.lexicon import load_all
from bot.understanding.names import Names
from bot.understanding.phrases import Vocabulary
from bot.understanding.pieces import Mention
from bot.understanding.spot import Spotter

HOUSE = House(
    rooms=(Room("k", "Кухня", ("столовая",), "Первый этаж"), Room("s", "Study")),
    groups=(Group("g", "Торшеры", (), ("d1", "d5")),),
    scenes=(Scene("sc", "Доброе утро"),),
    devices=(
        Device("d1", "Торшер", "light"),
        Device("d2", "Kitchen ceiling light", "light"),
        Device("d3", "Socket 2", "socket"),
        Device("d4", "客厅吸顶灯", "light"),
        Device("d5", "TV", "media_device.tv"),
        Device("d6", "<b>Mike's</b> lamp", "light"),
        Device("d7", "💡", "light"),
    ),
)
SPOTTER = Spotter(Vocabulary(load_all()), Names(HOUSE))


def found(text: str) -> list[str]:
    pieces = SPOTTER.sentence(text).covers[0].pieces
    return [named.id for piece in pieces if isinstance(piece, Mention) for named in piece.named]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("включи торшер", "d1"),
        ("яркость торшера", "d1"),
        ("выключи торшеры", "g"),
        ("свет в столовой", "k"),
        ("на первом этаже", "Первый этаж"),
        ("доброго утра", "sc"),
        ("turn on socket 2", "d3"),
        ("打开客厅吸顶灯", "d4"),
        ("打开客厅吸丁灯", "d4"),
        ("打开客厅吸灯", "d4"),
        ("TURN ON THE KITCHEN CEILING LIGHT", "d2"),
        ("turn on the kitchen cieling light", "d2"),
        ("mute the VT", "d5"),
        ("turn on mike's lamp", "d6"),
        ("включи тоншер", "d1"),
    ],
)
def test_a_name_is_found(text: str, id_: str) -> None:
    assert id_ in found(text)


def test_a_longer_name_beats_a_name_inside_it() -> None:
    assert found("kitchen ceiling light") == ["d2"]


def test_a_part_of_a_name_counts_less_than_the_whole() -> None:
    pieces = SPOTTER.sentence("ceiling").covers[0].pieces
    likeness = [piece.likeness for piece in pieces if isinstance(piece, Mention)]
    assert all(like < 1 for like in likeness)


def test_a_stranger_is_not_found() -> None:
    assert found("turn on the flumox") == []


def test_a_name_without_letters_hurts_nobody() -> None:
    assert found("💡") == []


def test_a_hundred_same_names_are_one_mention() -> None:
    many = House(devices=tuple(Device(f"d{n}", "Lamp", "light") for n in range(100)))
    pieces = Spotter(Vocabulary(load_all()), Names(many)).sentence("lamp").covers[0].pieces
    assert [len(piece.named) for piece in pieces if isinstance(piece, Mention)] == [100]
