"""A flat in Hangzhou, all of it in Aliyun Living Link; the family also speaks English and Russian."""

from __future__ import annotations

from bot.sandbox.households.aliyun_home import AliyunHome
from bot.sandbox.households.people import STRANGER, Gathering, Resident, chats, people
from bot.sandbox.households.products import appliances, climate, lighting
from bot.sandbox.world import Household

NAME = "hangzhou"

RESIDENTS = (
    Resident(2001, "陈伟", "zh", "owner"),
    Resident(2002, "Ольга Чэнь", "ru", "member"),
    Resident(2003, "陈思雨", "zh", "member"),
    Resident(2004, "Daniel Reed", "en", "guest"),
    Resident(2005, "周强", "zh", STRANGER),
)
GATHERINGS = (Gathering(-6001, "陈家"), Gathering(-1001000006002, "西溪的家", ("家务", "厨房")))


def household() -> Household:
    home = AliyunHome(NAME, "西溪的家")
    _living_room(home)
    _bedroom(home)
    _kitchen(home)
    _study(home)
    _nursery(home)
    _hall(home)
    return Household(
        name=NAME,
        title="西溪的家",
        language="zh",
        timezone="Asia/Shanghai",
        people=people(RESIDENTS, GATHERINGS),
        chats=chats(NAME, RESIDENTS, GATHERINGS),
        things=home.things,
        clouds={"aliyun": home.account()},
    )


def _living_room(home: AliyunHome) -> None:
    room = home.room("客厅")
    lamp = home.thing(
        room,
        "客厅灯",
        lighting.CEILING_LAMP,
        {"LightSwitch": False, "Brightness": 80, "ColorTemperature": 4000, "NightLightSwitch": False},
    )
    home.widget(lamp, "LightSwitch", "Brightness")
    home.thing(
        room,
        "空调",
        climate.AIR_CONDITIONER,
        {
            "PowerSwitch": True,
            "TargetTemperature": 24.0,
            "CurrentTemperature": 25.6,
            "WindSpeed": "2",
            "WorkMode": "1",
            "ECOMode": False,
        },
        delay=0.4,
    )
    home.thing(
        room,
        "空气净化器",
        climate.PURIFIER,
        {"PowerSwitch": True, "WindSpeed": "0", "PM25": 35, "FilterLifeTimePercent": 62},
    )
    home.thing(room, None, climate.FAN, {"PowerSwitch": False, "WindSpeed": 3, "AngleAutoLR": False})


def _bedroom(home: AliyunHome) -> None:
    room = home.room("卧室")
    home.thing(
        room,
        "卧室灯",
        lighting.CEILING_LAMP,
        {"LightSwitch": True, "Brightness": 60, "ColorTemperature": 3000},
    )
    home.thing(
        room,
        "床头灯",
        lighting.COLOR_LAMP,
        {
            "LightSwitch": True,
            "Brightness": 30,
            "HSVColor": {"h": 30, "s": 70, "v": 90},
            "LightMode": "1",
        },
    )
    home.thing(room, "夜灯", lighting.PLAIN_LAMP, {"LightSwitch": False, "Brightness": 10})
    home.thing(
        room,
        "卧室温湿度计",
        climate.CLIMATE_SENSOR,
        {"CurrentTemperature": 23.7, "CurrentHumidity": 55, "BatteryPercentage": 88.0},
    )
    home.thing(
        room, "卧室窗帘", appliances.CURTAIN, {"CurtainPosition": 100, "CurtainOperation": "1"}, delay=0.4
    )
    humidifier = home.thing(room, "加湿器", climate.HUMIDIFIER, {"PowerSwitch": False, "TargetHumidity": 50})
    home.timer(humidifier, "睡前加湿", "30 21 * * 1,2,3,4,5", "Asia/Shanghai", "PowerSwitch", 1)


def _kitchen(home: AliyunHome) -> None:
    room = home.room("厨房")
    home.thing(
        room, "Kitchen lamp", lighting.CEILING_LAMP, {"LightSwitch": False, "Brightness": 100}, delay=0.15
    )
    home.thing(room, "Чайник", appliances.SOCKET, {"PowerSwitch": False, "RealTimePower": 0.0})


def _study(home: AliyunHome) -> None:
    room = home.room("书房")
    home.thing(
        room, "Торшер", lighting.COLOR_LAMP, {"LightSwitch": True, "Brightness": 90, "ColorTemperature": 3500}
    )
    home.thing(
        room,
        "电暖器",
        climate.HEATER,
        {"PowerSwitch": False, "TargetTemperature": 20.0, "HeatLevel": "1", "ChildLockSwitch": False},
    )
    home.thing(
        room,
        "书房插座",
        appliances.SOCKET,
        {
            "PowerSwitch": True,
            "RealTimePower": 61.4,
            "CountDown": {"IsRunning": False, "TimeLeft": 0, "PowerSwitch": False, "Timestamp": "0"},
        },
    )


def _nursery(home: AliyunHome) -> None:
    room = home.room("儿童房")
    home.thing(room, "夜灯", lighting.PLAIN_LAMP, {"LightSwitch": True, "Brightness": 5})
    home.thing(room, "星空灯", lighting.COLOR_LAMP, {"LightSwitch": True, "Brightness": 40}, online=False)


def _hall(home: AliyunHome) -> None:
    room = home.room("玄关")
    home.thing(room, "门锁", appliances.LOCK, {"LockSwitch": True, "BatteryPercentage": 71.0, "Volume": "2"})
    home.thing(room, "大门传感器", appliances.DOOR_SENSOR, {"ContactState": "closed"})
    home.thing(room, None, appliances.WALL_SWITCH, {"PowerSwitch_1": True, "PowerSwitch_2": False})
    home.thing(
        None,
        "洗衣机",
        appliances.WASHING_MACHINE,
        {"PowerSwitch": True, "WashMode": "1", "SpinSpeed": 800, "RemainTime": 0, "PanelText": "你好"},
        owned=False,
    )
