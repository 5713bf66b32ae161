""" "Which one?" is answered as people answer: by place, by name, by room, with both, or not at all."""

from __future__ import annotations

import pytest

from bot.home.capability import Key, OnOff
from bot.home.command import Command, SetTo
from bot.home.house import Device, House, Room
from bot.home.request import Act, Option, Sort
from tests.intents.test_understander import understander

NAMES = {
    "en": (("Left lamp", "Kitchen"), ("Right lamp", "Kitchen"), ("Ceiling light", "Bedroom")),
    "ru": (("Левая лампа", "Кухня"), ("Правая лампа", "Кухня"), ("Люстра", "Спальня")),
    "zh": (("左边灯", "厨房"), ("右边灯", "厨房"), ("吊灯", "卧室")),
}
ANSWERS = {
    "en": {
        "the first one": (0,), "second": (1,), "the 2nd one": (1,), "last one please": (2,), "2": (1,),
        "the left one": (0,), "right lamp": (1,), "the right one, please": (1,), "the rihgt one": (1,),
        "the one in the bedroom": (2,), "bedroom": (2,), "ceiling": (2,), "no, the left one": (0,),
        "the left one and the ceiling light": (0, 2),
        "turn on the right one": (1,), "all of them": (0, 1, 2), "all": (0, 1, 2), "the third lamp": (2,),
        "kitchen": (), "the kitchen one": (), "9": (), "0": (), "50 %": (),
        "the lamp": (), "turn off the right one": (), "fourth": (), "good morning": (),
        "turn on the fan": (), "is the left one on?": (), "the second one is broken": (), "": (),
    },
    "ru": {
        "первую": (0,), "вторую": (1,), "вторая": (1,), "последнюю": (2,),
        "левую": (0,), "правую лампу": (1,), "та что в спальне": (2,), "в спальне": (2,), "люстру": (2,),
        "нет, левую": (0,), "включи правую": (1,), "все": (0, 1, 2), "третью пожалуйста": (2,),
        "левую и люстру": (0, 2), "левую, и ту что в спальне": (0, 2), "левую и кондиционер": (),
        "на кухне": (), "выключи правую": (), "десятую": (), "доброе утро": (), "вторая не работает": (),
    },
    "zh": {
        "第一个": (0,), "第二个": (1,), "第2个": (1,), "第二盏": (1,), "最后一个": (2,), "左边的": (0,),
        "右边灯": (1,), "右边那个": (1,), "卧室的": (2,), "卧室": (2,), "吊灯": (2,), "打开右边的": (1,),
        "全部": (0, 1, 2), "都": (0, 1, 2), "厨房的": (0, 1), "厨房那盏": (),
        "关掉右边的": (), "第九个": (), "早上好": (),
    },
}  # fmt: skip


def offered(language: str) -> tuple[House, list[Option]]:
    rooms = dict.fromkeys(room for _, room in NAMES[language])
    devices = tuple(
        Device(f"d{n}", name, "light", room=room, capabilities=(OnOff(value=False),))
        for n, (name, room) in enumerate(NAMES[language])
    )
    on = Key("on_off", "on")
    options = [Option(Sort.DEVICE, d.id, Act((Command(d.id, on, SetTo(True)),))) for d in devices]
    return House("Flat", tuple(Room(name, name) for name in rooms), devices=devices), options


@pytest.mark.parametrize(
    ("language", "said", "places"),
    [(language, said, places) for language, told in ANSWERS.items() for said, places in told.items()],
)
def test_an_answer_chooses(language: str, said: str, places: tuple[int, ...]) -> None:
    house, options = offered(language)
    assert understander().chosen(said, house, options) == places


def test_both_of_two_are_both() -> None:
    house, options = offered("en")
    assert understander().chosen("both", house, options[:2]) == (0, 1)
    assert understander().chosen("обе", house, options[:2]) == (0, 1)
    assert understander().chosen("两个都要", house, options[:2]) == (0, 1)


def test_a_number_in_a_name_is_the_name() -> None:
    names = ("Socket 3", "Socket 2", "Socket 1")
    devices = tuple(Device(name, name, "socket", capabilities=(OnOff(value=False),)) for name in names)
    on = Key("on_off", "on")
    options = [Option(Sort.DEVICE, name, Act((Command(name, on, SetTo(True)),))) for name in names]
    house = House("Flat", devices=devices)
    assert understander().chosen("socket 3", house, options) == (0,)
    assert understander().chosen("the third one", house, options) == (2,)


@pytest.mark.parametrize(
    ("rooms", "said", "places"),
    [
        (("Hall", "Attic"), "upstairs", (1,)),
        (("Study", "Attic"), "the ones upstairs", (0, 1)),
        (("Study", "Attic"), "downstairs", ()),
    ],
)
def test_upstairs_is_told_by_the_whole_house_and_not_by_what_was_offered(
    rooms: tuple[str, ...], said: str, places: tuple[int, ...]
) -> None:
    floors = {"Hall": "Floor 1", "Study": "Floor 2", "Attic": "Floor 3"}
    devices = tuple(
        Device(room, f"{room} lamp", "light", room=room, capabilities=(OnOff(value=False),))
        for room in floors
    )
    on = Key("on_off", "on")
    options = [Option(Sort.DEVICE, room, Act((Command(room, on, SetTo(True)),))) for room in rooms]
    house = House("House", tuple(Room(room, room, floor=f) for room, f in floors.items()), devices=devices)
    assert understander().chosen(said, house, options) == places
