"""Devices as Yandex spells them (reference, sections 1.1, 1.2, 2 and 5)."""

from __future__ import annotations

import colorsys
from typing import Any

from bot.sandbox.shadow import Heard, Shadow, key_of
from bot.sandbox.world import Thing

Json = dict[str, Any]

UNITS = {
    "percent": "unit.percent",
    "celsius": "unit.temperature.celsius",
    "ppm": "unit.ppm",
    "watt": "unit.watt",
    "volt": "unit.volt",
    "ampere": "unit.ampere",
    "kilowatt_hour": "unit.kilowatt_hour",
    "cubic_meter": "unit.cubic_meter",
    "mcg_m3": "unit.density.mcg_m3",
    "mmhg": "unit.pressure.mmhg",
    "lux": "unit.illumination.lux",
    "": "",
}
PROPERTIES = {"sensor": "float", "event": "event"}
CAPABILITIES = {
    "on_off": "on_off",
    "toggle": "toggle",
    "range": "range",
    "mode": "mode",
    "color": "color_setting",
}


def listed(thing: Thing, groups: list[Json], shadow: Shadow) -> Json:
    """The device as ``/user/info`` shows it: without a word on whether it is online."""
    extra = {
        name: thing.vendor[source]
        for name, source in (("quasar_info", "quasar"), ("device_info", "info"))
        if source in thing.vendor
    }
    return _common(thing, groups) | {"household_id": thing.vendor["home"]} | extra | _states(thing, shadow)


def detailed(thing: Thing, groups: list[Json], shadow: Shadow) -> Json:
    """The device as ``/devices/{id}`` shows it: with ``state``, without household and ``reportable``."""
    states = _states(thing, shadow)
    for entry in (*states["capabilities"], *states["properties"]):
        entry.pop("reportable", None)
    if thing.vendor.get("lost"):
        for entry in states["capabilities"]:
            entry["state"] = None
        return _common(thing, groups) | {"state": "not_found"} | states
    return _common(thing, groups) | {"state": "online" if thing.online else "offline"} | states


def _common(thing: Thing, groups: list[Json]) -> Json:
    return {
        "id": thing.id,
        "name": thing.name,
        "aliases": thing.vendor["aliases"],
        "type": f"devices.types.{thing.type}",
        "external_id": f"ext-{thing.id[:8]}",
        "skill_id": thing.vendor.get("skill", "T"),
        "room": thing.vendor["room"],
        "groups": [group["id"] for group in groups if thing.id in group["devices"]],
    }


def _states(thing: Thing, shadow: Shadow) -> Json:
    shadow.listen(thing)
    capabilities = [
        capability_to_wire(thing, c, shadow) for c in thing.capabilities if c["kind"] in CAPABILITIES
    ]
    properties = [property_to_wire(thing, c, shadow) for c in thing.capabilities if c["kind"] in PROPERTIES]
    raw = [dict(entry) | {"last_updated": 0} for entry in thing.vendor.get("raw", ())]
    return {"capabilities": capabilities + raw, "properties": properties}


def capability_to_wire(thing: Thing, capability: Json, shadow: Shadow) -> Json:
    heard = shadow.heard(thing, key_of(capability)) or Heard(None, None)
    readable = not capability.get("stateless") and key_of(capability) not in thing.vendor.get("hidden", ())
    state = state_to_wire(capability, heard.value) if readable and heard.value is not None else None
    return {
        "type": f"devices.capabilities.{CAPABILITIES[capability['kind']]}",
        "retrievable": readable,
        "reportable": readable,
        "parameters": parameters(capability),
        "state": state,
        "last_updated": heard.at or 0,
        "state_changed_at": heard.at or 0,
    }


def property_to_wire(thing: Thing, capability: Json, shadow: Shadow) -> Json:
    heard = shadow.heard(thing, key_of(capability)) or Heard(None, None)
    told: Json = {"instance": capability["instance"]}
    if capability["kind"] == "event":
        told["events"] = capability["values"]
    elif "unit" in capability:
        told["unit"] = UNITS[capability["unit"]]
    return {
        "type": f"devices.properties.{PROPERTIES[capability['kind']]}",
        "retrievable": key_of(capability) not in thing.vendor.get("hidden", ()),
        "reportable": True,
        "parameters": told,
        "state": None if heard.value is None else {"instance": capability["instance"], "value": heard.value},
        "last_updated": heard.at or 0,
    }


def parameters(capability: Json) -> Json:
    """What a capability says of itself besides its state."""
    match capability["kind"]:
        case "on_off":
            return {"split": bool(capability.get("stateless"))}
        case "range":
            return _range_parameters(capability)
        case "mode":
            return {"instance": capability["instance"], "modes": capability["modes"]}
        case "color":
            return _color_parameters(capability)
        case _:
            return {"instance": capability["instance"]}


def _range_parameters(capability: Json) -> Json:
    told: Json = {
        "instance": capability["instance"],
        "random_access": not capability.get("relative_only"),
        "looped": False,
    }
    if "unit" in capability:
        told["unit"] = UNITS[capability["unit"]]
    if "min" in capability:
        told["range"] = {"min": capability["min"], "max": capability["max"]}
        told["range"]["precision"] = capability.get("step", 1)
    return told


def _color_parameters(capability: Json) -> Json:
    told: Json = {}
    if capability.get("models"):
        told["color_model"] = capability["models"][0]
    if "temperature_k" in capability:
        told["temperature_k"] = capability["temperature_k"]
    if "scenes" in capability:
        told["color_scene"] = {
            "scenes": [
                {"id": scene["value"]} | ({"name": scene["name"]} if "name" in scene else {})
                for scene in capability["scenes"]
            ]
        }
    return told


def state_to_wire(capability: Json, value: Any) -> Json:
    if capability["kind"] == "color" and capability["instance"] == "color":
        model = capability["models"][0]
        return {"instance": model, "value": rgb_of(value) if model == "rgb" else _rounded(value)}
    instance = "on" if capability["kind"] == "on_off" else capability["instance"]
    return {"instance": instance, "value": value}


def _rounded(hsv: Json) -> Json:
    return {part: round(hsv[part]) for part in "hsv"}


def rgb_of(hsv: Json) -> int:
    """``{"h": 0..360, "s": 0..100, "v": 0..100}`` as red, green and blue in one number."""
    red, green, blue = colorsys.hsv_to_rgb(hsv["h"] / 360, hsv["s"] / 100, hsv["v"] / 100)
    return round(red * 255) << 16 | round(green * 255) << 8 | round(blue * 255)


def hsv_of(rgb: int) -> Json:
    h, s, v = colorsys.rgb_to_hsv((rgb >> 16) / 255, (rgb >> 8 & 255) / 255, (rgb & 255) / 255)
    return {"h": round(h * 360), "s": round(s * 100), "v": round(v * 100)}
