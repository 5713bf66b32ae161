"""The Yandex smart home on loopback: the API of api.iot.yandex.net and the logins of oauth.yandex.ru."""

from __future__ import annotations

from bot.sandbox.yandex.app import build_app

__all__ = ["build_app"]
