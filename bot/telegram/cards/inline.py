"""Cards that are sent through inline mode into any chat: what strangers may see, for one person to press.

Nothing of the home's state stands on them, and no button that would need a "yes": who reads along there
is nobody's guest. Only in the asker's chat with the bot a card tells what is true.
"""

from __future__ import annotations

from bot.home.button import Do
from bot.home.capability import Key, OnOff, Range, writable
from bot.home.command import Change, Command, SetTo, ShiftBy
from bot.home.danger import danger_of
from bot.home.effect import Status
from bot.home.house import Device
from bot.home.outcome import Done, Outcome
from bot.i18n import escaped
from bot.telegram.buttons import pack
from bot.telegram.buttons.whose import bind
from bot.telegram.card import Card, CardButton, Style, bold, paragraphs, tidy
from bot.telegram.cards.changes import switch_wish
from bot.telegram.cards.state import line_of
from bot.telegram.cards.view import View
from bot.telegram.cards.words import capitalized

STEP = 10.0  # per cent
_WORKED = (Status.CONFIRMED, Status.SENT, Status.ACCEPTED)


def inline_card(device: Device, view: View, person: int, *, at_home: bool) -> Card:
    """The device with its first buttons, bound to ``person``; what is true of it only ``at_home``."""
    title = bold(escaped(view.titled(device)))
    return Card(paragraphs([line_of(device, view) if at_home else title]), _rows(device, view, person))


def after_press(device: Device, outcome: Outcome, view: View, person: int) -> Card:
    """Whether it was done, without what is true now."""
    worked = isinstance(outcome, Done) and any(effect.status in _WORKED for effect in outcome.effects)
    sentence = view.language.html("inline.done" if worked else "inline.not_done", name=view.titled(device))
    return Card(sentence, _rows(device, view, person))


def place_of(device: Device, view: View) -> str:
    return tidy(view.room_of(device))


def _rows(device: Device, view: View, person: int) -> tuple[tuple[CardButton, ...], ...]:
    switches = [c for c in device.capabilities if isinstance(c, OnOff) and writable(c)][:1]
    dimmers = [
        c for c in device.capabilities if isinstance(c, Range) and c.instance == "brightness" and writable(c)
    ][:1]
    rows = [
        *([_switch(device, switch, on, view, person) for on in (True, False)] for switch in switches),
        *([_step(device, dimmer, by, view, person) for by in (-STEP, STEP)] for dimmer in dimmers),
    ]
    return tuple(row for buttons in rows if (row := tuple(b for b in buttons if b)))


def _switch(device: Device, switch: OnOff, on: bool, view: View, person: int) -> CardButton | None:
    text = capitalized(view.language.say(switch_wish(device, switch, on)))
    key = Key(switch.kind, switch.instance)
    return _button(device, key, SetTo(on), text, "success" if on else "primary", view, person)


def _step(device: Device, dimmer: Range, by: float, view: View, person: int) -> CardButton | None:
    text = f"🔆 {'+' if by > 0 else '−'}{view.language.number(abs(by))}"
    return _button(device, Key(dimmer.kind, dimmer.instance), ShiftBy(by), text, None, view, person)


def _button(
    device: Device, key: Key, change: Change, text: str, style: Style | None, view: View, person: int
) -> CardButton | None:
    command = Command(device.id, key, change)
    if danger_of((command,), view.house) is not None:
        return None
    return CardButton(tidy(text), bind(pack(Do(command), view.house), person), style)
