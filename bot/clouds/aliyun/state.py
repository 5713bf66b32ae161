"""What a thing reports, as values of its capabilities; and a value to be set, as the property to write."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.clouds.aliyun.colors import color_from_wire, color_to_wire
from bot.clouds.aliyun.data_types import CHOSEN, Type
from bot.clouds.aliyun.features import Feature
from bot.clouds.aliyun.tsl import Property
from bot.clouds.aliyun.values import from_wire, to_wire
from bot.home.capability import Capability, Hsv, with_value


class Reported(BaseModel):
    """One property of ``/thing/properties/get``: its value and when the thing last told it (ms)."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    value: Any
    time: float | None = None

    @property
    def moment(self) -> datetime | None:
        try:
            return datetime.fromtimestamp(self.time / 1000, UTC) if self.time else None
        except (ValueError, OverflowError, OSError):
            return None


def reported(data: Mapping[str, Any]) -> dict[str, Reported]:
    """By identifier; what was never reported is absent, and what cannot be read is left out."""
    told: dict[str, Reported] = {}
    for identifier, entry in data.items():
        try:
            told[identifier] = Reported.model_validate(entry)
        except ValidationError:
            continue
    return told


def with_reported(feature: Feature, told: Mapping[str, Reported]) -> Capability:
    """The capability as the thing last told it. Of a colour's properties the newest is what is lit."""
    newest: tuple[float, Any, datetime | None] | None = None
    for described in feature.sources.values():
        entry = told.get(described.identifier)
        value = value_of(feature, described, entry.value) if entry else None
        if entry and value is not None and (newest is None or (entry.time or 0) > newest[0]):
            newest = (entry.time or 0, value, entry.moment)
    return with_value(feature.capability, newest[1], newest[2]) if newest else feature.capability


def item_to_set(feature: Feature, instance: str, value: Any) -> tuple[str, Any]:
    """Identifier and wire value of the property to write. Raises ``ValueError`` where there is none."""
    described = feature.sources.get(instance)
    if described is None:
        raise ValueError(f"nothing to write for {instance}")
    return described.identifier, _wire_value(feature, described, value)


def value_of(feature: Feature, described: Property, told: Any) -> Any:
    """What a report of one of the feature's properties means; None where it means nothing."""
    if feature.capability.kind == "color" and described.type.name == "struct":
        return color_from_wire(described.type, told)
    if feature.words:
        return feature.words.get(_key(described.type, told))
    return from_wire(described.type, told)


def _wire_value(feature: Feature, described: Property, value: Any) -> Any:
    if isinstance(value, Hsv):
        return color_to_wire(described.type, value)
    if feature.words:
        keys = [int(key) for key, word in feature.words.items() if word == value]
        if not keys:
            raise ValueError("no key for this value")
        return keys[0]
    return to_wire(described.type, value)


def _key(type_: Type, told: Any) -> str:
    """The key of a bool or an enum: both count in integers, some things tell them as strings."""
    value = from_wire(type_, told) if type_.name in CHOSEN else None
    return str(int(value)) if value is not None else ""
