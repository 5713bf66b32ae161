"""A timer between our spelling and the platform's; ours are marked in their names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import Field

from bot.clouds.aliyun import wire
from bot.clouds.aliyun.cron import Plan, plan_from_wire, plan_to_wire
from bot.home.abilities import Timer

MARK = "tg:"
NAME_LIMIT = 64  # characters, with the mark
SET_PROPERTY = "action/device/setProperty"
TRIGGER = "trigger/timer"


class ListedTimer(wire.Wire):
    """A row of ``/scene/timing/list/get``, which tells neither when nor what."""

    id: str
    name: str = ""
    enable: bool = True

    @property
    def is_ours(self) -> bool:
        return self.name.startswith(MARK)


class ToldTimer(wire.Wire):
    """Triggers and actions are objects, or the same as JSON in a string."""

    id: str = Field(alias="sceneId")
    name: str = ""
    enable: bool = True
    triggers: Any = None
    actions: Any = None


class SetProperty(wire.Wire):
    iotId: str  # noqa: N815  # the vendor's spelling
    propertyName: str  # noqa: N815
    propertyValue: Any  # noqa: N815


def timer_to_wire(timer: Timer, actions: list[SetProperty]) -> dict[str, Any]:
    """The complete object but for whose it is. Raises ``ValueError`` for a plan that cannot be written."""
    plan = plan_to_wire(Plan(timer.timezone, timer.cron, timer.at))
    return {
        "enable": timer.enabled,
        "name": (MARK + timer.name)[:NAME_LIMIT],
        "icon": "",
        "description": plan["cron"],
        "triggers": {"uri": "logical/or", "items": [{"uri": TRIGGER, "params": plan}]},
        "actions": [{"uri": SET_PROPERTY, "params": action.model_dump()} for action in actions],
    }


def timer_from_wire(told: ToldTimer) -> tuple[Timer, list[SetProperty]]:
    """The timer without its commands, and the writes that it makes; whatever else it does is left out."""
    triggers = _opened(told.triggers)
    items = _opened(triggers.get("items")) if isinstance(triggers, dict) else triggers
    plan = plan_from_wire(next(_params(items, TRIGGER), {}))
    timer = Timer(
        told.id,
        told.name.removeprefix(MARK),
        told.enable,
        plan.timezone,
        cron=plan.cron,
        at=plan.at,
        ours=told.name.startswith(MARK),
    )
    return timer, wire.readable(SetProperty, list(_params(_opened(told.actions), SET_PROPERTY)))


def _params(entries: Any, uri: str) -> Iterator[Mapping[str, Any]]:
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and entry.get("uri") == uri and isinstance(entry.get("params"), dict):
            yield entry["params"]


def _opened(told: Any) -> Any:
    try:
        return json.loads(told) if isinstance(told, str) else told
    except (ValueError, RecursionError):
        return None
