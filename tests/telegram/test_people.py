"""Commands and the one press that are about people: where they are answered, and whom they are about."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramForbiddenError
from aiogram.methods import AnswerCallbackQuery, SendMessage
from aiogram.types import ForumTopicCreated, InlineKeyboardMarkup, Message, User

from bot.home.clock import SystemClock
from bot.home.joining import Knock
from bot.i18n import Languages
from bot.telegram.buttons.people import JOIN
from bot.telegram.buttons.whose import mark
from bot.telegram.routes import build_router
from tests.telegram.host import FakeHost
from tests.telegram.telegram import (
    ANNA,
    BOT,
    FORUM,
    GROUP,
    PRIVATE,
    FakeSession,
    fake_bot,
    message_in,
    pressed,
    said,
)

LANGUAGES = Languages.load()
IGOR = User(id=1005, is_bot=False, first_name="Igor")
GREETING = message_in(GROUP, "hello", id_=300, by=BOT)


class Gathering:
    def __init__(self) -> None:
        self.host = FakeHost()
        self.bot: Bot
        self.telegram: FakeSession
        self.bot, self.telegram = fake_bot()
        self._dispatcher = Dispatcher(disable_fsm=True)
        self._dispatcher.include_router(build_router(self.host, LANGUAGES, SystemClock()))

    async def write(self, message: Message) -> None:
        await self._dispatcher.feed_update(self.bot, said(message))

    async def ring(self, data: str, by: User = IGOR) -> None:
        await self._dispatcher.feed_update(self.bot, pressed(data, GREETING, by=by))

    @property
    def cards(self) -> list[tuple[int | str, str]]:
        return [(card.chat_id, card.text) for card in self.telegram.sent if isinstance(card, SendMessage)]


@pytest.fixture
def gathering() -> Gathering:
    return Gathering()


@pytest.mark.parametrize("command", ["/members", "/invite"])
async def test_in_private_the_answer_is_where_the_command_is(gathering: Gathering, command: str) -> None:
    await gathering.write(message_in(PRIVATE, command))
    assert [chat for chat, _ in gathering.cards] == [PRIVATE.id]


@pytest.mark.parametrize("command", ["/members", "/invite"])
async def test_in_a_group_the_answer_is_in_private_and_the_group_hears_so(
    gathering: Gathering, command: str
) -> None:
    await gathering.write(message_in(GROUP, command))
    assert [chat for chat, _ in gathering.cards] == [ANNA.id, GROUP.id]
    assert gathering.cards[1][1].startswith("I wrote to you in our private chat")


async def test_whoever_never_opened_the_bot_gets_a_way_to_it(gathering: Gathering) -> None:
    gathering.telegram.fail_next(
        lambda method: TelegramForbiddenError(method, "bot can't initiate conversation with a user"),
        kind=SendMessage,
    )
    await gathering.write(message_in(GROUP, "/members"))
    told = gathering.telegram.sent[-1]
    assert isinstance(told, SendMessage)
    assert told.chat_id == GROUP.id
    assert isinstance(told.reply_markup, InlineKeyboardMarkup)
    assert told.reply_markup.inline_keyboard[0][0].url == f"https://t.me/{BOT.username}"


async def test_an_invitation_as_a_reply_is_about_whoever_wrote_that(gathering: Gathering) -> None:
    answered = message_in(GROUP, "hello everybody", by=IGOR)
    await gathering.write(message_in(GROUP, "/invite", reply_to_message=answered))
    assert gathering.host.people.pointed_at == [IGOR.id]
    assert [chat for chat, _ in gathering.cards] == [GROUP.id]


@pytest.mark.parametrize(
    ("chat", "by", "more"),
    [
        (GROUP, BOT, {}),
        (GROUP, IGOR, {"sender_chat": GROUP}),
        (FORUM, IGOR, {"forum_topic_created": ForumTopicCreated(name="Kitchen", icon_color=1)}),
        (PRIVATE, ANNA, {}),
    ],
    ids=["a bot", "an anonymous administrator", "the opening of a topic", "oneself in private"],
)
async def test_where_nobody_is_pointed_at_a_link_is_offered(
    gathering: Gathering, chat: Any, by: User, more: dict[str, Any]
) -> None:
    answered = message_in(chat, "hello", by=by, **more)
    await gathering.write(message_in(chat, "/invite", reply_to_message=answered))
    assert gathering.host.people.pointed_at == []
    assert gathering.cards[0][0] == ANNA.id


@pytest.mark.parametrize("data", [JOIN, mark(JOIN, 7)], ids=["a greeting", "a card of some home"])
async def test_a_knock_is_answered_at_once_and_passed_on(gathering: Gathering, data: str) -> None:
    await gathering.ring(data)
    answer = gathering.telegram.sent[0]
    assert isinstance(answer, AnswerCallbackQuery)
    assert (answer.text or "").startswith("I have asked the people who live here")
    assert [(s.person, s.chat) for s in gathering.host.people.passed_on] == [(IGOR.id, GROUP.id)]
    assert gathering.host.asked == []
    assert gathering.host.pressed == []


@pytest.mark.parametrize("knock", [k for k in Knock if k not in (Knock.ASKED, Knock.ASKED_ALREADY)])
async def test_a_knock_that_comes_to_nothing_troubles_nobody(gathering: Gathering, knock: Knock) -> None:
    gathering.host.people.knocked = knock
    await gathering.ring(JOIN)
    assert gathering.host.people.passed_on == []
    assert len(gathering.telegram.sent) == 1


async def test_a_knock_that_cannot_be_passed_on_breaks_nothing(
    gathering: Gathering, caplog: pytest.LogCaptureFixture
) -> None:
    gathering.host.people.error = OSError("no route")
    await gathering.ring(JOIN)
    assert "could not be announced" in caplog.text
    assert "Igor" not in caplog.text
