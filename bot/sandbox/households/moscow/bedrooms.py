"""The bedroom and the nursery."""

from __future__ import annotations

from bot.sandbox.households.capabilities import (
    brightness,
    celsius,
    color,
    mode,
    on_off,
    sensor,
    span,
    toggle,
    white,
)
from bot.sandbox.households.moscow.radio import SIGNAL, ZIGBEE
from bot.sandbox.households.yandex_home import YandexHome


def bedroom(home: YandexHome) -> str:
    """Answers the chandelier."""
    room = home.room("Спальня", "bedroom", "卧室")
    chandelier = home.thing(
        room, "Люстра", "light.ceiling", on_off(True), brightness(70), white(3400), skill=ZIGBEE, raw=[SIGNAL]
    )
    home.thing(room, "Ночник", "light", on_off(True), brightness(15))
    home.thing(room, "Бра", "light.lamp", on_off(False), brightness(50), delay=0.25)
    _bedroom_air(home, room)
    return chandelier


def _bedroom_air(home: YandexHome, room: str) -> None:
    home.thing(
        room,
        "Климат в спальне",
        "sensor.climate",
        sensor("temperature", 22.4, "celsius"),
        sensor("humidity", 38, "percent"),
        sensor("pressure", 748, "mmhg"),
        sensor("co2_level", 812, "ppm"),
        sensor("battery_level", 76, "percent"),
        hidden=["sensor.battery_level"],
    )
    home.thing(
        room,
        "Увлажнитель",
        "humidifier",
        on_off(False),
        span("humidity", 45, (30, 80), step=5, unit="percent"),
        mode("work_speed", "medium", {"slow": None, "medium": None, "fast": None}),
        toggle("mute", False),
        sensor("water_level", 55.5, "percent"),
        aliases=["humidifier"],
    )
    home.thing(
        room,
        "Шторы",
        "openable.curtain",
        on_off(True),
        span("open", 100, (0, 100), step=1, unit="percent"),
        aliases=["curtains", "窗帘"],
        delay=0.6,
    )


def nursery(home: YandexHome) -> None:
    room = home.room("Детская", "nursery", "儿童房")
    home.thing(room, "Ночник", "light", on_off(False), brightness(10))
    home.thing(
        room,
        "Гирлянда",
        "light.garland",
        on_off(True),
        color("scene", "garland", scenes={"garland": "Гирлянда", "circadian": "Циркадный"}),
        online=False,
        aliases=["garland"],
    )
    home.thing(
        room,
        "Обогреватель",
        "thermostat",
        on_off(False),
        celsius(21, 5, 35, 0.5),
        mode("heat", "normal", {"min": "Минимальный", "normal": "Нормальный", "max": "Максимальный"}),
        aliases=["heater"],
    )
    home.thing(
        room,
        "Градусник в детской",
        "sensor.climate",
        sensor("temperature", 0, "celsius"),
        sensor("humidity", 0, "percent"),
        silent=True,
    )
