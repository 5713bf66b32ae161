"""A thing model as capabilities, each with the properties it comes from.

Decides the kind and the key of every property, service and event of a model for a device of some type.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.clouds.aliyun.colors import SPELLINGS, spelling_of
from bot.clouds.aliyun.data_types import CHOSEN, NUMBERS, Member, Type
from bot.clouds.aliyun.standard import ACTIONS, Claim, claims, plain
from bot.clouds.aliyun.tsl import Happening, Property, Service, ThingModel
from bot.clouds.aliyun.units import unit_of
from bot.home.capability import (
    Action,
    Array,
    Capability,
    Choice,
    Color,
    Date,
    Event,
    Key,
    Limits,
    Lock,
    Mode,
    OnOff,
    Range,
    Sensor,
    Struct,
    Text,
    Toggle,
    keys,
)

PERCENTAGES = ("brightness", "humidity", "open", "volume")
KELVIN_AT_LEAST = 1000  # below, a "colour temperature" is the vendor's own scale
UNKNOWN_WORDS = ("未知", "unknown")
UNLOCKED_WORDS = ("未", "解锁", "开", "unlock", "open")


@dataclass(frozen=True)
class Feature:
    """``capability`` has no value. ``sources``: for each instance the property that holds it.

    ``words`` translate the platform's key (of a bool or an enum, as a string) into our value where the
    capability does not simply hold the property's own.
    """

    capability: Capability
    sources: Mapping[str, Property] = field(default_factory=dict)
    words: Mapping[str, Any] = field(default_factory=dict)
    service: Service | None = None
    happening: Happening | None = None


def features_of(model: ThingModel, type_: str) -> tuple[Feature, ...]:
    """What a thing of this model offers, in the model's order; of two with one key the first counts."""
    known = claims(model, type_)
    features = [
        *_of_properties(model.properties, known),
        *(_service(service) for service in model.services),
        *(_event(event) for event in model.events),
    ]
    return tuple(_without_repeats(features))


def _of_properties(properties: Iterable[Property], known: Mapping[str, Claim]) -> Iterator[Feature]:
    light = _light(properties)
    lit = [described.identifier for described in light.sources.values()] if light else []
    for described in properties:
        if light and described.identifier == lit[0]:
            yield light
        elif described.identifier not in lit:
            yield _feature(described, known.get(described.identifier))


def capability_of(member: Member) -> Capability:
    """A value of this data type, under its own identifier."""
    type_, instance, name = member.type, member.identifier, member.name
    match type_.name:
        case "bool":
            return Toggle(instance=instance, name=name)
        case "enum":
            return Mode(instance=instance, name=name, choices=_choices(type_))
        case "text":
            return Text(instance=instance, name=name, length=type_.length)
        case "date":
            return Date(instance=instance, name=name)
        case "struct":
            fields = tuple(capability_of(part) for part in type_.members)
            return Struct(instance=instance, name=name, fields=fields)
        case "array":
            item = capability_of(Member("item", "item", type_.item)) if type_.item else None
            return Array(instance=instance, name=name, item=item, size=type_.size)
        case _:
            return Range(instance=instance, name=name, limits=type_.limits, unit=unit_of(type_.unit))


def _feature(described: Property, claim: Claim | None) -> Feature:
    capability, words = _known(described, claim) if claim else _own(described)
    instance = keys(capability)[0].instance
    return Feature(capability, {instance: described}, words)


def _own(described: Property) -> tuple[Capability, Mapping[str, Any]]:
    """Without a standard meaning: by its data type; what may only be read is a reading."""
    if described.writable or described.type.name not in NUMBERS | CHOSEN | {"text"}:
        return _with_access(capability_of(described), described), {}
    sensor = Sensor(instance=described.identifier, name=described.name, unit=unit_of(described.type.unit))
    return sensor, dict(described.type.labels)


def _known(described: Property, claim: Claim) -> tuple[Capability, Mapping[str, Any]]:
    instance, type_, name = claim.key.instance, described.type, described.name
    two: Mapping[str, Any] = {"1": True, "0": False}
    match claim.key.kind:
        case "on_off":
            return _with_access(OnOff(name=name), described), two
        case "toggle":
            return _with_access(Toggle(instance=instance, name=name), described), two
        case "lock":
            return _with_access(Lock(name=name), described), _lock_words(type_)
        case "mode":
            mode = Mode(instance=instance, name=name, choices=_choices(type_))
            return _with_access(mode, described), {}
        case "range":
            limits, unit = type_.limits, _unit_of_range(instance, type_)
            return _with_access(Range(instance=instance, name=name, limits=limits, unit=unit), described), {}
        case "event":
            yes, no = claim.words or ("1", "0")
            choices = (Choice(yes, dict(type_.labels).get("1")), Choice(no, dict(type_.labels).get("0")))
            return Event(instance=instance, name=name, choices=choices), {"1": yes, "0": no}
        case _:
            return Sensor(instance=instance, name=name, unit=_unit_of_range(instance, type_)), {}


def _with_access(capability: Capability, described: Property) -> Capability:
    """Read-only stays readable; what can only be written has no state to show."""
    return replace(capability, read_only=not described.writable, stateless=not described.readable)


def _light(properties: Iterable[Property]) -> Feature | None:
    """Coloured light: the best spelling of colours and the kelvin, together as one capability."""
    writable = [described for described in properties if described.writable]
    colors = [described for described in writable if spelling_of(described.type)]
    colors.sort(key=lambda described: SPELLINGS.index(spelling_of(described.type) or SPELLINGS[0]))
    whites = [described for described in writable if _is_kelvin(described)]
    sources = {"color": colors[0]} if colors else {}
    kelvin: Limits | None = None
    if whites:
        sources["temperature_k"], kelvin = whites[0], whites[0].type.limits
    return Feature(Color(colors=bool(colors), temperature_k=kelvin), sources) if sources else None


def _is_kelvin(described: Property) -> bool:
    limits = described.type.limits
    named = plain(described.identifier) in ("colortemperature", "colortemp", "cct")
    return named and limits is not None and limits.min >= KELVIN_AT_LEAST


def _service(service: Service) -> Feature:
    standard = None if service.inputs else ACTIONS.get(plain(service.identifier))
    inputs = tuple(capability_of(member) for member in service.inputs)
    action = Action(instance=standard or service.identifier, name=service.name, inputs=inputs)
    return Feature(action, service=service)


def _event(event: Happening) -> Feature:
    return Feature(Event(instance=event.identifier, name=event.name), happening=event)


def _choices(type_: Type) -> tuple[Choice, ...]:
    return tuple(Choice(key, label or None) for key, label in type_.labels)


def _lock_words(type_: Type) -> Mapping[str, bool]:
    """By the labels, since vendors count either way; 1 is locked where the labels do not tell."""
    words = {
        key: not _says(label, UNLOCKED_WORDS)
        for key, label in type_.labels
        if not _says(label, UNKNOWN_WORDS)
    }
    return words if len(set(words.values())) > 1 else {"1": True, "0": False}


def _says(label: str, words: Iterable[str]) -> bool:
    return any(word in label.lower() for word in words)


def _unit_of_range(instance: str, type_: Type) -> str | None:
    unit = unit_of(type_.unit)
    if unit is None and instance == "temperature":
        return "celsius"
    if unit is None and instance in PERCENTAGES and type_.limits and type_.limits.max == 100:
        return "percent"
    return unit


def _without_repeats(features: Iterable[Feature]) -> Iterator[Feature]:
    seen: set[Key] = set()
    for feature in features:
        named = set(keys(feature.capability))
        if not named & seen:
            yield feature
        seen |= named
