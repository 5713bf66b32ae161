"""``/iotx/ilop/*``: the things in the phone's widget (reference, section 5, operations 16 to 18)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.sandbox.aliyun.envelope import RefusalError
from bot.sandbox.aliyun.history import properties_of
from bot.sandbox.aliyun.operation import Call, Operation
from bot.sandbox.aliyun.past import as_text
from bot.sandbox.aliyun.things import reported, status_of
from bot.sandbox.world import Thing

Json = dict[str, Any]


def widgets(call: Call) -> list[Json]:
    """The things of the widget in its order; every value is a string, also that of a number."""
    things = {thing.id: thing for thing in call.user.things()}
    return [_shown(call, things[id_], names) for id_, names in _kept(call).items() if id_ in things]


def replace_widgets(call: Call) -> None:
    """The whole list anew. Raises RefusalError 460, 2000 (not the thing's product), 2065 or 62101."""
    entries = call.params.get("componentProductList")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise RefusalError(460, "componentProductList")
    wanted: dict[str, list[str]] = {}
    for entry in entries:
        if not isinstance(entry.get("iotId"), str) or entry["iotId"] in wanted:
            raise RefusalError(460, "iotId")
        thing = _of_product(call, entry["iotId"], entry.get("productKey"))
        wanted[thing.id] = _chosen(thing, entry.get("properties"))
    kept = _kept(call)
    kept.clear()
    kept.update(wanted)


def widget_properties(call: Call) -> list[Json]:
    """What of a thing a widget could show; ``query.dataType`` narrows it and is upper case."""
    thing = _of_product(call, call.text("iotId"), call.params.get("productKey"))
    query = call.params.get("query")
    wanted = query.get("dataType", "") if isinstance(query, dict) else None
    if not isinstance(wanted, str) or wanted != wanted.upper():
        raise RefusalError(460, "query.dataType")
    return [
        {"propertyIdentifier": identifier, "propertyName": described["name"], "dataType": _type(described)}
        for identifier, described in properties_of(thing).items()
        if wanted in ("", _type(described))
    ]


def _kept(call: Call) -> dict[str, list[str]]:
    """The identifiers to show by thing: part of what the platform keeps of the account."""
    kept: dict[str, list[str]] = call.user.described["widgets"]
    return kept


def _of_product(call: Call, id_: str, product_key: object) -> Thing:
    thing = call.thing_with(id_)
    if thing.vendor["binding"]["productKey"] != product_key:
        raise RefusalError(2000, "productKey")
    return thing


def _chosen(thing: Thing, properties: object) -> list[str]:
    """The identifiers that are to be shown; without any, all switches."""
    known = properties_of(thing)
    if properties is None:
        return [identifier for identifier, described in known.items() if _type(described) == "BOOL"]
    entries = properties if isinstance(properties, list) else [None]
    names = [entry.get("propertyIdentifier") if isinstance(entry, dict) else None for entry in entries]
    if any(name not in known for name in names):
        raise RefusalError(460, "properties")
    return [str(name) for name in names]


def _shown(call: Call, thing: Thing, names: list[str]) -> Json:
    binding, told, known = thing.vendor["binding"], reported(call, thing), properties_of(thing)
    return {
        "productKey": binding["productKey"],
        "deviceName": binding["deviceName"],
        "iotId": thing.id,
        "nickName": thing.vendor["nickname"],
        "productName": binding["productName"],
        "iconUrl": "",
        "deviceStatus": status_of(thing),
        "properties": [
            {
                "propertyIdentifier": name,
                "propertyName": known[name]["name"],
                "propertyValue": as_text(told[name]["value"]) if name in told else "",
                "propertyDataType": _type(known[name]),
            }
            for name in names
        ],
    }


def _type(described: Mapping[str, Any]) -> str:
    name: str = described["dataType"]["type"]
    return name.upper()


OPERATIONS = (
    Operation("/iotx/ilop/queryComponentProduct", ("1.0.0",), widgets),
    Operation("/iotx/ilop/updateComponentProduct", ("1.0.0",), replace_widgets),
    Operation("/iotx/ilop/queryComponentProperty", ("1.0.0",), widget_properties),
)
