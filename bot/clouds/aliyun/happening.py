"""An event that was told, in words for people: its outputs by their names, keys by their labels."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.clouds.aliyun.data_types import CHOSEN, Member
from bot.clouds.aliyun.timeline import from_milliseconds
from bot.clouds.aliyun.tsl import Happening
from bot.clouds.aliyun.values import from_wire
from bot.home.abilities import Happened, Severity


def happened(event: Happening, at: float, body: Any, type_: str | None) -> Happened | None:
    """``body`` is an object or the same as JSON in a string; None for what cannot be dated."""
    try:
        moment = from_milliseconds(at)
    except ValueError:
        return None
    values = outputs(event.outputs, body)
    return Happened(moment, event.identifier, _severity(type_ or event.type), event.name, values)


def outputs(members: Sequence[Member], body: Any) -> Mapping[str, Any]:
    """What was told of ``members``, by their names."""
    given = _opened(body)
    told = ((member, from_wire(member.type, given.get(member.identifier))) for member in members)
    return {member.name: _in_words(member, value) for member, value in told if value is not None}


def _opened(body: Any) -> Mapping[str, Any]:
    try:
        given = json.loads(body) if isinstance(body, str) else body
    except (ValueError, RecursionError):
        return {}
    return given if isinstance(given, dict) else {}


def _in_words(member: Member, value: Any) -> Any:
    if member.type.name not in CHOSEN:
        return value
    return dict(member.type.labels).get(str(int(value)), value)


def _severity(type_: str | None) -> Severity:
    known = (type_ or "").lower()
    return Severity(known) if known in list(Severity) else Severity.INFO
