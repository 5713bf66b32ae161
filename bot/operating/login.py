"""What a login with a vendor gave, before it is known to work."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.home.account import Account

NO_NUMBER = 0


@dataclass(frozen=True)
class Login:
    """``settings`` and ``secrets`` of an account to be; ``once``: what was typed is used up by now."""

    cloud: str
    settings: Mapping[str, str]
    secrets: Mapping[str, str] = field(repr=False)
    once: bool = False

    def account(self) -> Account:
        """An account to try it with, which exists nowhere else."""
        return Account(NO_NUMBER, NO_NUMBER, self.cloud, self.settings, self.secrets)

    def is_of(self, account: Account) -> bool:
        """Whether it is the same user's account, and the same household of it."""
        return account.cloud == self.cloud and all(
            account.settings.get(name) == self.settings.get(name) for name in IDENTITY[self.cloud]
        )


IDENTITY: Mapping[str, tuple[str, ...]] = {"yandex": ("household", "identity"), "aliyun": ("identity_id",)}


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
