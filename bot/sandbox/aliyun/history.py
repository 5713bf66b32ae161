"""What the platform remembers of each thing: every value it reported and every event, by time."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from bot.sandbox.aliyun.past import Reading, notices, readings
from bot.sandbox.aliyun.values import to_wire
from bot.sandbox.shadow import Shadow
from bot.sandbox.world import Thing

KEPT = 5000  # changes of one property
PSEUDO = ("post",)


@dataclass(frozen=True)
class Report:
    """A property was told anew: its truth by ``kind.instance``."""

    key: str
    value: Any
    at: float


class History:
    """Both timelines. ``seed`` decides the days before the sandbox; a reset takes everything away.

    The past is invented when it is first asked for, so that a large world costs nothing.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._told: dict[tuple[str, str], deque[Reading]] = defaultdict(lambda: deque(maxlen=KEPT))
        self._happened: dict[tuple[str, str], deque[Reading]] = defaultdict(lambda: deque(maxlen=KEPT))
        self._before: dict[tuple[str, str], list[Reading]] = {}
        self._begun: dict[str, float] = {}
        self._forgotten: set[str] = set()

    def begin(self, thing: Thing, now: float) -> None:
        """What happened before ``now`` is the invented past's business."""
        self._begun[thing.id] = now

    def beginning(self, thing: Thing) -> float:
        return self._begun[thing.id]

    def take(self, thing: Thing, shadow: Shadow) -> list[Report]:
        """Remember what the shadow has heard since the last time; what that was."""
        fresh: list[Report] = []
        for identifier, described in properties_of(thing).items():
            meaning = thing.vendor["keys"].get(identifier)
            heard = shadow.heard(thing, meaning["key"]) if meaning else None
            if not meaning or heard is None or heard.at is None or heard.value is None:
                continue
            told = self._told[thing.id, identifier]
            if not told or told[-1][0] < heard.at:
                wire = to_wire(described, meaning["key"], meaning["words"], heard.value)
                told.append((heard.at, wire))
                fresh.append(Report(meaning["key"], heard.value, heard.at))
        return fresh

    def happen(self, thing: Thing, identifier: str, body: Mapping[str, Any], at: float) -> None:
        self._happened[thing.id, identifier].append((at, dict(body)))

    def values(self, thing: Thing, identifier: str) -> list[Reading]:
        """All that was told of a property, oldest first; nothing if it never was."""
        told = list(self._told.get((thing.id, identifier), ()))
        if not told:
            return []
        return [*self._past(thing, identifier, told[0]), *told]

    def events(self, thing: Thing, identifier: str) -> list[Reading]:
        """All that was told of an event, oldest first."""
        lately = self._happened.get((thing.id, identifier), ())
        return [*self._past(thing, identifier, None), *lately]

    def forget(self, thing: Thing) -> None:
        self._forgotten.add(thing.id)
        for kept in (self._told, self._happened):
            for place in [place for place in kept if place[0] == thing.id]:
                del kept[place]

    def _past(self, thing: Thing, identifier: str, first: Reading | None) -> list[Reading]:
        """The invented days: of a property up to its ``first`` report, of an event (None) up to the start."""
        if thing.id in self._forgotten:
            return []
        place = (thing.id, identifier)
        if place not in self._before:
            chance = Random(f"{self._seed}/{thing.id}/{identifier}")
            if first:
                described = properties_of(thing)[identifier]
                self._before[place] = readings(described, first[1], first[0], chance)
            else:
                described = events_of(thing)[identifier]
                self._before[place] = notices(described, self._begun[thing.id], chance)
        return self._before[place]


def properties_of(thing: Thing) -> dict[str, Mapping[str, Any]]:
    return {described["identifier"]: described for described in thing.vendor["tsl"].get("properties", ())}


def events_of(thing: Thing) -> dict[str, Mapping[str, Any]]:
    """The events of the model by identifier, without the pseudo-event that reports properties."""
    return {described["identifier"]: described for described in _whole(thing.vendor["tsl"].get("events", ()))}


def _whole(events: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """An event may lack its type and outputs in real models."""
    for event in events:
        if event["identifier"] not in PSEUDO:
            yield {"type": "info", "name": event["identifier"], "outputData": []} | dict(event)
