"""From Yandex's capabilities and properties to ours.

Decides what is a control, what may only be read and what is left out: a type that we do not know is
never writable. A value that was never reported (no state, or ``last_updated`` 0) is None, whatever else
the state says. Pages: capabilities (on_off, color_setting, mode, range, toggle), properties (float, event).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bot.clouds.yandex import wire
from bot.home.capability import (
    Capability,
    Choice,
    Color,
    Event,
    Hsv,
    Limits,
    Mode,
    OnOff,
    Range,
    Sensor,
    Toggle,
)


def capability_from_wire(told: wire.Capability) -> Capability | None:
    """Our capability; None for what people cannot use (a video stream, a blinking "identify").

    Raises ``ValueError`` when the description cannot be understood.
    """
    translate = TRANSLATORS.get(told.type, _unknown)
    return translate(told)


def _on_off(told: wire.Capability) -> Capability:
    stateless = bool(told.parameter("split")) or not told.retrievable
    value = None if stateless else _bool(_value(told))
    return OnOff(value=value, observed=_observed(told), stateless=stateless)


def _toggle(told: wire.Capability) -> Capability:
    return Toggle(
        instance=_instance(told),
        value=_bool(_value(told)),
        observed=_observed(told),
        stateless=not told.retrievable,
    )


def _range(told: wire.Capability) -> Capability:
    unit = _unit(told.parameter("unit"))
    return Range(
        instance=_instance(told),
        value=_number(_value(told)),
        limits=_limits(told.parameter("range")) or (Limits(0, 100) if unit == "percent" else None),
        unit=unit,
        relative_only=told.parameter("random_access") is False,
        observed=_observed(told),
        stateless=not told.retrievable,
    )


def _mode(told: wire.Capability) -> Capability:
    return Mode(
        instance=_instance(told),
        choices=_choices(told.parameter("modes"), "value"),
        value=_text(_value(told)),
        observed=_observed(told),
        stateless=not told.retrievable,
    )


def _color(told: wire.Capability) -> Capability:
    scenes = told.parameter("color_scene")
    listed = scenes.get("scenes") if isinstance(scenes, dict) else None
    return Color(
        colors=told.parameter("color_model") is not None,
        temperature_k=_limits(told.parameter("temperature_k")),
        scenes=_choices(listed, "id"),
        value=_lit(told),
        observed=_observed(told),
        stateless=not told.retrievable,
    )


def _lit(told: wire.Capability) -> Hsv | float | str | None:
    value = _value(told)
    match told.state.instance if told.state else None, value:
        case "rgb", int():
            return Hsv.of_rgb(value >> 16 & 255, value >> 8 & 255, value & 255)
        case "hsv", {"h": int() | float() as h, "s": int() | float() as s, "v": int() | float() as v}:
            return Hsv(h, s, v)
        case "temperature_k", _:
            return _number(value)
        case "scene", _:
            return _text(value)
        case _:
            return None


def _float(told: wire.Capability) -> Capability:
    return Sensor(
        instance=_instance(told),
        unit=_unit(told.parameter("unit")),
        value=_number(_value(told)),
        observed=_observed(told),
    )


def _event(told: wire.Capability) -> Capability:
    return Event(
        instance=_instance(told),
        choices=_choices(told.parameter("events"), "value"),
        value=_text(_value(told)),
        observed=_observed(told),
    )


def _unknown(told: wire.Capability) -> Capability | None:
    """What nobody has described to us may be looked at where it says something plain, and never set."""
    value, instance = _value(told), told.instance
    if not instance:
        return None
    if isinstance(value, bool):
        return Toggle(instance=instance, value=value, observed=_observed(told), read_only=True)
    if isinstance(value, int | float | str):
        return Sensor(instance=instance, value=value, observed=_observed(told))
    return None


def _hidden(told: wire.Capability) -> None:
    """What people cannot use here, whatever it says: pictures, blinking to be found, a speaker's own."""


HIDDEN = ("video_stream", "identify", "quasar", "quasar.server_action", "custom.button", "ir_remote")
TRANSLATORS: dict[str, Callable[[wire.Capability], Capability | None]] = {
    "devices.capabilities.on_off": _on_off,
    "devices.capabilities.toggle": _toggle,
    "devices.capabilities.range": _range,
    "devices.capabilities.mode": _mode,
    "devices.capabilities.color_setting": _color,
    "devices.properties.float": _float,
    "devices.properties.event": _event,
    **{f"devices.capabilities.{name}": _hidden for name in HIDDEN},
}


def _instance(told: wire.Capability) -> str:
    if not told.instance:
        raise ValueError(f"{told.type} without an instance")
    return told.instance


def _value(told: wire.Capability) -> Any:
    never_reported = told.state is None or told.last_updated == 0
    return None if never_reported or told.state is None else told.state.value


def _observed(told: wire.Capability) -> datetime | None:
    if not told.last_updated or told.state is None:
        return None
    try:
        return datetime.fromtimestamp(told.last_updated, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _bool(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return value


def _unit(told: Any) -> str | None:
    """``unit.temperature.celsius`` is ``celsius``; no unit and an empty one are None."""
    return told.rpartition(".")[2] or None if isinstance(told, str) else None


def _limits(told: Any) -> Limits | None:
    if not isinstance(told, dict):
        return None
    low, high = _number(told.get("min")), _number(told.get("max"))
    if low is None or high is None or low > high:
        return None
    return Limits(low, high, _number(told.get("precision")) or None)


def _choices(told: Any, key: str) -> tuple[Choice, ...]:
    entries = told if isinstance(told, list) else []
    return tuple(
        Choice(entry[key], _text(entry.get("name")) or None)
        for entry in entries
        if isinstance(entry, dict) and isinstance(entry.get(key), str)
    )
