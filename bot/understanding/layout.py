"""Where the devices of a house are and what they are called, by ids: what stays when values change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from bot.home.house import Device, House, Room
from bot.understanding.kinds import TYPES, sort_of
from bot.understanding.names import Names
from bot.understanding.nouns import Nouns
from bot.understanding.phrases import Forms, row_of
from bot.understanding.pieces import Holder
from bot.understanding.slips import is_han
from bot.understanding.text import Script, tokens_of

Devices = frozenset[str]
"""Ids of devices."""

NONE: Devices = frozenset()


class Layout:
    """The devices of one house by room, type and noun."""

    def __init__(self, house: House, names: Names, nouns: Nouns) -> None:
        self._house = house
        self._names = names
        self._nouns = nouns
        self._place_of = {device.id: n for n, device in enumerate(house.devices)}
        self.by_room = _grouped((device.room, device.id) for device in house.devices)
        self._by_type = _grouped((device.type, device.id) for device in house.devices)

    def in_order(self, ids: Iterable[str], house: House) -> list[Device]:
        """The devices as they are now, in the order of the house."""
        ordered = sorted((i for i in ids if i in self._place_of), key=self._place_of.__getitem__)
        return [device for id_ in ordered if (device := house.device(id_))]

    def in_rooms(self, rooms: Iterable[str | None]) -> Devices:
        return NONE.union(*(self.by_room.get(room, NONE) for room in rooms if room))

    @property
    def homeless(self) -> Devices:
        """Devices without a room: their own names may tell where they are."""
        return self.by_room.get(None, NONE)

    def of_kind(self, kind: str) -> Devices:
        """Devices of the kind's types, and all whose names speak of the kind."""
        wanted = TYPES.get(sort_of(kind), ())
        types = [t for t in self._by_type if any(t == w or str(t).startswith(w + ".") for w in wanted)]
        return self.speaking_of(f"kind.{kind}").union(*(self._by_type[t] for t in types))

    def speaking_of(self, noun: str) -> Devices:
        """Devices in whose names the noun occurs."""
        return self._by_noun.get(noun, NONE)

    def rooms_speaking_of(self, noun: str) -> list[Room]:
        return [room for room in self._house.rooms if noun in self._nouns.of_room(room)]

    def called(self, said: str) -> Devices:
        """Devices in one of whose names the words stand, one after the other and in any form."""
        words = _row(said)
        if not words:
            return NONE
        bearing = min((self._names.bearing(word) for word in words), key=len)
        return frozenset(
            name.named.id
            for name in bearing
            if name.named.holder is Holder.DEVICE and includes(" ".join(name.words), said)
        )

    def made_of(self, texts: Sequence[str]) -> Devices:
        """Devices one of whose names has the words of the texts and no others, in any order and number.

        Chinese does not tell one from many, so that its names say nothing here.
        """
        words = [word for text in texts for word in _row(text)]
        if any(is_han(form) for word in words for form in word):
            return NONE
        bearing = min((self._names.bearing(word) for word in words), key=len)
        return frozenset(
            name.named.id
            for name in bearing
            if name.named.holder is Holder.DEVICE
            and len(name.words) == len(words)
            and all(not word.isdisjoint(name.forms) for word in words)
        )

    def kinds_in_name(self, device: Device) -> list[str]:
        """The kinds that a device's names speak of."""
        return [noun[5:] for noun in self._nouns.of_device(device) if noun.startswith("kind.")]

    @cached_property
    def levels(self) -> Mapping[str, float | None]:
        """How high each room lies, by the name of its floor."""
        return {room.id: self._nouns.level_of(room.floor) for room in self._house.rooms if room.floor}

    @cached_property
    def _by_noun(self) -> Mapping[str | None, Devices]:
        return _grouped(
            (noun, device.id) for device in self._house.devices for noun in self._nouns.of_device(device)
        )


def includes(name: str, said: str) -> bool:
    """Whether a name has the words that were said, one after the other and in any form."""
    words, wanted = _row(name), _row(said)
    starts = range(len(words) - len(wanted) + 1)
    return any(all(not w.isdisjoint(words[n + k]) for k, w in enumerate(wanted)) for n in starts)


@lru_cache(maxsize=32768)
def _row(name: str) -> tuple[Forms, ...]:
    return row_of([token for token in tokens_of(name) if token.script is not Script.MARK])


def _grouped(pairs: Iterable[tuple[str | None, str]]) -> dict[str | None, Devices]:
    found: dict[str | None, set[str]] = defaultdict(set)
    for key, id_ in pairs:
        found[key].add(id_)
    return {key: frozenset(ids) for key, ids in found.items()}
