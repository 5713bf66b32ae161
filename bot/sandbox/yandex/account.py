"""Accounts in the Yandex stand-in and the tokens that open them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.world import Household, Thing

YEAR = 31_536_000


@dataclass
class Account:
    """One household's account. A token that was ``revoked`` early can still be refreshed.

    A refresh token lives as long as its access token (reference, section 7).
    """

    household: Household
    access_token: str
    refresh_token: str
    expires_at: float
    revoked: bool = False

    @property
    def described(self) -> dict[str, Any]:
        return self.household.clouds["yandex"]

    def things(self) -> list[Thing]:
        return [thing for thing in self.household.things if thing.cloud == "yandex"]

    def thing(self, id_: object) -> Thing | None:
        return next((thing for thing in self.things() if thing.id == id_), None)

    def group(self, id_: str) -> dict[str, Any] | None:
        return _by_id(self.described["groups"], id_)

    def scenario(self, id_: str) -> dict[str, Any] | None:
        return _by_id(self.described["scenarios"], id_)

    def may(self, scope: str) -> bool:
        return scope in self.described["scopes"]

    def renew(self, now: float) -> None:
        """A new refresh token; the access token stays while it has most of its life before it."""
        self.refresh_token = "1:" + uuid.uuid4().hex
        if self.revoked or self.expires_at - now < YEAR / 2:
            self.access_token = "y0_" + uuid.uuid4().hex
            self.expires_at = now + YEAR
            self.revoked = False

    def on_another_device(self, now: float) -> Account:
        """Another login of the same user, which ends none of those they have."""
        login = Account(self.household, "", "", now, revoked=True)
        login.renew(now)
        return login

    def close(self) -> None:
        """As when the person takes the app's access away: neither token works any more."""
        self.revoked, self.refresh_token = True, ""


class Accounts:
    """All accounts, found by the token that a request shows."""

    def __init__(self, households: Iterable[Household]) -> None:
        self._accounts = [_opened(house) for house in households if "yandex" in house.clouds]

    def by_access_token(self, token: str) -> Account | None:
        return next((account for account in self._accounts if account.access_token == token), None)

    def by_refresh_token(self, token: str) -> Account | None:
        return next((account for account in self._accounts if token and account.refresh_token == token), None)

    def by_household(self, name: str) -> Account | None:
        return next((account for account in self._accounts if account.household.name == name), None)

    def logged_in(self, name: str, now: float, device: str | None) -> Account | None:
        """A login always issues new tokens: in place of the user's, or beside them on a device of its own."""
        account = self.by_household(name)
        if account is not None and device is not None:
            account = account.on_another_device(now)
            self._accounts.append(account)
        elif account is not None:
            account.revoked = True
            account.renew(now)
        return account

    def knows_app(self, client_id: str) -> bool:
        return any(account.described["client_id"] == client_id for account in self._accounts)

    def knows_client(self, client_id: str, client_secret: str) -> bool:
        return any(
            (account.described["client_id"], account.described["client_secret"]) == (client_id, client_secret)
            for account in self._accounts
        )


def _opened(household: Household) -> Account:
    secrets = household.clouds["yandex"]["secrets"]
    return Account(household, secrets["access_token"], secrets["refresh_token"], float(secrets["expires_at"]))


def _by_id(entries: Iterable[dict[str, Any]], id_: str) -> dict[str, Any] | None:
    return next((entry for entry in entries if entry["id"] == id_), None)
