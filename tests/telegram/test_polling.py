"""Updates are confirmed when they have been dealt with, and one that takes long does not hold up others."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetUpdates, TelegramMethod
from aiogram.types import Update

from bot.home.errors import HomeError
from bot.telegram.polling import Poller
from tests.telegram.telegram import PRIVATE, message_in, said


class Queue(BaseSession):
    """Telegram's side: keeps what was not confirmed, and gives it again and again."""

    def __init__(self, *ids: int) -> None:
        super().__init__()
        self.waiting = {id_: said(message_in(PRIVATE, "x", id_=id_), id_) for id_ in ids}
        self.failures = 0
        self.asked = 0

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:
        assert isinstance(method, GetUpdates)
        self.asked += 1
        if self.failures:
            self.failures -= 1
            raise TelegramNetworkError(method, "away")
        self.waiting = {id_: update for id_, update in self.waiting.items() if id_ >= (method.offset or 0)}
        if not self.waiting and method.timeout:
            await asyncio.Event().wait()
        return list(self.waiting.values())[: method.limit or 100]

    async def stream_content(self, *args: Any, **kwargs: Any) -> AsyncGenerator[bytes, None]:
        yield b""

    async def close(self) -> None:
        """Nothing is open."""


async def _soon(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not holds():  # noqa: ASYNC110 - what is waited for is the poller's, which tells nobody
            await asyncio.sleep(0.01)


async def _no_sleep(_: float) -> None:
    await asyncio.sleep(0)


def _poller(queue: Queue, handle: Any) -> asyncio.Task[None]:
    return asyncio.create_task(Poller(Bot("42:TEST", session=queue), [], handle, _no_sleep).run())


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_each_is_dealt_with_once_and_then_confirmed() -> None:
    queue, dealt = Queue(5, 6, 7), []

    async def handle(update: Update) -> None:
        dealt.append(update.update_id)

    poller = _poller(queue, handle)
    await _soon(lambda: not queue.waiting)
    await _ended(poller)
    assert dealt == [5, 6, 7]


async def test_what_is_under_way_is_not_confirmed_and_holds_nothing_up() -> None:
    queue, dealt, release = Queue(5), [], asyncio.Event()

    async def handle(update: Update) -> None:
        if update.update_id == 5:
            await release.wait()
        dealt.append(update.update_id)

    poller = _poller(queue, handle)
    await _soon(lambda: queue.asked >= 2)
    queue.waiting[6] = said(message_in(PRIVATE, "x"), 6)
    await _soon(lambda: dealt == [6])
    assert list(queue.waiting) == [5, 6]
    release.set()
    await _soon(lambda: not queue.waiting)
    await _ended(poller)
    assert dealt == [6, 5]


async def test_what_failed_for_now_is_tried_again() -> None:
    queue, tries = Queue(5), 0

    async def handle(update: Update) -> None:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise HomeError("the database is away")

    poller = _poller(queue, handle)
    await _soon(lambda: not queue.waiting)
    await _ended(poller)
    assert tries == 3


async def test_an_update_that_breaks_something_is_not_dealt_with_for_ever() -> None:
    queue, tries = Queue(5), 0

    async def handle(update: Update) -> None:
        nonlocal tries
        tries += 1
        raise ZeroDivisionError

    poller = _poller(queue, handle)
    await _soon(lambda: not queue.waiting)
    await _ended(poller)
    assert tries == 1


async def test_telegram_may_be_away_for_a_while() -> None:
    queue, dealt = Queue(5), []
    queue.failures = 3

    async def handle(update: Update) -> None:
        dealt.append(update.update_id)

    poller = _poller(queue, handle)
    await _soon(lambda: dealt == [5])
    await _ended(poller)


async def test_at_the_end_what_is_under_way_is_finished_and_confirmed() -> None:
    queue, dealt, begun = Queue(5), [], asyncio.Event()

    async def handle(update: Update) -> None:
        begun.set()
        await asyncio.sleep(0.05)
        dealt.append(update.update_id)

    poller = _poller(queue, handle)
    await begun.wait()
    await _ended(poller)
    assert dealt == [5]
    assert not queue.waiting
