"""Whether a value can be true of a capability, by its kind (docs/understand-format.md)."""

from __future__ import annotations

from typing import Any

Capability = dict[str, Any]


def believable(capability: Capability, key: str, value: Any) -> bool:
    """None is always believable: nobody knows."""
    if value is None:
        return True
    match capability["kind"]:
        case "on_off" | "toggle" | "lock":
            return isinstance(value, bool)
        case "range":
            return _is_number(value) and _within(capability, value)
        case "mode":
            return value in [mode["value"] for mode in capability.get("modes", [])]
        case "color":
            return _color(capability, key.partition(".")[2], value)
        case "event":
            known = [word["value"] for word in capability.get("values", [])]
            return isinstance(value, str) and (not known or value in known)
        case "sensor":
            return isinstance(value, str | bool) or _is_number(value)
        case "text":
            return isinstance(value, str)
        case "struct":
            return isinstance(value, dict)
        case "array":
            return isinstance(value, list)
        case _:
            return True


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _within(limits: dict[str, Any], value: float) -> bool:
    return bool(limits.get("min", value) <= value <= limits.get("max", value))


def _color(capability: Capability, instance: str, value: Any) -> bool:
    match instance:
        case "temperature_k":
            return _is_number(value) and _within(capability.get("temperature_k") or {}, value)
        case "scene":
            return value in [scene["value"] for scene in capability.get("scenes", [])]
        case "color":
            return (
                isinstance(value, dict)
                and value.keys() == {"h", "s", "v"}
                and all(_is_number(part) for part in value.values())
            )
        case _:
            return False
