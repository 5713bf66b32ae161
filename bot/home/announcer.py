"""The port through which what happens later reaches people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.home.outcome import Reply


@dataclass(frozen=True)
class Address:
    """Where to say something: a chat, perhaps a topic, and the card to change in place.

    ``language`` is a tag as in bot/home/preferences.py; ``silent``: without a sound.
    """

    chat: int
    language: str
    topic: int | None = None
    card: int | None = None
    silent: bool = False


class Announcer(Protocol):
    async def announce(self, address: Address, reply: Reply) -> None:
        """Change the card where the address names one, else write anew; a chat that is gone is no error."""
