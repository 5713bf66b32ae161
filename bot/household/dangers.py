"""What must not be done without asking first: what is dangerous anywhere, and what this home has marked."""

from __future__ import annotations

from collections.abc import Sequence

from bot.home.command import Command
from bot.home.danger import Danger, danger_of
from bot.home.house import House
from bot.memory.memory import Memory


async def danger_at_home(
    memory: Memory, home: int, commands: Sequence[Command], house: House
) -> Danger | None:
    """The worst danger among some commands, by what the home has marked at this moment."""
    if not commands:
        return None
    return danger_of(commands, house, (await memory.home_settings(home)).sensitive)
