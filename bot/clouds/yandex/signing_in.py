"""Signing in to Yandex from a chat: the device code of oauth.py, and the account that comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import httpx

from bot.clouds.yandex.cloud import connect
from bot.clouds.yandex.oauth import App, DeviceCode, Login, OAuth
from bot.clouds.yandex.tokens import Tokens
from bot.home.account import Account
from bot.home.clock import Clock
from bot.home.signing_in import Code, Granted, NotYet
from bot.home.trial import Trial

NO_NUMBER = 0
OUT = {
    Login.PENDING: NotYet.PENDING,
    Login.SLOW_DOWN: NotYet.SLOWER,
    Login.DENIED: NotYet.DENIED,
    Login.EXPIRED: NotYet.EXPIRED,
}


@dataclass(frozen=True)
class YandexSignIn:
    """``api`` and ``host`` are the addresses of the smart home and of the OAuth host."""

    http: httpx.AsyncClient
    api: str
    host: str
    app: App
    clock: Clock

    async def begin(self) -> Code:
        code = await self._oauth().start()
        ends = self.clock.now() + timedelta(seconds=code.expires_in)
        return Code(code.verification_url, code.user_code, ends, code.interval, code.device_code)

    async def look(self, secret: str) -> Granted | NotYet:
        answer = await self._oauth().poll(DeviceCode("", "", 0, 0, secret))
        return await self._granted(answer) if isinstance(answer, Tokens) else OUT[answer]

    async def _granted(self, tokens: Tokens) -> Granted:
        """The account of all households of the user; with one household only, of that one."""
        settings = {"host": self.api, "oauth": self.host, "client_id": self.app.id}
        settings |= {"scope": tokens.scope} if tokens.scope else {}
        trial = Trial({**tokens.secrets(), "client_secret": self.app.secret})
        account = Account(NO_NUMBER, NO_NUMBER, "yandex", settings, trial.secrets)
        households = await connect(account, self.http, self.clock, trial).households()
        ids = sorted(home.id for home in households)
        own = {"household": ids[0]} if len(ids) == 1 else {"identity": ids[0]} if ids else {}
        return Granted({**settings, **own}, trial.secrets)

    def _oauth(self) -> OAuth:
        return OAuth.before_login(self.http, self.host, self.app, self.clock)
