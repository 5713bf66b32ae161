"""Commands for one thing, carried out: its properties in one call, each service in a call of its own.

Whatever does not fit the model is refused here; nothing malformed is ever sent: a number inside its limits
but between two steps goes to the nearer one. "Accepted" means that
the platform took it: the thing may still not obey.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.clouds.aliyun.happening import outputs
from bot.clouds.aliyun.operations import INVOKE_SERVICE, SET_PROPERTIES
from bot.clouds.aliyun.session import Session
from bot.clouds.aliyun.state import item_to_set
from bot.clouds.aliyun.things import Thing
from bot.clouds.aliyun.tsl import Service
from bot.clouds.aliyun.values import to_wire
from bot.home.command import Command, SetTo
from bot.home.effect import Effect, Status, failed
from bot.home.errors import CloudError
from bot.home.fit import Misfit, misfit
from bot.home.problem import Problem

REFUSED_AS = {
    Misfit.NO_CAPABILITY: Problem.ACTION_UNKNOWN,
    Misfit.READ_ONLY: Problem.ACTION_UNKNOWN,
    Misfit.RELATIVE_ONLY: Problem.ACTION_UNKNOWN,
}


@dataclass
class Plan:
    """The calls for one thing; each knows the places of the commands that it serves."""

    items: dict[str, Any] = field(default_factory=dict)
    items_serve: list[int] = field(default_factory=list)
    invocations: list[tuple[int, Service, Mapping[str, Any]]] = field(default_factory=list)
    refused: dict[int, Problem] = field(default_factory=dict)


async def carried_out(session: Session, thing: Thing, commands: Sequence[Command]) -> list[Effect]:
    """One effect for each command of this thing, in order. Never raises ``CloudError``."""
    plan = planned(thing, commands)
    effects = {n: Effect(commands[n], Status.REFUSED, problem) for n, problem in plan.refused.items()}
    who = {"iotId": thing.binding.iotId}
    if plan.items:
        served = [commands[n] for n in plan.items_serve]
        done = await _written(session, {**who, "items": plan.items}, served)
        effects |= dict(zip(plan.items_serve, done, strict=True))
    for place, service, args in plan.invocations:
        params = {**who, "identifier": service.identifier, "args": args}
        effects[place] = await _invoked(session, params, service, commands[place])
    return [effects[n] for n in range(len(commands))]


def planned(thing: Thing, commands: Sequence[Command]) -> Plan:
    """Raises ``TypeError`` for a relative command: a thing knows no other than absolute ones."""
    plan = Plan()
    for place, command in enumerate(commands):
        if not isinstance(command.change, SetTo):
            raise TypeError(f"{command.key} takes absolute values, not {command.change}")
        try:
            _add(plan, thing, place, command, command.change.value)
        except ValueError:
            plan.refused[place] = Problem.VALUE_REFUSED
    return plan


def _add(plan: Plan, thing: Thing, place: int, command: Command, value: Any) -> None:
    feature = thing.feature(command.key)
    if feature is None:
        plan.refused[place] = Problem.ACTION_UNKNOWN
        return
    reason = misfit(feature.capability, command.key.instance, value)
    if reason:
        plan.refused[place] = REFUSED_AS.get(reason.code, Problem.VALUE_REFUSED)
    elif feature.service:
        plan.invocations.append((place, feature.service, _args(feature.service, value or {})))
    else:
        identifier, wire = item_to_set(feature, command.key.instance, value)
        plan.items[identifier] = wire
        plan.items_serve.append(place)


def _args(service: Service, given: Mapping[str, Any]) -> dict[str, Any]:
    return {member.identifier: to_wire(member.type, given[member.identifier]) for member in service.inputs}


async def _written(session: Session, params: Mapping[str, Any], served: Sequence[Command]) -> list[Effect]:
    try:
        await session.call(SET_PROPERTIES, params)
    except CloudError as error:
        return [failed(command, error) for command in served]
    return [Effect(command, Status.ACCEPTED) for command in served]


async def _invoked(session: Session, params: Mapping[str, Any], service: Service, command: Command) -> Effect:
    """What a synchronous service answers is the thing's own word; other answers mean nothing."""
    try:
        told = await session.call(INVOKE_SERVICE, params)
    except CloudError as error:
        return failed(command, error)
    return Effect(command, Status.ACCEPTED, answer=outputs(service.outputs, told) if service.sync else None)
