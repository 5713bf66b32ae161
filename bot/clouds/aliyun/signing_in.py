"""Signing in to Living Link from a chat: an ``authCode`` of the maker's app becomes an account."""

from __future__ import annotations

from dataclasses import dataclass, field

import httpx

from bot.clouds.aliyun.login import gateway_of, log_in
from bot.home.clock import Clock
from bot.home.signing_in import Granted


@dataclass(frozen=True)
class AliyunSignIn:
    """In the name of the operator's app, at the gateway ``host``."""

    http: httpx.AsyncClient
    host: str
    app_key: str
    app_secret: str = field(repr=False)
    clock: Clock

    async def redeem(self, code: str) -> Granted:
        settings = {"host": self.host, "app_key": self.app_key}
        gateway = gateway_of(settings, self.app_secret, self.http, self.clock)
        login = await log_in(gateway, self.clock, self.app_key, code)
        secrets = {**login.secrets, "app_secret": self.app_secret}
        return Granted({**settings, "identity_id": login.identity}, secrets)
