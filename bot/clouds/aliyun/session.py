"""The user's session with the platform: which token is used, when it is renewed, and when to give up.

A refresh token works once and the old pair is dead afterwards. So renewing is done by one caller at a time
in this process and by one process at a time everywhere (a lease), it is never repeated nor interrupted, and
the new pair is stored before it is used. A session that the platform has ended stays ended: no more attempts
until the account has new secrets, which are looked for once a minute.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

from bot.clouds.aliyun.codes import REPLACED
from bot.clouds.aliyun.gateway import NAME, Gateway, TokenRefusedError
from bot.clouds.aliyun.operations import REFRESH_SESSION, Operation
from bot.clouds.aliyun.tokens import Tokens, tokens_from_wire
from bot.home.abilities import SessionState
from bot.home.account import Account, KeepsSecrets
from bot.home.clock import Clock
from bot.home.errors import CloudAuthError, CloudBusyError, CloudUnavailableError
from bot.home.problem import Problem

RENEW_AHEAD = timedelta(hours=1)
LOOK_AGAIN = timedelta(minutes=1)  # for the secrets of a new login


class Session:
    """Calls in the user's name. One for each account and process."""

    def __init__(self, gateway: Gateway, account: Account, clock: Clock, keeper: KeepsSecrets) -> None:
        self._gateway = gateway
        self._account = account.id
        self._identity = account.settings["identity_id"]
        self._clock = clock
        self._keeper = keeper
        self._tokens = Tokens.of(account.secrets)
        self._unstored: Tokens | None = None
        self._ended: CloudAuthError | None = None
        self._looked = clock.now()
        self._renewal: asyncio.Task[None] | None = None

    async def call(self, operation: Operation, params: Mapping[str, Any]) -> Any:
        """The answer's ``data``; a token that is refused is renewed once and the call made once more.

        A write is safe to make again here: the platform refused it before it did anything.
        Raises ``CloudError``.
        """
        token = await self._token()
        try:
            return await self._gateway.call(operation, params, token)
        except TokenRefusedError as refused:
            await self._renew_after(refused, token)
        try:
            return await self._gateway.call(operation, params, self._tokens.iot)
        except TokenRefusedError as refused:
            raise refused.final() from None

    async def keep(self) -> SessionState:
        """Renew what ends within the hour; see ``KeepsSession``. Raises ``CloudError``."""
        with suppress(CloudUnavailableError, CloudBusyError):
            await self._token()
        return self._tokens.state()

    async def _token(self) -> str:
        if self._ended:
            await self._look_for_a_new_login(self._ended)
        now = self._clock.now()
        if not self._tokens.iot_lives(now + RENEW_AHEAD):
            try:
                await self._renew()
            except (CloudUnavailableError, CloudBusyError):
                if not self._tokens.iot_lives(now):
                    raise
        return self._tokens.iot

    async def _look_for_a_new_login(self, ended: CloudAuthError) -> None:
        now = self._clock.now()
        if now - self._looked >= LOOK_AGAIN:
            self._looked = now
            self._adopt(Tokens.of(await self._keeper.secrets_of(self._account)))
        if self._ended:
            raise ended

    async def _renew_after(self, refused: TokenRefusedError, token: str) -> None:
        if self._tokens.iot != token:
            return
        try:
            await self._renew()
        except CloudAuthError as error:
            if refused.code != REPLACED or error.problem is not Problem.LOGIN_NEEDED:
                raise
            detail = f"{refused.detail}, {error.detail}"
            self._ended = CloudAuthError(NAME, Problem.LOGIN_REPLACED, detail)
            raise self._ended from None

    async def _renew(self) -> None:
        """New tokens, for all who wait for them; whoever waits may be cancelled, renewing goes on."""
        if self._renewal is None or self._renewal.done():
            self._renewal = asyncio.create_task(self._renewed())
            self._renewal.add_done_callback(_look_at)
        await asyncio.shield(self._renewal)

    async def _renewed(self) -> None:
        """Another replica's tokens where it was faster, or new ones from the platform."""
        try:
            async with self._keeper.refreshing(self._account):
                kept = await self._keeper.secrets_of(self._account)
                if self._adopt(Tokens.of(kept)) and self._tokens.iot_lives(self._clock.now() + RENEW_AHEAD):
                    return
                if self._ended:
                    raise self._ended
                if self._unstored is None:
                    self._unstored = await self._refreshed()
                await self._keeper.store_secrets(self._account, {**kept, **self._unstored.secrets()})
        except LookupError:
            self._ended = CloudAuthError(NAME, Problem.LOGIN_NEEDED, "the account was unlinked")
            raise self._ended from None
        self._tokens, self._unstored = self._unstored, None

    def _adopt(self, kept: Tokens) -> bool:
        """Use tokens that somebody else has stored, if they are other than ours."""
        if kept.refresh == self._tokens.refresh:
            return False
        self._tokens, self._unstored, self._ended = kept, None, None
        return True

    async def _refreshed(self) -> Tokens:
        request = {"refreshToken": self._tokens.refresh, "identityId": self._identity}
        try:
            data = await self._gateway.call(REFRESH_SESSION, {"request": request})
        except CloudAuthError as error:
            if error.problem is Problem.LOGIN_NEEDED:
                self._end(error)
            raise
        except TokenRefusedError as refused:
            raise self._end(CloudAuthError(NAME, Problem.LOGIN_NEEDED, refused.detail)) from None
        return tokens_from_wire(data, self._clock.now())[1]

    def _end(self, error: CloudAuthError) -> CloudAuthError:
        self._ended, self._looked = error, self._clock.now()
        return error


def _look_at(renewal: asyncio.Task[None]) -> None:
    """Its failure is told by whoever waits; when nobody does any more, it is no mystery either."""
    if not renewal.cancelled():
        renewal.exception()
