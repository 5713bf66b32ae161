"""An account's listing as a document that outlives the process, and what of it is worth being kept.

Values are left out: they are old by the time they would be needed, and nobody's business on a disk. What a
home is made of, its names above all, changes seldom and is what a sentence or a button needs first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Protocol

from bot.home.capability import Capability
from bot.home.cloud import Listing
from bot.home.document import from_document, to_document
from bot.home.errors import NotNowError, SettingsError
from bot.home.house import House

KEEP_AGAIN = timedelta(days=1)  # what is there for long is not taken for forgotten


class KeepsSnapshots(Protocol):
    async def keep_snapshot(self, account: int, taken: datetime, document: Mapping[str, Any]) -> bool: ...

    async def snapshot(self, account: int) -> tuple[datetime, Mapping[str, Any]] | None: ...


class Snapshots:
    """What a home's accounts listed last: looked up at the start, kept when something else is listed."""

    def __init__(self, memory: KeepsSnapshots, renewed: Callable[[], None] = lambda: None) -> None:
        """``renewed`` is called when something else than before was listed."""
        self._memory = memory
        self._renewed = renewed
        self._kept: dict[int, tuple[datetime, bytes]] = {}

    async def found(self, account: int) -> Listing | None:
        """What the account last listed, without values; None where that is not known, or not readable."""
        kept = await self._memory.snapshot(account)
        if kept is None:
            return None
        taken, document = kept
        self._kept[account] = (taken, _digest(document))
        with suppress(SettingsError):  # another version wrote it
            return _listing(from_document(document))
        return None

    async def keep(self, account: int, taken: datetime, listing: Listing) -> None:
        """Without a database for now the next listing will do."""
        document = to_document(_house(without_values(listing)))
        digest, (before, kept) = _digest(document), self._kept.get(account, (taken, b""))
        if digest == kept and taken - before < KEEP_AGAIN:
            return
        with suppress(NotNowError):
            await self._memory.keep_snapshot(account, taken, document)
            self._kept[account] = (taken, digest)
            if digest != kept:
                self._renewed()


def without_values(listing: Listing) -> Listing:
    devices = (
        replace(device, online=None, capabilities=tuple(_bare(c) for c in device.capabilities))
        for device in listing.devices
    )
    return Listing(listing.rooms, listing.groups, listing.scenes, tuple(devices))


def _bare(capability: Capability) -> Capability:
    return replace(capability, value=None, observed=None)


def _house(listing: Listing) -> House:
    return House("", listing.rooms, listing.groups, listing.scenes, listing.devices)


def _listing(house: House) -> Listing:
    return Listing(house.rooms, house.groups, house.scenes, house.devices)


def _digest(document: Mapping[str, Any]) -> bytes:
    """Tells one from another; a home in memory twice would weigh too much."""
    return sha256(json.dumps(document, ensure_ascii=False, sort_keys=True).encode()).digest()
