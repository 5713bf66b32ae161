"""Undo: the conversation's last act turned round (rule 16), as far as its commands tell how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.home.command import Command, Flip, SetTo, ShiftBy
from bot.home.request import Act, NotUnderstood, Request


def undone(last: Sequence[Command]) -> Request:
    """What takes back the last commands; a value that was set does not tell what was there before."""
    commands = tuple(_reversed(last))
    return Act(commands) if commands and len(commands) == len(last) else NotUnderstood()


def _reversed(last: Sequence[Command]) -> Iterator[Command]:
    for command in reversed(last):
        match command.change:
            case SetTo(value=bool() as value):
                yield Command(command.device, command.key, SetTo(not value))
            case ShiftBy(step=step, sized=sized):
                yield Command(command.device, command.key, ShiftBy(-step, sized), command.unit)
            case Flip():
                yield command
