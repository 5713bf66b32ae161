"""A house as understanding sees it: its names, and what its names say in the words of the lexicons."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from functools import lru_cache

from bot.home.house import Device, House, Room
from bot.understanding.names import Names
from bot.understanding.phrases import Forms, Vocabulary, row_of
from bot.understanding.text import Script, tokens_of

Signature = tuple[object, ...]


class Nouns:
    """The kinds and rooms that names speak of: «Лампа на кухне» says ``light/lamp`` and ``kitchen``."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._of: dict[str, frozenset[str]] = {}

    def of(self, name: str) -> frozenset[str]:
        if name not in self._of:
            self._of[name] = frozenset(self._said(name))
        return self._of[name]

    def _said(self, name: str) -> Iterator[str]:
        """Longest kinds only, so that a 台灯 is no 灯; a garage door is in the garage all the same."""
        tokens = tokens_of(name)
        row = row_of(tokens)
        start = 0
        while start < len(tokens):
            found = [
                (end, id_)
                for end, ids in self._vocabulary.index(tokens[start].script).at(row, start)
                for id_ in ids
                if id_.startswith(("kind.", "room."))
            ]
            longest = max((end for end, _ in found), default=start + 1)
            yield from (id_ for end, id_ in found if end == longest or id_.startswith("room."))
            start = longest

    def includes(self, name: str, said: str) -> bool:
        """Whether a name has the words that were said, one after the other and in any form."""
        words, wanted = _row(name), _row(said)
        starts = range(len(words) - len(wanted) + 1)
        return any(all(not w.isdisjoint(words[n + k]) for k, w in enumerate(wanted)) for n in starts)

    def device_includes(self, device: Device, said: str) -> bool:
        return any(self.includes(name, said) for name in (device.name, *device.aliases))

    def of_device(self, device: Device) -> frozenset[str]:
        return self.of(device.name).union(*map(self.of, device.aliases))

    def of_room(self, room: Room) -> frozenset[str]:
        return self.of(room.name).union(*map(self.of, room.aliases))


@lru_cache(maxsize=32768)
def _row(name: str) -> tuple[Forms, ...]:
    return row_of([token for token in tokens_of(name) if token.script is not Script.MARK])


class KnownHouses:
    """The name indexes of the houses seen last; a house whose values changed keeps its index."""

    def __init__(self, most: int = 16) -> None:
        self._most = most
        self._by_identity: OrderedDict[int, tuple[House, Names]] = OrderedDict()
        self._by_names: OrderedDict[Signature, Names] = OrderedDict()

    def names(self, house: House) -> Names:
        seen = self._by_identity.get(id(house))
        if seen and seen[0] is house:
            return seen[1]
        signature = _signature(house)
        names = self._by_names.get(signature)
        if names is None:
            names = self._by_names[signature] = Names(house)
        self._by_identity[id(house)] = (house, names)
        for cache in (self._by_identity, self._by_names):
            while len(cache) > self._most:
                cache.popitem(last=False)
        return names


def _signature(house: House) -> Signature:
    devices = tuple((d.id, d.name, d.aliases) for d in house.devices)
    return house.rooms, house.groups, house.scenes, devices
