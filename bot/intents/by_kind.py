"""Devices that are meant by a noun: "the lamps", "a strip", «розетки» (rules 2 to 4 of reading)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.home.house import Device, House
from bot.intents.chosen import Chosen, asks_about_many, can, preferred
from bot.intents.places import Places
from bot.intents.wish import Wish
from bot.understanding.kinds import (
    ANYTHING,
    BROAD,
    CALLED_OTHERWISE,
    CALLED_SO_TOGETHER,
    DOORS,
    PLAIN,
    belongs,
    sort_of,
)
from bot.understanding.layout import NONE, Devices, Layout
from bot.understanding.pieces import Mention
from bot.understanding.spoken import Phrase, Spoken
from bot.understanding.words import names_thing

VAGUE = frozenset(("switch", "socket", "player", "player/track"))
"""Kinds that may be said beside another without meaning a thing that is both: "the light switch"."""


class ByKind:
    def __init__(self, house: House, layout: Layout, places: Places) -> None:
        self._house = house
        self._layout = layout
        self._places = places

    def choose(self, phrase: Phrase, wish: Wish, place: Devices | None) -> Chosen:
        said = [kind for kind in phrase.kinds if kind.id != getattr(wish, "passes_over", None)]
        phrase = replace(phrase, kinds=tuple(said)) if said else phrase
        first, last = phrase.kinds[0], phrase.kinds[-1]
        many = last.plural or phrase.all or asks_about_many(wish)
        of_kinds = [self._of_one_kind(place, kind.id, kind.said, many) for kind in phrase.kinds]
        shared = set.intersection(*({d.id for d in found} for found in of_kinds))
        devices = self._called_all(phrase, place) or [d for d in of_kinds[-1] if d.id in shared]
        if any(kind.id == "scene" for kind in phrase.kinds):
            return Chosen(missing=(first.start, last.end))  # a scene that there is not is no film on TV
        if not devices and (listed := self._listed(phrase, wish, place)):
            return listed
        if not devices and not VAGUE.isdisjoint(k.id for k in phrase.kinds):
            devices = next((found for found in of_kinds if found), [])
        if not devices and first is last:  # of several nouns, none may go unheard
            devices = self._called(last.said, place) or self._speaking(last.id, place)
        if not devices:
            return Chosen(missing=(first.start, last.end))
        if place is None and not phrase.places:
            devices = self._places.of_here(devices) or devices
        devices = list(preferred(can(devices, wish) or devices, wish))
        if sort_of(last.id) == "player":
            devices = [d for d in devices if _plays(d)] or devices
        if phrase.both and len(devices) != 2:
            return self._both(devices, last)
        plural = last.plural or phrase.all or phrase.both or asks_about_many(wish)
        if (sort_of(last.id) != "light" or _is_special(last.id)) and not plural:
            called = self._layout.called(last.said)
            devices = [d for d in devices if d.id in called] or devices
        if not plural and (noun := CALLED_SO_TOGETHER.get(last.id)):
            called = self._layout.speaking_of(f"kind.{noun}")
            devices = [d for d in devices if d.id not in called] or devices
        named = NONE if plural else self._composed(phrase)
        composed = [d for d in devices if d.id in named]
        if composed:  # "the light in the bedroom", where one is called "Bedroom light"
            return Chosen(tuple(composed), unsure=len(composed) > 1)
        placed = (place is not None or bool(self._places.of_here(devices))) and not (
            phrase.one and wish.question is None
        )
        return Chosen(tuple(devices), unsure=len(devices) > 1 and not plural and not placed)

    def _listed(self, phrase: Phrase, wish: Wish, place: Devices | None) -> Chosen | None:
        """«Телевизор кондей и свет»: nouns one after the other, each of which is a thing by itself."""
        if len(phrase.kinds) < 2 or not all(names_thing(kind.said) for kind in phrase.kinds):
            return None
        each = [self.choose(replace(phrase, kinds=(kind,)), wish, place) for kind in phrase.kinds]
        if any(chosen.unsure or chosen.missing for chosen in each):
            return None
        return Chosen(tuple(dict.fromkeys(d for chosen in each for d in chosen.devices)))

    def _called_all(self, phrase: Phrase, place: Devices | None) -> list[Device]:
        """What has all of several nouns in its name: «подсветка за теликом» is no television."""
        if len(phrase.kinds) < 2:
            return []
        named = NONE.union(self._layout.speaking_of(f"kind.{phrase.kinds[0].id}")).intersection(
            *(self._layout.speaking_of(f"kind.{kind.id}") for kind in phrase.kinds[1:])
        )
        return self._layout.in_order(named if place is None else named & place, self._house)

    def _called(self, said: str, place: Devices | None) -> list[Device]:
        """What has the noun in its name, whatever else that says: «Гаражные ворота» are a gate.

        A single Chinese character says too little: a valve (阀门) is no door (门).
        """
        called = self._layout.called(said) if len(said) > 1 else NONE
        return self._layout.in_order(called if place is None else called & place, self._house)

    def _speaking(self, kind: str, place: Devices | None) -> list[Device]:
        """What its name says to be of a special sort, whatever its type: «гирляндочка» is a «Гирлянда» on a
        socket."""
        named = self._layout.speaking_of(f"kind.{kind}") if _is_special(kind) else NONE
        return self._layout.in_order(named if place is None else named & place, self._house)

    def _both(self, devices: Sequence[Device], kind: Spoken) -> Chosen:
        """ "Both lamps" are two: those that are called so, or it has to be asked which."""
        called = self._layout.made_of([kind.said])
        pair = tuple(d for d in devices if d.id in called)
        return Chosen(pair) if len(pair) == 2 else Chosen(tuple(devices), unsure=len(devices) > 1)

    def _composed(self, phrase: Phrase) -> Devices:
        """The devices whose whole name is the place and the kind that were said."""
        places = [p.named[0].name if isinstance(p, Mention) else p.said for p in phrase.places]
        return self._layout.made_of([*places, *(kind.said for kind in phrase.kinds)]) if places else NONE

    def is_one(self, device: Device, kind: str) -> bool:
        sort = sort_of(kind)
        named = device.id in self._layout.speaking_of(f"kind.{kind}")
        if not named and device.id in self._layout.speaking_of(f"kind.{CALLED_OTHERWISE.get(sort)}"):
            return False
        if named and (belongs(device, kind) or sort != "light" or _on_a_socket(device, kind)):
            return True
        if device.type not in BROAD or not belongs(device, kind):
            return belongs(device, kind)
        others = {sort_of(other) for other in self._layout.kinds_in_name(device)}
        return not others - (DOORS if sort in DOORS else {sort}) - {"lock"}

    def _of_one_kind(self, place: Devices | None, kind: str, said: str, many: bool) -> list[Device]:
        """The devices that bear a noun where there are any; else the only one of the sort, or all of them
        where the noun is as good as the sort ("lamp", above all "lamps")."""
        ids = self._layout.of_kind(kind)
        ids = ids if place is None else ids & place
        devices = [d for d in self._layout.in_order(ids, self._house) if self.is_one(d, kind)]
        if kind in DOORS:
            return devices
        if kind == sort_of(kind):  # "Strip behind the TV" is no TV, where there is one
            return [d for d in devices if belongs(d, kind) or d.type in ANYTHING] or devices
        called = self._layout.speaking_of(f"kind.{kind}")
        if said and kind in PLAIN:  # a «Настольная лампа» is one of the lamps
            called |= self._layout.called(said)
        bearing = [d for d in devices if d.id in called]
        if kind in PLAIN:
            return devices if many else bearing or devices
        if bearing:
            return bearing
        only = devices if len(devices) == 1 else []
        sorts = {kind.partition("/")[0]}
        return [d for d in only if all(other in sorts for other in self._layout.kinds_in_name(d))]


def _is_special(kind: str) -> bool:
    """Whether a noun stands for one sort of lights, as "strip" does."""
    return kind != sort_of(kind) and kind not in PLAIN


def _on_a_socket(device: Device, kind: str) -> bool:
    """Whether a device that is called a garland, say, hangs on a socket: it is one as well."""
    return _is_special(kind) and device.type in ANYTHING


def _plays(device: Device) -> bool:
    """Whether music is the device's business, and not pictures."""
    return any(c.instance in ("play", "pause", "next_track") for c in device.capabilities)
