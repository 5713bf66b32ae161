"""Undo: what was there before the conversation's last act comes back, as far as it is known (rule 16)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.home.capability import Action, Key
from bot.home.command import Command, Flip, SetTo, ShiftBy
from bot.home.fit import Misfit, Reason
from bot.home.house import Device, House
from bot.home.request import Act, CannotDo, Manage, Request, Unsupported
from bot.home.restoring import SWITCH, as_it_was, opposite


def undone(undo: Act | None) -> Request:
    """The answer to "undo"; there may be nothing to take back, or nothing that could be."""
    if undo is None:
        return Manage("undo")
    if undo.commands:
        return undo
    return Unsupported(undo.refused[0].device, undo.refused[0].reason)


def undoing(commands: Sequence[Command], before: House, after: House | None = None) -> Act | None:
    """What takes back commands that found the house as ``before``, the last one first.

    ``refused`` in it is what cannot be brought back. Where the house is known ``after`` them, lamps that were
    lit only because their brightness or colour was set go out again.
    """
    changed = {(command.device, command.key): command for command in commands}
    back: list[Command] = []
    lost: dict[CannotDo, None] = {}
    for command in reversed(changed.values()):
        found = _back(command, before.device(command.device))
        if found:
            back.append(found)
        else:
            lost[CannotDo(command.device, Reason(Misfit.NO_WAY_BACK))] = None
    if after:
        back += _lit_beside([id_ for id_, key in changed if (id_, SWITCH) not in changed], before, after)
    return Act(tuple(back), refused=tuple(lost)) if back or lost else None


def _lit_beside(ids: Sequence[str], before: House, after: House) -> Iterator[Command]:
    for id_ in dict.fromkeys(ids):
        was, is_ = _value(before.device(id_), SWITCH), _value(after.device(id_), SWITCH)
        if was is False and is_ is True:
            yield Command(id_, SWITCH, SetTo(False))


def _value(device: Device | None, key: Key) -> object:
    capability = device.capability(key) if device else None
    return capability.value if capability else None


def _back(command: Command, device: Device | None) -> Command | None:
    """The command that restores what was there; where that is not known, the opposite if there is one."""
    capability = device.capability(command.key) if device else None
    if device and isinstance(capability, Action):
        return opposite(command, device)
    if capability and capability.value is not None and not capability.stateless:
        return as_it_was(command, capability)
    match command.change:
        case SetTo(value=bool() as value):
            return replace(command, change=SetTo(not value))
        case ShiftBy(step=step, sized=sized):
            return replace(command, change=ShiftBy(-step, sized))
        case Flip():
            return command
        case SetTo():
            return None
