"""``/thing/service/invoke``: what a thing does when it is told to (reference, section 5.2)."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from bot.sandbox.aliyun.cloud import Cloud
from bot.sandbox.aliyun.envelope import RefusalError
from bot.sandbox.aliyun.history import properties_of
from bot.sandbox.aliyun.operation import Call, Operation
from bot.sandbox.aliyun.past import output
from bot.sandbox.aliyun.values import inputs_to_truth, to_wire
from bot.sandbox.households.effects import Abandon, Announce, Become, Effect, Flip, Later
from bot.sandbox.world import Thing

PSEUDO = ("set", "get")
Json = dict[str, Any]


def invoke(call: Call) -> Json:
    """A sync service answers with its outputs; what an async one did shows later, its data is empty.

    The truth of the service itself becomes the inputs that it was given.
    Raises RefusalError 460 (no such service, wrong inputs) or 6205 (offline).
    """
    thing, identifier = call.thing(), call.text("identifier")
    service = _services(thing).get(identifier)
    if service is None:
        raise RefusalError(460, identifier)
    inputs = inputs_to_truth(service.get("inputData") or [], call.params.get("args"))
    if not thing.online:
        raise RefusalError(6205)
    if service.get("callType") == "sync":
        _perform(call.cloud, thing, identifier, inputs)
        return _outputs(call.cloud, thing, service)
    asyncio.get_running_loop().call_later(
        thing.vendor["delay"], _perform, call.cloud, thing, identifier, inputs
    )
    return {}


def _services(thing: Thing) -> dict[str, Mapping[str, Any]]:
    """The services of the model without the pseudo-services."""
    return {
        s["identifier"]: s for s in thing.vendor["tsl"].get("services", ()) if s["identifier"] not in PSEUDO
    }


def _perform(cloud: Cloud, thing: Thing, identifier: str, inputs: Json) -> None:
    if not thing.online or cloud.world.truth.get(thing.id) is None:
        return
    cloud.world.truth.set_value(thing.id, f"action.{identifier}", inputs)
    _follow(cloud, thing, thing.vendor["effects"].get(identifier, ()), inputs, cloud.world.clock.now())


def _follow(cloud: Cloud, thing: Thing, effects: Sequence[Effect], inputs: Json, at: float) -> None:
    for effect in effects:
        match effect:
            case Become(key, value):
                cloud.deliver(thing.id, {key: value}, at)
            case Flip(key):
                capability = thing.capability(key) or {}
                cloud.deliver(thing.id, {key: not capability.get("value")}, at)
            case Announce(identifier, values):
                cloud.history.happen(thing, identifier, values, at)
            case Later():
                _postpone(cloud, thing, effect, inputs, at)
            case Abandon():
                cloud.abandon(thing)


def _postpone(cloud: Cloud, thing: Thing, later: Later, inputs: Json, at: float) -> None:
    hours = inputs[later.hours] if later.hours else 0
    due = at + later.seconds + 3600 * hours
    cloud.postpone(thing, due, lambda moment: _follow(cloud, thing, later.effects, inputs, moment))


def _outputs(cloud: Cloud, thing: Thing, service: Mapping[str, Any]) -> Json:
    """What the property of the same name is now; any fitting value where there is no such property."""
    described, data = properties_of(thing), service.get("outputData") or []
    answered = output(data, Random(f"{cloud.world.seed}/{thing.id}/{service['identifier']}"))
    for identifier in answered.keys() & thing.vendor["keys"].keys():
        meaning = thing.vendor["keys"][identifier]
        value = (thing.capability(meaning["key"]) or {}).get("value")
        if value is not None:
            answered[identifier] = to_wire(described[identifier], meaning["key"], meaning["words"], value)
    return answered


OPERATIONS = (Operation("/thing/service/invoke", ("1.0.0", "1.0.2", "1.0.5"), invoke),)
