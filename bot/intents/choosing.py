"""Which devices a phrase means, given what is wished of them (rules 1 to 5 of reading)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.home.fit import Reason
from bot.home.house import Device, House
from bot.home.request import Asked
from bot.intents.places import Places
from bot.intents.wish import Wish
from bot.understanding.context import Context
from bot.understanding.kinds import ANYTHING, BROAD, CALLED_OTHERWISE, DOORS, PLAIN, belongs, sort_of
from bot.understanding.layout import NONE, Devices, Layout
from bot.understanding.pieces import Holder, Mention
from bot.understanding.target import Phrase, Spoken

FULL = 0.99
"""The likeness of a name that was said in full."""

VAGUE = frozenset(("switch", "socket", "player", "player/track"))
"""Kinds that may be said beside another without meaning a thing that is both: "the light switch"."""


@dataclass(frozen=True)
class Chosen:
    """``devices`` are meant, all of them, or when ``unsure`` one of them; nothing answers to ``missing``.

    ``elsewhere``: they are not where they were looked for, so that even a single one is asked about.
    """

    devices: tuple[Device, ...] = ()
    unsure: bool = False
    elsewhere: bool = False
    missing: tuple[int, int] | None = None
    near: tuple[str, ...] = ()


class Chooser:
    """Chooses devices of one house in one context."""

    def __init__(self, house: House, layout: Layout, context: Context) -> None:
        self._house = house
        self._layout = layout
        self._places = Places(house, layout, context.room)
        self._here = context.room

    def choose(self, phrase: Phrase, wish: Wish) -> Chosen:
        place = self._places.devices(phrase)
        if isinstance(place, tuple):
            return Chosen(missing=place)
        if phrase.names:
            return self._nearby(self._named(phrase, wish, place), phrase)
        if phrase.kinds:
            return self._nearby(self._of_kind(phrase, wish, place), phrase)
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
        here = [d for d in self._in_this_room() if wish.suits(d)]
        fitting = here or [d for d in self._house.devices if wish.suits(d)]
        chosen = _favoured(_preferred(fitting, wish), wish)
        many = bool(here) and len({d.type.partition(".")[0] for d in chosen}) == 1
        return Chosen(chosen, unsure=len(chosen) > 1 and not many and not _asks_about_many(wish))

    def _in_this_room(self) -> list[Device]:
        return self._layout.in_order(self._layout.in_rooms((self._here,)), self._house)

    def _of_here(self, devices: Sequence[Device]) -> list[Device]:
        return [d for d in devices if self._here and d.room == self._here]

    # names

    def _named(self, phrase: Phrase, wish: Wish, place: Devices | None) -> Chosen:
        """Several mentions in one phrase speak of the same thing, where there is one that bears them all."""
        found: list[Device] = []
        unsure = False
        for mention in sorted(phrase.names, key=lambda mention: -mention.likeness):
            chosen = self._mentioned(mention, phrase, wish, place)
            if chosen.missing:
                return chosen
            ids = {d.id for d in chosen.devices}
            both = [d for d in found if d.id in ids]
            if found and not both and mention.likeness < FULL:
                continue  # a part of some other name says nothing beside a better one
            unsure = chosen.unsure and len(both or chosen.devices) > 1
            found = both or list({d.id: d for d in (*found, *chosen.devices)}.values())
        return Chosen(_preferred(found, wish), unsure)

    def _mentioned(self, mention: Mention, phrase: Phrase, wish: Wish, place: Devices | None) -> Chosen:
        devices, grouped = self._bearers(mention)
        near = tuple(d.id for d in devices)
        if place is not None:
            inside = [d for d in devices if d.id in place or _goes_about(d)]
            if not inside:
                return Chosen(missing=(mention.start, mention.end), near=near)
            devices = inside
        if phrase.kinds:
            devices = [d for d in devices if self._may_be(d, phrase.kinds)]
            if not devices:
                return Chosen(missing=(mention.start, phrase.kinds[-1].end), near=near)
        if grouped:
            return Chosen(tuple(devices))
        if phrase.all and place is None and (len(devices) == 1 or self._is_sort(mention, devices)):
            return Chosen(missing=(mention.start, mention.end), near=near)  # "every light" is not "Light"
        devices = self._able(devices, mention, wish)
        if mention.likeness < FULL and len(devices) > 1 and not _can(devices, wish):
            return Chosen(missing=(mention.start, mention.end), near=near)  # a word that some names share
        if place is None and len(devices) > 1:
            devices = self._of_here(devices) or devices
        many = phrase.all or phrase.both or mention.plural or _asks_about_many(wish)
        return Chosen(tuple(devices), unsure=len(devices) > 1 and not many)

    def _bearers(self, mention: Mention) -> tuple[list[Device], bool]:
        """The devices that a mention may mean, and whether they are a group's, hence all meant."""
        groups = {n.id for n in mention.named if n.holder is Holder.GROUP}
        members = [i for g in self._house.groups if g.id in groups for i in g.devices]
        full = members and mention.likeness >= FULL
        ids = members if full else [n.id for n in mention.named if n.holder is Holder.DEVICE] or members
        return [d for i in dict.fromkeys(ids) if (d := self._house.device(i))], bool(full)

    def _able(self, devices: list[Device], mention: Mention, wish: Wish) -> list[Device]:
        """Of the bearers those that can do it; where none can, what is called that and more ("lock the front
        door", where the lock is called "Front door lock"); else all, so that the answer can say why not."""
        able = list(_preferred(_can(devices, wish), wish))
        if able or not mention.named:
            return able or devices
        said = mention.named[0].name
        return _can(self._layout.in_order(self._layout.called(said), self._house), wish) or devices

    def _is_sort(self, mention: Mention, devices: Sequence[Device]) -> bool:
        """Whether a name is no more than the noun of a sort: where each room has its "Light", "all the
        lights" are more than these."""
        word = mention.end - mention.start == 1 and mention.likeness >= FULL
        return word and all(self._layout.kinds_in_name(device) == ["light"] for device in devices)

    def _may_be(self, device: Device, kinds: Sequence[Spoken]) -> bool:
        """Whether a name and a kind said together may mean the device: "the Sonos speaker"."""
        if device.type in ANYTHING or any(self._is(device, kind.id) for kind in kinds):
            return True
        return any(kind.id == "lock" and belongs(device, "lock") for kind in kinds)

    # kinds

    def _of_kind(self, phrase: Phrase, wish: Wish, place: Devices | None) -> Chosen:
        first, last = phrase.kinds[0], phrase.kinds[-1]
        many = last.plural or phrase.all or _asks_about_many(wish)
        of_kinds = [self._of_one_kind(place, kind.id, kind.said, many) for kind in phrase.kinds]
        shared = set.intersection(*({d.id for d in found} for found in of_kinds))
        devices = [d for d in of_kinds[-1] if d.id in shared]
        if any(kind.id == "scene" for kind in phrase.kinds):
            return Chosen(missing=(first.start, last.end))  # a scene that there is not is no film on TV
        if not devices and not VAGUE.isdisjoint(k.id for k in phrase.kinds):
            devices = next((found for found in of_kinds if found), [])
        if not devices and first is last:  # of several nouns, none may go unheard
            devices = self._called(last.said, place) or self._speaking(last.id, place)
        if not devices:
            return Chosen(missing=(first.start, last.end))
        if place is None and not phrase.places:
            devices = self._of_here(devices) or devices
        devices = list(_preferred(_can(devices, wish) or devices, wish))
        if sort_of(last.id) == "player":
            devices = [d for d in devices if _plays(d)] or devices
        if phrase.both and len(devices) != 2:
            return self._both(devices, last)
        plural = last.plural or phrase.all or phrase.both or _asks_about_many(wish)
        if (sort_of(last.id) != "light" or _is_special(last.id)) and not plural:
            called = self._layout.called(last.said)
            devices = [d for d in devices if d.id in called] or devices
        named = NONE if plural else self._composed(phrase)
        composed = [d for d in devices if d.id in named]
        if composed:  # "the light in the bedroom", where one is called "Bedroom light"
            return Chosen(tuple(composed), unsure=len(composed) > 1)
        placed = place is not None or bool(self._of_here(devices))
        return Chosen(tuple(devices), unsure=len(devices) > 1 and not plural and not placed)

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

    def _is(self, device: Device, kind: str) -> bool:
        sort = sort_of(kind)
        named = device.id in self._layout.speaking_of(f"kind.{kind}")
        if not named and device.id in self._layout.speaking_of(f"kind.{CALLED_OTHERWISE.get(sort)}"):
            return False
        if named and (belongs(device, kind) or sort != "light"):
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
        devices = [d for d in self._layout.in_order(ids, self._house) if self._is(d, kind)]
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

    # places

    def _in_place(self, phrase: Phrase, wish: Wish, place: Devices | None) -> Chosen:
        if place is None and phrase.places and all(_is_here(p) for p in phrase.places) and not phrase.all:
            return self.unsaid(wish)  # "here", in a chat that is bound to no room
        pool = self._house.devices if place is None else self._layout.in_order(place, self._house)
        devices = [d for d in pool if wish.suits(d)]
        if getattr(wish, "lights_up", False) and not phrase.all:  # "the kitchen on": its lights, no heaters
            devices = [d for d in devices if d.is_a("light")] or devices
        if place is None and not phrase.places:
            devices = self._of_here(devices) or devices
        if not devices and getattr(wish, "roams", False):
            roaming = [d for d in self._house.devices if wish.suits(d)]
            return Chosen(tuple(roaming), unsure=len(roaming) > 1)
        if not devices and getattr(wish, "reaches_far", False):  # the heater next door warms this room too
            helpful = [d for d in self._house.devices if wish.suits(d)]
            return Chosen(_favoured(_preferred(helpful, wish), wish), elsewhere=bool(helpful))
        if not devices and getattr(wish, "property", None) and phrase.places:
            return Chosen(missing=(phrase.places[0].start, phrase.places[-1].end))
        return Chosen(_preferred(devices, wish))


