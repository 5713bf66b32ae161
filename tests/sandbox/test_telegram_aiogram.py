"""A real aiogram bot in the pretend Telegram: the independent witness that its answers are Telegram's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNotFound,
    TelegramRetryAfter,
)
from aiogram.methods import SendDice
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BufferedInputFile,
    ChatMemberAdministrator,
    ChatMemberOwner,
    DisabledButton,
    EphemeralMessageParameters,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputMediaPhoto,
    InputTextMessageContent,
    Message,
    ReactionTypeEmoji,
)

from bot.sandbox.telegram.limits import BURST
from tests.sandbox.stage import ANNA, BASIC, BORIS, FAMILY, FORUM, KITCHEN, STRANGER, Stage, open_stage
from tests.sandbox.test_telegram_files import png

CARD = InlineKeyboardMarkup(
    inline_keyboard=[
        [
            InlineKeyboardButton(text="Off", callback_data="lamp:off", style="danger"),
            InlineKeyboardButton(text="...", disabled=DisabledButton()),
        ]
    ]
)


async def bot_of(stage: Stage) -> AsyncIterator[Bot]:
    server = TelegramAPIServer.from_base(str(stage.bot.make_url("")))
    session = AiohttpSession(api=server)
    bot = Bot(stage.telegram.bot.token, session=session, default=DefaultBotProperties(parse_mode="HTML"))
    yield bot
    await session.close()


@pytest.fixture
async def bot(stage: Stage) -> AsyncIterator[Bot]:
    async for bot in bot_of(stage):
        yield bot


async def test_the_bot_knows_itself(bot: Bot) -> None:
    me = await bot.me()
    assert (me.is_bot, me.username, me.can_read_all_group_messages) == (True, "housemate_sandbox_bot", False)
    assert await bot.delete_webhook(drop_pending_updates=True)
    assert (await bot.get_webhook_info()).url == ""


async def test_a_conversation_from_hello_to_the_changed_card(stage: Stage, bot: Bot) -> None:
    await stage.says(ANNA, ANNA, "lamp on")
    (update,) = await bot.get_updates(timeout=5)
    assert update.message is not None
    card = await bot.send_message(ANNA, "Lamp: <b>on</b>", reply_markup=CARD)
    press = asyncio.create_task(stage.presses(ANNA, ANNA, card.message_id, button="Off"))
    (update,) = await bot.get_updates(offset=update.update_id + 1, timeout=5)
    query = update.callback_query
    assert query is not None
    assert isinstance(query.message, Message)
    assert query.message.html_text == "Lamp: <b>on</b>"
    await bot.answer_callback_query(query.id, text="Off it goes")
    edited = await bot.edit_message_text("Lamp: off", chat_id=ANNA, message_id=card.message_id)
    assert isinstance(edited, Message)
    assert await press == {"text": "Off it goes", "show_alert": False}
    assert [m["text"] for m in await stage.sees(ANNA, ANNA)] == ["lamp on", "Lamp: off"]


async def test_photos_go_up_change_and_come_down(stage: Stage, bot: Bot) -> None:
    sent = await bot.send_photo(ANNA, BufferedInputFile(png(), "day.png"), caption="<i>day</i>")
    assert sent.photo is not None
    media = InputMediaPhoto(media=BufferedInputFile(png(3, 2), "week.png"), caption="week")
    edited = await bot.edit_message_media(media, chat_id=ANNA, message_id=sent.message_id, reply_markup=CARD)
    assert isinstance(edited, Message)
    assert edited.photo is not None
    downloaded = await bot.download(edited.photo[-1].file_id)
    assert downloaded is not None
    assert downloaded.read() == png(3, 2)


async def test_errors_are_the_ones_that_aiogram_knows(stage: Stage, bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="can't parse entities"):
        await bot.send_message(ANNA, "5 < 6")
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(STRANGER, "x")
    with pytest.raises(TelegramNotFound):
        await bot(SendDice(chat_id=ANNA))
    new = (await stage.happens(BASIC, "migrate"))["chat"]
    with pytest.raises(TelegramMigrateToChat) as caught:
        await bot.send_message(BASIC, "x")
    assert caught.value.migrate_to_chat_id == new


async def test_floods_are_the_ones_that_aiogram_knows() -> None:
    async with open_stage(limits=True) as stage:
        async for bot in bot_of(stage):
            for n in range(BURST):
                await bot.send_message(ANNA, str(n))
            with pytest.raises(TelegramRetryAfter) as caught:
                await bot.send_message(ANNA, "too much")
            assert caught.value.retry_after == 1


async def test_chats_and_members_parse(stage: Stage, bot: Bot) -> None:
    assert (await bot.get_chat(FORUM)).is_forum
    assert (await bot.get_chat(ANNA)).first_name == "Anna"
    assert isinstance(await bot.get_chat_member(FAMILY, ANNA), ChatMemberOwner)
    await stage.happens(FAMILY, "promote")
    assert isinstance(await bot.get_chat_member(FAMILY, bot.id), ChatMemberAdministrator)
    assert len(await bot.get_chat_administrators(FAMILY)) == 2
    assert await bot.get_chat_member_count(FAMILY) == 3


async def test_every_kind_of_update_parses(stage: Stage, bot: Bot) -> None:
    kinds = ["message", "my_chat_member", "chat_member", "message_reaction", "inline_query"]
    await bot.get_updates(allowed_updates=kinds)
    await stage.happens(FAMILY, "promote")
    await stage.happens(FAMILY, "promote", person=BORIS)
    id_ = (await stage.says(FAMILY, ANNA, "hello"))["message_id"]
    await stage.happens(FAMILY, "react", message_id=id_, emoji="👍")
    await stage.says(FORUM, ANNA, "/on", topic=KITCHEN)
    await stage.happens(ANNA, "block")
    found = await bot.get_updates()
    asking = asyncio.create_task(stage.post("inline", **{"from": BORIS}, query="lamp"))
    found += await bot.get_updates(offset=found[-1].update_id + 1, timeout=5)
    query = found[-1].inline_query
    assert query is not None
    content = InputTextMessageContent(message_text="Lamp")
    result = InlineQueryResultArticle(id="1", title="Lamp", input_message_content=content, reply_markup=CARD)
    await bot.answer_inline_query(query.id, [result], is_personal=True, cache_time=0)
    assert [r["title"] for r in (await asking)["results"]] == ["Lamp"]
    assert [update.event_type for update in found] == [
        "my_chat_member",
        "chat_member",
        "message",
        "message_reaction",
        "message",
        "my_chat_member",
        "inline_query",
    ]


async def test_the_newer_things_work_through_aiogram_too(stage: Stage, bot: Bot) -> None:
    only = EphemeralMessageParameters(receiver_user_id=ANNA)
    secret = await bot.send_message(FAMILY, "secret", ephemeral_message_parameters=only)
    assert secret.ephemeral_message_id is not None
    place = (FAMILY, ANNA, secret.ephemeral_message_id)
    assert await bot.edit_ephemeral_message_text(*place, text="still secret")
    assert await bot.delete_ephemeral_message(*place)
    card = await bot.send_message(FAMILY, "card", reply_markup=CARD)
    assert await bot.set_message_reaction(FAMILY, card.message_id, [ReactionTypeEmoji(emoji="👌")])
    commands = [BotCommand(command="lamp", description="Lamp", is_ephemeral=True)]
    assert await bot.set_my_commands(commands, scope=BotCommandScopeAllGroupChats(), language_code="en")
    (command,) = await bot.get_my_commands(scope=BotCommandScopeAllGroupChats(), language_code="en")
    assert (command.command, command.is_ephemeral) == ("lamp", True)
    await stage.happens(FORUM, "promote")
    topic = await bot.create_forum_topic(FORUM, "Bedroom")
    await bot.send_message(FORUM, "x", message_thread_id=topic.message_thread_id)
    assert await bot.send_chat_action(ANNA, "typing")
