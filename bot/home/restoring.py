"""What brings a home back after something was done for a while only."""

from __future__ import annotations

from bot.home.capability import Capability, Key
from bot.home.command import Command, Flip, SetTo, ShiftBy
from bot.home.house import Device, House

SWITCH = Key("on_off", "on")
OPPOSITES = {
    "start": ("dock", "stop", "pause"),
    "play": ("pause", "stop"),
    "resume": ("pause", "stop"),
    "pause": ("resume", "play", "start"),
    "open": ("close",),
    "close": ("open",),
}
"""Actions that take another one back, the first that a device has."""


def restoring(commands: tuple[Command, ...], house: House) -> tuple[Command, ...] | None:
    """What undoes some commands that are about to be carried out; None where one cannot be undone.

    A switch goes to its other state, whatever it was in: "on for an hour" means off afterwards. Other values
    become what they were, and a device that was off goes off again.
    """
    found: list[Command] = []
    for command in commands:
        device = house.device(command.device)
        capability = device.capability(command.key) if device else None
        back = _back(command, device, capability) if device and capability else None
        if back is None:
            return None
        found.append(back)
    switched = {command.device for command in commands if command.key == SWITCH}
    for id_ in dict.fromkeys(command.device for command in commands if command.device not in switched):
        device = house.device(id_)
        switch = device.capability(SWITCH) if device else None
        if switch is not None and switch.value is False:
            found.append(Command(id_, SWITCH, SetTo(False)))
    return tuple(found)


def _back(command: Command, device: Device, capability: Capability) -> Command | None:
    def to(value: object) -> Command:
        return Command(command.device, command.key, SetTo(value), command.unit)

    match command.change:
        case SetTo() if command.key.kind == "action":
            return opposite(command, device)
        case SetTo(value=bool() as value):
            return to(not value)
        case Flip() | ShiftBy() if capability.value is not None and not capability.stateless:
            return as_it_was(command, capability)
        case Flip():
            return command
        case ShiftBy(step=step, sized=sized):
            return Command(command.device, command.key, ShiftBy(-step, sized), command.unit)
        case SetTo():
            return as_it_was(command, capability) if capability.value is not None else None


def as_it_was(command: Command, capability: Capability) -> Command:
    """The value that is there now. Colour has one value under three keys, of which only the one that is lit
    can be written back."""
    key = command.key
    if key.kind == "color":
        match capability.value:
            case float() | int():
                key = Key("color", "temperature_k")
            case str():
                key = Key("color", "scene")
            case _:
                key = Key("color", "color")
    return Command(command.device, key, SetTo(capability.value), command.unit)


def opposite(command: Command, device: Device) -> Command | None:
    """The action that takes back an action, where the device has one."""
    keys = (Key("action", name) for name in OPPOSITES.get(command.key.instance, ()))
    key = next((key for key in keys if device.capability(key)), None)
    return Command(command.device, key, SetTo(None)) if key else None
