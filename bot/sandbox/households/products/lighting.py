"""Lamps: ceiling lamps, coloured lamps and plain bulbs."""

from __future__ import annotations

from bot.sandbox.households.tsl import (
    ERROR,
    ON_OFF,
    Member,
    Product,
    Property,
    boolean,
    choice,
    struct,
    whole,
)

HSV = struct(
    Member("Hue", "色调", whole(0, 360)),
    Member("Saturation", "饱和度", whole(0, 100, "%")),
    Member("Value", "明度", whole(0, 100, "%", step=None)),
)
CEILING_LAMP = Product(
    "a1CeilDim01",
    "调光吸顶灯",
    "CL-40",
    "Light",
    "light.ceiling",
    (
        Property("LightSwitch", "主灯开关", ON_OFF, "on_off.on"),
        Property("Brightness", "明暗度", whole(0, 100, "%"), "range.brightness"),
        Property("ColorTemperature", "冷暖色温", whole(2700, 6500, "K", step=None), "color.temperature_k"),
        Property("NightLightSwitch", "夜灯开关", boolean("关", "开"), "toggle.NightLightSwitch"),
    ),
    events=(ERROR,),
    chatty=True,
)
COLOR_LAMP = Product(
    "a1ColorLp02",
    "彩光台灯",
    "RGBCW-9",
    "Light",
    "light.lamp",
    (
        Property("LightSwitch", "主灯开关", ON_OFF, "on_off.on"),
        Property("Brightness", "明暗度", whole(1, 100, "%"), "range.brightness"),
        Property("HSVColor", "HSV调色", HSV, "color.color"),
        Property("ColorTemperature", "冷暖色温", whole(2000, 7000, "K"), "color.temperature_k"),
        Property("LightMode", "模式", choice(_0="白光", _1="彩光", _2="情景", _5="助眠"), "mode.LightMode"),
    ),
    chatty=True,
)
PLAIN_LAMP = Product(
    "a1PlainLp03",
    "智能灯泡",
    "E27-1",
    "Light",
    "light",
    (
        Property("LightSwitch", "主灯开关", ON_OFF, "on_off.on"),
        Property("Brightness", "明暗度", whole(1, 100, "%", step=None), "range.brightness"),
    ),
    as_text=True,
)
