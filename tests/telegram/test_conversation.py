"""What people say and what comes back, through aiogram's real dispatcher."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramServerError,
)
from aiogram.methods import EditMessageText, SendMessage
from aiogram.types import (
    Chat,
    ChatMemberLeft,
    ChatMemberMember,
    ChatMemberUpdated,
    MessageEntity,
    Update,
    User,
    Voice,
)

from bot.assistant import Welcome
from bot.home.clock import SystemClock
from bot.home.errors import NotNowError
from bot.home.outcome import Denial, Done, Refused
from bot.home.request import Ignored, Manage, NotFound
from bot.home.shown import Shown
from bot.i18n import Languages
from bot.telegram.routes import build_router
from bot.telegram.seen import Seen
from tests.telegram.host import FakeHost
from tests.telegram.telegram import (
    ANNA,
    BOT,
    FORUM,
    GROUP,
    PRIVATE,
    SENT,
    FakeSession,
    fake_bot,
    message_in,
    said,
)

LANGUAGES = Languages.load()
STRANGER = Refused(Denial.STRANGER)


class Conversation:
    """A dispatcher with our router, a bot without a network, and an assistant that obeys the test."""

    def __init__(self, host: FakeHost) -> None:
        self.host = host
        self.bot: Bot
        self.telegram: FakeSession
        self.bot, self.telegram = fake_bot()
        self.dispatcher = Dispatcher(disable_fsm=True)
        self.dispatcher.update.outer_middleware(Seen())
        self.dispatcher.include_router(build_router(host, LANGUAGES, SystemClock()))

    async def feed(self, update: Update) -> None:
        await self.dispatcher.feed_update(self.bot, update)

    async def says(self, text: str | None, chat: Chat = PRIVATE, update_id: int = 1, **more: Any) -> None:
        await self.feed(said(message_in(chat, text, **more), update_id))

    @property
    def texts(self) -> list[str]:
        return [str(card.text) for card in self.telegram.cards]


@pytest.fixture
def host() -> FakeHost:
    return FakeHost()


@pytest.fixture
def conversation(host: FakeHost) -> Conversation:
    return Conversation(host)


async def test_a_sentence_in_private_is_answered_with_a_card(conversation: Conversation) -> None:
    await conversation.says("turn on the lamp")
    speaker, text, overheard = conversation.host.heard[0]
    assert (speaker.person, speaker.chat_type) == (ANNA.id, "private")
    assert (text, overheard) == ("turn on the lamp", False)
    assert "<b>Торшер</b>" in conversation.texts[0]


async def test_the_card_is_followed_where_it_stands(conversation: Conversation) -> None:
    await conversation.says("turn on the lamp")
    _, address = conversation.host.followed[0]
    assert (address.chat, address.language, address.card) == (PRIVATE.id, "en", 501)


async def test_a_sentence_that_is_mended_at_once_changes_the_card_that_is_on_its_way(
    conversation: Conversation,
) -> None:
    conversation.host.outcome = NotFound("lamb")
    conversation.telegram.open.clear()
    saying = asyncio.create_task(conversation.says("turn on the lamb"))
    await conversation.telegram.asked.wait()
    conversation.host.outcome = Shown("lamp")
    mended = Update(update_id=2, edited_message=message_in(PRIVATE, "turn on the lamp"))
    mending = asyncio.create_task(conversation.feed(mended))
    await asyncio.wait({mending}, timeout=0.2)  # Telegram has the card, but has not said which one it is
    conversation.telegram.open.set()
    await asyncio.gather(saying, mending)
    sent, edit = conversation.telegram.cards
    assert isinstance(sent, SendMessage)
    assert isinstance(edit, EditMessageText)
    assert edit.message_id == 501


async def test_a_card_is_in_the_language_that_the_speaker_chose(conversation: Conversation) -> None:
    conversation.host.language = "zh"
    await conversation.says("开灯")
    assert "已开启" in conversation.texts[0]


async def test_start_hands_over_the_invitation(conversation: Conversation) -> None:
    conversation.host.welcome = Welcome.OWNER
    await conversation.says("/start abc-DEF_1")
    assert conversation.host.started[0][1] == "abc-DEF_1"
    assert "yours now" in conversation.texts[0]


@pytest.mark.parametrize("welcome", Welcome)
@pytest.mark.parametrize("code", LANGUAGES.codes)
async def test_every_end_of_start_has_a_page(conversation: Conversation, welcome: Welcome, code: str) -> None:
    conversation.host.welcome, conversation.host.language = welcome, code
    await conversation.says("/start")
    assert len(conversation.texts[0]) > 20


@pytest.mark.parametrize(
    ("command", "part"), [("/help", "For example"), ("/devices", "Квартира"), ("/language", "Which language")]
)
async def test_commands_are_answered(conversation: Conversation, command: str, part: str) -> None:
    await conversation.says(command)
    assert part in conversation.texts[0]


@pytest.mark.parametrize(
    ("intent", "part"), [("help", "For example"), ("devices", "Квартира"), ("language", "Which language")]
)
async def test_what_a_command_does_can_be_said_in_words(
    conversation: Conversation, intent: str, part: str
) -> None:
    conversation.host.outcome = Manage(intent)
    await conversation.says("in words")
    assert part in conversation.texts[0]


async def test_a_stranger_in_private_gets_a_polite_sentence_and_learns_nothing(
    conversation: Conversation,
) -> None:
    conversation.host.outcome, conversation.host.welcome = STRANGER, Welcome.STRANGER
    for number, text in enumerate(["turn on the lamp", "/help", "/language"]):
        await conversation.says(text, update_id=number)
    assert len(conversation.texts) == 3
    assert all("private home" in text and "Торшер" not in text for text in conversation.texts)


async def test_before_there_is_an_owner_the_way_to_become_one_is_told(conversation: Conversation) -> None:
    conversation.host.outcome, conversation.host.welcome = STRANGER, Welcome.NOBODY_YET
    await conversation.says("hello")
    assert "Nobody owns this bot yet" in conversation.texts[0]


async def test_a_stranger_in_a_group_is_met_with_silence(conversation: Conversation) -> None:
    conversation.host.outcome, conversation.host.welcome = STRANGER, Welcome.STRANGER
    for number, text in enumerate(["turn on the lamp", "/help", "/language", "/start"]):
        await conversation.says(text, GROUP, update_id=number)
    assert conversation.texts == []


async def test_what_is_said_in_a_group_is_overheard(conversation: Conversation) -> None:
    conversation.host.outcome = Ignored()
    await conversation.says("dinner is ready", GROUP)
    assert conversation.host.heard[0][2] is True
    assert conversation.texts == []


async def test_a_reply_to_the_bot_is_meant_for_it(conversation: Conversation) -> None:
    await conversation.says("and off again", GROUP, reply_to_message=message_in(GROUP, "card", by=BOT))
    assert conversation.host.heard[0][1:] == ("and off again", False)


async def test_a_mention_of_the_bot_is_no_part_of_the_sentence(conversation: Conversation) -> None:
    text = "💡 @Housemate_Bot, turn on the lamp"
    mention = MessageEntity(type="mention", offset=3, length=14)
    await conversation.says(text, GROUP, entities=[mention])
    heard, overheard = conversation.host.heard[0][1:]
    assert "@" not in heard
    assert heard.endswith("turn on the lamp")
    assert not overheard


async def test_an_answer_in_a_forum_stays_in_its_topic(conversation: Conversation) -> None:
    await conversation.says("turn on the lamp", FORUM, topic=3, id_=77)
    answer = conversation.telegram.cards[0]
    assert isinstance(answer, SendMessage)
    assert answer.message_thread_id == 3
    assert answer.reply_parameters is not None
    assert answer.reply_parameters.message_id == 77
    assert conversation.host.heard[0][0].topic == 3


async def test_a_command_for_another_bot_is_not_ours(conversation: Conversation) -> None:
    conversation.host.outcome = Ignored()
    await conversation.says("/devices@other_bot", GROUP)
    assert conversation.texts == []


async def test_other_bots_are_not_listened_to(conversation: Conversation) -> None:
    await conversation.says("turn on the lamp", GROUP, by=ANNA.model_copy(update={"is_bot": True}))
    assert conversation.host.heard == []


async def test_a_voice_message_is_answered_kindly_in_private_and_not_in_a_group(
    conversation: Conversation,
) -> None:
    voice = Voice(file_id="f", file_unique_id="u", duration=2)
    await conversation.says(None, voice=voice, update_id=1)
    await conversation.says(None, GROUP, voice=voice, update_id=2)
    assert len(conversation.texts) == 1
    assert "voice" in conversation.texts[0]


async def test_an_owner_who_adds_the_bot_to_a_group_binds_it(conversation: Conversation) -> None:
    moved = ChatMemberUpdated(
        chat=GROUP,
        from_user=ANNA,
        date=SENT,
        old_chat_member=ChatMemberLeft(user=BOT),
        new_chat_member=ChatMemberMember(user=BOT),
    )
    await conversation.feed(Update(update_id=1, my_chat_member=moved))
    assert conversation.texts == []
    conversation.host.binds = True
    await conversation.feed(Update(update_id=2, my_chat_member=moved))
    assert "now speaks for the home" in conversation.texts[0]


async def test_a_failure_ends_as_a_kind_sentence_and_the_log_holds_no_text(
    conversation: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    conversation.host.error = RuntimeError("boom")
    with caplog.at_level(logging.DEBUG):
        await conversation.says("my secret wish")
    assert "Something went wrong" in conversation.texts[0]
    assert "boom" in caplog.text
    assert "my secret wish" not in caplog.text


async def test_a_failure_over_something_overheard_stays_silent(conversation: Conversation) -> None:
    conversation.host.error = RuntimeError("boom")
    await conversation.says("dinner is ready", GROUP)
    assert conversation.texts == []


async def test_a_chat_that_has_blocked_the_bot_is_no_error(
    conversation: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    conversation.telegram.fail_next(lambda method: TelegramForbiddenError(method, "bot was blocked"))
    await conversation.says("turn on the lamp")
    assert conversation.host.followed == []
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_a_chat_that_is_gone_is_no_error(conversation: Conversation) -> None:
    conversation.telegram.fail_next(lambda method: TelegramBadRequest(method, "Bad Request: chat not found"))
    await conversation.says("turn on the lamp")
    assert conversation.host.followed == []


async def test_an_answer_that_telegram_did_not_take_is_no_reason_to_ask_for_it_again(
    conversation: Conversation,
) -> None:
    """Nobody is told to try again what was done; it is told when Telegram is there again."""
    conversation.telegram.fail_next(lambda method: TelegramNetworkError(method, "away"))
    with pytest.raises(NotNowError):
        await conversation.says("turn on the lamp")
    assert len(conversation.texts) == 1
    await conversation.says("turn on the lamp")
    assert len(conversation.host.heard) == 2
    conversation.telegram.fail_next(lambda method: TelegramServerError(method, "Bad Gateway"))
    await conversation.says("turn on the lamp", update_id=2)
    assert len(conversation.texts) == 3


async def test_an_update_that_comes_twice_is_dealt_with_once(conversation: Conversation) -> None:
    await conversation.says("toggle the lamp", update_id=9)
    await conversation.says("toggle the lamp", update_id=9)
    assert len(conversation.host.heard) == 1


async def test_a_chat_is_dealt_with_in_order_and_another_chat_meanwhile(conversation: Conversation) -> None:
    conversation.host.working = asyncio.Event()
    conversation.host.outcome = Done()
    other = Chat(id=2002, type="private")
    tasks = [
        asyncio.create_task(conversation.says("first", update_id=1)),
        asyncio.create_task(conversation.says("second", update_id=2)),
        asyncio.create_task(conversation.says("elsewhere", other, update_id=3)),
    ]
    for _ in range(20):
        await asyncio.to_thread(int)  # aiogram looks at its filters in threads
    assert {text for _, text, _ in conversation.host.heard} == {"first", "elsewhere"}
    conversation.host.working.set()
    await asyncio.gather(*tasks)
    assert conversation.host.heard[-1][1] == "second"


async def test_a_chat_that_waits_for_telegram_still_listens(conversation: Conversation) -> None:
    conversation.telegram.open.clear()
    tasks = [
        asyncio.create_task(conversation.says("first", update_id=1, id_=11)),
        asyncio.create_task(conversation.says("second", update_id=2, id_=12)),
    ]
    while len(conversation.host.heard) < 2:
        await asyncio.to_thread(int)
    assert len(conversation.texts) == 1
    conversation.telegram.open.set()
    await asyncio.gather(*tasks)
    assert len(conversation.texts) == 2


async def test_answers_leave_in_the_order_of_the_sentences(conversation: Conversation) -> None:
    conversation.telegram.open.clear()
    tasks = [
        asyncio.create_task(conversation.says("now", GROUP, update_id=number, id_=number))
        for number in range(1, 9)
    ]
    while len(conversation.host.heard) < len(tasks):
        await asyncio.to_thread(int)
    conversation.telegram.open.set()
    await asyncio.gather(*tasks)
    answered = [sent.reply_parameters.message_id for sent in conversation.telegram.cards]  # type: ignore[union-attr]
    assert answered == list(range(1, 9))


async def test_a_reply_to_what_the_bot_asked_is_its_answer() -> None:
    conversation = Conversation(FakeHost())
    conversation.host.questions = {77}
    await conversation.says("hello", GROUP, reply_to_message=message_in(GROUP, "value?", id_=77, by=BOT))
    assert [(card, text) for _, card, text in conversation.host.replies] == [(77, "hello")]
    assert conversation.host.heard == []
    assert len(conversation.telegram.cards) == 1


@pytest.mark.parametrize(("by", "overheard"), [(BOT, False), (ANNA, True)])
async def test_a_reply_to_anything_else_is_a_sentence(by: User, overheard: bool) -> None:
    conversation = Conversation(FakeHost())
    await conversation.says("on", GROUP, reply_to_message=message_in(GROUP, "card", id_=78, by=by))
    assert [heard[1:] for heard in conversation.host.heard] == [("on", overheard)]
    assert len(conversation.host.replies) == (0 if overheard else 1)
