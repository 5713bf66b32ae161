"""Whatever is read of a home's devices, for whomever: others hear of it, so that nothing is read twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from bot.home.house import Device, House

Hear = Callable[[House, Sequence[Device]], None]
"""Called with the house as it was before, and the devices as they are now. Must not wait for anything."""


class HearsOfValues(Protocol):
    def learned(self, home: int, before: House, fresh: Sequence[Device]) -> None: ...


class Hearers:
    """Those who hear of what is read; they may come later than the homes."""

    def __init__(self) -> None:
        self._hearers: list[HearsOfValues] = []

    def add(self, hearer: HearsOfValues) -> None:
        self._hearers.append(hearer)

    def learned(self, home: int, before: House, fresh: Sequence[Device]) -> None:
        for hearer in self._hearers:
            hearer.learned(home, before, fresh)


def has_changed(before: Device | None, after: Device) -> bool:
    """Whether anything is different that people see; that the same was heard once more is not."""
    if before is None or before.online != after.online:
        return True
    known = {(c.kind, c.instance): c.value for c in before.capabilities}
    return any(known.get((c.kind, c.instance)) != c.value for c in after.capabilities)
