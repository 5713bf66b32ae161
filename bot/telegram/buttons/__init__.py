"""Callback data: a button in at most 64 bytes, and back.

Nothing is remembered about a button. Its data holds a short token of the device (a hash of its id)
and of the capability, and the value to reach, so that a press on an old card, a second press or a
restart does no harm. Data may be forged: whoever presses is checked at the press (bot/assistant/),
and a token that fits no device, or two, is no button at all.

Data is parts between colons, and its first character says to which family of buttons it belongs: a
module beside this one, which knows the rest of it. Before all of that may stand whose card it is, or for
which home it speaks (``whose.py``).
"""

from __future__ import annotations

from typing import Protocol, assert_never

from bot.home.account_buttons import AccountButton
from bot.home.binding_buttons import BindingButton
from bot.home.button import AreaButton, Button, DeviceButton, PlanButton, QuestionButton
from bot.home.house import House
from bot.home.more_buttons import MoreButton
from bot.home.people_buttons import PeopleButton
from bot.home.watch_buttons import WatchButton
from bot.telegram.buttons import (
    accounts,
    areas,
    bindings,
    devices,
    more,
    names,
    people,
    plans,
    questions,
    settings,
    watches,
)
from bot.telegram.buttons.names import NamingButton
from bot.telegram.buttons.settings import OwnButton
from bot.telegram.buttons.tokens import DATA_LIMIT, UnpackableError


class Family(Protocol):
    """A module of buttons that belong together, and the characters that their data begins with."""

    SIGNS: str

    def unpack(self, parts: list[str], house: House, /) -> Button | None:
        """The button behind its parts; None for garbage and for what this house does not have."""


FAMILIES: tuple[Family, ...] = (
    devices,
    areas,
    questions,
    plans,
    people,
    accounts,
    bindings,
    names,
    more,
    watches,
    settings,
)
BY_SIGN = {sign: family for family in FAMILIES for sign in family.SIGNS}


def pack(button: Button, house: House) -> str:
    """The callback data of a button on a card of ``house``.

    A command's unit and whether its step was said are not kept. Raises ``UnpackableError``.
    """
    data = _packed(button, house)
    if len(data.encode()) > DATA_LIMIT:
        raise UnpackableError(f"{len(data.encode())} bytes for {type(button).__name__}")
    return data


def unpack(data: str, house: House) -> Button | None:
    """The button behind some callback data; None for garbage and for what this house does not have."""
    family = BY_SIGN.get(data[:1])
    return family.unpack(data.split(":"), house) if family else None


def _packed(button: Button, house: House) -> str:
    """In a chain rather than by table: so mypy sees that no button was forgotten."""
    if isinstance(button, DeviceButton):
        return devices.pack(button, house)
    if isinstance(button, AreaButton):
        return areas.pack(button)
    if isinstance(button, QuestionButton):
        return questions.pack(button)
    if isinstance(button, PlanButton):
        return plans.pack(button)
    if isinstance(button, PeopleButton):
        return people.pack(button)
    if isinstance(button, AccountButton):
        return accounts.pack(button)
    if isinstance(button, BindingButton):
        return bindings.pack(button)
    if isinstance(button, NamingButton):
        return names.pack(button)
    if isinstance(button, MoreButton):
        return more.pack(button)
    if isinstance(button, WatchButton):
        return watches.pack(button)
    if isinstance(button, OwnButton):
        return settings.pack(button)
    assert_never(button)
