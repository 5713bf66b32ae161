"""What Russian speakers say in ways of their own: fond names, whose things are, somebody called by name."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.home.capability import Key, OnOff, Range
from bot.home.command import SetTo
from bot.home.house import Device, House, Room
from bot.home.request import Act, Manage, NotUnderstood, Request
from bot.intents import Understander
from bot.understanding.context import Context
from bot.understanding.lexicon import load_all
from tests.understanding.phrase_book import Phrase, home
from tests.understanding.saying import answered
from tests.understanding.verdict import verdict

ON = Key("on_off", "on")


def _device(id_: str, name: str, room: str, type_: str = "light") -> Device:
    return Device(id_, name, type_, room=room, capabilities=(OnOff(), Range(instance="brightness")))


HOUSE = House(
    "Дом",
    (
        Room("misha", "Комната Миши", floor="Второй этаж"),
        Room("hall", "Зал", floor="Первый этаж"),
        Room("kitchen", "Кухня", floor="Первый этаж"),
    ),
    (),
    (),
    (
        _device("turtle", "Ночник-черепаха", "misha"),
        _device("misha_light", "Свет", "misha"),
        _device("pc", "Компьютер", "misha", "socket"),
        _device("hall_light", "Свет", "hall"),
        _device("ikea", "Лампа Икеа", "hall"),
        _device("garland", "Гирлянда на ёлке", "hall", "socket"),
        _device("table", "Рабочая лампа", "kitchen"),
        _device("kettle", "Чайник Redmond", "kitchen", "cooking.kettle"),
        _device("fire", "Электрокамин", "hall", "thermostat"),
        _device("lg", "LG", "hall", "media_device.tv"),
        _device("backlight", "Подсветка за телевизором", "hall"),
        _device("kuzya", "Робот Кузя", "kitchen", "vacuum_cleaner"),
        _device("first", "Фонарь 1", "kitchen", "socket"),
        _device("second", "Фонарь 2", "kitchen", "socket"),
    ),
)


@pytest.fixture(scope="module")
def understander() -> Understander:
    return Understander(load_all())


def read(understander: Understander, text: str) -> Request:
    return understander.understand(text, HOUSE, Context("ru", datetime(2026, 11, 23, 12))).request


def switched(request: Request) -> dict[str, object]:
    assert isinstance(request, Act), request
    return {c.device: c.change.value for c in request.commands if c.key == ON and isinstance(c.change, SetTo)}


@pytest.mark.parametrize(
    ("text", "devices"),
    [
        ("включи черепашку", {"turtle"}),
        ("выруби комп", {"pc"}),
        ("включи ёлочку", {"garland"}),
        ("зажги икею", {"ikea"}),
        ("Мишин ночник включи", {"turtle"}),
        ("выключи свет наверху", {"misha_light"}),
        ("выключи свет на втором", {"misha_light"}),
        ("погаси весь свет", {"turtle", "misha_light", "hall_light", "ikea", "table", "backlight"}),
        ("редмонд включи", {"kettle"}),
        ("выключи элджи", {"lg"}),
        ("затопи камин", {"fire"}),
        ("включи подсветку за теликом", {"backlight"}),
        ("Кузя, выключись", {"kuzya"}),
        ("второй фонарь выключи", {"second"}),
        ("фонарь номер один включи", {"first"}),
        ("у Миши в комнате свет выключи", {"misha_light"}),
        ("выключи свет в зале", {"hall_light"}),
    ],
)
def test_a_thing_is_found_by_what_people_call_it(
    understander: Understander, text: str, devices: set[str]
) -> None:
    assert set(switched(read(understander, text))) == devices


@pytest.mark.parametrize(
    "text",
    [
        "Миша, выключи компьютер",
        "миша выключи свет в зале",
        "включи икебану",
        "выключи компот",
        "включи редис",
        "свет на двадцать и на тридцать",
    ],
)
def test_what_is_said_to_somebody_or_of_something_else_does_nothing(
    understander: Understander, text: str
) -> None:
    assert not isinstance(read(understander, text), Act)


def test_why_something_was_done_is_asked_of_the_bot(understander: Understander) -> None:
    assert read(understander, "почему ты выключил свет") == Manage("why")
    assert isinstance(read(understander, "почему ты опять не выключила свет, Лена?"), NotUnderstood)


def test_all_the_way_down_is_down(understander: Understander) -> None:
    request = read(understander, "рабочую лампу вниз до упора")
    assert isinstance(request, Act)
    assert [c.change for c in request.commands if c.key.instance == "brightness"] == [SetTo(0)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("сколько градусов в детской >> а в спальне?", "ask:ac.temperature"),
        ("включена люстра? >> а лента?", "ask:strip.on"),
        ("горит свет на кухне? >> а в спальне", "ask:left_lamp.on;right_lamp.on"),
        ("дверь заперта? >> а ворота закрыты?", "ask:gate.open"),
        ("включи люстру >> а ленту?", "strip.on=true"),
        ("а в спальне?", "not_understood"),
        ("включи вентилятор >> не вентилятор, а кондиционер", "ac.on=true"),
        ("кондиционер на 20 >> не, давай 22", "ac.temperature=22"),
        ("кондиционер на 20 >> холодновато, накинь пару градусов", "ac.temperature+2"),
        ("споты на 30 >> маловато", "spots.brightness+"),
        ("споты на 30 >> много, давай 20", "spots.brightness=20"),
        ("закрой шторы >> не до конца, наполовину", "curtain.open=50"),
        ("выключи везде свет >> в гостиной включи обратно", "chandelier.on=true;strip.on=true"),
        ("включи бра >> верни", "hall_light.on=false"),
        ("включи бра >> отмени", "hall_light.on=false"),
        ("включи бра через час >> отмени", "cancel"),
        ("включи бра в девять вечера >> нет, в десять вечера", "hall_light.on=true @at:23T22:00"),
        ("включи бра в девять вечера >> не надо в десять вечера", "not_understood"),
        ("включи бра >> нет, в десять", "not_understood"),
        ("включи бра завтра в восемь утра >> нет, в девять", "hall_light.on=true @at:24T09:00"),
        ("включи бра завтра в восемь вечера >> нет, в девять", "hall_light.on=true @at:24T21:00"),
        ("включи бра завтра в восемь утра >> нет, в девять вечера", "hall_light.on=true @at:24T21:00"),
        (
            "включи бра завтра в восемь утра >> нет, сегодня в десять вечера",
            "hall_light.on=true @at:23T22:00",
        ),
        ("включай бра каждый день в восемь утра >> нет, в девять", "not_understood or cancel"),
        ("погаси свет на первом этаже >> и на втором", "lights@upstairs.on=false"),
        ("какая температура в детской >> а влажность", "ask:nursery_climate.humidity"),
        ("сделай ленту розовой >> не, лучше зелёной", "strip.color=120"),
    ],
)
def test_a_conversation_goes_on_in_russian(said: str, expected: str) -> None:
    phrase = Phrase("ru", "here", "house", tuple(said.split(" >> ")), expected)
    assert verdict(phrase, answered(phrase), home("ru", "house")).right


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("пусть лента будет зелёной", "strip.color=120"),
        ("телек орёт, сделай потише", "tv.volume-"),
        ("яркость лампы тридцать", "which:left_lamp,right_lamp,desk_lamp"),
        ("яркость прикроватных ламп тридцать", "left_lamp.brightness=30;right_lamp.brightness=30"),
        ("выключи телевизор кондей и люстру", "tv.on=false;ac.on=false;chandelier.on=false"),
        ("в гостиной погаси", "chandelier.on=false;strip.on=false"),
        ("свет в спальне погаси только левую лампу оставь", "right_lamp.on=false"),
        ("люстру и бра погаси, ленту не трогай", "chandelier.on=false;hall_light.on=false"),
        ("пусть кондиционер поработает часок на двадцати трёх", "cannot:later"),
        ("стиралка закончила?", "ask:washer.on"),
        ("люстра горит, выключи", "chandelier.on=false"),
        ("вытяжку потише", "hood.fan_speed-"),
        ("когда придёт сын, включи люстру", "cannot:condition"),
        ("выключи люстру как уйду", "cannot:condition"),
        ("пусть кондиционер будет на 22", "ac.temperature=22"),
        ("включи в гостиной", "chandelier.on=true;strip.on=true"),
        ("хочу чтобы шторы закрылись", "curtain.open=0"),
        ("хочу чтобы ты убрался в комнате", "not_understood"),
        ("ночник пусть горит еле-еле", "moon.brightness=1"),
        ("сначала открой шторы, потом выключи люстру", "curtain.open=100;chandelier.on=false"),
        ("что у нас с влажностью в детской", "ask:nursery_climate.humidity"),
        ("выключи лампу", "which:left_lamp,right_lamp,desk_lamp,mirror_light,garage_light"),
    ],
)
def test_a_sentence_is_read_as_it_is_meant_in_russian(said: str, expected: str) -> None:
    phrase = Phrase("ru", "here", "house", (said,), expected)
    assert verdict(phrase, answered(phrase), home("ru", "house")).right
