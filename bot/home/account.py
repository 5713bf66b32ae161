"""An account in a vendor's cloud, as a home keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from typing import Protocol

from bot.home.problem import Problem

TAG_KEYS = "tags"
PART = "part"
"""How the user calls what of their account this is, where it is not all."""

OURS = ("calls_per_minute", TAG_KEYS)
"""The settings that do not come from a login, so that no login may lose them."""


@dataclass(frozen=True)
class WhichAccount:
    """What tells an account from others: its cloud, and how the user calls what of it this is, if not all."""

    cloud: str
    part: str | None = None


@dataclass(frozen=True)
class Account:
    """``settings`` may be shown (host, household, app key); ``secrets`` never (tokens, app secret)."""

    id: int
    home: int
    cloud: str
    settings: Mapping[str, str]
    secrets: Mapping[str, str] = field(repr=False)

    @property
    def which(self) -> WhichAccount:
        return WhichAccount(self.cloud, self.settings.get(PART))

    def connected_anew(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> Account:
        """The same account with what a new login gave."""
        kept = {name: value for name, value in self.settings.items() if name in OURS}
        return replace(self, settings={**kept, **settings}, secrets=secrets)


class KeepsSecrets(Protocol):
    """Where a cloud stores rotated tokens, before it uses them."""

    async def store_secrets(self, account: int, secrets: Mapping[str, str]) -> None:
        """Replace all secrets of the account; when this returns they survive a crash."""

    async def secrets_of(self, account: int) -> Mapping[str, str]:
        """The secrets as they are stored now, perhaps by another replica."""

    def refreshing(self, account: int) -> AbstractAsyncContextManager[None]:
        """Hold the account's one right to refresh, a lease that is a row of the database.

        Waits while another replica holds it; a lease of a replica that died runs out by itself. Whoever
        gets it must look at ``secrets_of`` again before refreshing.
        """


class HearsOfLogins(Protocol):
    """Who is told what an account's answers say of its login."""

    def heard(self, account: int, problem: Problem | None) -> None:
        """A problem of OF_THE_LOGIN, or None: the cloud answered, so the login holds. Said after every
        call, so it must be cheap where it is nothing new."""


class CountsCalls(Protocol):
    """Who keeps count of an account's vendor calls, day by day."""

    def count_call(self, account: int, background: bool) -> None:
        """One call more; cheap, written down in a while."""

    def background_left(self, account: int) -> int:
        """How many calls nobody asked for may still be made today within the account's budget."""


class Keeper(KeepsSecrets, CountsCalls, Protocol):
    """What a cloud leaves behind between calls and between runs: its secrets, and how often it called."""
