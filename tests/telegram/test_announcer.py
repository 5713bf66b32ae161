"""What happens later reaches its card."""

from __future__ import annotations

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramNetworkError
from aiogram.methods import EditMessageText, SendMessage

from bot.home.announcer import Address
from bot.home.clock import SystemClock
from bot.home.errors import NotNowError
from bot.home.outcome import Reply
from bot.home.request import Ignored
from bot.home.shown import Shown
from bot.i18n import Languages
from bot.telegram.announcer import TelegramAnnouncer
from tests.telegram.houses import FLAT
from tests.telegram.telegram import FakeSession, fake_bot

REPLY = Reply(Shown("lamp"), FLAT)


def announcing() -> tuple[TelegramAnnouncer, FakeSession]:
    bot, telegram = fake_bot()
    return TelegramAnnouncer(bot, Languages.load(), SystemClock()), telegram


async def test_the_card_that_the_address_names_is_changed() -> None:
    announcer, telegram = announcing()
    await announcer.announce(Address(1001, "ru", card=300), REPLY)
    edit = telegram.sent[0]
    assert isinstance(edit, EditMessageText)
    assert edit.message_id == 300
    assert "Включено" in str(edit.text)


async def test_without_a_card_it_is_written_anew_in_the_topic() -> None:
    announcer, telegram = announcing()
    await announcer.announce(Address(-5002, "en", topic=3), REPLY)
    sent = telegram.sent[0]
    assert isinstance(sent, SendMessage)
    assert sent.message_thread_id == 3


async def test_a_chat_that_is_gone_is_no_error() -> None:
    announcer, telegram = announcing()
    telegram.fail_next(lambda method: TelegramForbiddenError(method, "bot was kicked from the group chat"))
    await announcer.announce(Address(1001, "en"), REPLY)
    assert len(telegram.sent) == 1


async def test_silence_is_not_announced() -> None:
    announcer, telegram = announcing()
    await announcer.announce(Address(1001, "en", card=300), Reply(Ignored(), FLAT))
    assert telegram.sent == []


async def test_what_is_for_one_reader_of_a_group_is_shown_to_nobody_else() -> None:
    announcer, telegram = announcing()
    assert await announcer.announce(Address(-5001, "en", only_for=1001), REPLY) is not None
    sent = telegram.sent[0]
    assert isinstance(sent, SendMessage)
    assert sent.ephemeral_message_parameters is not None
    assert sent.ephemeral_message_parameters.receiver_user_id == 1001


async def test_who_called_knows_whether_a_chat_took_the_card() -> None:
    announcer, telegram = announcing()
    telegram.fail_next(
        lambda method: TelegramForbiddenError(method, "bot can't initiate conversation with a user"),
        lambda method: TelegramBadRequest(method, "PARTICIPANT_ID_INVALID"),
    )
    assert await announcer.announce(Address(1001, "en"), REPLY) is None
    assert await announcer.announce(Address(-5001, "en", only_for=1001), REPLY) is None
    assert await announcer.announce(Address(1001, "en"), REPLY) is not None


async def test_what_telegram_did_not_take_can_be_told_later() -> None:
    announcer, telegram = announcing()
    telegram.fail_next(lambda method: TelegramNetworkError(method, "away"))
    with pytest.raises(NotNowError):
        await announcer.announce(Address(1001, "en"), REPLY)
    assert await announcer.announce(Address(1001, "en"), REPLY) is not None
