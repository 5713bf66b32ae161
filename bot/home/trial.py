"""A login that is tried before anything is kept of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager


class Trial:
    """Keeps rotated tokens while a login is tried, so that nothing is stored that does not work."""

    def __init__(self, secrets: Mapping[str, str]) -> None:
        self.secrets = secrets
        self.rotated = False

    async def store_secrets(self, account: int, secrets: Mapping[str, str]) -> None:
        self.secrets, self.rotated = dict(secrets), True

    async def secrets_of(self, account: int) -> Mapping[str, str]:
        return self.secrets

    @asynccontextmanager
    async def refreshing(self, account: int) -> AsyncIterator[None]:
        """Nobody else knows of the login yet."""
        yield

    def count_call(self, account: int, background: bool) -> None:
        """A handful of calls, before there is an account to count them for."""

    def background_left(self, account: int) -> int:
        return 0