def _goes_about(device: Device) -> bool:
    """Whether it does its work in other rooms than the one it stands in."""
    return device.is_a("vacuum_cleaner") or device.is_a("lawn_mower")


def _is_special(kind: str) -> bool:
    """Whether a noun stands for one sort of lights, as "strip" does."""
    return kind != sort_of(kind) and kind not in PLAIN


def _plays(device: Device) -> bool:
    """Whether music is the device's business, and not pictures."""
    return any(c.instance in ("play", "pause", "next_track") for c in device.capabilities)


def _is_here(place: Mention | Spoken) -> bool:
    return isinstance(place, Spoken) and place.id == "here"


def _can(devices: Sequence[Device], wish: Wish) -> list[Device]:
    return [d for d in devices if not isinstance(wish.on(d), Reason)]


def _preferred(devices: Sequence[Device], wish: Wish) -> tuple[Device, ...]:
    prefers = getattr(wish, "prefers", None)
    best = tuple(d for d in devices if prefers(d)) if prefers else ()
    return best or tuple(devices)


def _favoured(devices: Sequence[Device], wish: Wish) -> tuple[Device, ...]:
    """Those first that are likelier to be meant."""
    favours = getattr(wish, "favours", None)
    return tuple(sorted(devices, key=lambda d: not favours(d)) if favours else devices)


def _asks_about_many(wish: Wish) -> bool:
    """ "Which window is open?" asks about all of them, in whatever number it is put."""
    question = wish.question
    return question is not None and (
        question.asked in (Asked.WHICH, Asked.HOW_MANY) or question.quantifier is not None
    )
