"""Homes of any size in one language, with sentences about them that are all different."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from bot.home.capability import Capability, Limits, OnOff, Range
from bot.home.house import Device, House, Room

ROOMS = {
    "en": "Kitchen|Hall|Bedroom|Study|Attic|Cellar|Nursery|Studio|Garage|Library|Gallery|Pantry|Laundry",
    "ru": "Кухня|Холл|Спальня|Кабинет|Мансарда|Подвал|Детская|Гараж|Библиотека|Галерея|Кладовая|Веранда",
    "zh": "厨房|大厅|卧室|书房|阁楼|地下室|儿童房|画室|车库|图书室|走廊|储藏室|洗衣房",
}
MARKS = {
    "en": "Left|Right|Tall|Round|Old|Brass|Glass|Silver|Corner|Window|Paper|Copper|Marble|Velvet|Arctic",
    "ru": "Левый|Правый|Высокий|Круглый|Старый|Медный|Стеклянный|Угловой|Бумажный|Мраморный|Бархатный",
    "zh": "左边|右边|高脚|圆形|老式|黄铜|玻璃|银色|角落|窗边|纸质|紫铜|大理石|丝绒|北方|沙漠",
}
NOUNS = {
    "en": "lamp:light|lantern:light|fan:ventilation.fan|heater:thermostat|curtain:openable|plug:socket",
    "ru": "торшер:light|фонарь:light|вентилятор:ventilation.fan|обогреватель:thermostat|розетка:socket",
    "zh": "台灯:light|灯笼:light|风扇:ventilation.fan|电暖器:thermostat|窗帘:openable.curtain|插座:socket",
}
SAID = {
    "en": ("turn on the {}", "turn off the {}", "switch the {} on please", "is the {} on?"),
    "ru": ("включи {}", "выключи {}", "{} включи пожалуйста", "{} включён?"),
    "zh": ("打开{}", "关掉{}", "请把{}打开", "{}开着吗"),
}
DIMMED = {"en": "set the {} to {} percent", "ru": "{} на {} процентов", "zh": "把{}调到{}%"}

SWITCHED: tuple[Capability, ...] = (OnOff(value=False),)
DIMMABLE: tuple[Capability, ...] = (
    OnOff(value=False),
    Range(instance="brightness", unit="percent", limits=Limits(1, 100, 1), value=40),
)


def generated(language: str, size: int) -> House:
    """A home of ``size`` devices, each with a name of its own."""
    rooms = ROOMS[language].split("|")
    marks, nouns = MARKS[language].split("|"), [noun.split(":") for noun in NOUNS[language].split("|")]
    devices = []
    for n in range(size):
        noun, type_ = nouns[n % len(nouns)]
        room, mark = (n // len(nouns)) % len(rooms), (n // len(nouns) // len(rooms)) % len(marks)
        number = n // (len(nouns) * len(rooms) * len(marks)) + 1
        name = _name(language, rooms[room], marks[mark], noun, number)
        able = DIMMABLE if type_ == "light" else SWITCHED
        devices.append(Device(f"d{n}", name, type_, room=f"r{room}", capabilities=able))
    return House(
        "Generated", tuple(Room(f"r{n}", name) for n, name in enumerate(rooms)), (), (), tuple(devices)
    )


def _name(language: str, room: str, mark: str, noun: str, number: int) -> str:
    words = (mark, noun) if language == "ru" else (room, mark, noun)
    told = ("" if language == "zh" else " ").join(words)
    if language == "ru":  # the room follows: «Левый торшер Кухня»
        told = f"{told} {room}"
    return told if number == 1 else f"{told} {number}" if language != "zh" else f"{told}{number}"


def sentences(language: str, house: House, count: int) -> Sequence[str]:
    """``count`` sentences, all different, about devices all over the house."""
    random = Random(7)
    said: dict[str, None] = {}
    while len(said) < count:
        device = random.choice(house.devices)
        if device.is_a("light") and random.random() < 0.5:
            text = DIMMED[language].format(device.name.lower(), random.randint(1, 100))
        else:
            text = random.choice(SAID[language]).format(device.name.lower())
        said[text] = None
    return tuple(said)
