"""Which devices are in a place that was said: a room, a floor, "here", or a room that only names speak of."""

from __future__ import annotations

from collections.abc import Sequence

from bot.home.house import Device, House
from bot.understanding.layout import NONE, Devices, Layout, includes
from bot.understanding.pieces import Holder, Mention
from bot.understanding.spoken import Phrase, Spoken

Missing = tuple[int, int]
"""The stretch of tokens that names a place where there is nothing."""


LEVELS = ("upstairs", "downstairs")
STOREY = "storey"
"""The kind of place whose words are all different places: 四楼 is no 二楼."""


class Places:
    """The places of one house, for a chat that may be bound to one of its rooms."""

    def __init__(self, house: House, layout: Layout, here: str | None) -> None:
        self._house = house
        self._layout = layout
        self._here = here

    def devices(self, phrase: Phrase) -> Devices | Missing | None:
        """The devices in the places of a phrase; None where no place narrows the choice."""
        found: Devices | None = None
        there = [p for p in phrase.places if not (isinstance(p, Spoken) and p.id == "here")]
        for place in there or phrase.places:  # «у Даши в комнате» is not in the chat's room
            if isinstance(place, Spoken) and place.id in ("home", "here"):
                devices = self._at_hand(place) if place.id == "here" else None
            else:
                devices = self._in(place)
                if not devices:
                    return place.start, place.end
            if devices is not None:
                found = devices if found is None else (found & devices or found | devices)
        return found

    def _at_hand(self, place: Spoken) -> Devices | None:
        """What is here; a room that is called «Комната» is meant by «в комнате» from everywhere."""
        called = [r.id for r in self._house.rooms if includes(place.said, r.name)]
        rooms = called or ([self._here] if self._here else [])
        return self._layout.in_rooms(rooms) if rooms else None

    def in_this_room(self) -> list[Device]:
        return self._layout.in_order(self._layout.in_rooms((self._here,)), self._house)

    def of_here(self, devices: Sequence[Device]) -> list[Device]:
        """Those in the room that the chat is bound to."""
        return [d for d in devices if self._here and d.room == self._here]

    def _in(self, place: Spoken | Mention) -> Devices:
        if isinstance(place, Mention):
            return self._named(place)
        return self._on_level(place.id) if place.id in LEVELS else self._spoken(place)

    def _on_level(self, level: str) -> Devices:
        """Upstairs is what is above the lowest floor over the ground, seen from the room of the chat above
        that one."""
        levels = self._layout.levels
        known = {number for number in levels.values() if number is not None}
        if len(known) < 2:
            return NONE
        own = levels.get(self._here or "")
        ground = min((n for n in known if n >= 0 and n < max(known)), default=min(known))
        border = own if own is not None and min(known) < own < max(known) else None
        if border is None:
            meant = {n for n in known if (n > ground) == (level == "upstairs")}
        else:
            meant = {n for n in known if (n > border if level == "upstairs" else n < border)}
        return self._layout.in_rooms(room for room, number in levels.items() if number in meant)

    def _named(self, place: Mention) -> Devices:
        rooms = {n.id for n in place.named if n.holder is Holder.ROOM}
        floors = {n.id for n in place.named if n.holder is Holder.FLOOR}
        rooms |= {r.id for r in self._house.rooms if r.floor in floors}
        called = NONE.union(*(self._layout.called(n.name) for n in place.named))
        return self._layout.in_rooms(rooms) | (called & self._layout.homeless)

    def _spoken(self, place: Spoken) -> Devices:
        """A room in the lexicon's words: the very word where names have it, else any word for the same."""
        noun = f"room.{place.id}"
        rooms = self._layout.rooms_speaking_of(noun)
        literal = [r.id for r in rooms if any(includes(n, place.said) for n in (r.name, *r.aliases))]
        one_of_many = place.id == STOREY
        inside = self._layout.in_rooms(literal or ([] if one_of_many else [r.id for r in rooms]))
        if inside:
            return inside
        same = self._layout.speaking_of(noun)
        if one_of_many:
            return same & self._layout.called(place.said)
        if rooms:
            same &= self._layout.homeless
        return same & self._layout.called(place.said) or same
