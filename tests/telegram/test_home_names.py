"""The name that a home shall have is replied to the message that asks for it, and is no sentence."""

from __future__ import annotations

import pytest
from aiogram import Dispatcher
from aiogram.types import Chat

from bot.home.bound import HomeName, WhichHome
from bot.home.clock import SystemClock
from bot.i18n import Languages
from bot.telegram.routes import build_router
from tests.telegram.host import FakeHost
from tests.telegram.telegram import BOT, GROUP, PRIVATE, fake_bot, message_in, said

LANGUAGES = Languages.load()
HOME, CARD, REPLY = 7, 41, 42


@pytest.fixture
def host() -> FakeHost:
    """One message of the bot's asks how home 7 shall be called."""
    return FakeHost(naming_home=HOME, questions={CARD})


async def hears(host: FakeHost, chat: Chat, text: str, card: int = CARD) -> None:
    bot, _ = fake_bot()
    dispatcher = Dispatcher()
    dispatcher.include_router(build_router(host, LANGUAGES, SystemClock()))
    reply = message_in(chat, text, REPLY, reply_to_message=message_in(chat, "?", card, BOT))
    await dispatcher.feed_update(bot, said(reply))


async def test_who_has_several_homes_is_not_asked_which_with_a_name(host: FakeHost) -> None:
    host.which = WhichHome((HomeName(1, "Flat"), HomeName(HOME, "Dacha")))
    await hears(host, PRIVATE, "Turn on the light")
    ((speaker, card, name),) = host.named
    assert (speaker.home, card, name) == (HOME, CARD, "Turn on the light")
    assert not host.heard


@pytest.mark.parametrize(
    ("chat", "text", "card"),
    [(GROUP, "Dacha", CARD), (PRIVATE, "Dacha", CARD + 1), (PRIVATE, "/devices", CARD)],
)
async def test_whatever_else_is_said_names_no_home(host: FakeHost, chat: Chat, text: str, card: int) -> None:
    await hears(host, chat, text, card)
    assert not host.named
