"""What a cloud last heard of its devices: an offline device's truth no longer reaches it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.world import Thing


@dataclass(frozen=True)
class Heard:
    """A value and when the device told it, in seconds since 1970; ``at`` None: it never did."""

    value: Any
    at: float | None


def key_of(capability: dict[str, Any]) -> str:
    """The ``kind.instance`` under which the truth knows a capability; of colour, the instance that is lit."""
    fixed = {"on_off": "on", "lock": "lock"}
    kind = capability["kind"]
    return f"{kind}.{fixed.get(kind) or capability['instance']}"


class Shadow:
    """One cloud's memory of values; ``listen`` to a device before asking what was heard of it."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._heard: dict[tuple[str, str], Heard] = {}

    def listen(self, thing: Thing) -> None:
        """Take in what the device has told since the last time."""
        for capability in thing.capabilities:
            key = key_of(capability)
            before = self._heard.get((thing.id, key))
            told = thing.reported.get(key)
            fresh = before is None or (told is not None and told > (before.at or 0))
            if fresh or thing.online:
                self._take(thing.id, key, capability.get("value"), told)

    def forget(self, thing: Thing) -> None:
        """As after a factory reset: what is true now was never told."""
        thing.reported.clear()
        self._heard = {place: heard for place, heard in self._heard.items() if place[0] != thing.id}

    def heard(self, thing: Thing, key: str) -> Heard | None:
        return self._heard.get((thing.id, key))

    def _take(self, id_: str, key: str, value: Any, told: float | None) -> None:
        """A value that changed while its device was offline counts as told when it is back."""
        before = self._heard.get((id_, key))
        if before and before.at is not None and told is not None and told <= before.at:
            told = self._now() if value != before.value else before.at
        self._heard[id_, key] = Heard(value, told)
