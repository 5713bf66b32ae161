"""The state of the Aliyun stand-in, and how an accepted value reaches its device."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import web

from bot.sandbox.aliyun.agenda import Agenda, Appointment
from bot.sandbox.aliyun.history import History
from bot.sandbox.aliyun.reset_tasks import ResetTask
from bot.sandbox.aliyun.session import Sessions
from bot.sandbox.aliyun.signature import Gateway
from bot.sandbox.aliyun.timer_form import timer
from bot.sandbox.aliyun.timers import Timers
from bot.sandbox.shadow import Shadow
from bot.sandbox.world import Household, Thing, World


class Cloud:
    """``tags`` are notes by thing and key, ``tasks`` the factory resets by task id."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.gateway = Gateway(_tenants(world), world.clock.now)
        self.sessions = Sessions(world.households, world.clock.now)
        self.shadow = Shadow(world.clock.now)
        self.history = History(world.seed)
        self.agenda = Agenda(world.clock)
        self.timers = Timers(self.agenda, world.clock.now, self.deliver)
        self.tags: dict[str, dict[str, str]] = defaultdict(dict)
        self.tasks: dict[str, ResetTask] = {}
        self._underway: dict[str, list[Appointment]] = defaultdict(list)
        for thing in world.truth:
            if thing.cloud == "aliyun":
                self.history.begin(thing, world.clock.now())
                self.listen(thing)
        for household in world.households:
            self._set_foreign_timers(household)
        world.truth.watch(self._changed)

    def send(self, thing: Thing, values: Mapping[str, Any]) -> None:
        """Deliver true values by ``kind.instance``; the device takes them a moment later."""
        asyncio.get_running_loop().call_later(thing.vendor["delay"], self.deliver, thing.id, values)

    def deliver(self, id_: str, values: Mapping[str, Any], at: float | None = None) -> None:
        """The device takes the values, unless it is gone; ``at`` is when, None is now."""
        thing = self.world.truth.get(id_)
        if thing is None or not thing.online:
            return
        for key, value in values.items():
            self.world.truth.set_value(id_, key, value, at)
            moved = following(thing.vendor["reactions"], key, value)
            if moved:
                other, follows = moved
                self.world.truth.set_value(id_, other, follows, at)

    def listen(self, thing: Thing) -> None:
        """Take in what the thing has told, and remember it."""
        self.shadow.listen(thing)
        for report in self.history.take(thing, self.shadow):
            event = following(thing.vendor["announcements"], report.key, report.value)
            if event and report.at >= self.history.beginning(thing):
                self.history.happen(thing, event.identifier, event.values, report.at)

    def postpone(self, thing: Thing, due: float, action: Callable[[float], None]) -> None:
        """What the thing goes on to do by itself, unless it is told to ``abandon`` it."""
        self._underway[thing.id].append(self.agenda.add(due, action))

    def abandon(self, thing: Thing) -> None:
        for appointment in self._underway.pop(thing.id, ()):
            appointment.cancelled = True

    def forget(self, thing: Thing) -> None:
        """After a factory reset: neither the last values nor the timelines are left."""
        self.shadow.forget(thing)
        self.history.forget(thing)

    def _set_foreign_timers(self, household: Household) -> None:
        """The timers that somebody has made in the phone app; they are shown as JSON strings."""
        things = {thing.id: thing for thing in household.things}
        for number, params in enumerate(household.clouds.get("aliyun", {}).get("timers", ())):
            id_ = f"{params['associatedId'][:24]}{number:08d}"
            self.timers.add(timer(id_, params, things.__getitem__, as_text=True))

    def _changed(self, thing: Thing) -> None:
        if thing.cloud == "aliyun":
            self.listen(thing)


CLOUD: web.AppKey[Cloud] = web.AppKey("cloud", Cloud)


def following(table: Mapping[str, Mapping[Any, Any]], key: str, value: Any) -> Any:
    """What a product says should follow when ``key`` has become ``value``; structs and lists move nothing."""
    return None if isinstance(value, dict | list) else table.get(key, {}).get(value)


def _tenants(world: World) -> dict[str, str]:
    """App secrets by app key."""
    accounts = [house.clouds["aliyun"] for house in world.households if "aliyun" in house.clouds]
    return {account["settings"]["app_key"]: account["secrets"]["app_secret"] for account in accounts}
