"""Whatever makes air warmer, colder, cleaner or wetter, and what measures it."""

from __future__ import annotations

from bot.sandbox.households.effects import Become
from bot.sandbox.households.tsl import (
    ERROR,
    ON_OFF,
    Product,
    Property,
    Service,
    array,
    boolean,
    choice,
    real,
    text,
    whole,
)

AIR_CONDITIONER = Product(
    "a1AirCond04",
    "变频空调",
    "KFR-35",
    "AirConditioner",
    "thermostat.ac",
    (
        Property("PowerSwitch", "电源开关", ON_OFF, "on_off.on"),
        Property("TargetTemperature", "目标温度", real(16, 30, "°C", step=0.5), "range.temperature"),
        Property("CurrentTemperature", "当前温度", real(-20, 60, "°C"), "sensor.temperature", "r"),
        Property("WindSpeed", "风速", choice(_0="自动", _2="低档", _3="中档", _4="高档"), "mode.fan_speed"),
        Property(
            "WorkMode",
            "工作模式",
            choice(_0="自动", _1="制冷", _2="制热", _3="通风", _6="除湿"),
            "mode.thermostat",
        ),
        Property("ECOMode", "节能模式", ON_OFF, "toggle.ECOMode"),
        Property("VerticalSwing", "上下摆风", ON_OFF, "toggle.VerticalSwing"),
    ),
    events=(ERROR,),
)
HEATER = Product(
    "a1HeaterW07",
    "电暖器",
    "HT-2000",
    "ElectricHeater",
    "thermostat.heater",
    (
        Property("PowerSwitch", "电源开关", ON_OFF, "on_off.on"),
        Property(
            "TargetTemperature", "设定温度", real(5, 35, "°C", step=None, name="float"), "range.temperature"
        ),
        Property("HeatLevel", "加热档位", choice(_1="低温", _2="高温"), "mode.heat"),
        Property("ChildLockSwitch", "童锁", ON_OFF, "toggle.ChildLockSwitch"),
        Property("WorkPlans", "工作计划", array(5, text(64)), "array.WorkPlans"),
    ),
)
PURIFIER = Product(
    "a1Purifier8",
    "空气净化器",
    "KJ-600",
    "AirPurifier",
    "purifier",
    (
        Property("PowerSwitch", "电源开关", ON_OFF, "on_off.on"),
        Property("WindSpeed", "风速", choice(_0="自动", _1="静音", _2="标准", _3="强力"), "mode.fan_speed"),
        Property("PM25", "PM2.5", whole(0, 999, "μg/m³"), "sensor.pm2.5_density", "r"),
        Property(
            "FilterLifeTimePercent", "滤芯寿命", whole(0, 100, "%"), "sensor.FilterLifeTimePercent", "r"
        ),
        Property("ChildLockSwitch", "童锁", ON_OFF, "toggle.ChildLockSwitch"),
    ),
    services=(Service("ResetFilter", "重置滤芯", effects=(Become("sensor.FilterLifeTimePercent", 100),)),),
)
HUMIDIFIER = Product(
    "a1Humidif13",
    "加湿器",
    "JS-4L",
    "Humidifier",
    "humidifier",
    (
        Property("PowerSwitch", "电源开关", ON_OFF, "on_off.on"),
        Property("TargetHumidity", "目标湿度", whole(40, 75, "%", step=5), "range.humidity"),
        Property("WaterTankStatus", "水箱状态", boolean("正常", "缺水"), "toggle.WaterTankStatus", "r"),
    ),
)
FAN = Product(
    "a1FanDC1015",
    "循环扇",
    "FS-30",
    "Fan",
    "ventilation.fan",
    (
        Property("PowerSwitch", "电源开关", ON_OFF, "on_off.on"),
        Property("WindSpeed", "风量", whole(1, 12), "range.WindSpeed"),
        Property("AngleAutoLR", "摇头", ON_OFF, "toggle.oscillation"),
    ),
)
CLIMATE_SENSOR = Product(
    "a1Climate09",
    "温湿度计",
    "TH-01",
    "TempHumiditySensor",
    "sensor.climate",
    (
        Property("CurrentTemperature", "温度", real(-40, 80, "°C"), "sensor.temperature", "r"),
        Property("CurrentHumidity", "湿度", whole(0, 100, "%"), "sensor.humidity", "r"),
        Property("BatteryPercentage", "电量", real(0, 100, "%", step=1), "sensor.battery_level", "r"),
    ),
)
