"""Homes made by rule, for load: each with a few devices in one of the clouds and one private chat."""

from __future__ import annotations

import random

from bot.sandbox.households.aliyun_home import AliyunHome
from bot.sandbox.households.capabilities import brightness, celsius, on_off, sensor
from bot.sandbox.households.people import Resident, chats, people
from bot.sandbox.households.products import climate, lighting
from bot.sandbox.households.yandex_home import YandexHome
from bot.sandbox.world import Household

FIRST_PERSON = 100_000
LANGUAGES = ("en", "ru", "zh")
TIMEZONES = {"en": "Europe/London", "ru": "Europe/Moscow", "zh": "Asia/Shanghai"}
ROOMS = {
    "en": ("Kitchen", "Bedroom", "Living room", "Study"),
    "ru": ("Кухня", "Спальня", "Гостиная", "Кабинет"),
    "zh": ("厨房", "卧室", "客厅", "书房"),
}
LAMPS = {
    "en": ("Ceiling light", "Table lamp", "Floor lamp"),
    "ru": ("Люстра", "Настольная лампа", "Торшер"),
    "zh": ("吸顶灯", "台灯", "落地灯"),
}
THERMOMETERS = {"en": "Thermometer", "ru": "Градусник", "zh": "温度计"}
AIR_CONDITIONERS = {"en": "Air conditioner", "ru": "Кондиционер", "zh": "空调"}
NAMES = {
    "en": ("Alice", "Ben", "Clara", "David", "Ella", "Frank"),
    "ru": ("Мария", "Пётр", "Елена", "Олег", "Нина", "Сергей"),
    "zh": ("王芳", "李强", "张敏", "刘洋", "赵静", "孙磊"),
}


def generated_home(number: int, seed: int) -> Household:
    """Home ``home-<number>``; the same number and seed make the same home."""
    chance = random.Random(f"{seed}/{number}")
    language = LANGUAGES[number % len(LANGUAGES)]
    name = f"home-{number}"
    owner = Resident(FIRST_PERSON + number, chance.choice(NAMES[language]), language, "owner")
    furnish = (_in_yandex, _in_aliyun)[number % 2]
    account = furnish(name, language, chance)
    return Household(
        name=name,
        title=f"{owner.name} {number}",
        language=language,
        timezone=TIMEZONES[language],
        people=people([owner], []),
        chats=chats(name, [owner], []),
        things=account.things,
        clouds={"yandex" if isinstance(account, YandexHome) else "aliyun": account.account()},
    )


def _in_yandex(name: str, language: str, chance: random.Random) -> YandexHome:
    home = YandexHome(name, name)
    rooms = [home.room(room) for room in ROOMS[language]]
    for room in rooms:
        for lamp in chance.sample(LAMPS[language], chance.randint(1, 3)):
            home.thing(room, lamp, "light", on_off(chance.random() < 0.5), brightness(chance.randint(1, 100)))
    reading = sensor("temperature", round(chance.uniform(18, 27), 1), "celsius")
    home.thing(rooms[1], THERMOMETERS[language], "sensor.climate", reading)
    target = celsius(chance.randint(18, 27), 16, 30)
    home.thing(rooms[2], AIR_CONDITIONERS[language], "thermostat.ac", on_off(False), target)
    return home


def _in_aliyun(name: str, language: str, chance: random.Random) -> AliyunHome:
    home = AliyunHome(name, name)
    rooms = [home.room(room) for room in ROOMS[language]]
    for room in rooms:
        for lamp in chance.sample(LAMPS[language], chance.randint(1, 3)):
            values = {"LightSwitch": chance.random() < 0.5, "Brightness": chance.randint(1, 100)}
            home.thing(room, lamp, lighting.PLAIN_LAMP, values)
    reading = {"CurrentTemperature": round(chance.uniform(18, 27), 1)}
    home.thing(rooms[1], THERMOMETERS[language], climate.CLIMATE_SENSOR, reading)
    target = {"PowerSwitch": False, "TargetTemperature": float(chance.randint(18, 27)), "WorkMode": "1"}
    home.thing(rooms[2], AIR_CONDITIONERS[language], climate.AIR_CONDITIONER, target)
    return home
