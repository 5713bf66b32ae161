"""What is known of a home at this moment: its accounts' listings as one house, and how fresh it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.home.cloud import Listing
from bot.home.house import Device, House
from bot.home.naming import OwnName, called
from bot.household.freshness import Freshness
from bot.household.hearing import Hear
from bot.household.joining import joined


class Known:
    """Whatever is listed or read is put here, and here ``hear`` learns of it."""

    def __init__(self, name: str, hear: Hear | None = None) -> None:
        self.house = House(name)
        self.listings: dict[int, Listing] = {}
        self.account_of: dict[str, int] = {}
        self.freshness = Freshness()
        self._names: tuple[OwnName, ...] = ()
        self._hear = hear

    def call(self, names: tuple[OwnName, ...]) -> None:
        """Call things by the home's own names from now on, beside those of their clouds."""
        if names == self._names:
            return
        self._names = names
        plain, _ = joined(self.house.name, self.listings, self.house)
        known = tuple(replace(self.house.device(d.id) or d, aliases=d.aliases) for d in plain.devices)
        self.house = called(replace(plain, devices=known), names)

    def join(self) -> None:
        """The listings have changed."""
        house, self.account_of = joined(self.house.name, self.listings, self.house)
        self.house = called(house, self._names)

    def by_account(self, ids: Iterable[str]) -> dict[int, list[Device]]:
        """Those devices that there are, each once."""
        found: dict[int, list[Device]] = {}
        for id_ in dict.fromkeys(ids):
            if device := self.house.device(id_):
                found.setdefault(self.account_of[id_], []).append(device)
        return found

    def learn(self, fresh: Sequence[Device], read_at: datetime | None = None) -> None:
        """A reading tells values; a device may have been given a name while it was read."""
        before = self.house
        fresh = [replace(d, aliases=known.aliases) for d in fresh if (known := before.device(d.id))]
        self.house = before.with_devices(fresh)
        self.tell(before, fresh)
        if read_at is not None:
            self.freshness.have_read(fresh, read_at)

    def tell(self, before: House, fresh: Sequence[Device]) -> None:
        if self._hear and fresh:
            self._hear(before, fresh)
