"""The hall, the bathroom, and the dacha."""

from __future__ import annotations

from bot.sandbox.households.capabilities import brightness, celsius, event, mode, on_off, sensor, toggle
from bot.sandbox.households.moscow.radio import SIGNAL, STREAM, ZIGBEE
from bot.sandbox.households.yandex_home import YandexHome


def hall(home: YandexHome) -> str:
    """Answers the light."""
    room = home.room("Прихожая", "коридор", "hallway", "玄关")
    light = home.thing(room, "Свет в прихожей", "light.ceiling", on_off(True), brightness(100))
    home.thing(
        room,
        "Датчик двери",
        "sensor.open",
        event("open", "closed", {"opened": "Открыто", "closed": "Закрыто"}),
        sensor("battery_level", 91, "percent"),
        aliases=["front door"],
    )
    home.thing(
        room, "Датчик движения", "sensor.motion", event("motion", "detected", {"detected": "Движение"})
    )
    home.thing(
        room,
        "Кнопка у двери",
        "switch",
        event("button", "click", {"click": None, "double_click": None, "long_press": None}),
        skill=ZIGBEE,
        raw=[SIGNAL],
    )
    home.thing(room, "Камера", "camera", on_off(True), raw=[STREAM])
    home.thing(
        room,
        "Электросчётчик",
        "smart_meter.electricity",
        sensor("electricity_meter", 20417.3, "kilowatt_hour"),
        sensor("power", 421.5, "watt"),
    )
    home.thing(None, "Утюг", "iron", on_off(False), aliases=["iron", "熨斗"])
    return light


def bathroom(home: YandexHome) -> None:
    room = home.room("Ванная", "bathroom", "浴室")
    home.thing(room, "Свет в ванной", "light", on_off(False))
    home.thing(
        room,
        "Стиральная машина",
        "washing_machine",
        on_off(False),
        mode("program", "normal", {"normal": "Хлопок", "express": "Экспресс", "eco": None, "quiet": None}),
        celsius(40, 20, 90, 10),
        toggle("pause", False),
        aliases=["washing machine", "洗衣机"],
        needs_on=["toggle.pause"],
    )
    home.thing(
        room,
        "Датчик протечки",
        "sensor.water_leak",
        event("water_leak", "dry", {"dry": "Сухо", "leak": "Протечка"}),
        event("battery_level", "normal", {"low": "Низкий", "normal": "Нормальный"}),
        skill=ZIGBEE,
    )
    home.thing(
        room, "Вытяжка", "ventilation", on_off(False), mode("fan_speed", "low", {"low": None, "high": None})
    )
    home.thing(
        room, "Счётчик горячей воды", "smart_meter.hot_water", sensor("water_meter", 314.159, "cubic_meter")
    )


def dacha(home: YandexHome) -> None:
    """Another household of the same account, with a lamp of the same name."""
    dacha = home.another_home("Дача", "")
    room = home.room("Гостиная", home=dacha)
    home.thing(room, "Торшер", "light.lamp", on_off(False), brightness(50), home=dacha)
