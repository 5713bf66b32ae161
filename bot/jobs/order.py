"""What is to be carried out later, as the queue keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.home.command import Command, SetTo
from bot.home.payload import command_from_json, command_to_json
from bot.home.plan import Plan
from bot.jobs.times import last_due, next_due
from bot.memory.jobs import Job

KIND = "order"


@dataclass(frozen=True)
class Order:
    """``attempted`` is what an attempt set out to do: absolute values, wherever they could be worked out."""

    commands: tuple[Command, ...] = ()
    scene: str | None = None
    every: str | None = None
    for_seconds: int | None = None
    restores: bool = False
    attempted: tuple[Command, ...] = ()

    @property
    def is_repeatable(self) -> bool:
        """Whether what was attempted may be done again: it can be read back, and twice is as good as once."""
        return self.scene is None and all(
            isinstance(command.change, SetTo) and command.key.kind != "action" for command in self.attempted
        )

    def occurrence(self, due: datetime, now: datetime) -> datetime:
        """The time that is to be dealt with now: of a schedule that was missed several times the last."""
        if self.every is None:
            return due
        return max(due, last_due(self.every, now) or due, key=datetime.timestamp)

    def next_due(self, after: datetime) -> datetime | None:
        return next_due(self.every, after) if self.every else None


def order_to_json(order: Order) -> dict[str, Any]:
    return {
        "commands": [command_to_json(command) for command in order.commands],
        "scene": order.scene,
        "every": order.every,
        "for_seconds": order.for_seconds,
        "restores": order.restores,
        "attempted": [command_to_json(command) for command in order.attempted],
    }


def order_from_json(data: Mapping[str, Any]) -> Order:
    return Order(
        tuple(command_from_json(command) for command in data["commands"]),
        data["scene"],
        data["every"],
        data["for_seconds"],
        data["restores"],
        tuple(command_from_json(command) for command in data["attempted"]),
    )


def plan_to_json(plan: Plan) -> dict[str, Any]:
    order = Order(plan.commands, plan.scene, plan.every, plan.for_seconds, plan.restores)
    return {"job": plan.job, "due": plan.due.isoformat(), "order": order_to_json(order)}


def plan_from_json(data: Mapping[str, Any], zone: ZoneInfo) -> Plan:
    """A plan as it was when it was made; it may have been carried out since."""
    order, due = order_from_json(data["order"]), datetime.fromisoformat(data["due"]).astimezone(zone)
    return Plan(data["job"], order.commands, due, order.scene, order.every, order.for_seconds, order.restores)


def plan_of(job: Job, zone: ZoneInfo) -> Plan:
    order = order_from_json(job.payload)
    return Plan(
        job.id,
        order.commands,
        job.due.astimezone(zone),
        order.scene,
        order.every,
        order.for_seconds,
        order.restores,
        job.paused,
    )
