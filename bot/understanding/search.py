"""What somebody looks for while they are still typing: devices by the beginnings of their words."""

from __future__ import annotations

from collections.abc import Iterable

from bot.home.house import Device, House
from bot.understanding.names import Names
from bot.understanding.text import Script, tokens_of
from bot.understanding.words import forms


def search(text: str, house: House, names: Names) -> tuple[str, ...]:
    """The ids of devices that answer to a text by name or by room, as the home orders them.

    Every word has to begin a word of theirs, or share a form with one; where nothing does, the names
    that resemble the text. An empty text finds everything.
    """
    words = _words((text,))
    found = tuple(device.id for device in house.devices if _answers(words, device, house))
    return found or names.resembling(text)


def _answers(words: list[str], device: Device, house: House) -> bool:
    room = house.room_of(device)
    called = _words((device.name, *device.aliases, *((room.name, *room.aliases) if room else ())))
    return all(any(_begins(word, other) for other in called) for word in words)


def _begins(word: str, other: str) -> bool:
    return other.startswith(word) or not forms(word).isdisjoint(forms(other))


def _words(texts: Iterable[str]) -> list[str]:
    return [t.norm for text in texts for t in tokens_of(text) if t.script is not Script.MARK]
