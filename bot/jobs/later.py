"""What can be put into the queue on somebody's behalf."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.home.clock import Clock
from bot.jobs.orders import Orders
from bot.jobs.resets import Resets
from bot.jobs.watch_book import WatchBook
from bot.memory.memory import Memory


@dataclass(frozen=True)
class Later:
    orders: Orders
    resets: Resets
    watches: WatchBook


def later(memory: Memory, clock: Clock, wake: Callable[[], None] = lambda: None) -> Later:
    """``wake`` is called when something new is due."""
    return Later(Orders(memory, clock, wake), Resets(memory, clock, wake), WatchBook(memory, clock, wake))
