"""A home as people see it: rooms, groups, scenes and devices, whatever cloud they live in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from bot.home.capability import Capability, Key, keys


@dataclass(frozen=True)
class Room:
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    floor: str | None = None


@dataclass(frozen=True)
class Group:
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scene:
    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Device:
    """A device.

    ``type`` is a Yandex device type without its prefix, plus ``lock``, ``lawn_mower`` and ``speaker``.
    ``online`` is None where the cloud has not said. ``sensitive``: the home wants to be asked first.
    """

    id: str
    name: str
    type: str = "other"
    aliases: tuple[str, ...] = ()
    room: str | None = None
    online: bool | None = None
    sensitive: bool = False
    capabilities: tuple[Capability, ...] = ()

    def capability(self, key: Key) -> Capability | None:
        return next((c for c in self.capabilities if key in keys(c)), None)

    def is_a(self, type_: str) -> bool:
        """Whether this is a ``type_`` or a special sort of it: ``light.strip`` is a ``light``."""
        return self.type == type_ or self.type.startswith(type_ + ".")

    def changed(self, change: Callable[[Capability], Capability]) -> Device:
        return replace(self, capabilities=tuple(change(c) for c in self.capabilities))


@dataclass(frozen=True)
class House:
    """Everything in one home at one moment."""

    name: str = ""
    rooms: tuple[Room, ...] = ()
    groups: tuple[Group, ...] = ()
    scenes: tuple[Scene, ...] = ()
    devices: tuple[Device, ...] = ()

    @cached_property
    def _devices(self) -> dict[str, Device]:
        return {device.id: device for device in self.devices}

    @cached_property
    def _rooms(self) -> dict[str, Room]:
        return {room.id: room for room in self.rooms}

    @property
    def names(self) -> tuple[str, ...]:
        """All that things of the home are called, each name once."""
        things: tuple[Device | Room | Group | Scene, ...] = (
            *self.devices,
            *self.rooms,
            *self.groups,
            *self.scenes,
        )
        return tuple(dict.fromkeys(name for thing in things for name in (thing.name, *thing.aliases)))

    def device(self, id_: str) -> Device | None:
        return self._devices.get(id_)

    def room(self, id_: str | None) -> Room | None:
        return self._rooms.get(id_) if id_ else None

    def scene(self, id_: str) -> Scene | None:
        return next((scene for scene in self.scenes if scene.id == id_), None)

    def group(self, id_: str) -> Group | None:
        return next((group for group in self.groups if group.id == id_), None)

    def room_of(self, device: Device) -> Room | None:
        return self.room(device.room)

    def with_devices(self, fresh: Iterable[Device]) -> House:
        """The house with some devices replaced by what is known of them now."""
        by_id = {device.id: device for device in fresh}
        return replace(self, devices=tuple(by_id.get(d.id, d) for d in self.devices))
