"""Whether a device takes the value of an action, and what then becomes true (reference, section 2)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bot.sandbox.world import Thing
from bot.sandbox.yandex.wire import CAPABILITIES, hsv_of

KINDS = {f"devices.capabilities.{wire}": kind for kind, wire in CAPABILITIES.items()}
Json = dict[str, Any]


class ActionError(Exception):
    """The device's answer is an ``error_code`` of reference section 6."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message


def wanted(thing: Thing, action: Json) -> tuple[str, Any]:
    """The ``kind.instance`` that an action changes and the value it is to have.

    Raises ActionError with INVALID_ACTION, INVALID_VALUE or NOT_SUPPORTED_IN_CURRENT_MODE.
    """
    state = action["state"]
    instance, relative = state["instance"], state.get("relative", False)
    kind = KINDS.get(action["type"])
    capability = kind and thing.capability(f"{kind}.{instance}")
    if not kind or not capability:
        raise ActionError("INVALID_ACTION", f"no {action['type']} {instance}")
    if relative and kind != "range":
        raise ActionError("INVALID_ACTION", "only a range takes steps")
    value = state["value"]
    match kind:
        case "on_off" | "toggle":
            return f"{kind}.{instance}", _boolean(value)
        case "mode":
            return f"{kind}.{instance}", _one_of(capability["modes"], value)
        case "range":
            return f"{kind}.{instance}", _step(capability, value) if relative else _number(capability, value)
        case _:
            return _color(capability, instance, value)


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ActionError("INVALID_VALUE", "true or false expected")
    return value


def _one_of(choices: list[Json], value: Any) -> str:
    if not isinstance(value, str) or all(value != choice["value"] for choice in choices):
        raise ActionError("INVALID_VALUE", "no such value")
    return value


def _plain_number(value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ActionError("INVALID_VALUE", "a number expected")
    number: int | float = value
    return number


def _number(capability: Json, value: Any) -> float:
    number = _plain_number(value)
    if capability.get("relative_only"):
        raise ActionError("INVALID_ACTION", "only steps are taken")
    if "min" in capability:
        _within(number, capability["min"], capability["max"], capability.get("step", 1))
    return number


def _within(number: float, low: float, high: float, step: float) -> None:
    if not low <= number <= high:
        raise ActionError("INVALID_VALUE", f"{number} is not in {low}..{high}")
    if (Decimal(str(number)) - Decimal(str(low))) % Decimal(str(step)):
        raise ActionError("INVALID_VALUE", f"{number} is no multiple of {step}")


def _step(capability: Json, value: Any) -> float:
    """The present value moved by a signed step and kept inside the bounds."""
    step, present = _plain_number(value), capability.get("value")
    if present is None:
        raise ActionError("NOT_SUPPORTED_IN_CURRENT_MODE", "the present value is not known")
    moved: float = present + step
    low: float = capability.get("min", moved)
    high: float = capability.get("max", moved)
    return min(max(moved, low), high)


def _color(capability: Json, instance: str, value: Any) -> tuple[str, Any]:
    model = capability.get("models", [None])[0]
    match instance:
        case "rgb" if model == "rgb":
            number = _plain_number(value)
            if not isinstance(number, int) or not 0 <= number <= 0xFFFFFF:
                raise ActionError("INVALID_VALUE", "0..16777215 expected")
            return "color.color", hsv_of(number)
        case "hsv" if model == "hsv":
            return "color.color", _hsv(value)
        case "temperature_k" if "temperature_k" in capability:
            bounds = capability["temperature_k"]
            kelvin = _plain_number(value)
            _within(kelvin, bounds["min"], bounds["max"], 1)
            return "color.temperature_k", kelvin
        case "scene" if "scenes" in capability:
            return "color.scene", _one_of(capability["scenes"], value)
        case _:
            raise ActionError("INVALID_ACTION", f"no colour by {instance}")


def _hsv(value: Any) -> Json:
    ends = {"h": 360, "s": 100, "v": 100}
    if not isinstance(value, dict) or value.keys() != ends.keys():
        raise ActionError("INVALID_VALUE", "h, s and v expected")
    if any(type(value[part]) is not int or not 0 <= value[part] <= end for part, end in ends.items()):
        raise ActionError("INVALID_VALUE", "h 0..360, s and v 0..100 expected, whole")
    return dict(value)
