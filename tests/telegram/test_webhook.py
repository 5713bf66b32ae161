"""Deliveries: only Telegram's are taken, each is answered when it has been dealt with, none is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpx
import pytest
from aiogram.types import Update

from bot.home.errors import HomeError
from bot.telegram import webhook
from bot.telegram.webhook import SECRET_HEADER, Deliveries, listening, secret_for
from tests.telegram.telegram import PRIVATE, fake_bot, message_in, said

SECRET = "only-telegram-knows"


class Bringer:
    """Telegram, bringing updates."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def bring(self, id_: int = 1, secret: str | None = SECRET, body: bytes | None = None) -> int:
        content = body or said(message_in(PRIVATE, "x"), id_).model_dump_json(exclude_none=True).encode()
        headers = {SECRET_HEADER: secret} if secret is not None else {}
        return (await self._http.post("/telegram", content=content, headers=headers)).status_code


@asynccontextmanager
async def _open(
    handle: Callable[[Update], Awaitable[object]], most: int = 10
) -> AsyncIterator[tuple[Bringer, Deliveries]]:
    deliveries = Deliveries(fake_bot()[0], SECRET, handle, most)
    async with (
        listening(deliveries, "127.0.0.1", 0, "/telegram") as port,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=10) as http,
    ):
        yield Bringer(http), deliveries


async def _nothing(_: Update) -> None:
    """Dealt with."""


async def test_an_update_is_dealt_with_before_its_delivery_is_answered() -> None:
    dealt = []

    async def handle(update: Update) -> None:
        await asyncio.sleep(0.02)
        dealt.append(update.update_id)

    async with _open(handle) as (telegram, _):
        assert await telegram.bring(5) == 200
        assert dealt == [5]


@pytest.mark.parametrize("secret", [None, "", "guessed", SECRET + "x", SECRET[:-1]])
async def test_who_does_not_know_the_secret_reaches_nothing(secret: str | None) -> None:
    async def handle(update: Update) -> None:
        raise AssertionError("reached")

    async with _open(handle) as (telegram, _):
        assert await telegram.bring(secret=secret) == 401


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"update_id": "x"}', b"\xff\xfe"])
async def test_what_cannot_be_read_is_not_brought_again(body: bytes) -> None:
    async with _open(_nothing) as (telegram, _):
        assert await telegram.bring(body=body) == 200


async def test_when_there_is_no_room_telegram_is_asked_to_come_again() -> None:
    release, begun = asyncio.Event(), asyncio.Event()

    async def handle(_: Update) -> None:
        begun.set()
        await release.wait()

    async with _open(handle, most=1) as (telegram, _):
        first = asyncio.create_task(telegram.bring(1))
        await begun.wait()
        assert await telegram.bring(2) == 503
        release.set()
        assert await first == 200
        assert await telegram.bring(2) == 200


async def test_what_cannot_be_done_now_is_brought_again_and_a_mistake_of_ours_is_not() -> None:
    async def handle(update: Update) -> None:
        raise HomeError("the database is away") if update.update_id == 1 else ZeroDivisionError

    async with _open(handle) as (telegram, _):
        assert await telegram.bring(1) == 503
        assert await telegram.bring(2) == 200


async def test_telegram_is_not_kept_waiting_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "ANSWER_WITHIN", 0.05)
    dealt, release = [], asyncio.Event()

    async def handle(update: Update) -> None:
        await release.wait()
        dealt.append(update.update_id)

    async with _open(handle) as (telegram, _):
        assert await telegram.bring(5) == 503
        release.set()
    assert dealt == [5]


async def test_at_the_end_nothing_new_is_taken_and_what_is_held_is_finished() -> None:
    release, begun = asyncio.Event(), asyncio.Event()

    async def handle(_: Update) -> None:
        begun.set()
        await release.wait()

    async with _open(handle) as (telegram, deliveries):
        held = asyncio.create_task(telegram.bring(1))
        await begun.wait()
        closing = asyncio.create_task(deliveries.close())
        await asyncio.sleep(0)
        assert await telegram.bring(2) == 503
        release.set()
        await closing
        assert await held == 200


def test_replicas_agree_on_a_secret_that_tells_nothing_of_the_token() -> None:
    made = secret_for("42:TOKEN", None)
    assert made == secret_for("42:TOKEN", None) != secret_for("42:OTHER", None)
    assert "TOKEN" not in made
    assert secret_for("42:TOKEN", "chosen") == "chosen"
