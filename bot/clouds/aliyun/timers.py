"""Timers that live in the cloud and run while the bot is off.

Somebody else's are shown and never touched: whose a timer is, is asked of the platform before it is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.clouds.aliyun import wire
from bot.clouds.aliyun.gateway import NAME
from bot.clouds.aliyun.operations import (
    CREATE_TIMER,
    DELETE_TIMER,
    GET_TIMER,
    LIST_TIMERS,
    UPDATE_TIMER,
)
from bot.clouds.aliyun.paging import paged
from bot.clouds.aliyun.part import Part
from bot.clouds.aliyun.state import value_of
from bot.clouds.aliyun.timer_form import ListedTimer, SetProperty, ToldTimer, timer_from_wire, timer_to_wire
from bot.clouds.aliyun.together import together
from bot.clouds.aliyun.writing import planned
from bot.clouds.client import parsed, refusal
from bot.home.abilities import Timer
from bot.home.capability import Key
from bot.home.command import Command, SetTo
from bot.home.errors import CloudProtocolError
from bot.home.problem import Problem


class Timers(Part):
    """The ability ``HasTimers``.

    Vendor calls: a list 1 and 1 a timer, an addition 1, a change or a removal 2.
    """

    async def timers(self, device: str) -> tuple[Timer, ...]:
        rows = await self._listed(device)
        return tuple(await together(lambda row: self._timer(device, row.id), rows))

    async def add_timer(self, device: str, timer: Timer) -> Timer:
        """Raises ``CloudError``: ACTION_UNKNOWN for what a timer cannot do (services), VALUE_REFUSED for a
        value, a plan or a time zone that the platform would not take; nothing is sent then."""
        told = await self._session.call(CREATE_TIMER, await self._params(device, timer))
        id_ = told.get("sceneId") if isinstance(told, dict) else told
        if not isinstance(id_, str) or not id_:
            raise CloudProtocolError(NAME, "a timer without an id")
        return replace(timer, id=id_, ours=True)

    async def change_timer(self, device: str, timer: Timer) -> None:
        """Raises ``CloudError``: NOT_OWNER for a timer that is not ours, SCENE_GONE where there is none."""
        params = await self._params(device, timer)
        if not await self._is_there(device, timer.id):
            raise refusal(NAME, Problem.SCENE_GONE, "no such timer")
        await self._session.call(UPDATE_TIMER, {**params, "sceneId": timer.id})

    async def remove_timer(self, device: str, timer: str) -> None:
        """One that is no more is removed. Raises ``CloudError``: NOT_OWNER for a timer that is not ours."""
        if await self._is_there(device, timer):
            await self._session.call(DELETE_TIMER, {"sceneId": timer, **_of(device)})

    async def _is_there(self, device: str, id_: str) -> bool:
        listed = next((row for row in await self._listed(device) if row.id == id_), None)
        if listed and not listed.is_ours:
            raise refusal(NAME, Problem.NOT_OWNER, "somebody else's timer")
        return listed is not None

    async def _listed(self, device: str) -> list[ListedTimer]:
        return wire.readable(ListedTimer, await paged(self._session, LIST_TIMERS, _of(device)))

    async def _timer(self, device: str, id_: str) -> Timer:
        told = parsed(NAME, ToldTimer, await self._session.call(GET_TIMER, {"sceneId": id_, **_of(device)}))
        timer, writes = timer_from_wire(told)
        commands = [await self._command(write) for write in writes]
        return replace(timer, commands=tuple(command for command in commands if command))

    async def _command(self, write: SetProperty) -> Command | None:
        """What the write means; None for what our reading of the thing's model does not know."""
        thing = await self._things.find(write.iotId)
        for feature in thing.product.features if thing else ():
            for instance, described in feature.sources.items():
                if described.identifier == write.propertyName:
                    value = value_of(feature, described, write.propertyValue)
                    key = Key(feature.capability.kind, instance)
                    return None if value is None else Command(write.iotId, key, SetTo(value))
        return None

    async def _params(self, device: str, timer: Timer) -> dict[str, Any]:
        try:
            return _of(device) | timer_to_wire(timer, await self._writes(timer.commands))
        except ValueError as error:
            raise refusal(NAME, Problem.VALUE_REFUSED, str(error)) from None

    async def _writes(self, commands: Sequence[Command]) -> list[SetProperty]:
        writes: list[SetProperty] = []
        for device in dict.fromkeys(command.device for command in commands):
            plan = planned(await self._thing(device), [c for c in commands if c.device == device])
            if plan.refused or plan.invocations:
                problem = next(iter(plan.refused.values()), Problem.ACTION_UNKNOWN)
                raise refusal(NAME, problem, "nothing that a timer could do")
            writes += [
                SetProperty(iotId=device, propertyName=identifier, propertyValue=value)
                for identifier, value in plan.items.items()
            ]
        if not writes:
            raise ValueError("a timer that does nothing")
        return writes


def _of(device: str) -> dict[str, Any]:
    return {"associatedId": device, "idType": "DEVICE"}
