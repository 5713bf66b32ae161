"""A house as Home Assistant would hold it: domains, device classes, and the lists of names for hassil.

Where our model and theirs differ, the reading that helps the peer is taken: an id such as ``climate.0`` keeps
its domain, and a device that Home Assistant would not let be switched by voice (a kettle, a humidifier)
becomes a switch.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from hassil.intents import SlotList, TextSlotList, TextSlotValue
from hassil.trie import Trie

from bot.home.capability import Event, OnOff
from bot.home.house import Device, House

DOMAINS = {
    "light": "light",
    "thermostat": "climate",
    "ventilation": "fan",
    "purifier": "fan",
    "openable": "cover",
    "lock": "lock",
    "media_device": "media_player",
    "speaker": "media_player",
    "vacuum_cleaner": "vacuum",
    "lawn_mower": "lawn_mower",
}
KNOWN = {*DOMAINS.values(), "switch", "sensor", "binary_sensor", "scene", "valve", "input_boolean", "button"}
COVER_WORDS = {
    "garage": ("garage", "гараж", "车库"),
    "curtain": ("curtain", "drape", "штор", "занавес", "窗帘"),
    "blind": ("blind", "жалюзи", "百叶"),
    "shutter": ("shutter", "ставн", "卷帘"),
    "shade": ("shade", "遮阳帘"),
    "awning": ("awning", "маркиз", "навес", "遮阳篷"),
    "window": ("window", "окн", "窗"),
    "gate": ("gate", "ворота", "大门"),
    "door": ("door", "двер", "门"),
}
"""What a cover's name says of its class, which somebody setting up Home Assistant would have chosen."""


@dataclass(frozen=True)
class Entity:
    """Something with a name in Home Assistant; ``id`` is the device's or the scene's."""

    id: str
    domain: str
    names: tuple[str, ...]
    area: str | None = None
    device_class: str | None = None


@dataclass(frozen=True)
class PeerHome:
    """The entities of a house, and the slot lists that its names, areas and floors become."""

    house: House

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        return (*map(_entity, self.house.devices), *_scenes(self.house))

    @cached_property
    def named(self) -> Trie:
        """Every name; Home Assistant, too, gives hassil only those that occur in the sentence."""
        trie = Trie()
        for entity in self.entities:
            for name in entity.names:
                context = {"domain": entity.domain, "device_class": entity.device_class or ""}
                value = TextSlotValue.from_tuple((name, name, context), allow_template=False)
                trie.insert(name.strip().lower(), value)
        return trie

    @cached_property
    def places(self) -> dict[str, SlotList]:
        rooms = [(name, room.id) for room in self.house.rooms for name in (room.name, *room.aliases)]
        floors = sorted({room.floor for room in self.house.rooms if room.floor})
        return {
            "area": TextSlotList.from_tuples(rooms, allow_template=False, name="area"),
            "floor": TextSlotList.from_tuples(
                [(name, name) for name in floors], allow_template=False, name="floor"
            ),
        }

    def lists(self, text: str) -> dict[str, SlotList]:
        """The slot lists for one sentence."""
        values = [value for _, _, value in self.named.find(text.strip().lower())]
        return {**self.places, "name": TextSlotList(name="name", values=values)}


def _entity(device: Device) -> Entity:
    head = device.id.partition(".")[0]
    domain = head if head in KNOWN else _domain(device)
    class_ = _cover_class(device) if domain == "cover" else None
    return Entity(device.id, domain, (device.name, *device.aliases), device.room, class_)


def _domain(device: Device) -> str:
    family = device.type.partition(".")[0]
    if family in DOMAINS:
        return DOMAINS[family]
    if any(isinstance(c, OnOff) for c in device.capabilities):
        return "switch"
    return "binary_sensor" if any(isinstance(c, Event) for c in device.capabilities) else "sensor"


def _cover_class(device: Device) -> str:
    words = " ".join((device.name, *device.aliases, device.id)).casefold()
    told = (class_ for class_, stems in COVER_WORDS.items() if any(stem in words for stem in stems))
    return next(told, "curtain" if device.type == "openable.curtain" else "gate")


def _scenes(house: House) -> Iterator[Entity]:
    """A scene can be asked for as a scene and as a script."""
    for scene in house.scenes:
        for domain in ("scene", "script"):
            yield Entity(scene.id, domain, (scene.name, *scene.aliases))
