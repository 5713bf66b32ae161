"""What every theme of memory works with."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from bot.home.clock import Clock, Sleep
from bot.home.lookups import looked_up
from bot.memory.database import Database
from bot.memory.records import Start
from bot.memory.vault import Vault

P = ParamSpec("P")
S = TypeVar("S", bound="Part")
T = TypeVar("T")


class Part:
    def __init__(
        self,
        database: Database,
        vault: Vault,
        clock: Clock,
        start: Start,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock
        self._start = start
        self._sleep = sleep

    @property
    def is_writing(self) -> bool:
        """Whether this task is in the middle of a transaction, and sees what nobody else does."""
        return self._database.is_writing


def once_a_turn(
    look: Callable[Concatenate[S, P], Awaitable[T]],
) -> Callable[Concatenate[S, P], Awaitable[T]]:
    """A method that reads: within ``looking_once`` it asks the database once for the same."""

    @wraps(look)
    async def looked(part: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        if part.is_writing:
            return await look(part, *args, **kwargs)
        what = (part, look.__qualname__, args, tuple(kwargs.items()))
        return await looked_up(what, lambda: look(part, *args, **kwargs))

    return looked
