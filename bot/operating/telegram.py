"""Who the bot is at Telegram: one plain call, so that a short command need not load the bot's machinery."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

TIMEOUT = 10.0  # seconds


@dataclass(frozen=True)
class Met:
    """What Telegram answered: the bot's ``username``, or None where the token was ``refused``.

    Neither is the case where there was no usable answer; ``reason`` says what there was instead.
    """

    username: str | None = None
    refused: bool = False
    reason: str = ""


async def meet(http: httpx.AsyncClient, api: str, token: str) -> Met:
    """Ask Telegram whose token this is. The token is part of the address, so no error shows that."""
    try:
        answer = await http.get(f"{api}/bot{token}/getMe", timeout=TIMEOUT)
        body = answer.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        return Met(reason=type(error).__name__)
    told = body.get("result") if isinstance(body, dict) else None
    username = told.get("username") if isinstance(told, dict) else None
    if isinstance(username, str):
        return Met(username)
    refused = answer.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.NOT_FOUND)
    return Met(refused=refused, reason=f"HTTP {answer.status_code}")


def start_link(username: str, token: str) -> str:
    """The link that opens the bot and hands it ``token``."""
    return f"https://t.me/{username}?start={token}"
