"""What is pressed under "More": values that are asked for, and what only some clouds keep of a device."""

from __future__ import annotations

from dataclasses import dataclass

from bot.home.capability import Key


@dataclass(frozen=True)
class AskValue:
    """Ask for a value that no button can hold, in a message that is to be replied to."""

    device: str
    key: Key


MoreButton = AskValue
