"""Undo: the conversation's last act turned round (rule 16), as far as its commands tell how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.home.command import Command, Flip, SetTo, ShiftBy
from bot.home.house import House
from bot.home.request import Act, NotUnderstood, Request


def undone(last: Sequence[Command], before: Sequence[Command] = ()) -> Request:
    """What takes back the last commands; ``before`` are those that would (``undoing``), where it is known.

    A value that was set does not tell by itself what was there before.
    """
    commands = tuple(before) or tuple(_reversed(last))
    return Act(commands) if commands and len(commands) == len(last) else NotUnderstood()


def undoing(commands: Sequence[Command], house: House) -> tuple[Command, ...]:
    """What will take back commands that are about to be carried out; empty where that cannot be told."""
    found = [back for command in commands if (back := _back(command, house))]
    return tuple(reversed(found)) if len(found) == len(commands) else ()


def _back(command: Command, house: House) -> Command | None:
    device = house.device(command.device)
    capability = device.capability(command.key) if device else None
    match command.change:
        case SetTo(value=value) if not isinstance(value, bool):
            known = capability.value if capability and command.key.kind != "action" else None
            return None if known is None else Command(command.device, command.key, SetTo(known))
        case _:
            return next(_reversed((command,)), None)


def _reversed(last: Sequence[Command]) -> Iterator[Command]:
    for command in reversed(last):
        match command.change:
            case SetTo(value=bool() as value):
                yield Command(command.device, command.key, SetTo(not value))
            case ShiftBy(step=step, sized=sized):
                yield Command(command.device, command.key, ShiftBy(-step, sized), command.unit)
            case Flip():
                yield command
