"""What a device is like now, in lines: unknown told apart from off, and old from fresh."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.home.capability import Action, Capability, Color, Event, Lock, OnOff, Range, Sensor
from bot.home.house import Device
from bot.i18n import Html, escaped
from bot.telegram.card import bold
from bot.telegram.cards.icons import device_icon
from bot.telegram.cards.layout import front
from bot.telegram.cards.view import View
from bot.telegram.cards.words import (
    capitalized,
    is_openable,
    label,
    light_instance,
    switch_word,
    value_text,
)

WORTH_AN_AGE = timedelta(minutes=10)

MARKS = {
    "state.on": "🟢",
    "state.open": "🟢",
    "state.unlocked": "🔓",
    "state.locked": "🔒",
    "state.unknown": "❔",
    "state.no_feedback": "❔",
    "state.offline": "⚠️",
}


def main_state(device: Device) -> str | None:
    """The id of the word for what the device as a whole is; None for one that only measures."""
    for capability in device.capabilities:
        match capability:
            case OnOff(stateless=True):
                return "state.no_feedback"
            case OnOff(value=value):
                return "state.unknown" if value is None else switch_word(device, value)
            case Lock(value=value):
                known = "state.locked" if value else "state.unlocked"
                return "state.unknown" if value is None else known
    return _opening(device) if is_openable(device) else None


def _opening(device: Device) -> str | None:
    opening = next((c for c in device.capabilities if isinstance(c, Range) and c.instance == "open"), None)
    if opening is None:
        return None
    return "state.unknown" if opening.value is None else switch_word(device, opening.value > 0)


def is_on(device: Device) -> bool | None:
    """Whether the device is on (or open); None when nobody knows (it is offline) or it is neither."""
    if device.online is False:
        return None
    match main_state(device):
        case "state.on" | "state.open":
            return True
        case "state.off" | "state.closed":
            return False
        case _:
            return None


def summary(device: Device, view: View) -> str:
    """The state in a few words, for a list."""
    if device.online is False:
        return view.language.say("state.offline")
    main = main_state(device)
    if main:
        return view.language.say(main)
    sensed = [c for c in device.capabilities if isinstance(c, Sensor | Event) and c.value is not None]
    # Without its name, "88%" beside a humidity is taken for another one.
    telling = [c for c in sensed if c.instance != "battery_level"] or sensed
    if telling:
        return " · ".join(value_text(device, c, view.language) for c in telling[:3])
    told = any(isinstance(c, Sensor | Event) for c in device.capabilities)
    return view.language.say("state.no_data") if told else ""


def line_of(device: Device, view: View) -> Html:
    """A device as one line of a list: icon, name, state."""
    name, state = view.titled(device), summary(device, view)
    return view.language.html("value.pair", label=name, value=state) if state else escaped(name)


def described(device: Device, view: View) -> list[str]:
    """A device as a card says it: name and room, state, settings, readings, how old they are."""
    language = view.language
    title = escaped(view.name_of(device))
    room = view.room_of(device)
    where = language.html("device.room", room=room) if room else ""
    shown = front(device)
    settings = [c for c in shown if _is_setting(c)]
    sensed = [c for c in shown if isinstance(c, Sensor | Event)]
    lines = [
        f"{device_icon(device)} {bold(title)}{where}",
        *_main_lines(device, view),
        *(_line(device, c, view) for c in settings),
        *(_sensed_line(device, c, view) for c in sensed),
    ]
    return [*lines, *_age_line([*settings, *_mains(device)], view)]


def _main_lines(device: Device, view: View) -> list[str]:
    """The state by itself; of a device that is offline what was known last."""
    say, main = view.language.say, main_state(device)
    if device.online is False:
        offline = f"{MARKS['state.offline']} {capitalized(say('state.offline'))}"
        was = say("device.was", state=say(main)) if main and main != "state.unknown" else ""
        return [offline, was]
    if main == "state.unknown":
        return [f"{MARKS[main]} {say('device.unknown')}"]
    return [f"{MARKS.get(main, '⚪')} {capitalized(say(main))}"] if main else []


def _is_setting(capability: Capability) -> bool:
    """What has a value worth a line, besides the main switch. Unknown settings are left out."""
    passive = isinstance(capability, OnOff | Lock | Action | Sensor | Event)
    return not passive and capability.value is not None


def _mains(device: Device) -> list[Capability]:
    return [c for c in device.capabilities if isinstance(c, OnOff | Lock) and c.value is not None]


def _line(device: Device, capability: Capability, view: View) -> str:
    instance = light_instance(capability) if isinstance(capability, Color) else capability.instance
    name = capitalized(label(capability, instance, view.language))
    return view.language.html("value.pair", label=name, value=value_text(device, capability, view.language))


def _sensed_line(device: Device, capability: Sensor | Event, view: View) -> str:
    """A reading; one that never came is said to be missing, an old one says how old it is."""
    name = capitalized(label(capability, capability.instance, view.language))
    value = reading_text(device, capability, view)
    age = _age((capability.observed,), view)
    if age is None or capability.value is None:
        return view.language.html("value.pair", label=name, value=value)
    return view.language.html("value.aged", label=name, value=value, ago=age)


def reading_text(device: Device, capability: Capability, view: View) -> str:
    """A value that was asked for; a sensor that never told anything has no data."""
    if capability.value is None and isinstance(capability, Sensor | Event):
        return view.language.say("state.no_data")
    return value_text(device, capability, view.language)


def _age_line(capabilities: Iterable[Capability], view: View) -> list[str]:
    """When the settings were last heard of, where that is long ago: said once for all of them."""
    age = _age((c.observed for c in capabilities), view)
    return [view.language.html("device.as_of", ago=age)] if age else []


def _age(moments: Iterable[datetime | None], view: View) -> str | None:
    newest = max((moment for moment in moments if moment), default=None)
    if newest is None or view.now - newest < WORTH_AN_AGE:
        return None
    return view.language.ago(newest, view.now)


def capability_line(device: Device, capability: Capability, view: View) -> str:
    """One capability by itself: its name and value, or the name of what can be done."""
    match capability:
        case Sensor() | Event():
            return _sensed_line(device, capability, view)
        case Action():
            return escaped(f"▸ {capitalized(label(capability, capability.instance, view.language))}")
        case _:
            return _line(device, capability, view)
