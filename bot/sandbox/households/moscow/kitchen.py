"""The kitchen."""

from __future__ import annotations

from bot.sandbox.households.capabilities import brightness, celsius, mode, on_off, sensor, toggle, white
from bot.sandbox.households.moscow.radio import SIGNAL, ZIGBEE
from bot.sandbox.households.yandex_home import YandexHome


def kitchen(home: YandexHome) -> None:
    room = home.room("Кухня", "kitchen", "厨房")
    home.thing(
        room,
        "Лампа на кухне",
        "light",
        on_off(False),
        brightness(80),
        white(4000),
        aliases=["kitchen lamp", "厨房灯"],
        info={"manufacturer": "Yandex", "model": "YNDX-00558"},
    )
    home.thing(room, "Подсветка столешницы", "light.strip", on_off(False), brightness(40), delay=0.3)
    home.thing(
        room,
        "Розетка холодильника",
        "socket",
        on_off(True),
        sensor("voltage", 229.70000000000002, "volt"),
        sensor("power", 94.1, "watt"),
        sensor("amperage", 0.41, "ampere"),
        skill=ZIGBEE,
        raw=[SIGNAL],
    )
    _cooking(home, room)


def _cooking(home: YandexHome, room: str) -> None:
    home.thing(
        room,
        "Чайник",
        "cooking.kettle",
        on_off(False),
        celsius(90, 40, 100, 10),
        mode("tea_mode", "black_tea", {"black_tea": "Чёрный чай", "green_tea": "Зелёный чай"}),
        toggle("keep_warm", False),
        sensor("water_level", 60, "percent"),
        aliases=["kettle"],
    )
    home.thing(
        room,
        "Духовка",
        "cooking",
        on_off(False),
        celsius(180, 50, 250, 5),
        mode("program", "baking", {"baking": "Выпечка", "pizza": "Пицца", "one": "Гриль"}),
        needs_on=["range.temperature", "mode.program"],
    )
    home.thing(
        room,
        "Кофеварка",
        "cooking.coffee_maker",
        on_off(False),
        mode("coffee_mode", "espresso", {"espresso": "Эспрессо", "americano": None, "latte": "Латте"}),
        delay=0.5,
    )
