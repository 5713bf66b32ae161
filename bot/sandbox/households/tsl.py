"""Writing Aliyun thing models (TSL): products as short declarations, spelt out the way the platform does.

As in real models every numeric spec is a string, a step may be missing, ``set``/``get``/``post`` are
listed among the services and events, and the inputs of ``get`` are bare strings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.sandbox.households.effects import Announce, Effect

SCHEMA = "https://iotx-tsl.oss-cn-shanghai.aliyuncs.com/schema.json"


@dataclass(frozen=True)
class Type:
    """A data type: its TSL name, its specs as the wire has them, and the unit in words of home.json."""

    name: str
    specs: Any
    unit: str | None = None

    def spelt(self) -> dict[str, Any]:
        return {"type": self.name, "specs": self.specs}


@dataclass(frozen=True)
class Member:
    """A named value: a property's bare core, a struct's member, a service's input or output."""

    identifier: str
    name: str
    type: Type

    def spelt(self) -> dict[str, Any]:
        return {"identifier": self.identifier, "name": self.name, "dataType": self.type.spelt()}


@dataclass(frozen=True)
class Property(Member):
    """``key`` is the ``kind.instance`` of the truth it shows; ``words`` translates wire values to it."""

    key: str
    access: str = "rw"
    words: Mapping[str, str] | None = None

    def spelt(self) -> dict[str, Any]:
        return super().spelt() | {"accessMode": self.access, "required": self.key.startswith("on_off")}


@dataclass(frozen=True)
class Service:
    identifier: str
    name: str
    call: str = "async"
    inputs: Sequence[Member] = ()
    outputs: Sequence[Member] = ()
    effects: Sequence[Effect] = ()

    def spelt(self) -> dict[str, Any]:
        return {
            "identifier": self.identifier,
            "name": self.name,
            "required": False,
            "callType": self.call,
            "inputData": [member.spelt() for member in self.inputs],
            "outputData": [member.spelt() for member in self.outputs],
            "method": f"thing.service.{self.identifier}",
        }


@dataclass(frozen=True)
class Event:
    identifier: str
    name: str
    type: str = "info"
    outputs: Sequence[Member] = ()

    def spelt(self) -> dict[str, Any]:
        return {
            "identifier": self.identifier,
            "name": self.name,
            "required": False,
            "type": self.type,
            "outputData": [member.spelt() for member in self.outputs],
            "method": f"thing.event.{self.identifier}.post",
        }


def boolean(off: str, on: str) -> Type:
    return Type("bool", {"0": off, "1": on})


def choice(**labels: str) -> Type:
    """An enum; ``choice(_1="制冷", _4="送风")`` has the keys 1 and 4."""
    return Type("enum", {key.removeprefix("_"): label for key, label in labels.items()})


def whole(low: int, high: int, unit: str = "", *, step: int | None = 1) -> Type:
    return _number("int", low, high, unit, step)


def real(low: float, high: float, unit: str = "", *, step: float | None = 0.1, name: str = "double") -> Type:
    return _number(name, low, high, unit, step)


def text(length: int) -> Type:
    return Type("text", {"length": str(length)})


def date() -> Type:
    """A moment: on the wire a string of milliseconds."""
    return Type("date", {})


def struct(*members: Member) -> Type:
    return Type("struct", [member.spelt() for member in members])


def array(size: int, item: Type) -> Type:
    return Type("array", {"size": str(size), "item": item.spelt() if item.specs else {"type": item.name}})


ON_OFF = boolean("关闭", "开启")

WORDS_OF_UNITS = {
    "%": "percent",
    "°C": "celsius",
    "K": "kelvin",
    "W": "watt",
    "μg/m³": "mcg_m3",
    "s": "second",
    "min": "minute",
    "h": "hour",
}
NAMES_OF_UNITS = {
    "%": "百分比",
    "°C": "摄氏度",
    "K": "开尔文",
    "W": "瓦特",
    "μg/m³": "微克每立方米",
    "s": "秒",
    "min": "分钟",
    "h": "小时",
}


def _number(type_: str, low: float, high: float, unit: str, step: float | None) -> Type:
    specs = {"min": str(low), "max": str(high)}
    if step is not None:
        specs["step"] = str(step)
    if unit:
        specs |= {"unit": unit, "unitName": NAMES_OF_UNITS[unit]}
    return Type(type_, specs, WORDS_OF_UNITS.get(unit))


WIFI = (
    Property("WIFI_Band", "频段", text(255), ""),
    Property("WiFi_RSSI", "信号强度", whole(-127, -1), ""),
    Property("WIFI_AP_BSSID", "热点BSSID", text(255), ""),
)
DIAGNOSTICS = {"WIFI_Band": "2.4G", "WiFi_RSSI": -58, "WIFI_AP_BSSID": "020000A1B2C3"}


@dataclass(frozen=True)
class Product:
    """A model of thing.

    ``type`` is ours, ``category`` the platform's. ``chatty`` models list Wi-Fi diagnostics among their
    properties, ``as_text`` ones answer their TSL as a JSON string, ``stringly`` ones report every
    number as a string. ``reactions`` say what a written value moves besides itself, ``announcements`` which
    event tells of a value. ``spelling`` is how ``/thing/tsl/getByProducyKey`` wants the parameter.
    """

    key: str
    name: str
    model: str
    category: str
    type: str
    properties: tuple[Property, ...]
    services: tuple[Service, ...] = ()
    events: tuple[Event, ...] = ()
    chatty: bool = False
    as_text: bool = False
    stringly: bool = False
    reactions: Mapping[str, Mapping[str, tuple[str, Any]]] | None = None
    announcements: Mapping[str, Mapping[Any, Announce]] | None = None
    spelling: str = "productKey"

    def tsl(self) -> dict[str, Any]:
        properties = [p.spelt() for p in (*self.properties, *(WIFI if self.chatty else ()))]
        writable = [p for p in properties if "w" in p["accessMode"]]
        return {
            "schema": SCHEMA,
            "profile": {"productKey": self.key, "version": "1.0"},
            "properties": properties,
            "services": [_set(writable), _get(properties), *(service.spelt() for service in self.services)],
            "events": [_post(properties), *(event.spelt() for event in self.events)],
        }


ERROR = Event(
    "Error", "故障上报", "error", (Member("ErrorCode", "故障代码", choice(_0="恢复正常", _1="硬件故障")),)
)


def _core(described: Mapping[str, Any]) -> dict[str, Any]:
    return {key: described[key] for key in ("identifier", "name", "dataType")}


def _set(writable: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    pseudo = Service("set", "set").spelt()
    return pseudo | {"inputData": [_core(p) for p in writable], "method": "thing.service.property.set"}


def _get(properties: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    pseudo = Service("get", "get").spelt() | {"method": "thing.service.property.get"}
    return pseudo | {
        "inputData": [p["identifier"] for p in properties],
        "outputData": [_core(p) for p in properties],
    }


def _post(properties: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    pseudo = Event("post", "post").spelt() | {"method": "thing.event.property.post"}
    return pseudo | {"outputData": [_core(p) for p in properties]}
