"""What an intent makes of a clause: a wish that can be held against any device."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from bot.home.command import Command
from bot.home.fit import Reason
from bot.home.house import Device
from bot.home.request import Question, Reading
from bot.understanding.clause import Clause

Fulfilment = tuple[Command, ...] | Reading | Reason
"""What the wish comes to on one device: commands, something to read, or why it cannot be."""


class Wish(Protocol):
    """One thing asked for, not yet bound to devices."""

    @property
    def question(self) -> Question | None:
        """What is asked of the readings; None for an order."""

    def on(self, device: Device) -> Fulfilment:
        """What it comes to on a device that was named."""

    def suits(self, device: Device) -> bool:
        """Whether a device is meant when only a place, or nothing at all, was named."""


Reader = Callable[[Clause], Sequence[Wish]]
"""An intent: the wishes that a clause may express, likeliest first; empty where it is not its business."""
