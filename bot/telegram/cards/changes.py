"""What a command does, in words: "brightness 40%".

A switch has two: the state that it led to ("on"), and the wish ("turn on") as long as nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.home.capability import Action, Lock, OnOff, with_value
from bot.home.command import Command, Flip, SetTo, ShiftBy
from bot.home.house import Device
from bot.telegram.cards.view import View
from bot.telegram.cards.words import is_openable, label, value_text


def changes_text(commands: Iterable[Command], view: View, achieved: bool = False) -> str:
    """Several commands of one device, side by side."""
    texts = dict.fromkeys(_change_text(command, view, achieved) for command in commands)
    return view.language.say("list.separator").join(texts)


def switch_wish(device: Device, switch: OnOff | Lock, on: bool) -> str:
    """The id of the verb that brings a main switch into a state."""
    if isinstance(switch, Lock):
        return "wish.lock" if on else "wish.unlock"
    if is_openable(device):
        return "wish.open" if on else "wish.close"
    return "wish.on" if on else "wish.off"


def _change_text(command: Command, view: View, achieved: bool) -> str:
    device = view.house.device(command.device)
    capability = device.capability(command.key) if device else None
    if device is None or capability is None:
        return view.language.say("change.gone")
    name = label(capability, command.key.instance, view.language)
    match capability, command.change:
        case Action(), _:
            return name
        case OnOff() | Lock(), SetTo(value=bool(value)) if not achieved:
            return view.language.say(switch_wish(device, capability, value))
        case OnOff() | Lock(), SetTo(value=bool(value)):
            return value_text(device, with_value(capability, value), view.language)
        case _, SetTo(value=value):
            text = value_text(device, with_value(capability, value), view.language)
        case _, ShiftBy(step=step):
            text = f"{'+' if step > 0 else '−'}{view.language.number(abs(step))}"
        case _, Flip():
            text = view.language.say("change.flip")
    return view.language.say("change.pair", label=name, value=text)
