"""Thing models (TSL) as they come, made into values that can be relied on.

Decides what of a model can be used: whatever cannot be read is named in ``unreadable`` and the rest
works. Real models list the pseudo services ``set`` and ``get`` (whose inputs are bare strings) and the
pseudo event ``post``, and mark Wi-Fi diagnostics as writable. What belongs to a module is called
``module:identifier`` on the wire, and here. Help page: thing model (物模型).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.clouds.aliyun.data_types import Member, a_text, an_object, identifier_of, member_from_wire, name_of

PSEUDO_SERVICES, PSEUDO_EVENTS = frozenset({"set", "get"}), frozenset({"post"})
DIAGNOSTIC_PREFIXES = ("wifi_", "_sys_")
DEFAULT_MODULE = "default"

Part = TypeVar("Part")


@dataclass(frozen=True)
class Property(Member):
    readable: bool = True
    writable: bool = True


@dataclass(frozen=True)
class Service:
    """``sync``: the call waits for the thing, and its answer holds the outputs."""

    identifier: str
    name: str
    inputs: tuple[Member, ...] = ()
    outputs: tuple[Member, ...] = ()
    sync: bool = False


@dataclass(frozen=True)
class Happening:
    """An event of the model, its type (``info``, ``alert``, ``error``; None: untold) and what it carries."""

    identifier: str
    name: str
    type: str | None = None
    outputs: tuple[Member, ...] = ()


@dataclass(frozen=True)
class ThingModel:
    properties: tuple[Property, ...] = ()
    services: tuple[Service, ...] = ()
    events: tuple[Happening, ...] = ()
    unreadable: tuple[str, ...] = ()


def model_from_wire(told: Any) -> ThingModel:
    """The model, told as an object or as JSON in a string. Raises ``ValueError`` when it is neither."""
    if isinstance(told, str):
        told = json.loads(told)
    if not isinstance(told, dict):
        raise ValueError("a thing model is an object")
    strange: list[str] = []
    properties = _parts(_entries(told, "properties"), _property, strange)
    services = _parts(_entries(told, "services", PSEUDO_SERVICES), _service, strange)
    events = _parts(_entries(told, "events", PSEUDO_EVENTS), _happening, strange)
    shown = (described for described in properties if not _is_diagnostic(described.identifier))
    return ThingModel(tuple(shown), tuple(services), tuple(events), tuple(strange))


def bare(identifier: str) -> str:
    """An identifier without its module."""
    return identifier.rpartition(":")[2]


def _entries(told: dict[str, Any], theme: str, pseudo: frozenset[str] = frozenset()) -> Iterator[Any]:
    """What the model lists under ``theme``, then what its modules list, under their own names."""
    modules = told.get("functionBlocks")
    for part in (told, *(modules if isinstance(modules, list) else ())):
        listed = part.get(theme) if isinstance(part, dict) else None
        for entry in listed if isinstance(listed, list) else ():
            if not isinstance(entry, dict) or a_text(entry.get("identifier")) not in pseudo:
                yield _of_module(entry, a_text(part.get("functionBlockId")))


def _of_module(entry: Any, module: str | None) -> Any:
    identifier = a_text(entry.get("identifier")) if isinstance(entry, dict) else None
    if not module or module == DEFAULT_MODULE or not identifier:
        return entry
    return {"name": identifier, **entry, "identifier": f"{module}:{identifier}"}


def _is_diagnostic(identifier: str) -> bool:
    return bare(identifier).lower().startswith(DIAGNOSTIC_PREFIXES)


def _parts(told: Iterator[Any], read: Callable[[dict[str, Any]], Part], strange: list[str]) -> list[Part]:
    good: list[Part] = []
    for entry in told:
        try:
            good.append(read(an_object(entry)))
        except (ValueError, RecursionError):
            strange.append(_calls_itself(entry))
    return good


def _property(told: dict[str, Any]) -> Property:
    """What does not say that it may be written is not."""
    core = member_from_wire(told)
    access = str(told.get("accessMode", "r")).lower()
    return Property(core.identifier, core.name, core.type, "r" in access, "w" in access)


def _service(told: dict[str, Any]) -> Service:
    """An input that cannot be read spoils the service: it takes all of its inputs or none."""
    inputs = told.get("inputData") or []
    if not isinstance(inputs, list):
        raise ValueError("inputData is a list")
    members = tuple(member_from_wire(entry) for entry in inputs)
    is_sync = told.get("callType") == "sync"
    return Service(identifier_of(told), name_of(told), members, _outputs(told), is_sync)


def _happening(told: dict[str, Any]) -> Happening:
    return Happening(identifier_of(told), name_of(told), a_text(told.get("type")), _outputs(told))


def _outputs(told: dict[str, Any]) -> tuple[Member, ...]:
    """Those that can be read: nothing depends on them but what is shown."""
    listed = told.get("outputData")
    return tuple(_parts(iter(listed if isinstance(listed, list) else ()), member_from_wire, []))


def _calls_itself(entry: Any) -> str:
    if not isinstance(entry, dict):
        return "?"
    return a_text(entry.get("name")) or a_text(entry.get("identifier")) or "?"
