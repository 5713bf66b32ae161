"""A house as Home Assistant would hold it: domains, device classes and the lists that hassil matches names in.

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
COVER_WORDS = {"blind": "blind", "garage": "garage", "gate": "gate", "shutter": "shutter", "shade": "shade"}


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
    if device.type == "openable.curtain":
        words = f"{device.id} {device.name}".casefold()
        return next((class_ for word, class_ in COVER_WORDS.items() if word in words), "curtain")
    return "garage" if "garage" in f"{device.id} {device.name} {device.room}".casefold() else "gate"


def _scenes(house: House) -> Iterator[Entity]:
    for scene in house.scenes:
        yield Entity(scene.id, "scene", (scene.name, *scene.aliases))
