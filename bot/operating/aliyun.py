"""How an operator logs in to Aliyun Living Link: with a refreshToken that exists, or with an authCode."""

from __future__ import annotations

import click

from bot.clouds.aliyun.gateway import NAME
from bot.clouds.aliyun.signing_in import AliyunSignIn
from bot.operating.desk import Desk
from bot.operating.login import Login


async def log_in(desk: Desk, by_code: bool, host: str | None) -> Login:
    """Ask for what is missing. Raises ``CloudError`` where an authCode is not accepted.

    Every identity has one session: logging in anew ends that of a phone app with the same account.
    """
    settings = desk.settings
    key = settings.aliyun_app_key or click.prompt("App key")
    known = settings.aliyun_app_secret.get_secret_value() if settings.aliyun_app_secret else None
    secret = known or click.prompt("App secret", hide_input=True)
    app = {"host": (host or settings.aliyun_api).rstrip("/"), "app_key": key}
    if not by_code:
        identity = click.prompt("identityId")
        tokens = {"refresh_token": click.prompt("refreshToken", hide_input=True)}
        return Login(NAME, {**app, "identity_id": identity}, {"app_secret": secret, **tokens})
    code = click.prompt("authCode", hide_input=True)
    granted = await AliyunSignIn(desk.http, app["host"], key, secret, desk.clock).redeem(code)
    return Login(NAME, granted.settings, granted.secrets, once=True)
