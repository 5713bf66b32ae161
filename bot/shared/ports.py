"""What can be shared."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Pace:
    """``burst`` at once, then one in every ``interval`` seconds."""

    interval: float
    burst: int


class Locks(Protocol):
    """One lock a key, first come first served: a chat's messages in order."""

    def hold(self, key: str) -> AbstractAsyncContextManager[None]: ...


class Places(Protocol):
    """Places in lines that move at a pace."""

    async def take(self, lines: Sequence[tuple[str, Pace]]) -> float:
        """Take the next place in each of these lines; the seconds until the last of them comes up."""

    async def take_spare(self, lines: Sequence[tuple[str, Pace]]) -> float:
        """Take a place in each of these lines where none has to be waited for, and 0 is the answer.

        Else nothing is taken; the seconds until it is worth asking again. Whoever asks so goes last: with
        a smaller burst than others have, some places are always left to them.
        """


class Notes(Protocol):
    """Short texts that may be forgotten."""

    async def read(self, key: str) -> str | None: ...

    async def write(self, key: str, text: str, seconds: float) -> None:
        """Keep the text for so long."""


Hearer = Callable[[str | None], None]
"""Hears a signal, or None: some may have been missed. Must not wait for anything."""


class Signals(Protocol):
    """Short words to all other bots. Whoever is away misses them; they never guard anything."""

    def hear(self, hearer: Hearer) -> None:
        """Call this for every signal of another bot."""

    async def send(self, text: str) -> None: ...

    async def listen(self) -> None:
        """Hear what others send, until cancelled; ends by itself where there is nobody else."""


async def _nothing() -> None:
    """There is nothing to close."""


@dataclass(frozen=True)
class Shared:
    """All of it. ``close`` ends the connection, where there is one."""

    locks: Locks
    places: Places
    notes: Notes
    signals: Signals
    close: Callable[[], Awaitable[None]] = _nothing
