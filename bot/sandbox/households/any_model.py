"""A product of any thing model (TSL), however untidy: what it writes on the wire stays as it is.

The truth of a property is kept under its data type's kind and its identifier, ``toggle.LightSwitch`` for
instance; that of a service under ``action.<identifier>``.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.households.tsl import Member, Product, Property, Service, Type

KINDS = {
    "int": "range",
    "float": "range",
    "double": "range",
    "bool": "toggle",
    "enum": "mode",
    "text": "text",
    "date": "date",
    "struct": "struct",
    "array": "array",
}
SYNONYMS = {"int32": "int", "string": "text"}
PSEUDO = ("set", "get")
Json = Mapping[str, Any]


@dataclass(frozen=True)
class AnyProduct(Product):
    """A product whose model was written by somebody else."""

    written: Json = field(default_factory=dict)

    def tsl(self) -> dict[str, Any]:
        return copy.deepcopy(dict(self.written))


def product_of(tsl: Json, *, type_: str = "other", name: str = "") -> AnyProduct:
    """The product of a model; what has no known data type is on the wire but not in the truth."""
    key = str(tsl.get("profile", {}).get("productKey", "a1AnyModel0"))
    return AnyProduct(
        key=key,
        name=name or key,
        model=key,
        category="Other",
        type=type_,
        properties=tuple(_properties(tsl.get("properties") or ())),
        services=tuple(_service(s) for s in tsl.get("services") or () if s["identifier"] not in PSEUDO),
        written=tsl,
    )


def _properties(described: Any) -> Iterator[Property]:
    for property_ in described:
        type_ = _tidy(property_.get("dataType"))
        if type_ is not None:
            identifier = property_["identifier"]
            key = f"{KINDS[type_['type']]}.{identifier}"
            access = property_.get("accessMode", "r")
            name = property_.get("name") or identifier
            yield Property(identifier, name, Type(type_["type"], type_["specs"]), key, access)


def _service(described: Json) -> Service:
    inputs = [_tidy_member(member) for member in described.get("inputData") or ()]
    return Service(
        described["identifier"],
        described.get("name") or described["identifier"],
        described.get("callType", "async"),
        tuple(
            Member(m["identifier"], m["name"], Type(m["dataType"]["type"], m["dataType"]["specs"]))
            for m in inputs
            if m is not None
        ),
    )


def _tidy(type_: Any) -> dict[str, Any] | None:
    """A data type with its specs present and its members tidy; None for what is no known type."""
    name = SYNONYMS.get(str((type_ or {}).get("type")), str((type_ or {}).get("type")))
    if name not in KINDS:
        return None
    specs: Any = type_.get("specs") or {}
    if name == "struct":
        specs = [member for m in specs if (member := _tidy_member(m)) is not None]
    if name == "array":
        item = _tidy(specs.get("item"))
        if item is None:
            return None
        specs = {"size": specs.get("size", "512"), "item": item}
    return {"type": name, "specs": specs}


def _tidy_member(member: Json) -> dict[str, Any] | None:
    type_ = _tidy(member.get("dataType"))
    if type_ is None:
        return None
    name = member.get("name") or member["identifier"]
    return {"identifier": member["identifier"], "name": name, "dataType": type_}
