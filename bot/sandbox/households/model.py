"""The truth about a thing of some product: its model's properties and services as capabilities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.sandbox.households.capabilities import Capability, named
from bot.sandbox.households.tsl import Member, Product, Property, Service, Type

NUMBERS = ("int", "float", "double")


def capabilities(product: Product, values: Mapping[str, Any]) -> list[Capability]:
    """One capability for each property (colour's share one) and each service, with the true values."""
    plain = [_property(p, values.get(p.identifier)) for p in product.properties if not _colored(p)]
    colors = [p for p in product.properties if _colored(p)]
    return [
        *plain,
        *([_color(colors, values)] if colors else ()),
        *(_service(service) for service in product.services),
    ]


def _colored(described: Property) -> bool:
    return described.key.startswith("color.")


def _property(described: Property, value: Any) -> Capability:
    kind, _, instance = described.key.partition(".")
    capability: Capability = {"kind": kind}
    if kind not in ("on_off", "lock"):
        capability |= {"instance": instance, "name": described.name}
    if described.words is not None:
        capability["values"] = [{"value": word} for word in described.words.values()]
    else:
        capability |= _limits(kind, described.type)
    if "w" not in described.access and kind not in ("sensor", "event"):
        capability["read_only"] = True
    return capability | {"value": value}


def _limits(kind: str, type_: Type) -> dict[str, Any]:
    """What home.json says of a data type besides its value."""
    units = {"unit": type_.unit} if type_.unit else {}
    match type_.name:
        case "int" | "float" | "double" if kind == "range":
            return {
                key: float(type_.specs[key]) for key in ("min", "max", "step") if key in type_.specs
            } | units
        case "int" | "float" | "double":
            return units
        case "enum":
            return {"modes": named(type_.specs)}
        case "text":
            return {"length": int(type_.specs["length"])} if "length" in type_.specs else {}
        case "struct":
            return {"fields": [_field(member) for member in type_.specs]}
        case "array":
            item = type_.specs["item"]
            return {"item": _field({"identifier": "item", "name": "", "dataType": {"specs": {}} | item})}
        case _:
            return {}


def _kind(type_: str) -> str:
    kinds = {
        "bool": "toggle",
        "enum": "mode",
        "text": "text",
        "date": "date",
        "struct": "struct",
        "array": "array",
    }
    return "range" if type_ in NUMBERS else kinds[type_]


def _field(member: Mapping[str, Any]) -> Capability:
    """A struct's member or a service's input, as the wire spells it."""
    type_ = Type(member["dataType"]["type"], member["dataType"]["specs"])
    kind = _kind(type_.name)
    name = {"name": member["name"]} if member["name"] else {}
    return {"kind": kind, "instance": member["identifier"], **name, **_limits(kind, type_)}


def _color(described: Sequence[Property], values: Mapping[str, Any]) -> Capability:
    """Lit is the first colour property that has a value."""
    capability: Capability = {"kind": "color", "instance": "color", "value": None}
    for property_ in described:
        if property_.key == "color.color":
            capability["models"] = ["hsv"]
        else:
            capability["temperature_k"] = {key: int(property_.type.specs[key]) for key in ("min", "max")}
    lit = next((p for p in described if p.identifier in values), None)
    if lit:
        capability |= {"instance": lit.key.partition(".")[2], "value": values[lit.identifier]}
    return capability


def _service(service: Service) -> Capability:
    inputs: Sequence[Member] = service.inputs
    return {
        "kind": "action",
        "instance": service.identifier,
        "name": service.name,
        "inputs": [_field(member.spelt()) for member in inputs],
    }
