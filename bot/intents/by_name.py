"""Devices that are meant by a name, whole or in part, of their own or of a group."""

from __future__ import annotations

from collections.abc import Sequence

from bot.home.house import Device, House
from bot.intents.by_kind import ByKind
from bot.intents.chosen import Chosen, asks_about_many, can, preferred
from bot.intents.places import Places
from bot.intents.wish import Wish
from bot.understanding.kinds import ANYTHING, belongs
from bot.understanding.layout import Devices, Layout
from bot.understanding.pieces import Holder, Mention
from bot.understanding.spoken import Phrase, Spoken

FULL = 0.99
"""The likeness of a name that was said in full."""


class ByName:
    def __init__(self, house: House, layout: Layout, places: Places, kinds: ByKind) -> None:
        self._house = house
        self._layout = layout
        self._places = places
        self._kinds = kinds

    def choose(self, phrase: Phrase, wish: Wish, place: Devices | None) -> Chosen:
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
                # a part of some other name says nothing beside a better one, but where
                found = self._inside(found, mention) or found
                unsure = unsure and len(found) > 1
                continue
            unsure = chosen.unsure and len(both or chosen.devices) > 1
            found = both or list({d.id: d for d in (*found, *chosen.devices)}.values())
        return Chosen(preferred(found, wish), unsure)

    def _mentioned(self, mention: Mention, phrase: Phrase, wish: Wish, place: Devices | None) -> Chosen:
        devices, grouped = self._bearers(mention)
        near = tuple(d.id for d in devices)
        if place is not None:
            inside = [d for d in devices if d.id in place or _goes_about(d)]
            if not inside:
                return Chosen(missing=(mention.start, mention.end), near=near)
            devices = inside
        kinds = [kind for kind in phrase.kinds if kind.id != getattr(wish, "passes_over", None)]
        if kinds:
            devices = [d for d in devices if self._may_be(d, kinds)]
            if not devices:
                return Chosen(missing=(mention.start, kinds[-1].end), near=near)
        if grouped:
            return Chosen(tuple(devices))
        are_many = phrase.all and not (phrase.wholly and all(d.is_a("openable") for d in devices))
        if are_many and place is None and (len(devices) == 1 or self._is_sort(mention, devices)):
            return Chosen(missing=(mention.start, mention.end), near=near)  # "every light" is not "Light"
        devices = self._able(devices, mention, wish)
        if mention.likeness < FULL and len(devices) > 1 and not can(devices, wish):
            return Chosen(missing=(mention.start, mention.end), near=near)  # a word that some names share
        if place is None and len(devices) > 1:
            devices = self._places.of_here(devices) or devices
        many = phrase.all or phrase.both or mention.plural or asks_about_many(wish)
        return Chosen(tuple(devices), unsure=len(devices) > 1 and not many)

    def _inside(self, devices: Sequence[Device], mention: Mention) -> list[Device]:
        """Those in the rooms of a mention: "奶奶的电视" is in the room of that name."""
        rooms = {named.id for named in mention.named if named.holder is Holder.ROOM}
        return [device for device in devices if device.room in rooms]

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
        able = list(preferred(can(devices, wish), wish))
        if able or not mention.named:
            return able or devices
        said = mention.named[0].name
        return can(self._layout.in_order(self._layout.called(said), self._house), wish) or devices

    def _is_sort(self, mention: Mention, devices: Sequence[Device]) -> bool:
        """Whether a name is no more than the noun of a sort: where each room has its "Light", "all the
        lights" are more than these."""
        word = mention.end - mention.start == 1 and mention.likeness >= FULL
        return word and all(self._layout.kinds_in_name(device) == ["light"] for device in devices)

    def _may_be(self, device: Device, kinds: Sequence[Spoken]) -> bool:
        """Whether a name and a kind said together may mean the device: "the Sonos speaker"."""
        if device.type in ANYTHING or any(self._kinds.is_one(device, kind.id) for kind in kinds):
            return True
        if any(kind.id == "water_heater" for kind in kinds) and device.is_a("cooking.kettle"):
            return True  # "净饮机水温"
        return any(kind.id == "lock" and belongs(device, "lock") for kind in kinds)


def _goes_about(device: Device) -> bool:
    """Whether it does its work in other rooms than the one it stands in."""
    return device.is_a("vacuum_cleaner") or device.is_a("lawn_mower")
