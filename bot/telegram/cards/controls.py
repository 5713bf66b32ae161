"""Buttons drawn from what a device can do, for devices that nobody has seen before too.

Every button carries the state to reach, worked out from the present one; only a range that takes
steps and no values gets steps. Green starts, blue stops, red asks first (bot/home/danger.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bot.home.area import Area, Extent
from bot.home.button import Do, Show, ShowArea, ShowChoices, ShowMore, Turn
from bot.home.capability import (
    Action,
    Capability,
    Choice,
    Color,
    Hsv,
    Key,
    Limits,
    Lock,
    Mode,
    OnOff,
    Range,
    Toggle,
    writable,
)
from bot.home.command import Change, Command, SetTo, ShiftBy
from bot.home.danger import danger_of
from bot.home.house import Device
from bot.home.pages import PAGE_SIZE, page_of
from bot.telegram.card import TICK, CardButton, Row, Style, fits, in_rows, ticked, tidy
from bot.telegram.cards.changes import switch_wish
from bot.telegram.cards.icons import COLORS, INSTANCES
from bot.telegram.cards.layout import front
from bot.telegram.cards.view import View
from bot.telegram.cards.words import capitalized, choice_name, label

CHOICES_LIMIT = 8
PRESETS = (0.25, 0.5, 0.75)  # of a range's span, of the whole where it is in per cent
PALETTE = {
    "red": Hsv(0, 100, 100),
    "orange": Hsv(25, 100, 100),
    "yellow": Hsv(50, 100, 100),
    "green": Hsv(120, 100, 100),
    "blue": Hsv(225, 100, 100),
    "violet": Hsv(270, 100, 100),
}
WHITES = (2700, 4300, 5600, 6200)  # kelvin: docs/understand-format.md, rule 14


def controls(device: Device, view: View) -> tuple[Row, ...]:
    """All rows under a device's card; what there is no room for is a tap away."""
    can = [capability for capability in front(device) if writable(capability)]
    return (*control_rows(device, can, view), *_last_rows(device, view))


def control_rows(device: Device, can: Sequence[Capability], view: View) -> tuple[Row, ...]:
    """Rows for these capabilities, most important first."""
    modes = [c for c in can if isinstance(c, Mode) and c.choices]
    toggles = [c for c in can if isinstance(c, Toggle)]
    actions = [c for c in can if isinstance(c, Action) and not c.inputs]
    rows = (
        *(_main_row(device, c, view) for c in can if isinstance(c, OnOff | Lock)),
        *(row for c in can if isinstance(c, Range) for row in _range_rows(device, c, view)),
        *(row for c in modes for row in _mode_rows(device, c, len(modes) > 1, view)),
        *(row for c in can if isinstance(c, Color) for row in _light_rows(device, c, view)),
        *in_rows([button for c in toggles for button in _toggle_buttons(device, c, view)]),
        *in_rows([_action_button(device, c, view) for c in actions]),
    )
    return tuple(row for row in rows if row)


def _do(device: Device, key: Key, change: Change, text: str, style: Style | None, view: View) -> CardButton:
    command = Command(device.id, key, change)
    asks_first = danger_of((command,), view.house) is not None
    return view.button(text, Do(command), "danger" if asks_first else style)


def _main_row(device: Device, switch: OnOff | Lock, view: View) -> Row:
    """One button to the other state; both where the state is not known."""
    key = Key(switch.kind, switch.instance)
    styles: tuple[tuple[bool, Style], ...] = ((True, "success"), (False, "primary"))
    on, off = (
        _do(device, key, SetTo(target), _verb(device, switch, target, view), style, view)
        for target, style in styles
    )
    if switch.value is None or switch.stateless or _is_ajar(device):
        return (on, off)
    return (off,) if switch.value else (on,)


def _is_ajar(device: Device) -> bool:
    """Whether it is neither quite open nor quite closed, so that both may be wanted."""
    ranges = (c for c in device.capabilities if isinstance(c, Range) and c.instance == "open" and c.limits)
    return any(c.value is not None and c.limits and c.limits.min < c.value < c.limits.max for c in ranges)


def _verb(device: Device, switch: OnOff | Lock, on: bool, view: View) -> str:
    return capitalized(view.language.say(switch_wish(device, switch, on)))


def _range_rows(device: Device, range_: Range, view: View) -> tuple[Row, ...]:
    """Presets between a step down and a step up; where that is too wide for a phone, steps above presets."""
    if range_.relative_only:
        step = (range_.limits and range_.limits.step) or 1.0
        steps = [(ShiftBy(-step), -step), (ShiftBy(step), step)]
        return (tuple(_step_button(device, range_, change, by, view) for change, by in steps),)
    if range_.limits is None:
        return ((*_target(device, range_, -1.0, view), *_target(device, range_, 1.0, view)),)
    step = _step(range_.limits, range_.unit)
    down, up = _target(device, range_, -step, view), _target(device, range_, step, view)
    presets = tuple(_presets(device, range_, range_.limits, view))
    labels = [ticked(button.text.removeprefix(TICK), True) for button in presets]  # any may become present
    if all(fits(label, len(presets) + 2) for label in (*labels, *(button.text for button in (*down, *up)))):
        return ((*down, *presets, *up),)
    return (*down, *up), presets


