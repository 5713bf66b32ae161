"""What must not be done without asking first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum

from bot.home.capability import OnOff
from bot.home.command import Command, Flip, SetTo, ShiftBy
from bot.home.house import Device, House


class Danger(StrEnum):
    """Why a command asks first, worst first."""

    UNLOCK = "unlock"
    OPEN_DOOR = "open_door"
    HEAT = "heat"
    SENSITIVE = "sensitive"
    WHOLE_HOME = "whole_home"
    ALL_OFF = "all_off"  # one tap for many devices: asked for by the card, no command is dangerous by it


DOORS = ("openable", "openable.intercom", "openable.valve", "openable.gate", "openable.garage")
HOT = ("iron", "cooking", "cooking.oven", "cooking.stove")
WHOLE_HOME_SHARE = 0.75
WHOLE_HOME_LEAST = 5


def danger_of(commands: Sequence[Command], house: House, marked: Collection[str] = ()) -> Danger | None:
    """The worst danger among some commands; None when they may be carried out at once.

    ``marked`` are the devices that the home wants to be asked about.
    """
    found = {_danger(command, house.device(command.device)) for command in commands}
    if any(command.device in marked for command in commands):
        found.add(Danger.SENSITIVE)
    if _is_whole_home(commands, house):
        found.add(Danger.WHOLE_HOME)
    return next((danger for danger in Danger if danger in found), None)


def _danger(command: Command, device: Device | None) -> Danger | None:
    if device is None:
        return None
    if command.key.kind == "lock" and not _sets(command, True):
        return Danger.UNLOCK
    if device.type in DOORS and _starts_or_opens(command):
        return Danger.OPEN_DOOR
    if device.type in HOT and _starts_or_opens(command):
        return Danger.HEAT
    return Danger.SENSITIVE if device.sensitive else None


def _sets(command: Command, value: bool) -> bool:
    return isinstance(command.change, SetTo) and command.change.value is value


def _starts_or_opens(command: Command) -> bool:
    match command.change:
        case SetTo(value=value) if str(command.key) in ("on_off.on", "range.open"):
            return bool(value)
        case Flip():
            return True
        case ShiftBy(step=step):
            return step > 0
        case SetTo():
            return command.key.kind == "action" and command.key.instance not in ("stop", "close", "pause")


def _is_whole_home(commands: Sequence[Command], house: House) -> bool:
    touched = {c.device for c in commands if c.key.kind == "on_off"}
    switches = {d.id for d in house.devices if any(isinstance(c, OnOff) for c in d.capabilities)}
    rooms = {device.room for id_ in touched if (device := house.device(id_))}
    return (
        len(touched) >= WHOLE_HOME_LEAST
        and len(rooms) > 1
        and len(touched & switches) >= WHOLE_HOME_SHARE * len(switches)
    )
