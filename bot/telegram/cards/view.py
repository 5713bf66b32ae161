"""What a card is drawn from: the house as it was known, the reader's language and the moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.home.button import Button, Show
from bot.home.house import Device, House
from bot.i18n import Language
from bot.telegram.buttons import pack
from bot.telegram.card import LABEL_LIMIT, CardButton, Style, tidy
from bot.telegram.cards.icons import device_icon


@dataclass(frozen=True)
class View:
    house: House
    language: Language
    now: datetime

    def button(self, text: str, button: Button, style: Style | None = None) -> CardButton:
        return CardButton(tidy(text, LABEL_LIMIT), pack(button, self.house), style)

    def token(self, device: Device) -> str:
        """A short name of the device for machines: its id may be longer than Telegram takes."""
        return pack(Show(device.id), self.house)

    def name(self, id_: str) -> str:
        """A device's name among others; of a device that is gone, or has none, a word for it."""
        device = self.house.device(id_)
        return self.distinct_name(device) if device else self.language.say("device.gone")

    def name_of(self, device: Device) -> str:
        return tidy(device.name) or type_name(device.type, self.language.find)

    def distinct_name(self, device: Device) -> str:
        """The name, with the room where the home has that name twice."""
        name, room = self.name_of(device), self.room_of(device)
        twins = sum(other.name == device.name for other in self.house.devices)
        return f"{name} · {room}" if twins > 1 and room else name

    def room_of(self, device: Device) -> str:
        """The name of a device's room; empty when it is in none."""
        room = self.house.room_of(device)
        return tidy(room.name) if room else ""

    def titled(self, device: Device) -> str:
        """Icon and name, as buttons and lines begin."""
        return f"{device_icon(device)} {self.distinct_name(device)}"

    def opener(self, device: Device) -> CardButton:
        """A button that opens the device's card."""
        return self.button(self.titled(device), Show(device.id))


def type_name(type_: str, find: Callable[[str], str | None]) -> str:
    """What a kind of device is called, by the longest known beginning of its type."""
    parts = type_.split(".")
    words = (find("type." + ".".join(parts[:n])) for n in range(len(parts), 0, -1))
    return next((word for word in words if word), find("type.other") or type_)
