"""What Telegram tells of chats: the bot was removed, a group has moved; and who is nobody there."""

from __future__ import annotations

import pytest
from aiogram import Dispatcher
from aiogram.client.session.middlewares.manager import RequestMiddlewareManager
from aiogram.exceptions import TelegramMigrateToChat
from aiogram.methods import SendMessage, TelegramMethod
from aiogram.types import (
    Chat,
    ChatMemberBanned,
    ChatMemberLeft,
    ChatMemberMember,
    ChatMemberUpdated,
    Update,
    User,
)

from bot.home.clock import SystemClock
from bot.i18n import Languages
from bot.telegram.card import Card
from bot.telegram.chats import Forwarding
from bot.telegram.courier import Courier, Place
from bot.telegram.routes import build_router
from tests.telegram.host import FakeHost
from tests.telegram.telegram import ANNA, BOT, GROUP, PRIVATE, SENT, fake_bot, message_in, said

LANGUAGES = Languages.load()
NEW = -1005001
CHANNEL = Chat(id=-1009, type="channel", title="News")
ANONYMOUS = User(id=1087968824, is_bot=True, first_name="Group", username="GroupAnonymousBot")
TELEGRAM = User(id=777000, is_bot=False, first_name="Telegram")


@pytest.fixture
def host() -> FakeHost:
    return FakeHost()


async def fed(host: FakeHost, *updates: Update) -> list[TelegramMethod[object]]:
    """What the bot asked of Telegram."""
    bot, telegram = fake_bot()
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.include_router(build_router(host, LANGUAGES, SystemClock()))
    for update in updates:
        await dispatcher.feed_update(bot, update)
    return telegram.sent


@pytest.mark.parametrize("chat", [GROUP, PRIVATE])
async def test_a_chat_that_the_bot_was_removed_from_or_blocked_in_is_left(host: FakeHost, chat: Chat) -> None:
    gone = ChatMemberBanned(user=BOT, until_date=SENT) if chat is PRIVATE else ChatMemberLeft(user=BOT)
    moved = ChatMemberUpdated(
        chat=chat,
        from_user=ANNA,
        date=SENT,
        old_chat_member=ChatMemberMember(user=BOT),
        new_chat_member=gone,
    )
    assert await fed(host, Update(update_id=1, my_chat_member=moved)) == []
    assert host.left == [chat.id]


async def test_both_messages_of_a_move_name_the_old_and_the_new_chat(host: FakeHost) -> None:
    there = Chat(id=NEW, type="supergroup", title="Family")
    to = message_in(GROUP, None, migrate_to_chat_id=NEW)
    from_ = message_in(there, None, migrate_from_chat_id=GROUP.id)
    assert await fed(host, said(to, 1), said(from_, 2)) == []
    assert host.moved == [(GROUP.id, NEW)] * 2


@pytest.mark.parametrize(
    "nobody",
    [
        {"by": ANONYMOUS, "sender_chat": GROUP},
        {"by": TELEGRAM, "sender_chat": CHANNEL, "is_automatic_forward": True},
        {"by": ANNA, "sender_chat": CHANNEL},
        {"by": ANNA, "via_bot": BOT},
    ],
    ids=["anonymous administrator", "post of a linked channel", "person as a channel", "inline card"],
)
@pytest.mark.parametrize("text", ["/devices", "/start", "turn on the lamp"])
async def test_whoever_writes_as_a_chat_is_nobody(
    host: FakeHost, nobody: dict[str, object], text: str
) -> None:
    host.binds = True
    assert await fed(host, said(message_in(GROUP, text, **nobody))) == []  # type: ignore[arg-type]
    assert (host.heard, host.browsed, host.started) == ([], [], [])


async def test_what_was_meant_for_a_group_that_has_moved_goes_after_it() -> None:
    moves: list[tuple[int, int]] = []

    async def moved(old: int, new: int) -> None:
        moves.append((old, new))

    def has_moved(method: TelegramMethod[object]) -> Exception:
        return TelegramMigrateToChat(method, "group chat was upgraded", NEW)

    bot, telegram = fake_bot()
    forwarding = Forwarding()
    forwarding.moved = moved
    telegram.middleware = RequestMiddlewareManager()
    telegram.middleware(forwarding)
    telegram.fail_next(has_moved)
    assert await Courier(bot).send(Place(GROUP.id, None, 7), Card("hello")) is not None
    assert moves == [(GROUP.id, NEW)]
    assert [m.chat_id for m in telegram.sent if isinstance(m, SendMessage)] == [GROUP.id, NEW]
