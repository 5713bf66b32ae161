"""What a device can do or tell, as values that describe themselves.

Yandex capabilities and properties and the properties, services and events of an Aliyun thing model
all become one of the kinds below, so that a card can draw, and a sentence can address, a device that
nobody has seen before. The vendor's spelling stays in the cloud's own table. The kinds and their
fields are those of docs/understand-format.md.
"""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple


class Key(NamedTuple):
    """Which capability of a device: its kind and its instance, ``on_off.on`` or ``range.brightness``."""

    kind: str
    instance: str

    def __str__(self) -> str:
        return f"{self.kind}.{self.instance}"


@dataclass(frozen=True)
class Choice:
    """One value of a mode, a light scene or an event, with the name that people know it by."""

    value: str
    name: str | None = None


@dataclass(frozen=True)
class Hsv:
    """A colour: hue 0..360 degrees, saturation and value 0..100 percent."""

    h: float
    s: float
    v: float

    @classmethod
    def of_rgb(cls, red: float, green: float, blue: float) -> Hsv:
        """From red, green and blue, each 0..255."""
        h, s, v = colorsys.rgb_to_hsv(red / 255, green / 255, blue / 255)
        return cls(round(h * 360, 1), round(s * 100, 1), round(v * 100, 1))

    def rgb(self) -> tuple[int, int, int]:
        """Red, green and blue, each 0..255."""
        red, green, blue = colorsys.hsv_to_rgb(self.h / 360, self.s / 100, self.v / 100)
        return round(red * 255), round(green * 255), round(blue * 255)


@dataclass(frozen=True)
class Limits:
    """The ends of a number's range, inclusive, and the step between values where there is one."""

    min: float
    max: float
    step: float | None = None

    def clamp(self, value: float) -> float:
        return min(max(value, self.min), self.max)

    def snap(self, value: float) -> float:
        """The nearest value inside the limits that lies on the grid of steps."""
        value = self.clamp(value)
        if not self.step:
            return value
        low, step = Decimal(str(self.min)), Decimal(str(self.step))
        steps = ((Decimal(str(value)) - low) / step).to_integral_value()
        snapped = low + steps * step
        if snapped > Decimal(str(self.max)):
            snapped -= step
        return float(snapped)


@dataclass(frozen=True, kw_only=True)
class _Described:
    """What every capability says about itself. ``observed`` is when the cloud last heard the value."""

    name: str | None = None
    observed: datetime | None = None
    read_only: bool = False
    stateless: bool = False


@dataclass(frozen=True, kw_only=True)
class OnOff(_Described):
    """The main switch. ``stateless``: on and off are sent apart and the truth is never known."""

    value: bool | None = None
    kind: str = field(default="on_off", init=False)
    instance: str = field(default="on", init=False)


@dataclass(frozen=True, kw_only=True)
class Toggle(_Described):
    """A secondary switch: mute, backlight, child lock."""

    instance: str
    value: bool | None = None
    kind: str = field(default="toggle", init=False)


@dataclass(frozen=True, kw_only=True)
class Range(_Described):
    """A number that can be set, in ``unit`` (``percent``, ``celsius``, ... or none).

    ``relative_only``: the device takes steps but no values, as a television's volume often does.
    """

    instance: str
    value: float | None = None
    limits: Limits | None = None
    unit: str | None = None
    relative_only: bool = False
    kind: str = field(default="range", init=False)


@dataclass(frozen=True, kw_only=True)
class Mode(_Described):
    """One choice out of several: a programme, a fan speed, an input."""

    instance: str
    choices: tuple[Choice, ...] = ()
    value: str | None = None
    kind: str = field(default="mode", init=False)


@dataclass(frozen=True, kw_only=True)
class Color(_Described):
    """Coloured light. Its instances are ``color``, ``temperature_k`` (kelvin) and ``scene``.

    ``value`` is whatever is lit now: an ``Hsv``, a number of kelvin or a light scene's value.
    """

    colors: bool = False
    temperature_k: Limits | None = None
    scenes: tuple[Choice, ...] = ()
    value: Hsv | float | str | None = None
    kind: str = field(default="color", init=False)
    instance: str = field(default="color", init=False)


@dataclass(frozen=True, kw_only=True)
class Lock(_Described):
    """A lock; true is locked."""

    value: bool | None = None
    kind: str = field(default="lock", init=False)
    instance: str = field(default="lock", init=False)


@dataclass(frozen=True, kw_only=True)
class Action(_Described):
    """Something to be done once: start, dock, next track, a vendor's service.

    ``inputs`` names what it wants to be told, each as a capability without a value.
    """

    instance: str
    inputs: tuple[Capability, ...] = ()
    value: None = None
    kind: str = field(default="action", init=False)


@dataclass(frozen=True, kw_only=True)
class Text(_Described):
    """A writable text, at most ``length`` bytes of UTF-8."""

    instance: str
    length: int | None = None
    value: str | None = None
    kind: str = field(default="text", init=False)


@dataclass(frozen=True, kw_only=True)
class Struct(_Described):
    """Several named values that are read and written as one."""

    instance: str
    fields: tuple[Capability, ...] = ()
    value: Mapping[str, Any] | None = None
    kind: str = field(default="struct", init=False)


@dataclass(frozen=True, kw_only=True)
class Array(_Described):
    """A list of values of one kind, at most ``size`` of them."""

    instance: str
    item: Capability | None = None
    size: int | None = None
    value: tuple[Any, ...] | None = None
    kind: str = field(default="array", init=False)


@dataclass(frozen=True, kw_only=True)
class Date(_Described):
    """A moment, as an ISO time."""

    instance: str
    value: str | None = None
    kind: str = field(default="date", init=False)


@dataclass(frozen=True, kw_only=True)
class Sensor(_Described):
    """A reading, in ``unit``; a text where the vendor reports words."""

    instance: str
    unit: str | None = None
    value: float | str | None = None
    kind: str = field(default="sensor", init=False)


@dataclass(frozen=True, kw_only=True)
class Event(_Described):
    """What last happened: ``opened``, ``detected``, ``click``."""

    instance: str
    choices: tuple[Choice, ...] = ()
    value: str | None = None
    kind: str = field(default="event", init=False)


Capability = (
    OnOff | Toggle | Range | Mode | Color | Lock | Action | Text | Struct | Array | Date | Sensor | Event
)

COLOR_INSTANCES = ("color", "temperature_k", "scene")


def keys(capability: Capability) -> tuple[Key, ...]:
    """The keys under which a capability can be addressed: one each, but for colour."""
    if not isinstance(capability, Color):
        return (Key(capability.kind, capability.instance),)
    offered = (capability.colors, capability.temperature_k is not None, bool(capability.scenes))
    return tuple(Key("color", name) for name, has in zip(COLOR_INSTANCES, offered, strict=True) if has)


def writable(capability: Capability) -> bool:
    return not isinstance(capability, Sensor | Event) and not capability.read_only


def with_value(capability: Capability, value: Any, observed: datetime | None = None) -> Capability:
    """The same capability with another value, known since ``observed``."""
    return replace(capability, value=value, observed=observed or capability.observed)


def choices_of(capability: Capability | None) -> tuple[Choice, ...]:
    """What it can be set to by name: modes, or the scenes of a light."""
    match capability:
        case Mode(choices=choices) | Color(scenes=choices):
            return choices
        case _:
            return ()
