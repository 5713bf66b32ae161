"""Logging in: an ``authCode`` of the platform's account service becomes a session.

From the chat, or by ``housemate connect aliyun``. A login ends the session that the same user had before,
also that of the phone app; only a second account with which the devices are shared lives beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from bot.clouds.aliyun.gateway import NAME, Gateway, TokenRefusedError
from bot.clouds.aliyun.operations import CREATE_SESSION
from bot.clouds.aliyun.signature import AppSignature
from bot.clouds.aliyun.tokens import tokens_from_wire
from bot.clouds.client import Client, pace
from bot.home.clock import Clock

CALLS_PER_MINUTE = 60


@dataclass(frozen=True)
class Login:
    """``identity`` is the account's setting ``identity_id``; ``secrets`` go beside its ``app_secret``."""

    identity: str
    secrets: Mapping[str, str] = field(repr=False)


def gateway_of(
    settings: Mapping[str, str], app_secret: str, http: httpx.AsyncClient, clock: Clock
) -> Gateway:
    """The way to the platform for an app (``host``, ``app_key``) before anybody has an account in it."""
    client = Client(http, NAME, pace(settings, CALLS_PER_MINUTE))
    return Gateway(client, settings["host"], AppSignature(settings["app_key"], app_secret, clock))


async def log_in(gateway: Gateway, clock: Clock, app_key: str, auth_code: str) -> Login:
    """Raises ``CloudError``: LOGIN_NEEDED where the code is not accepted; a code works once."""
    request = {"authCode": auth_code, "appKey": app_key, "accountType": "OA_SESSION"}
    try:
        told = await gateway.call(CREATE_SESSION, {"request": request})
    except TokenRefusedError as refused:
        raise refused.final() from None
    identity, tokens = tokens_from_wire(told, clock.now())
    return Login(identity, tokens.secrets())
