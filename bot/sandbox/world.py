"""What exists in the sandbox: households, their people and chats, and the truth about every device."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.bus import Bus
from bot.sandbox.faults import Faults
from bot.sandbox.journal import Journal


class Clock:
    """The machine's time, moved ahead by ``POST /api/clock``. Seconds since 1970."""

    def __init__(self) -> None:
        self.offset = 0.0
        self._watchers: list[Callable[[], None]] = []

    def now(self) -> float:
        return time.time() + self.offset

    def advance(self, seconds: float) -> None:
        self.offset += seconds
        for watcher in self._watchers:
            watcher()

    def watch(self, watcher: Callable[[], None]) -> None:
        """Call ``watcher`` whenever the clock was moved ahead."""
        self._watchers.append(watcher)


@dataclass(frozen=True)
class Person:
    """Somebody with Telegram. ``roles`` holds the role by chat id, as the seed sets them."""

    id: int
    name: str
    language: str
    roles: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Topic:
    id: int
    name: str


@dataclass
class Chat:
    """``type`` is ``private``, ``group`` or ``forum``; ``household`` is None where the seed binds none."""

    id: int
    type: str
    title: str
    people: list[int]
    household: str | None
    topics: list[Topic] = field(default_factory=list)


@dataclass
class Thing:
    """A physical device.

    ``capabilities`` are as in home.json (docs/understand-format.md) with the truth in ``value``;
    ``vendor`` is whatever its cloud's stand-in needs to describe it; ``reported`` says when each
    ``kind.instance`` was last told to the cloud (missing: never).
    """

    id: str
    cloud: str
    household: str
    name: str
    type: str
    room: str | None
    capabilities: list[dict[str, Any]]
    online: bool = True
    vendor: dict[str, Any] = field(default_factory=dict)
    reported: dict[str, float] = field(default_factory=dict)

    def capability(self, key: str) -> dict[str, Any] | None:
        """The capability named ``kind.instance``; the three of colour share one entry."""
        kind, _, instance = key.partition(".")
        fixed = {"on_off": "on", "lock": "lock"}
        for capability in self.capabilities:
            if capability["kind"] != kind:
                continue
            if kind == "color" or capability.get("instance", fixed.get(kind)) == instance:
                return capability
        return None


@dataclass
class Household:
    """One household: who lives there, where they chat, and what each cloud knows of its devices.

    ``clouds`` maps a cloud's name to that stand-in's own description of the account (rooms, groups,
    scenes, tokens): the stand-in's business, and the seed's.
    """

    name: str
    title: str
    language: str
    timezone: str
    people: list[Person]
    chats: list[Chat]
    things: list[Thing]
    clouds: dict[str, dict[str, Any]]


class Truth:
    """How every device really is. Whoever changes it, everybody who watches hears of it."""

    def __init__(self, clock: Clock, bus: Bus) -> None:
        self._clock = clock
        self._bus = bus
        self._things: dict[str, Thing] = {}
        self._watchers: list[Callable[[Thing], None]] = []

    def watch(self, watcher: Callable[[Thing], None]) -> None:
        """Call ``watcher`` with every thing that changes, as soon as it has."""
        self._watchers.append(watcher)

    def add(self, things: list[Thing]) -> None:
        self._things.update((thing.id, thing) for thing in things)

    def __iter__(self) -> Iterator[Thing]:
        return iter(self._things.values())

    def get(self, id_: str) -> Thing | None:
        return self._things.get(id_)

    def remove(self, id_: str) -> None:
        """Forget a device that its owner has thrown out of the account."""
        del self._things[id_]

    def set_online(self, id_: str, online: bool) -> None:
        thing = self._things[id_]
        thing.online = online
        self._tell(thing)

    def rename(self, id_: str, name: str) -> None:
        thing = self._things[id_]
        thing.name = name
        self._tell(thing)

    def set_value(self, id_: str, key: str, value: Any, at: float | None = None) -> None:
        """Change what is true, as a hand or a command does; an online device tells its cloud at once.

        ``key`` is ``kind.instance``; for colour the instance that is lit is kept beside the value.
        ``at`` is when it happened, where that was before the clock was moved ahead; None is now.
        Raises KeyError when the device has no such capability.
        """
        thing = self._things[id_]
        capability = thing.capability(key)
        if capability is None:
            raise KeyError(f"{thing.name} has no {key}")
        capability["value"] = value
        if capability["kind"] == "color":
            capability["instance"] = key.partition(".")[2]
        if thing.online:
            thing.reported[key] = self._clock.now() if at is None else at
        self._tell(thing)

    def _tell(self, thing: Thing) -> None:
        for watcher in self._watchers:
            watcher(thing)
        self._bus.publish("device", as_json(thing))


def as_json(thing: Thing) -> dict[str, Any]:
    """One entry of ``GET /api/devices``."""
    return {
        "id": thing.id,
        "cloud": thing.cloud,
        "household": thing.household,
        "room": thing.room,
        "name": thing.name,
        "type": thing.type,
        "online": thing.online,
        "capabilities": thing.capabilities,
    }


@dataclass
class World:
    """Everything that the stand-ins share."""

    households: list[Household]
    clock: Clock = field(default_factory=Clock)
    bus: Bus = field(default_factory=Bus)
    faults: Faults = field(default_factory=Faults)
    limits: bool = True
    duplicate: float = 0.0
    seed: int = 7
    journal: Journal = field(init=False)
    truth: Truth = field(init=False)

    def __post_init__(self) -> None:
        self.journal = Journal(self.clock.now)
        self.truth = Truth(self.clock, self.bus)
        for household in self.households:
            self.truth.add(household.things)
