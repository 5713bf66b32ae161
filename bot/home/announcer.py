"""The port through which what happens later reaches people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.home.outcome import Reply


@dataclass(frozen=True)
class Address:
    """Where to say something: a chat, perhaps a topic, and the card to change in place.

    ``language`` is a tag as in bot/home/preferences.py; ``silent``: without a sound.
    ``only_for``: so that nobody else in a group sees it; it is then sent anew.
    """

    chat: int
    language: str
    topic: int | None = None
    card: int | None = None
    silent: bool = False
    only_for: int | None = None


class Announcer(Protocol):
    async def announce(self, address: Address, reply: Reply) -> int | None:
        """Change the card where the address names one, else write anew; a chat that is gone is no error.

        The card that shows it now; None where the chat takes none.
        """