def _step(limits: Limits, unit: str | None) -> float:
    """How far one press goes: ten per cent, one degree, else about a twentieth of the span."""
    usual = {"percent": 10.0, "celsius": 1.0}.get(unit or "") or float(round((limits.max - limits.min) / 20))
    return max(usual, limits.step or 0.0, 1.0)


def _target(device: Device, range_: Range, by: float, view: View) -> Row:
    """A step as the value to reach; none from an unknown value, nor beyond the end of the range."""
    if range_.value is None:
        return ()
    wanted = range_.value + by
    target = range_.limits.snap(wanted) if range_.limits else wanted
    return () if target == range_.value else (_step_button(device, range_, SetTo(target), by, view),)


def _step_button(device: Device, range_: Range, change: Change, by: float, view: View) -> CardButton:
    mark = INSTANCES.get(range_.instance) or tidy(label(range_, range_.instance, view.language), 14)
    sign = "+" if by > 0 else "−"
    text = f"{mark} {sign}{view.language.number(abs(by))}"
    return _do(device, Key("range", range_.instance), change, text, None, view)


def _presets(device: Device, range_: Range, limits: Limits, view: View) -> Iterable[CardButton]:
    low, span = (0.0, 100.0) if range_.unit == "percent" else (limits.min, limits.max - limits.min)
    for target in dict.fromkeys(limits.snap(low + share * span) for share in PRESETS):
        text = ticked(view.language.number(target, range_.unit), target == range_.value)
        yield _do(device, Key("range", range_.instance), SetTo(target), text, None, view)


def _mode_rows(device: Device, mode: Mode, among_others: bool, view: View) -> tuple[Row, ...]:
    """A picker; among other modes every choice shows by a picture which of them it belongs to."""
    mark = f"{INSTANCES.get(mode.instance, '▫️')} " if among_others else ""
    return _picker(device, Key("mode", mode.instance), mode.choices, mode.value, mark, view)


def _picker(
    device: Device, key: Key, choices: Sequence[Choice], present: Any, mark: str, view: View
) -> tuple[Row, ...]:
    """One button for each choice, the present one ticked; where they are many, one that opens them all."""
    if len(choices) > CHOICES_LIMIT:
        return ((_opener(device, key, choices, present, view),),)
    return in_rows(choice_buttons(device, key, choices, present, view, mark))


def choice_buttons(
    device: Device, key: Key, choices: Sequence[Choice], present: Any, view: View, mark: str = ""
) -> list[CardButton]:
    buttons = []
    for choice in choices:
        name = mark + capitalized(choice_name(choice, key.instance, view.language))
        text = ticked(name, choice.value == present)
        buttons.append(_do(device, key, SetTo(choice.value), text, None, view))
    return buttons


def _opener(device: Device, key: Key, choices: Sequence[Choice], present: Any, view: View) -> CardButton:
    """Opens the choices at the page of the present one, which it names."""
    capability = device.capability(key)
    name = capitalized(label(capability, key.instance, view.language)) if capability else key.instance
    mark = INSTANCES.get(key.instance, "▫️")
    place = next((n for n, choice in enumerate(choices) if choice.value == present), None)
    text = f"{mark} {tidy(name, 20)}"
    if place is not None:
        chosen = choice_name(choices[place], key.instance, view.language)
        text = view.language.say("value.pair", label=text, value=chosen)
    return view.button(f"{text} ▸", ShowChoices(device.id, key, (place or 0) // PAGE_SIZE))


def _light_rows(device: Device, color: Color, view: View) -> Iterable[Row]:
    if color.colors:
        yield tuple(
            _do(device, Key("color", "color"), SetTo(hsv), COLORS[name], None, view)
            for name, hsv in PALETTE.items()
        )
    if whites := color.temperature_k:
        yield tuple(
            _do(
                device,
                Key("color", "temperature_k"),
                SetTo(float(kelvin)),
                ticked(view.language.number(kelvin, "kelvin"), kelvin == color.value),
                None,
                view,
            )
            for kelvin in WHITES
            if whites.min <= kelvin <= whites.max
        )
    yield from _picker(device, Key("color", "scene"), color.scenes, color.value, "", view)


def _toggle_buttons(device: Device, toggle: Toggle, view: View) -> Iterable[CardButton]:
    name = capitalized(label(toggle, toggle.instance, view.language))
    unknown = toggle.value is None or toggle.stateless
    for target in (True, False) if unknown else (not toggle.value,):
        text = view.language.say("button.toggle_on" if target else "button.toggle_off", name=tidy(name, 24))
        yield _do(device, Key("toggle", toggle.instance), SetTo(target), text, None, view)


def _action_button(device: Device, action: Action, view: View) -> CardButton:
    text = capitalized(label(action, action.instance, view.language))
    style: Style | None = "success" if action.instance == "start" else None
    return _do(device, Key("action", action.instance), SetTo(None), text, style, view)


def _last_rows(device: Device, view: View) -> tuple[Row, ...]:
    say = view.language.say
    more = view.button(say("button.more"), ShowMore(device.id))
    return (view.button(say("button.refresh"), Show(device.id)), more), _ways_back(device, view)


def _ways_back(device: Device, view: View) -> Row:
    home = view.button(view.language.say("button.all_devices"), Turn(page_of(device, view.house)))
    room = view.house.room_of(device)
    if room is None:
        return (home,)
    back = view.language.say("button.back_to", name=tidy(room.name, 20))
    return view.button(back, ShowArea(Area(Extent.ROOM, room.id))), home
