"""A thing is given a name in words, in three languages; where the words are an order, they stay one."""

from __future__ import annotations

import pytest

from bot.home.capability import Limits, OnOff, Range, Sensor
from bot.home.command import Command
from bot.home.house import Device, Group, House, Room, Scene
from bot.home.naming import Taken, Thing
from bot.home.request import Act, Ask, Ignored, Manage, NotFound, NotUnderstood, Request, Sort
from bot.understanding.context import Context
from bot.understanding.nominative import nominative
from tests.intents.test_understander import NOON, lamp, understander

AC = (OnOff(), Range(instance="temperature", unit="celsius", limits=Limits(16, 30, 1)))
HOUSE = House(
    "Flat",
    (Room("k", "Кухня"), Room("b", "Спальня"), Room("lr", "Living room"), Room("n", "客厅")),
    (Group("g", "Торшеры", (), ("l3", "l4")),),
    (Scene("s", "Доброе утро"), Scene("movie", "Movie night"), Scene("away", "回家模式")),
    (
        lamp("l1", "Люстра", "k"),
        lamp("l2", "Люстра", "b"),
        lamp("l3", "Торшер у окна", "b"),
        lamp("sofa_ru", "Лампа у дивана", "lr"),
        lamp("bed", "Bedroom light", "b"),
        lamp("sofa", "Sofa lamp", "lr"),
        lamp("sofa_zh", "沙发旁的灯", "n"),
        lamp("top", "吸顶灯", "n"),
        Device("f", "Вентилятор", "ventilation.fan", room="k", capabilities=(OnOff(),)),
        Device("ac", "空调", "thermostat.ac", room="n", capabilities=AC),
        Device("t", "Термометр", "sensor.climate", room="b", capabilities=(
            Sensor(instance="temperature", value=21),)),
    ),
)  # fmt: skip


def read(text: str, *, overheard: bool = False, about: tuple[str, ...] = ()) -> Request:
    context = Context("en", NOON, overheard=overheard, about=about)
    return understander().understand(text, HOUSE, context).request


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("call the lamp by the sofa Bob", {"device": "sofa", "name": "Bob"}),
        ("Name the sofa lamp bob", {"device": "sofa", "name": "Bob"}),
        ("can you rename the sofa lamp to Bob please", {"device": "sofa", "name": "Bob"}),
        ('call the sofa lamp "red alert"', {"device": "sofa", "name": "Red alert"}),
        ("call the sofa lamp the Boss", {"device": "sofa", "name": "the Boss"}),
        ("call the bedroom light Kitchen light", {"device": "bed", "name": "Kitchen light"}),
        ("let the sofa lamp be Bob", {"device": "sofa", "name": "Bob"}),
        ("call the living room Den", {"room": "lr", "name": "Den"}),
        ("rename movie night to Cinema", {"scene": "movie", "name": "Cinema"}),
        ("rename the sofa lamp", {"device": "sofa"}),
        ("назови лампу у дивана Бобом", {"device": "sofa_ru", "name": "Боб"}),
        ("назови вентилятор карлсоном", {"device": "f", "name": "Карлсон"}),
        ("назови торшер у окна светом", {"device": "l3", "name": "Свет"}),
        ("назови вентилятор «Бобом»", {"device": "f", "name": "Бобом"}),
        ("пусть торшер у окна будет Бобом", {"device": "l3", "name": "Боб"}),
        ("переименуй торшер у окна в Боба", {"device": "l3", "name": "Боб"}),
        ("дай вентилятору имя Карлсон", {"device": "f", "name": "Карлсон"}),
        ("пусть торшеры называются Гвардией", {"group": "g", "name": "Гвардия"}),
        ("переименуй люстру в Звезду", {"devices": ["l1", "l2"], "name": "Звезда"}),
        ("назови люстру на кухне Звездой", {"device": "l1", "name": "Звезда"}),
        ("назови сценарий доброе утро Подъём", {"scene": "s", "name": "Подъём"}),
        ("把沙发旁的灯叫小白", {"device": "sofa_zh", "name": "小白"}),
        ("把沙发旁的灯叫做小白吧", {"device": "sofa_zh", "name": "小白"}),
        ("给吸顶灯起个名字叫大白", {"device": "top", "name": "大白"}),
        ("把客厅改名为大厅", {"room": "n", "name": "大厅"}),
        ("把空调改名", {"device": "ac"}),
    ],
)
def test_a_sentence_gives_a_thing_a_name(text: str, named: dict[str, object]) -> None:
    assert read(text) == Manage("rename", named)


def test_this_lamp_is_the_one_that_was_spoken_of() -> None:
    assert read("call it Bob", about=("f",)) == Manage("rename", {"device": "f", "name": "Bob"})
    assert read("name this lamp Bob", about=("sofa",)) == Manage("rename", {"device": "sofa", "name": "Bob"})


def test_of_something_that_is_not_there_it_is_said() -> None:
    assert read("rename the flumox to Bob") == NotFound("the flumox")


@pytest.mark.parametrize(
    "text",
    [
        "call mum",
        "call the sofa lamp",
        "call the sofa lamp by the window",
        "назови лампу у дивана",
        "назови температуру в спальне",
        "пусть торшер у окна будет поярче",
        "как назвать лампу?",
        "не называй вентилятор Бобом",
        "торшер у окна теперь горит",
        "把空调叫醒",
        "空调叫什么名字",
        "把空调调到26度",
    ],
)
def test_other_sentences_name_nothing(text: str) -> None:
    request = read(text)
    assert not (isinstance(request, Manage) and request.intent == "rename")


def test_an_order_stays_an_order() -> None:
    fan = understander().understand("let the fan be on", HOUSE, Context("en", NOON)).request
    assert isinstance(fan, Act)
    assert all(isinstance(command, Command) for command in fan.commands)
    assert isinstance(read("назови температуру в спальне"), Ask)


def test_overheard_nobody_is_named() -> None:
    assert read("call the sofa lamp Bob", overheard=True) in (Ignored(), NotUnderstood())


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("Bob", None),
        ("Красная лампа", None),
        ("Вентилятор", Taken(Thing(Sort.DEVICE, "f"))),
        ("Кухня", Taken(Thing(Sort.ROOM, "k"))),
        ("Movie night", Taken(Thing(Sort.SCENE, "movie"))),
        ("Off", Taken()),
        ("kitchen", Taken()),
        ("five", Taken()),
        ("выключи всё", Taken()),
        ("tomorrow", Taken()),
    ],
)
def test_a_name_that_says_something_already_is_taken(name: str, taken: Taken | None) -> None:
    found = understander().taken(name, Thing(Sort.DEVICE, "sofa"), HOUSE, Context("en", NOON))
    assert found == taken


def test_its_own_name_is_free_for_a_thing() -> None:
    assert understander().taken("Sofa lamp", Thing(Sort.DEVICE, "sofa"), HOUSE, Context("en", NOON)) is None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Бобом", "Боб"),
        ("Боб", "Боб"),
        ("Алисой", "Алиса"),
        ("Большим Братом", "Большой Брат"),
        ("Синей птицей", "Синяя птица"),
        ("Лампой мечты", "Лампа мечты"),
        ("Марией Ивановной", "Мария Ивановна"),
        ("Вжиком", "Вжик"),
        ("Люси", "Люси"),
        ("Хорошим другом", "Хороший друг"),
        ("R2-D2", "R2-D2"),
        ("ДЖОЙ", "ДЖОЙ"),
        ("", ""),
    ],
)
def test_a_russian_name_is_kept_in_the_nominative(said: str, name: str) -> None:
    assert nominative(said) == name
