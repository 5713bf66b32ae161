"""What a login with a vendor gave, before it is known to work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.home.account import Account
from bot.home.signing_in import is_same_login

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
        return is_same_login(account, self.cloud, self.settings)
