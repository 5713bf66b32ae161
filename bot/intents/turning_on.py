"""Whoever says "turn on the lamp at 10 percent" wants it on, too: a value alone leaves a lamp dark.

An oven that is given its temperature this way is turned on as well, and so asks first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.home.capability import Key, writable
from bot.home.command import Command, SetTo
from bot.home.house import House
from bot.home.request import Act, Clarify, Request
from bot.understanding.clause import Clause

ON = Key("on_off", "on")
WORKS_BY = frozenset(("range", "color", "mode"))
"""The kinds whose value has a meaning only while the device is on; a toggle may be something apart."""


def turned_on(request: Request, clause: Clause, house: House) -> Request:
    """The request with the switches of the devices whose values were said with the word for "on"."""
    if not clause.has("action.turn_on", "state.on"):
        return request
    match request:
        case Act():
            return _with_switches(request, house)
        case Clarify(options=options):
            acts = (_with_switches(o.act, house) if isinstance(o.act, Act) else o.act for o in options)
            return replace(
                request, options=tuple(replace(o, act=act) for o, act in zip(options, acts, strict=True))
            )
        case _:
            return request


def _with_switches(act: Act, house: House) -> Act:
    if act.whens:
        return act
    return replace(act, commands=tuple(_switched(act.commands, house)))


def _switched(commands: tuple[Command, ...], house: House) -> Iterator[Command]:
    switched = {command.device for command in commands if command.key == ON}
    for command in commands:
        if command.device not in switched and _means_on(command, house):
            switched.add(command.device)
            yield Command(command.device, ON, SetTo(True))
        yield command


def _means_on(command: Command, house: House) -> bool:
    device = house.device(command.device)
    if device is None or device.is_a("openable") or not isinstance(command.change, SetTo):
        return False
    switch = device.capability(ON)
    return command.key.kind in WORKS_BY and switch is not None and writable(switch)
