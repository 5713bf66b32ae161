"""What can be put into the queue on somebody's behalf."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.home.clock import Clock
from bot.jobs.orders import Orders
from bot.jobs.resets import Resets
from bot.jobs.signing_in import Logins, SignIns
from bot.jobs.watch_book import WatchBook
from bot.memory.memory import Memory


@dataclass(frozen=True)
class Later:
    orders: Orders
    resets: Resets
    watches: WatchBook
    logins: Logins


def later(
    memory: Memory, clock: Clock, wake: Callable[[], None] = lambda: None, sign_ins: SignIns | None = None
) -> Later:
    """``wake`` is called when something new is due."""
    watches, logins = WatchBook(memory, clock, wake), Logins(memory, sign_ins or {}, clock, wake)
    return Later(Orders(memory, clock, wake), Resets(memory, clock, wake), watches, logins)
