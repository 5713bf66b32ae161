"""A login code leaves the chat before anything else is done with it, and is no sentence."""

from __future__ import annotations

import pytest
from aiogram import Dispatcher
from aiogram.methods import DeleteMessage
from aiogram.types import Chat

from bot.assistant import Speaker
from bot.home.bound import HomeName, WhichHome
from bot.home.clock import SystemClock
from bot.home.outcome import Reply
from bot.i18n import Languages
from bot.telegram.routes import build_router
from tests.telegram.host import FakeHost
from tests.telegram.telegram import BOT, GROUP, PRIVATE, FakeSession, fake_bot, message_in, said

LANGUAGES = Languages.load()
HOME, CARD, REPLY = 7, 41, 42


class Asking(FakeHost):
    """One message of the bot's asks for a login code; ``gone`` is what had left the chat when one came."""

    session: FakeSession
    gone: list[DeleteMessage]

    async def login_code(self, speaker: Speaker, card: int, code: str) -> Reply:
        self.gone = deletions(self.session)
        return await super().login_code(speaker, card, code)


def deletions(session: FakeSession) -> list[DeleteMessage]:
    return [method for method in session.sent if isinstance(method, DeleteMessage)]


@pytest.fixture
def host() -> Asking:
    return Asking(login_home=HOME, questions={CARD})


async def hears(host: Asking, chat: Chat, text: str, card: int = CARD) -> FakeSession:
    bot, host.session = fake_bot()
    dispatcher = Dispatcher()
    dispatcher.include_router(build_router(host, LANGUAGES, SystemClock()))
    reply = message_in(chat, text, REPLY, reply_to_message=message_in(chat, "?", card, BOT))
    await dispatcher.feed_update(bot, said(reply))
    return host.session


async def test_the_code_is_removed_before_it_is_used(host: Asking) -> None:
    session = await hears(host, PRIVATE, "s3cret-code")
    assert [(d.chat_id, d.message_id) for d in host.gone] == [(PRIVATE.id, REPLY)]
    ((speaker, card, code),) = host.codes
    assert (speaker.home, card, code) == (HOME, CARD, "s3cret-code")
    assert session.cards
    assert not host.heard


async def test_it_is_removed_even_where_using_it_fails(host: Asking) -> None:
    host.error = RuntimeError("boom")
    session = await hears(host, PRIVATE, "s3cret-code")
    assert deletions(session)


async def test_who_has_several_homes_is_not_asked_which_with_the_code(host: Asking) -> None:
    host.which = WhichHome((HomeName(1, "Flat"), HomeName(HOME, "Dacha")))
    await hears(host, PRIVATE, "s3cret-code")
    assert [code for _, _, code in host.codes] == ["s3cret-code"]


@pytest.mark.parametrize("text", ["/devices", "/start"])
async def test_a_command_is_no_code(host: Asking, text: str) -> None:
    session = await hears(host, PRIVATE, text)
    assert not host.codes
    assert not deletions(session)


@pytest.mark.parametrize(("chat", "card"), [(GROUP, CARD), (PRIVATE, CARD + 1)])
async def test_what_replies_to_something_else_is_a_sentence(host: Asking, chat: Chat, card: int) -> None:
    session = await hears(host, chat, "a sentence", card)
    assert not host.codes
    assert not deletions(session)
