"""Which devices are in a place that was said: a room, a floor, "here", or a room that only names speak of."""

from __future__ import annotations

from collections.abc import Iterable

from bot.home.house import House
from bot.understanding.clause import Phrase, Spoken
from bot.understanding.known import Nouns
from bot.understanding.pieces import Holder, Mention

Devices = frozenset[str]
Missing = tuple[int, int]
"""The stretch of tokens that names a place where there is nothing."""


class Places:
    """The places of one house, for a chat that may be bound to one of its rooms."""

    def __init__(self, house: House, nouns: Nouns, here: str | None) -> None:
        self._house = house
        self._nouns = nouns
        self.here = here

    def devices(self, phrase: Phrase) -> Devices | Missing | None:
        """The ids of the devices in the places of a phrase; None where no place narrows the choice."""
        found: Devices | None = None
        for place in phrase.places:
            if isinstance(place, Spoken) and place.id in ("home", "here"):
                devices = self._in_rooms((self.here,)) if place.id == "here" and self.here else None
            else:
                devices = self._at(place)
                if not devices:
                    return place.start, place.end
            if devices is not None:
                found = devices if found is None else (found & devices or found | devices)
        return found

    def _at(self, place: Mention | Spoken) -> Devices:
        if isinstance(place, Spoken):
            return self._spoken(place)
        rooms = {n.id for n in place.named if n.holder is Holder.ROOM}
        floors = {n.id for n in place.named if n.holder is Holder.FLOOR}
        rooms |= {r.id for r in self._house.rooms if r.floor in floors}
        names = [n.name for n in place.named]
        return self._in_rooms(rooms) | self._homeless(names)

    def _spoken(self, place: Spoken) -> Devices:
        """A room in the lexicon's words: the very word where names have it, else any word for the same."""
        noun = f"room.{place.id}"
        rooms = [r for r in self._house.rooms if noun in self._nouns.of_room(r)]
        literal = [r for r in rooms if any(self._nouns.includes(n, place.said) for n in (r.name, *r.aliases))]
        inside = self._in_rooms(r.id for r in literal or rooms)
        if inside:
            return inside
        homeless = [d for d in self._house.devices if d.room is None or not rooms]
        same = [d for d in homeless if noun in self._nouns.of_device(d)]
        exact = [d for d in same if self._nouns.device_includes(d, place.said)]
        return frozenset(d.id for d in exact or same)

    def _homeless(self, names: Iterable[str]) -> Devices:
        """Devices without a room whose own names tell where they are."""
        homeless = [d for d in self._house.devices if d.room is None]
        return frozenset(
            d.id for d in homeless if any(self._nouns.device_includes(d, name) for name in names)
        )

    def _in_rooms(self, rooms: Iterable[str | None]) -> Devices:
        wanted = set(rooms)
        return frozenset(d.id for d in self._house.devices if d.room and d.room in wanted)
