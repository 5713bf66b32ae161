"""The user's session with the platform: which token is used, when it is renewed, and when to give up.

A refresh token works once and the old pair is dead afterwards, so renewing is done by one caller at a
time, never repeated, and the new pair is stored before it is used. A session that the platform has
ended stays ended: no more attempts until the account has new secrets.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict

from bot.clouds.aliyun.codes import REPLACED
from bot.clouds.aliyun.gateway import NAME, Gateway, TokenRefusedError
from bot.clouds.aliyun.operations import REFRESH_SESSION, Operation
from bot.clouds.client import parsed
from bot.home.account import Account, KeepsSecrets
from bot.home.clock import Clock
from bot.home.errors import CloudAuthError, CloudBusyError, CloudUnavailableError
from bot.home.problem import Problem

RENEW_AHEAD = timedelta(hours=1)


class RefreshAnswer(BaseModel):
    """Lifetimes are in seconds, usually 20 hours and 200 hours."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    iotToken: str  # noqa: N815  # the vendor's spelling
    refreshToken: str  # noqa: N815
    iotTokenExpire: float  # noqa: N815
    refreshTokenExpire: float  # noqa: N815


@dataclass(frozen=True)
class Tokens:
    iot: str = field(repr=False)
    refresh: str = field(repr=False)
    iot_ends: float
    refresh_ends: float

    @classmethod
    def of(cls, secrets: Mapping[str, str]) -> Tokens:
        """An account that has only a refresh token renews at its first call."""
        return cls(
            secrets.get("iot_token", ""),
            secrets["refresh_token"],
            float(secrets.get("iot_token_expires_at") or 0),
            float(secrets.get("refresh_token_expires_at") or 0),
        )

    def secrets(self) -> dict[str, str]:
        return {
            "iot_token": self.iot,
            "refresh_token": self.refresh,
            "iot_token_expires_at": str(int(self.iot_ends)),
            "refresh_token_expires_at": str(int(self.refresh_ends)),
        }

    def iot_lives(self, at: datetime) -> bool:
        return bool(self.iot) and at.timestamp() < self.iot_ends


class Session:
    """Calls in the user's name. One for each account and process."""

    def __init__(self, gateway: Gateway, account: Account, clock: Clock, keeper: KeepsSecrets) -> None:
        self._gateway = gateway
        self._account = account
        self._identity = account.settings["identity_id"]
        self._clock = clock
        self._keeper = keeper
        self._tokens = Tokens.of(account.secrets)
        self._unstored: Tokens | None = None
        self._ended: CloudAuthError | None = None
        self._renewing = asyncio.Lock()

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

    async def _token(self) -> str:
        if not self._tokens.iot_lives(self._clock.now() + RENEW_AHEAD):
            await self._renew_ahead()
        if self._ended:
            raise self._ended
        return self._tokens.iot

    async def _renew_ahead(self) -> None:
        async with self._renewing:
            if self._tokens.iot_lives(self._clock.now() + RENEW_AHEAD):
                return
            try:
                await self._renew()
            except (CloudUnavailableError, CloudBusyError):
                if not self._tokens.iot_lives(self._clock.now()):
                    raise

    async def _renew_after(self, refused: TokenRefusedError, token: str) -> None:
        async with self._renewing:
            if self._tokens.iot != token:
                return
            try:
                await self._renew()
            except CloudAuthError as error:
                if refused.code != REPLACED or error.problem is not Problem.LOGIN_NEEDED:
                    raise
                self._ended = CloudAuthError(
                    NAME, Problem.LOGIN_REPLACED, f"{refused.detail}, {error.detail}"
                )
                raise self._ended from None

    async def _renew(self) -> None:
        if self._ended:
            raise self._ended
        if self._unstored is None:
            self._unstored = await self._renewed()
        merged = {**self._account.secrets, **self._unstored.secrets()}
        await self._keeper.store_secrets(self._account.id, merged)
        self._tokens, self._unstored = self._unstored, None

    async def _renewed(self) -> Tokens:
        request = {"refreshToken": self._tokens.refresh, "identityId": self._identity}
        try:
            data = await self._gateway.call(REFRESH_SESSION, {"request": request})
        except CloudAuthError as error:
            if error.problem is Problem.LOGIN_NEEDED:
                self._ended = error
            raise
        except TokenRefusedError as refused:
            self._ended = CloudAuthError(NAME, Problem.LOGIN_NEEDED, refused.detail)
            raise self._ended from None
        answer = parsed(NAME, RefreshAnswer, data)
        now = self._clock.now().timestamp()
        return Tokens(
            answer.iotToken,
            answer.refreshToken,
            now + answer.iotTokenExpire,
            now + answer.refreshTokenExpire,
        )
