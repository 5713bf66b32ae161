"""A home in Almaty with both clouds; its people speak English, Russian and Chinese at the same table.

The two accounts name the rooms alike, as people who set up both do.
"""

from __future__ import annotations

from bot.sandbox.households.aliyun_home import AliyunHome
from bot.sandbox.households.capabilities import (
    brightness,
    celsius,
    color,
    event,
    mode,
    on_off,
    sensor,
    span,
    toggle,
    white,
)
from bot.sandbox.households.people import STRANGER, Gathering, Resident, chats, people
from bot.sandbox.households.products import appliances, climate, lighting
from bot.sandbox.households.yandex_home import YandexHome
from bot.sandbox.world import Household

NAME = "both"

RESIDENTS = (
    Resident(3001, "Aigerim Bekova", "en", "owner"),
    Resident(3002, "Тимур Беков", "ru", "member"),
    Resident(3003, "李娜", "zh", "member"),
    Resident(3004, "Tom Becker", "en", "guest"),
    Resident(3005, "Руслан Ким", "ru", STRANGER),
)
GATHERINGS = (Gathering(-7001, "The Bekovs"), Gathering(-1001000007002, "House", ("Chores", "Kitchen")))


def household() -> Household:
    yandex = YandexHome(NAME, "House")
    aliyun = AliyunHome(NAME, "House")
    _in_yandex(yandex)
    _in_aliyun(aliyun)
    return Household(
        name=NAME,
        title="House",
        language="en",
        timezone="Asia/Almaty",
        people=people(RESIDENTS, GATHERINGS),
        chats=chats(NAME, RESIDENTS, GATHERINGS),
        things=yandex.things + aliyun.things,
        clouds={"yandex": yandex.account(), "aliyun": aliyun.account()},
    )


def _in_yandex(home: YandexHome) -> None:
    kitchen = home.room("Kitchen", "кухня", "厨房")
    living = home.room("Living room", "гостиная", "客厅")
    bedroom = home.room("Bedroom", "спальня", "卧室")
    home.thing(
        kitchen,
        "Kitchen lamp",
        "light",
        on_off(False),
        brightness(70),
        white(3500),
        aliases=["лампа на кухне", "厨房灯"],
    )
    home.thing(
        kitchen, "Kettle", "cooking.kettle", on_off(False), celsius(100, 40, 100, 10), aliases=["чайник"]
    )
    lamp = home.thing(
        living,
        "Floor lamp",
        "light.lamp",
        on_off(True),
        brightness(85),
        color("temperature_k", 3000, model="hsv", kelvin=(2200, 6500)),
        aliases=["торшер", "落地灯"],
        delay=0.3,
    )
    _television(home, living)
    bedside = home.thing(
        bedroom, "Bedside lamp", "light.lamp", on_off(True), brightness(25), aliases=["лампа у кровати"]
    )
    home.thing(
        bedroom,
        "Bedroom climate",
        "sensor.climate",
        sensor("temperature", 21.8, "celsius"),
        sensor("humidity", 34, "percent"),
    )
    _hall(home)
    home.group("Evening lights", "devices.types.light", lamp, bedside)
    home.scenario("Good night", (lamp, "on_off.on", False), (bedside, "on_off.on", False))


def _hall(home: YandexHome) -> None:
    hall = home.room("Hall", "прихожая", "коридор", "门厅")
    home.thing(hall, "Night light", "light", on_off(False), brightness(10), aliases=["ночник"])
    home.thing(hall, "Front door", "sensor.open", event("open", "closed", {"opened": None, "closed": None}))
    home.thing(hall, "Balcony lamp", "light", on_off(True), online=False)


def _television(home: YandexHome, room: str) -> None:
    home.thing(
        room,
        "TV",
        "media_device.tv",
        on_off(True),
        span("volume", 20, (0, 100), step=1, unit=""),
        toggle("mute", False),
        mode("input_source", "one", {"one": None, "two": None}),
        aliases=["телевизор", "电视"],
        needs_on=["range.volume", "toggle.mute", "mode.input_source"],
    )


def _in_aliyun(home: AliyunHome) -> None:
    home.room("Kitchen")
    living = home.room("Living room")
    bedroom = home.room("Bedroom")
    home.thing(
        living,
        "客厅灯",
        lighting.CEILING_LAMP,
        {"LightSwitch": False, "Brightness": 90, "ColorTemperature": 5000},
    )
    home.thing(
        living,
        "空调",
        climate.AIR_CONDITIONER,
        {"PowerSwitch": True, "TargetTemperature": 23.5, "CurrentTemperature": 24.2, "WorkMode": "1"},
    )
    home.thing(living, "Air purifier", climate.PURIFIER, {"PowerSwitch": False, "WindSpeed": "1", "PM25": 12})
    home.thing(
        bedroom,
        "Bedroom ceiling light",
        lighting.CEILING_LAMP,
        {"LightSwitch": True, "Brightness": 50, "ColorTemperature": 3000},
    )
    home.thing(bedroom, "Night light", lighting.PLAIN_LAMP, {"LightSwitch": True, "Brightness": 5})
    home.thing(bedroom, "Curtains", appliances.CURTAIN, {"CurtainPosition": 0, "CurtainOperation": "0"})
    home.thing(bedroom, "Heater", climate.HEATER, {"PowerSwitch": False, "TargetTemperature": 22.0})
    home.thing(None, "Door lock", appliances.LOCK, {"LockSwitch": True, "BatteryPercentage": 64.0})
