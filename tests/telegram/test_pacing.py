"""Telegram's limits are kept by waiting, and its "retry after" is obeyed, within bounds."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendMessage, TelegramMethod

from bot.shared import in_process
from bot.telegram.pacing import RETRIES, CrowdedError, Pacing, going_last
from tests.telegram.telegram import FakeSession, fake_bot


class Time:
    """Moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def paced(time: Time) -> tuple[Bot, FakeSession]:
    bot, telegram = fake_bot()
    telegram.middleware(Pacing(in_process(time).places, time.sleep))
    return bot, telegram


async def _when(bot: Bot, time: Time, chats: list[int]) -> list[float]:
    """The moments at which a message to each of some chats went out."""
    moments = []
    for chat in chats:
        await bot(SendMessage(chat_id=chat, text="x"))
        moments.append(time.now)
    return moments


def _most_within(moments: list[float], seconds: float) -> int:
    """The most messages in any stretch of time that long."""
    return max(bisect_left(moments, start + seconds) - at for at, start in enumerate(moments))


async def test_a_short_burst_in_a_chat_goes_at_once(paced: tuple[Bot, FakeSession], time: Time) -> None:
    await _when(paced[0], time, [1001] * 4)
    assert time.slept == []


async def test_a_chat_gets_one_message_a_second_after_the_burst(
    paced: tuple[Bot, FakeSession], time: Time
) -> None:
    moments = await _when(paced[0], time, [1001] * 10)
    assert [late - early for early, late in pairwise(moments[3:])] == pytest.approx([1.0] * 6)


async def test_a_group_gets_at_most_twenty_messages_in_any_minute(
    paced: tuple[Bot, FakeSession], time: Time
) -> None:
    moments = await _when(paced[0], time, [-5001] * 60)
    assert _most_within(moments, 60) <= 20


async def test_all_chats_together_get_at_most_thirty_a_second(
    paced: tuple[Bot, FakeSession], time: Time
) -> None:
    moments = await _when(paced[0], time, list(range(1, 200)))
    assert _most_within(moments, 1) <= 30


async def test_an_edit_counts_as_a_message_and_an_answer_to_a_press_never_waits(
    paced: tuple[Bot, FakeSession], time: Time
) -> None:
    bot, _ = paced
    await _when(bot, time, [-5001] * 5)
    before = time.now
    await bot(AnswerCallbackQuery(callback_query_id="q"))
    assert time.now == before
    await bot(EditMessageText(chat_id=-5001, message_id=1, text="x"))
    assert time.now > before


def _busy(seconds: int) -> Any:
    def fail(method: TelegramMethod[Any]) -> TelegramRetryAfter:
        return TelegramRetryAfter(method, "Too Many Requests", seconds)

    return fail


async def test_a_retry_after_is_waited_for(paced: tuple[Bot, FakeSession], time: Time) -> None:
    bot, telegram = paced
    telegram.fail_next(_busy(5), _busy(2))
    await bot(SendMessage(chat_id=1001, text="x"))
    assert len(telegram.sent) == 3
    assert time.now >= 1007


async def test_waiting_has_an_end(paced: tuple[Bot, FakeSession]) -> None:
    bot, telegram = paced
    telegram.fail_next(*[_busy(1)] * 9)
    with pytest.raises(TelegramRetryAfter):
        await bot(SendMessage(chat_id=1001, text="x"))
    assert len(telegram.sent) == RETRIES + 1


async def test_an_hour_is_not_waited_for(paced: tuple[Bot, FakeSession], time: Time) -> None:
    bot, telegram = paced
    telegram.fail_next(_busy(3600))
    with pytest.raises(TelegramRetryAfter):
        await bot(SendMessage(chat_id=1001, text="x"))
    assert time.slept == []


async def test_what_goes_last_never_waits_and_leaves_places_to_answers(
    paced: tuple[Bot, FakeSession], time: Time
) -> None:
    edit = EditMessageText(chat_id=-5001, message_id=1, text="x")
    with going_last():
        for _ in range(2):
            await paced[0](edit)
        with pytest.raises(CrowdedError) as raised:
            await paced[0](edit)
    assert (raised.value.seconds, time.slept) == (4.0, [])
    await _when(paced[0], time, [-5001] * 2)
    assert time.slept == [], "answers find the places that were left"


async def test_what_goes_last_keeps_the_limits_together_with_all_else(
    paced: tuple[Bot, FakeSession], time: Time
) -> None:
    bot, _ = paced
    moments: list[float] = []
    for second in range(300):
        try:
            with going_last():
                await bot(EditMessageText(chat_id=-5001, message_id=1, text="x"))
            moments.append(time.now)
        except CrowdedError:
            pass
        if second % 10 == 0:
            moments += await _when(bot, time, [-5001])
        time.now += 1
    assert _most_within(moments, 60) <= 20
    assert len(moments) > 60


async def test_what_goes_last_is_not_repeated_when_telegram_is_busy(paced: tuple[Bot, FakeSession]) -> None:
    bot, telegram = paced
    telegram.fail_next(_busy(7))
    with going_last(), pytest.raises(CrowdedError) as raised:
        await bot(EditMessageText(chat_id=1001, message_id=1, text="x"))
    assert raised.value.seconds == 7
    assert len(telegram.sent) == 1
