"""What was: both timelines and the latest events (reference, section 5, operations 2, 3 and 5)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.sandbox.aliyun.envelope import RefusalError
from bot.sandbox.aliyun.history import events_of, properties_of
from bot.sandbox.aliyun.operation import Call, Operation, milliseconds
from bot.sandbox.aliyun.past import Reading, as_text
from bot.sandbox.world import Thing

Json = dict[str, Any]
MOST = 200
TYPES = ("info", "alert", "error")


def property_timeline(call: Call) -> Json:
    """Values are strings and numbers by turns, and the thing's id is spelt ``iotid``."""
    thing, identifier = call.thing(), call.text("identifier")
    if identifier not in properties_of(thing):
        raise RefusalError(460, identifier)
    found = _between(call, call.cloud.history.values(thing, identifier))
    return _timeline(
        call,
        [
            {
                "iotid": thing.id,
                "data": value if place % 2 else as_text(value),
                "modifytime": milliseconds(at),
                "property": identifier,
                "batchId": f"{milliseconds(at):x}",
                "timestamp": milliseconds(at),
            }
            for place, (at, value) in enumerate(found)
        ],
    )


def event_timeline(call: Call) -> Json:
    """``eventType`` is the model's; the wrong one finds nothing. Bodies are JSON in a string."""
    thing, described = _event(call)
    wanted = call.text("eventType")
    if wanted not in TYPES:
        raise RefusalError(460, "eventType")
    told = call.cloud.history.events(thing, described["identifier"]) if wanted == described["type"] else []
    return _timeline(
        call,
        [
            {
                "eventCode": described["identifier"],
                "iotId": thing.id,
                "eventName": described["name"],
                "eventType": described["type"],
                "eventBody": json.dumps(body, ensure_ascii=False),
                "batchId": f"{milliseconds(at):x}",
                "timestamp": milliseconds(at),
            }
            for at, body in _between(call, told)
        ],
    )


def latest_events(call: Call) -> list[Json]:
    """The newest of each event that was ever reported."""
    thing = call.thing()
    return [
        {"identifier": identifier, "time": milliseconds(at), "type": described["type"], "value": body}
        for identifier, described in events_of(thing).items()
        for at, body in call.cloud.history.events(thing, identifier)[-1:]
    ]


def _event(call: Call) -> tuple[Thing, Mapping[str, Any]]:
    thing, identifier = call.thing(), call.text("identifier")
    described = events_of(thing).get(identifier)
    if described is None:
        raise RefusalError(460, identifier)
    return thing, described


def _between(call: Call, told: list[Reading]) -> list[Reading]:
    """From ``start`` to ``end`` (both included), in the wanted order, at most ``limit``. Raises 460."""
    start, end, limit = (_whole(call, name) for name in ("start", "end", "limit"))
    order = call.text("order")
    if order not in ("asc", "desc") or not 1 <= limit <= MOST or start > end:
        raise RefusalError(460, "order, limit, start or end")
    found = [reading for reading in told if start <= milliseconds(reading[0]) <= end]
    return (found if order == "asc" else found[::-1])[:limit]


def _whole(call: Call, name: str) -> int:
    value = call.params.get(name)
    if type(value) is not int:
        raise RefusalError(460, name)
    return value


def _timeline(call: Call, items: list[Json]) -> Json:
    return {"items": items, "timestamp": milliseconds(call.cloud.world.clock.now())}


OPERATIONS = (
    Operation("/living/device/property/timeline/get", ("1.0.0",), property_timeline),
    Operation("/living/device/event/timeline/get", ("1.0.0",), event_timeline),
    Operation("/thing/events/get", ("1.0.0", "1.0.2"), latest_events),
)
