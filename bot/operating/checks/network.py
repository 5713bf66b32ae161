"""The way out: Telegram and every cloud's host, and how far this machine's clock is from theirs."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx

from bot.home.clock import Clock
from bot.operating.checks.finding import Finding, fine, fix, note
from bot.operating.plain import plain
from bot.operating.telegram import meet
from bot.settings import Settings

SKEW_ALLOWED = timedelta(minutes=1)  # servers tell whole seconds, and Aliyun refuses a quarter of an hour
TIMEOUT = 10.0  # seconds


async def network_findings(
    settings: Settings,
    hosts: Mapping[str, str],
    needed: Collection[str],
    http: httpx.AsyncClient,
    clock: Clock,
) -> list[Finding]:
    """``hosts`` are names by address; only of the ``needed`` addresses it matters that they answer."""
    answers = await asyncio.gather(*(_asked(http, host, clock) for host in hosts))
    reached = zip(hosts.items(), answers, strict=True)
    found = [_reachable(name, host, host in needed, answer) for (host, name), answer in reached]
    skews = [answer for answer in answers if isinstance(answer, timedelta)]
    return [await _telegram(settings, http), *found, _skew(skews)]


async def _telegram(settings: Settings, http: httpx.AsyncClient) -> Finding:
    host = _shown(settings.telegram_api)
    if settings.telegram_token is None:
        return note("Telegram was not asked: there is no token")
    met = await meet(http, settings.telegram_api, settings.telegram_token.get_secret_value())
    if met.username is not None:
        return fine(f"Telegram at {host} knows the bot as @{plain(met.username)}")
    if met.refused:
        todo = "Ask @BotFather for the present token (/token) and set TELEGRAM_TOKEN."
        return fix(f"Telegram at {host} does not accept the token", todo)
    todo = "Check the network and TELEGRAM_API; where Telegram is blocked, the machine needs another way out."
    return fix(f"Telegram at {host} gave no answer ({met.reason})", todo)


async def _asked(http: httpx.AsyncClient, host: str, clock: Clock) -> timedelta | str | None:
    """How far our clock is ahead of the server's; None where it tells no time, a text where it is silent."""
    before = clock.now()
    try:
        answer = await http.get(f"{host}/", timeout=TIMEOUT)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return type(error).__name__
    told = _told_time(answer)
    return None if told is None else before + (clock.now() - before) / 2 - told


def _told_time(answer: httpx.Response) -> datetime | None:
    try:
        told = parsedate_to_datetime(answer.headers.get("date", ""))
    except ValueError:
        return None
    return told if told.tzinfo else None


def _reachable(name: str, host: str, needed: bool, answer: timedelta | str | None) -> Finding:
    if not isinstance(answer, str):
        return fine(f"{name} at {_shown(host)} can be reached")
    text = f"{name} at {_shown(host)} cannot be reached ({answer})"
    if not needed:
        return note(text + "; no account needs it")
    return fix(text, "Check the network, its DNS and the address.")


def _skew(skews: Collection[timedelta]) -> Finding:
    """The smallest difference counts: one server whose clock is wrong is not our fault."""
    if not skews:
        return note("nobody told the time, so the clock was not compared")
    skew = min(skews, key=abs)
    seconds = round(abs(skew).total_seconds())
    if abs(skew) <= SKEW_ALLOWED:
        return fine(f"the clock is right within {max(1, seconds)} s")
    way = "ahead" if skew > timedelta() else "behind"
    return fix(
        f"this machine's clock is {seconds} s {way}",
        "Switch time synchronisation on (timedatectl set-ntp true). Aliyun refuses calls with a wrong time.",
    )


def _shown(url: str) -> str:
    """The address without what may be secret in it: a user, a password, a path."""
    try:
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "")
    except ValueError:
        return "an address that cannot be read"
