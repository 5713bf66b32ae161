"""Which devices a phrase means, given what is wished of them (rules 1 to 5 of reading)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.home.house import Device, House
from bot.intents.by_kind import ByKind
from bot.intents.by_name import ByName
from bot.intents.chosen import Chosen, asks_about_many, favoured, preferred
from bot.intents.places import Places
from bot.intents.wish import Wish
from bot.understanding.context import Context
from bot.understanding.kinds import ANYTHING
from bot.understanding.layout import Devices, Layout
from bot.understanding.pieces import Holder, Mention, Named
from bot.understanding.spoken import Phrase, Spoken

HELPING_TYPES = {"fan": ("ventilation.fan",)}
"""What helps by running, of itself, and by what else it is called."""


class Chooser:
    """Chooses devices of one house in one context."""

    def __init__(self, house: House, layout: Layout, context: Context) -> None:
        self._house = house
        self._layout = layout
        self._places = Places(house, layout, context.room)
        self._kinds = ByKind(house, layout, self._places)
        self._names = ByName(house, layout, self._places, self._kinds)

    def choose(self, phrase: Phrase, wish: Wish) -> Chosen:
        if phrase.shared:
            there = self.choose(replace(phrase, places=phrase.shared, shared=()), wish)
            return there if there.devices else self.choose(replace(phrase, shared=()), wish)
        place = self._places.devices(phrase)
        if isinstance(place, tuple):
            return Chosen(missing=place)
        if phrase.names:
            chosen = self._names.choose(phrase, wish, place)
            if chosen.missing and (elsewhere := _whose_room(phrase)):
                return self.choose(elsewhere, wish)
            return self._nearby(chosen, phrase)
        if phrase.kinds:
            return self._nearby(self._kinds.choose(phrase, wish, place), phrase)
        return self._in_place(phrase, wish, place)

    def _nearby(self, chosen: Chosen, phrase: Phrase) -> Chosen:
        """Of several things, one of which is meant, those in the place of which was spoken before."""
        there = self._places.devices(Phrase(places=phrase.nearby)) if chosen.unsure else None
        if not isinstance(there, frozenset):
            return chosen
        devices = tuple(d for d in chosen.devices if d.id in there) or chosen.devices
        return replace(chosen, devices=devices, unsure=len(devices) > 1)

    def unsaid(self, wish: Wish) -> Chosen:
        """Nothing was named: what the chat's room has, or the only device that can do it (rule 7)."""
        here = [d for d in self._places.in_this_room() if wish.suits(d)]
        here = here or self._helping(self._places.in_this_room(), wish)
        fitting = here or [d for d in self._house.devices if wish.suits(d)]
        chosen = favoured(preferred(fitting, wish), wish)
        many = bool(here) and len({d.type.partition(".")[0] for d in chosen}) == 1
        return Chosen(chosen, unsure=len(chosen) > 1 and not many and not asks_about_many(wish))

    def _helping(self, pool: Sequence[Device], wish: Wish) -> list[Device]:
        """What helps by running: a fan where it is hot, or what hangs on a socket and is called a heater."""
        helper = getattr(wish, "helper", None)
        named = self._layout.speaking_of(f"kind.{helper}") if helper else frozenset()
        made_for = HELPING_TYPES.get(helper or "", ())
        return [d for d in pool if (d.id in named and d.type in ANYTHING) or any(map(d.is_a, made_for))]

    def _in_place(self, phrase: Phrase, wish: Wish, place: Devices | None) -> Chosen:
        if place is None and phrase.places and all(_is_here(p) for p in phrase.places) and not phrase.all:
            return self.unsaid(wish)  # "here", in a chat that is bound to no room
        pool = self._house.devices if place is None else self._layout.in_order(place, self._house)
        devices = [d for d in pool if wish.suits(d)]
        everywhere = bool(phrase.places) and getattr(wish, "glowing", False)  # «везде погаси»
        if getattr(wish, "lights_up", False) and (
            everywhere or not phrase.all
        ):  # "the kitchen on": its lights
            devices = [d for d in devices if d.is_a("light")] or devices
        if place is None and not phrase.places:
            devices = self._places.of_here(devices) or devices
        if place is not None:
            devices = devices or self._helping(pool, wish)
        if not devices and getattr(wish, "roams", False):
            roaming = [d for d in self._house.devices if wish.suits(d)]
            return Chosen(tuple(roaming), unsure=len(roaming) > 1)
        if not devices and getattr(wish, "reaches_far", False):  # the heater next door warms this room too
            helpful = [d for d in self._house.devices if wish.suits(d)]
            return Chosen(favoured(preferred(helpful, wish), wish), elsewhere=bool(helpful))
        if not devices and getattr(wish, "property", None) and phrase.places:
            return Chosen(missing=(phrase.places[0].start, phrase.places[-1].end))
        return Chosen(preferred(devices, wish))


def _is_here(place: Mention | Spoken) -> bool:
    return isinstance(place, Spoken) and place.id == "here"


def _whose_room(phrase: Phrase) -> Phrase | None:
    """ "Grace's light", where no light is called that but a room is: the light in Grace's room."""
    rooms = [replace(m, named=named) for m in phrase.names if m.likeness < 1 and (named := _rooms(m))]
    if len(rooms) != len(phrase.names) or not (phrase.kinds or phrase.all):
        return None
    return replace(phrase, names=(), places=(*phrase.places, *rooms))


def _rooms(mention: Mention) -> tuple[Named, ...]:
    return tuple(named for named in mention.named if named.holder is Holder.ROOM)
