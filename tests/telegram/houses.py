"""Sample homes of our own, drawn by the card tests: a Russian flat, a Chinese one, and a hostile one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.home.capability import (
    Action,
    Choice,
    Color,
    Date,
    Event,
    Hsv,
    Limits,
    Lock,
    Mode,
    OnOff,
    Range,
    Sensor,
    Struct,
    Text,
    Toggle,
)
from bot.home.house import Device, Group, House, Room, Scene

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FRESH = NOW - timedelta(minutes=1)
OLD = NOW - timedelta(days=3)


def percent(instance: str, value: float | None, low: float = 0) -> Range:
    return Range(instance=instance, value=value, limits=Limits(low, 100, 1), unit="percent", observed=FRESH)


def choices(*values: str) -> tuple[Choice, ...]:
    return tuple(Choice(value) for value in values)


FLOOR_LAMP = Device(
    "lamp",
    "Торшер",
    "light.lamp",
    room="living",
    online=True,
    capabilities=(
        OnOff(value=True, observed=FRESH),
        percent("brightness", 40, low=1),
        Color(colors=True, temperature_k=Limits(2700, 6500), value=2700.0, observed=FRESH),
    ),
)
CHANDELIER = Device(
    "chandelier",
    "Люстра",
    "light.ceiling",
    room="living",
    online=False,
    capabilities=(OnOff(value=False, observed=OLD), percent("brightness", 100, low=1)),
)
KITCHEN_LAMP = Device(
    "kitchen-lamp",
    "Лампа над столом",
    "light",
    room="kitchen",
    online=True,
    capabilities=(OnOff(value=None), percent("brightness", None)),
)
AIR_CONDITIONER = Device(
    "ac",
    "Кондиционер",
    "thermostat.ac",
    room="bedroom",
    online=True,
    capabilities=(
        OnOff(value=True, observed=FRESH),
        Range(instance="temperature", value=23.0, limits=Limits(16, 32, 1), unit="celsius", observed=FRESH),
        Mode(instance="thermostat", choices=choices("auto", "cool", "heat", "dry", "fan_only"), value="cool"),
        Mode(instance="fan_speed", choices=choices("auto", "low", "medium", "high"), value="low"),
        Toggle(instance="ionization", value=False),
    ),
)
TELEVISION = Device(
    "tv",
    "Телевизор",
    "media_device.tv",
    room="living",
    online=True,
    capabilities=(
        OnOff(stateless=True),
        Range(instance="volume", limits=Limits(0, 100, 1), relative_only=True),
        Mode(
            instance="input_source",
            choices=(Choice("one", "HDMI 1"), Choice("two", "HDMI 2")),
        ),
        Toggle(instance="mute"),
    ),
)
CURTAIN = Device(
    "curtain",
    "Шторы",
    "openable.curtain",
    room="bedroom",
    online=True,
    capabilities=(OnOff(value=False, observed=FRESH), percent("open", 0)),
)
CLIMATE = Device(
    "climate",
    "Датчик климата",
    "sensor.climate",
    room="bedroom",
    online=True,
    capabilities=(
        Sensor(instance="temperature", unit="celsius", value=22.4, observed=FRESH),
        Sensor(instance="humidity", unit="percent", value=41, observed=NOW - timedelta(hours=2)),
        Sensor(instance="pressure", unit="mmhg", value=748, observed=FRESH),
        Sensor(instance="battery_level", unit="percent", value=9, observed=OLD),
    ),
)
SILENT_SENSOR = Device(
    "leak",
    "Протечка под мойкой",
    "sensor.water_leak",
    room="kitchen",
    capabilities=(Event(instance="water_leak", choices=choices("dry", "leak")),),
)
VACUUM = Device(
    "vacuum",
    "Пылесос",
    "vacuum_cleaner",
    online=True,
    capabilities=(
        OnOff(value=False, observed=FRESH),
        Mode(
            instance="cleanup_mode",
            choices=choices("dry_cleaning", "wet_cleaning", "mixed_cleaning"),
            value="dry_cleaning",
        ),
        Action(instance="dock"),
        Action(instance="locate"),
        Sensor(instance="battery_level", unit="percent", value=86, observed=FRESH),
    ),
)
FRONT_DOOR = Device(
    "door",
    "Входная дверь",
    "lock",
    room="hall",
    online=True,
    capabilities=(Lock(value=True, observed=FRESH),),
)
IRON = Device(
    "iron", "Утюг", "iron", room="bedroom", online=True, capabilities=(OnOff(value=False, observed=FRESH),)
)
FLAT = House(
    "Квартира",
    rooms=(
        Room("living", "Гостиная"),
        Room("kitchen", "Кухня"),
        Room("bedroom", "Спальня"),
        Room("hall", "Прихожая"),
    ),
    groups=(Group("lights", "Весь свет", devices=("lamp", "chandelier", "kitchen-lamp")),),
    scenes=(Scene("morning", "Доброе утро"),),
    devices=(
        FLOOR_LAMP,
        CHANDELIER,
        KITCHEN_LAMP,
        AIR_CONDITIONER,
        TELEVISION,
        CURTAIN,
        CLIMATE,
        SILENT_SENSOR,
        VACUUM,
        FRONT_DOOR,
        IRON,
    ),
)

HEATER = Device(
    "heater",
    "卧室取暖器",
    "thermostat.heater",
    room="zh-bedroom",
    online=True,
    capabilities=(
        OnOff(value=True, observed=FRESH),
        Range(instance="TargetTemp", name="目标温度", value=24, limits=Limits(10, 35, 0.5), unit="celsius"),
        Mode(
            instance="WorkMode",
            name="工作模式",
            choices=(Choice("0", "舒适"), Choice("1", "节能"), Choice("2", "防冻")),
            value="1",
        ),
        Toggle(instance="ChildLock", name="童锁", value=True),
        Text(instance="Slogan", name="屏幕文字", length=32, value="你好"),
    ),
)
WASHER = Device(
    "washer",
    "洗衣机",
    "washing_machine",
    aliases=("滚筒",),
    room="zh-bedroom",
    online=True,
    capabilities=(
        OnOff(value=True, observed=FRESH),
        Mode(
            instance="program",
            choices=tuple(Choice(str(n), f"程序{n}") for n in range(1, 21)),
            value="12",
        ),
        Range(instance="temperature", value=40, limits=Limits(20, 90, 10), unit="celsius"),
        Range(instance="SpinSpeed", name="转速", value=800, limits=Limits(400, 1400, 200), unit="rpm"),
        Range(instance="Dose", name="洗涤剂", value=30, limits=Limits(0, 100, 10), unit="milliliter"),
        Range(instance="Delay", name="预约", value=0, limits=Limits(0, 24, 1), unit="hour"),
        Toggle(instance="ChildLock", name="童锁", value=False),
        Action(instance="Weigh", name="称重"),
        Action(instance="AddProgram", name="添加程序", inputs=(Text(instance="Name", name="名称"),)),
        Date(instance="LastService", name="上次维护", value="2026-06-01T10:00:00+08:00"),
        Struct(
            instance="Water",
            name="用水",
            fields=(Sensor(instance="Litres", name="升", unit="liter"),),
            value={"Litres": 48},
        ),
    ),
)
CHINESE_FLAT = House(
    "杭州的家",
    rooms=(Room("zh-bedroom", "主卧"),),
    groups=(Group("wet", "湿区", devices=("washer",)),),
    devices=(HEATER, WASHER),
)

HOSTILE_NAME = "<b>Lamp</b> & \u202egnp.exe\n" + "очень длинное имя " * 200
HOSTILE = House(
    "<script>" * 50,
    rooms=tuple(Room(f"r{n}", f"<i>{n}</i> " + "&" * 300) for n in range(30)),
    scenes=(Scene("s", HOSTILE_NAME),),
    devices=tuple(
        Device(
            f"d{n}",
            HOSTILE_NAME if n else "",
            f"{'<u>' * 20}",
            room=f"r{n % 30}",
            capabilities=(
                OnOff(value=True),
                Mode(
                    instance="</b>" * 40,
                    name="<a href=x>" * 30,
                    choices=tuple(Choice(f"&lt;{i}" * 50, "<pre>" * 90) for i in range(40)),
                    value="&lt;1" * 50,
                ),
                *(
                    Sensor(instance=f"&{i}", name="<s>" * 100, unit="<" * 5, value="</code>" * 900)
                    for i in range(60)
                ),
                Color(colors=True, value=Hsv(1, 2, 3)),
            ),
        )
        for n in range(200)
    ),
)
