"""Which identifiers of thing models are well known, and what they are in our words.

Vendors spell the same feature in many ways; an identifier counts without module, case, ``_`` and ``-``. A row
claims the first of its identifiers that the model has in a fitting shape; what no row claims becomes a
capability by its data type and keeps its own identifier.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bot.clouds.aliyun.data_types import NUMBERS
from bot.clouds.aliyun.tsl import Property, ThingModel, bare
from bot.home.capability import Key

TWO = frozenset({"0", "1"})


class Standard(NamedTuple):
    """``words`` translate the keys 1 and 0 of what happened into the words of its event."""

    key: Key
    identifiers: str
    words: tuple[str, str] | None = None


class Claim(NamedTuple):
    key: Key
    words: tuple[str, str] | None = None


SWITCH = "powerswitch lightswitch powerstate mainswitch switch onoff power lightstatus heatswitch fanswitch"

STANDARDS = (
    Standard(Key("on_off", "on"), SWITCH),
    Standard(Key("lock", "lock"), "lockswitch lockstate doorlockstate lock"),
    Standard(Key("range", "brightness"), "brightness lightadjustlevel brightnesslevel luminance dimming"),
    Standard(Key("range", "temperature"), "targettemperature settemperature temperatureset targettemp"),
    Standard(Key("range", "humidity"), "targethumidity sethumidity humidityset"),
    Standard(Key("range", "open"), "curtainposition targetposition openpercent"),
    Standard(Key("range", "volume"), "volume volumelevel"),
    Standard(Key("range", "channel"), "channel"),
    Standard(Key("mode", "fan_speed"), "windspeed fanspeed fanlevel windlevel"),
    Standard(Key("mode", "heat"), "heatlevel heatinglevel heatgear"),
    Standard(Key("mode", "swing"), "swingmode winddirection swing"),
    Standard(Key("mode", "program"), "washmode washprogram program cookmode"),
    Standard(Key("mode", "cleanup_mode"), "cleanmode cleanupmode sweepmode"),
    Standard(Key("mode", "input_source"), "inputsource signalsource"),
    Standard(Key("toggle", "controls_locked"), "childlockswitch childlock childlockonoff childlockstate"),
    Standard(Key("toggle", "mute"), "mute muteswitch"),
    Standard(Key("toggle", "backlight"), "backlight backlightswitch screenswitch screen displayswitch"),
    Standard(Key("toggle", "ionization"), "ions ionsswitch anionswitch ionizer"),
    Standard(Key("toggle", "keep_warm"), "keepwarm keepwarmswitch"),
    Standard(Key("toggle", "oscillation"), "angleautolr swingswitch oscillation shakehead"),
    Standard(Key("toggle", "pause"), "pause pauseswitch"),
    Standard(Key("sensor", "temperature"), "currenttemperature cutemperature indoortemperature temperature"),
    Standard(Key("sensor", "humidity"), "currenthumidity relativehumidity indoorhumidity humidity"),
    Standard(Key("sensor", "pm2.5_density"), "pm25 pm25value"),
    Standard(Key("sensor", "pm10_density"), "pm10 pm10value"),
    Standard(Key("sensor", "pm1_density"), "pm1 pm1value"),
    Standard(Key("sensor", "co2_level"), "co2 co2value"),
    Standard(Key("sensor", "tvoc"), "tvoc tvocvalue"),
    Standard(Key("sensor", "battery_level"), "batterypercentage batterylevel battery"),
    Standard(Key("sensor", "illumination"), "currentillumination illuminance lightlux"),
    Standard(Key("sensor", "power"), "realtimepower activepower currentpower power"),
    Standard(Key("sensor", "voltage"), "realtimevoltage rmsvoltage voltage"),
    Standard(Key("sensor", "amperage"), "realtimecurrent rmscurrent current"),
    Standard(Key("sensor", "electricity_meter"), "powerconsumption electricityconsumption totalenergy"),
    Standard(Key("sensor", "water_level"), "waterlevel"),
    Standard(Key("event", "open"), "contactstate doorcontactstate doorstate", ("opened", "closed")),
    Standard(
        Key("event", "motion"),
        "motionalarmstate motiondetected humandetected",
        ("detected", "not_detected"),
    ),
    Standard(Key("event", "water_leak"), "watersensorstate waterleakstate", ("leak", "dry")),
    Standard(Key("event", "smoke"), "smokesensorstate smokealarmstate", ("detected", "not_detected")),
    Standard(Key("event", "gas"), "gassensorstate gasalarmstate", ("detected", "not_detected")),
)
# "Work mode" means another thing on every machine; on a lamp it is the vendor's own.
WORK_MODE = "workmode mode"
WORK_MODES: Mapping[str, str] = {
    "thermostat": "thermostat",
    "vacuum_cleaner": "cleanup_mode",
    "washing_machine": "program",
    "dishwasher": "program",
    "humidifier": "program",
    "purifier": "program",
    "ventilation": "program",
    "cooking": "program",
}
ACTIONS: Mapping[str, str] = {
    **dict.fromkeys(("start", "startclean", "startcleaning", "startsweep"), "start"),
    **dict.fromkeys(("stop", "stopclean", "stopcleaning"), "stop"),
    **dict.fromkeys(("pause", "pauseclean"), "pause"),
    **dict.fromkeys(("resume", "continueclean"), "resume"),
    **dict.fromkeys(("dock", "recharge", "gocharge", "backtodock", "gohome"), "dock"),
    **dict.fromkeys(("locate", "findme", "findrobot"), "locate"),
}


def plain(identifier: str) -> str:
    return re.sub(r"[\s_-]", "", bare(identifier)).lower()


def claims(model: ThingModel, type_: str) -> Mapping[str, Claim]:
    """The well-known properties of a model by identifier, for a device of ``type_``."""
    by_name = {plain(described.identifier): described for described in reversed(model.properties)}
    claimed: dict[str, Claim] = {}
    for standard in _for(type_):
        for name in standard.identifiers.split():
            described = by_name.get(name)
            if described and described.identifier not in claimed and _fits(standard, described):
                claimed[described.identifier] = Claim(standard.key, standard.words)
                break
    return claimed


def _for(type_: str) -> Iterator[Standard]:
    yield from STANDARDS
    instance = WORK_MODES.get(type_.partition(".")[0])
    if instance:
        yield Standard(Key("mode", instance), WORK_MODE)
    if type_.startswith("openable"):
        yield Standard(Key("range", "open"), "position")


def _fits(standard: Standard, described: Property) -> bool:
    type_ = described.type
    is_switch = type_.name == "bool" or (type_.name == "enum" and type_.keys == TWO)
    match standard.key.kind:
        case "on_off" | "toggle":
            return is_switch
        case "event":
            return is_switch and not described.writable
        case "lock":
            return type_.name in ("bool", "enum") and len(type_.keys) > 1
        case "mode":
            return type_.name == "enum" and described.writable
        case "range":
            return type_.name in NUMBERS and described.writable
        case _:
            return type_.name in NUMBERS and not described.writable
