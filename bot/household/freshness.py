"""When each device of a home was last read by this process, and of which another one knows better."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from bot.home.house import Device

EVER = datetime.min.replace(tzinfo=UTC)
"""Since when something was read that was read at all."""


class Freshness:
    def __init__(self) -> None:
        self._read_at: dict[str, datetime] = {}
        self._doubted: set[str] = set()

    def have_read(self, devices: Iterable[Device], at: datetime) -> None:
        ids = {device.id for device in devices}
        self._read_at |= dict.fromkeys(ids, at)
        self._doubted -= ids

    def doubt(self, devices: Iterable[str]) -> None:
        for device in devices:
            self._doubted.add(device)
            self._read_at.pop(device, None)

    def doubts(self, device: str) -> bool:
        return device in self._doubted

    def is_old(self, device: str, since: datetime) -> bool:
        """Whether the device was not read after that moment."""
        return self._read_at.get(device, since) <= since

    def has_read(self, devices: Iterable[str], since: datetime) -> bool:
        """Whether all of these devices were read here since then."""
        return all(at is not None and at >= since for at in map(self._read_at.get, devices))
