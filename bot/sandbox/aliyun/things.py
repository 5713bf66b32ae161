"""``/thing/*``: the thing model, the last reported properties, writing them, and the status."""

from __future__ import annotations

import json
from typing import Any

from bot.sandbox.aliyun.envelope import RefusalError
from bot.sandbox.aliyun.history import properties_of
from bot.sandbox.aliyun.operation import Call, Operation, milliseconds
from bot.sandbox.aliyun.values import to_wire
from bot.sandbox.aliyun.writing import written
from bot.sandbox.world import Thing

ONLINE, OFFLINE = 1, 3


def tsl(call: Call) -> Any:
    return model_of(call.thing())


def model_of(thing: Thing) -> Any:
    """The model as its product answers it: an object, or the same as a JSON string."""
    vendor = thing.vendor
    return json.dumps(vendor["tsl"], ensure_ascii=False) if vendor["as_text"] else vendor["tsl"]


def status(call: Call) -> dict[str, Any]:
    """``time`` is when the thing last spoke: the stand-in knows no better of its comings and goings."""
    thing = call.thing()
    return {"status": status_of(thing), "time": milliseconds(max(thing.reported.values(), default=0))}


def status_of(thing: Thing) -> int:
    return ONLINE if thing.online else OFFLINE


def properties(call: Call) -> dict[str, Any]:
    """Identifier -> value and time; what was never reported is absent, ``_sys_`` keys are among them."""
    thing = call.thing()
    since = milliseconds(min(thing.reported.values(), default=0))
    apart = thing.vendor["diagnostics"] | {"_sys_device_mid": "sandbox.module", "_sys_device_pid": "sandbox"}
    return reported(call, thing) | {name: {"time": since, "value": value} for name, value in apart.items()}


def reported(call: Call, thing: Thing) -> dict[str, Any]:
    """Identifier -> value and time of what the thing's model means to tell."""
    call.cloud.listen(thing)
    answered: dict[str, Any] = {}
    for identifier, described in properties_of(thing).items():
        meaning = thing.vendor["keys"].get(identifier)
        heard = call.cloud.shadow.heard(thing, meaning["key"]) if meaning else None
        if meaning and heard and heard.at is not None and heard.value is not None:
            value = to_wire(described, meaning["key"], meaning["words"], heard.value)
            answered[identifier] = {"time": milliseconds(heard.at), "value": _told(thing, value)}
    return answered


def _told(thing: Thing, value: Any) -> Any:
    """Some models report every number as a string."""
    return str(value) if thing.vendor["stringly"] and isinstance(value, int | float) else value


def set_properties(call: Call) -> None:
    """Accepted for delivery once every item fits the model; nothing is written when one does not.

    Raises RefusalError 460 (an item) or 6205 (offline).
    """
    thing, items = call.thing(), call.params.get("items")
    if not isinstance(items, dict) or not items:
        raise RefusalError(460, "items")
    values: dict[str, Any] = {}
    for identifier, wire in items.items():
        values |= written(thing, identifier, wire)
    if not thing.online:
        raise RefusalError(6205)
    call.cloud.send(thing, values)


OPERATIONS = (
    Operation("/thing/tsl/get", ("1.0.0", "1.0.2", "1.0.4"), tsl),
    Operation("/thing/properties/get", ("1.0.0", "1.0.2", "1.0.4"), properties),
    Operation("/thing/properties/set", ("1.0.0", "1.0.2", "1.0.4", "1.0.5"), set_properties),
    Operation("/thing/status/get", ("1.0.0", "1.0.2"), status),
)
