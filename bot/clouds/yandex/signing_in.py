"""Signing in to Yandex from a chat: the device code of oauth.py, and the account that comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import httpx

from bot.clouds.yandex.cloud import connect
from bot.clouds.yandex.oauth import App, DeviceCode, Login, OAuth
from bot.clouds.yandex.tokens import Tokens
from bot.clouds.yandex.translate import HouseholdOfAccount, narrowing
from bot.home.account import Account
from bot.home.clock import Clock
from bot.home.signing_in import Code, Granted, NotYet, Part
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
        """The account of the user's only household; of several, one or all are to be chosen."""
        settings = {"host": self.api, "oauth": self.host, "client_id": self.app.id}
        settings |= {"scope": tokens.scope} if tokens.scope else {}
        trial = Trial({**tokens.secrets(), "client_secret": self.app.secret})
        account = Account(NO_NUMBER, NO_NUMBER, "yandex", settings, trial.secrets)
        households = await connect(account, self.http, self.clock, trial).households()
        granted = Granted(settings, trial.secrets, _parts(households))
        return granted.narrowed(granted.parts[0]) if len(households) == 1 else granted

    def _oauth(self) -> OAuth:
        return OAuth.before_login(self.http, self.host, self.app, self.clock)


def _parts(households: Sequence[HouseholdOfAccount]) -> tuple[Part, ...]:
    """Each household, in Yandex's order, and all of them."""
    parts = [Part(home.name, home.devices, narrowing(home, households)) for home in households]
    if len(parts) > 1:
        parts.append(Part(None, sum(home.devices for home in households), narrowing(None, households)))
    return tuple(parts)
