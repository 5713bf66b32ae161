"""The houses that understanding has seen last, each with its indexes."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from bot.home.house import House
from bot.understanding.features import Features
from bot.understanding.layout import Layout
from bot.understanding.names import Names
from bot.understanding.nouns import Nouns

Signature = tuple[object, ...]


@dataclass(frozen=True)
class Known:
    """What is worth knowing of a house as long as nothing in it is renamed or moved."""

    names: Names
    layout: Layout
    features: Features


class KnownHouses:
    """A house whose values changed keeps its indexes; of many houses the last ones are kept."""

    def __init__(self, nouns: Nouns, most: int = 16) -> None:
        self._nouns = nouns
        self._most = most
        self._by_identity: OrderedDict[int, tuple[House, Known]] = OrderedDict()
        self._by_names: OrderedDict[Signature, Known] = OrderedDict()

    def known(self, house: House) -> Known:
        seen = self._by_identity.get(id(house))
        if seen and seen[0] is house:
            return seen[1]
        signature = _signature(house)
        known = self._by_names.get(signature)
        if known is None:
            names = Names(house)
            known = self._by_names[signature] = Known(
                names, Layout(house, names, self._nouns), Features(house, self._nouns)
            )
        self._by_identity[id(house)] = (house, known)
        for cache in (self._by_identity, self._by_names):
            while len(cache) > self._most:
                cache.popitem(last=False)
        return known


def _signature(house: House) -> Signature:
    """What the indexes depend on. Makers rename no capabilities: their number tells enough."""
    devices = tuple((d.id, d.name, d.aliases, d.room, d.type, len(d.capabilities)) for d in house.devices)
    return house.rooms, house.groups, house.scenes, devices
