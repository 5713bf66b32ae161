"""The login of one account: which token is used, when it is renewed, and when to give up.

Renewing is done by one caller at a time in this process and by one process at a time everywhere (a lease);
it is never repeated nor interrupted, and new tokens are stored before they are used. A token that Yandex
refuses is renewed once and the call made once more; then the login has ended, and nothing more is sent
until the account has other secrets, which are looked for once a minute. A token without the app behind it
is tried again as often.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Generator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

import httpx

from bot.clouds.client import Call, Client
from bot.clouds.yandex.oauth import OAuth
from bot.clouds.yandex.tokens import Tokens
from bot.clouds.yandex.wire import NAME
from bot.home.abilities import SessionState
from bot.home.account import Account, KeepsSecrets
from bot.home.clock import Clock
from bot.home.errors import CloudAuthError, CloudError
from bot.home.problem import Problem

LOOK_AGAIN = timedelta(minutes=1)  # for the secrets of a new login
LEAST_PAUSE = 60.0  # seconds between two attempts to renew ahead of time

T = TypeVar("T")

log = logging.getLogger(__name__)


class Bearer(httpx.Auth):
    """A token, on every request and nowhere else."""

    def __init__(self, token: str) -> None:
        self._header = f"Bearer {token}"

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = self._header
        yield request


class Session:
    """Calls in the user's name. One for each account and process.

    ``oauth`` is None for an account that was given a token without the app behind it.
    """

    def __init__(
        self, client: Client, oauth: OAuth | None, account: Account, clock: Clock, keeper: KeepsSecrets
    ) -> None:
        self._client = client
        self._oauth = oauth
        self._account = account.id
        self._clock = clock
        self._keeper = keeper
        self._tokens = Tokens.of(account.secrets)
        self._unstored: Tokens | None = None
        self._spent = ""  # a refresh token that was refused
        self._ended: CloudAuthError | None = None
        self._looked = self._ahead_again = clock.now()
        self._renewal: asyncio.Task[None] | None = None

    async def call(self, call: Call, understand: Callable[[Any], T]) -> T:
        """What ``understand`` makes of the answer. Raises ``CloudError``.

        A write is safe to make again after a new token: it was refused before it did anything.
        """
        token = await self._token()
        try:
            return await self._client.call(replace(call, auth=Bearer(token)), understand)
        except CloudAuthError as refused:
            if refused.problem is not Problem.LOGIN_NEEDED:
                raise
            await self._renew_after(refused, token)
        token = self._tokens.access
        try:
            return await self._client.call(replace(call, auth=Bearer(token)), understand)
        except CloudAuthError as refused:
            if refused.problem is Problem.LOGIN_NEEDED and token == self._tokens.access:
                self._end(refused)
            raise

    async def keep(self) -> SessionState:
        """Renew what ends soon; see ``KeepsSession``. Raises ``CloudError``."""
        await self._token()
        return self._tokens.state()

    async def _token(self) -> str:
        if self._ended:
            await self._look_for_a_new_login(self._ended)
        now = self._clock.now()
        if self._oauth and self._tokens.due(now) and self._may_renew_ahead(now):
            self._ahead_again = now + timedelta(seconds=max(LEAST_PAUSE, self._tokens.left(now) / 10))
            try:
                await self._renew(ahead=True)
            except CloudError as error:
                log.warning("%s: the tokens could not be renewed ahead of time: %s", NAME, error)
        return self._tokens.access

    def _may_renew_ahead(self, now: datetime) -> bool:
        return now >= self._ahead_again and self._tokens.refresh != self._spent

    async def _look_for_a_new_login(self, ended: CloudAuthError) -> None:
        now = self._clock.now()
        if now - self._looked >= LOOK_AGAIN:
            self._looked = now
            if not await self._adopt_stored() and self._oauth is None:
                self._ended = None  # nothing can renew this token; perhaps it was refused by mistake
        if self._ended:
            raise ended

    async def _renew_after(self, refused: CloudAuthError, token: str) -> None:
        """Other tokens than the refused one, or the end of the login."""
        if self._tokens.access != token or await self._adopt_stored():
            return
        if self._oauth is None or self._tokens.refresh in ("", self._spent):
            raise self._end(refused)
        try:
            await self._renew(ahead=False)
        except CloudAuthError as error:
            raise self._end(error) from None

    async def _renew(self, ahead: bool) -> None:
        """New tokens, for all who wait for them; whoever waits may be cancelled, renewing goes on."""
        if self._renewal is None or self._renewal.done():
            self._renewal = asyncio.create_task(self._renewed(self._tokens.access, ahead))
            self._renewal.add_done_callback(_look_at)
        await asyncio.shield(self._renewal)

    async def _renewed(self, stale: str, ahead: bool) -> None:
        """Another replica's tokens where it was faster, or new ones from Yandex."""
        assert self._oauth
        try:
            async with self._keeper.refreshing(self._account):
                kept = await self._keeper.secrets_of(self._account)
                self._adopt(Tokens.of(kept))
                if self._tokens.access != stale or (ahead and not self._tokens.due(self._clock.now())):
                    return
                if self._unstored is None:
                    self._unstored = await self._refreshed(self._oauth)
                await self._keeper.store_secrets(self._account, {**kept, **self._unstored.secrets()})
        except LookupError:
            raise _unlinked() from None
        self._tokens, self._unstored = self._unstored, None

    async def _refreshed(self, oauth: OAuth) -> Tokens:
        try:
            return await oauth.refresh(self._tokens.refresh)
        except CloudAuthError:
            self._spent = self._tokens.refresh
            raise

    async def _adopt_stored(self) -> bool:
        try:
            return self._adopt(Tokens.of(await self._keeper.secrets_of(self._account)))
        except LookupError:
            raise self._end(_unlinked()) from None

    def _adopt(self, kept: Tokens) -> bool:
        """Use tokens that somebody else has stored, if the access token is another than ours."""
        changed = kept.access != self._tokens.access
        if changed or kept.refresh != self._tokens.refresh:
            self._tokens, self._unstored = kept, None
        if changed:
            self._ended = None
        return changed

    def _end(self, error: CloudAuthError) -> CloudAuthError:
        log.warning("the login of account %d has ended: %s", self._account, error)
        self._ended, self._looked = error, self._clock.now()
        return error


def _unlinked() -> CloudAuthError:
    return CloudAuthError(NAME, Problem.LOGIN_NEEDED, "the account was unlinked")


def _look_at(renewal: asyncio.Task[None]) -> None:
    """Its failure is told by whoever waits; when nobody does any more, it is no mystery either."""
    if not renewal.cancelled():
        renewal.exception()
