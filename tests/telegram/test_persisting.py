"""A line to Telegram that breaks for a moment costs no answer; what nobody waits for is not asked again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from json import JSONDecodeError
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramNetworkError,
    TelegramServerError,
)
from aiogram.methods import AnswerCallbackQuery, EditMessageText, GetUpdates, SendMessage, TelegramMethod

from bot.home.errors import NotNowError
from bot.shared import in_process
from bot.telegram.pacing import Pacing, going_last
from bot.telegram.persisting import WAITS, Persisting, coming_again
from tests.telegram.telegram import FakeSession, fake_bot
from tests.telegram.test_pacing import Time

SEND = SendMessage(chat_id=1001, text="x")
EDIT = EditMessageText(chat_id=1001, message_id=5, text="x")
FETCH = GetUpdates()
ANSWER = AnswerCallbackQuery(callback_query_id="q1")


def away(method: TelegramMethod[Any]) -> Exception:
    return TelegramNetworkError(method, "Server disconnected")


def broken(method: TelegramMethod[Any]) -> Exception:
    return TelegramServerError(method, "Bad Gateway")


def garbled(_: TelegramMethod[Any]) -> Exception:
    return ClientDecodeError("Failed to decode object", JSONDecodeError("no", "<", 0), "my secret words")


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def line(time: Time) -> tuple[Bot, FakeSession]:
    bot, telegram = fake_bot()
    telegram.middleware(Persisting(time.sleep))
    telegram.middleware(Pacing(in_process(time).places, time.sleep))
    return bot, telegram


@pytest.mark.parametrize("failure", [away, broken, garbled])
@pytest.mark.parametrize("method", [SEND, EDIT, ANSWER])
async def test_what_was_not_answered_is_asked_again(
    line: tuple[Bot, FakeSession],
    failure: Callable[[TelegramMethod[Any]], Exception],
    method: TelegramMethod[Any],
) -> None:
    bot, telegram = line
    telegram.fail_next(failure)
    await bot(method)
    assert [type(sent) for sent in telegram.sent] == [type(method)] * 2


async def test_a_line_that_stays_broken_is_given_up_after_half_a_minute(
    line: tuple[Bot, FakeSession], time: Time
) -> None:
    bot, telegram = line
    telegram.fail_next(*[away] * 99)
    with pytest.raises(TelegramNetworkError):
        await bot(SEND)
    assert len(telegram.sent) == len(WAITS) + 1
    assert 30 <= sum(time.slept) <= 60


async def test_what_a_press_leads_to_does_not_wait_long_for_its_answer(
    line: tuple[Bot, FakeSession], time: Time
) -> None:
    bot, telegram = line
    telegram.fail_next(*[away] * 99)
    with pytest.raises(TelegramNetworkError):
        await bot(ANSWER)
    assert sum(time.slept) < 1


async def test_what_nobody_waits_for_and_what_is_asked_on_anyway_is_asked_once(
    line: tuple[Bot, FakeSession], time: Time
) -> None:
    bot, telegram = line
    telegram.fail_next(away, away)
    with going_last(), pytest.raises(TelegramNetworkError):
        await bot(EDIT)
    with pytest.raises(TelegramNetworkError):
        await bot(FETCH)
    assert time.slept == []


@pytest.mark.parametrize("refusal", [TelegramBadRequest, TelegramEntityTooLarge])
async def test_a_refusal_is_an_answer(line: tuple[Bot, FakeSession], time: Time, refusal: Any) -> None:
    bot, telegram = line
    telegram.fail_next(lambda method: refusal(method, "no"))
    with pytest.raises(refusal):
        await bot(SEND)
    assert time.slept == []


async def test_of_an_answer_that_cannot_be_read_nothing_gets_into_the_log(
    line: tuple[Bot, FakeSession], caplog: pytest.LogCaptureFixture
) -> None:
    bot, telegram = line
    telegram.fail_next(garbled, garbled)
    await bot(SEND)
    telegram.fail_next(garbled)
    with pytest.raises(TelegramNetworkError) as caught:
        await bot(FETCH)
    logging.getLogger("test").error("it failed", exc_info=caught.value)
    assert "JSONDecodeError" in caplog.text
    assert "secret" not in caplog.text


async def test_what_could_not_be_told_comes_again_when_telegram_is_there_again() -> None:
    with pytest.raises(NotNowError), coming_again():
        raise TelegramNetworkError(SEND, "away")
    with pytest.raises(TelegramEntityTooLarge), coming_again():
        raise TelegramEntityTooLarge(SEND, "too large")
