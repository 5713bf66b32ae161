"""Presses: answered at once, the card changed in place, refusals as toasts."""

from __future__ import annotations

import asyncio

import pytest
from aiogram import Bot, Dispatcher
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramServerError,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageReplyMarkup,
    EditMessageText,
    SendMessage,
    TelegramMethod,
)
from aiogram.types import ForceReply, InaccessibleMessage, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.home.asking import Asker, ValueAsked
from bot.home.button import Do, Show, Speak, Turn
from bot.home.capability import Key
from bot.home.clock import SystemClock
from bot.home.command import Command, SetTo
from bot.home.errors import NotNowError
from bot.home.more_buttons import AskValue
from bot.home.outcome import Denial, Refused
from bot.home.request import Manage
from bot.i18n import Languages
from bot.telegram.buttons import pack
from bot.telegram.routes import build_router
from tests.telegram.host import FakeHost
from tests.telegram.houses import FLAT
from tests.telegram.telegram import (
    BOT,
    FORUM,
    GROUP,
    PRIVATE,
    SENT,
    FakeSession,
    fake_bot,
    message_in,
    pressed,
    said,
)

LANGUAGES = Languages.load()
TURN_OFF = Do(Command("lamp", Key("on_off", "on"), SetTo(False)))
CARD = message_in(PRIVATE, "the card", id_=300, by=BOT)


def fails(message: str) -> TelegramBadRequest:
    return TelegramBadRequest(AnswerCallbackQuery(callback_query_id="q1"), f"Bad Request: {message}")


class Chatter:
    def __init__(self, host: FakeHost) -> None:
        self.bot: Bot
        self.telegram: FakeSession
        self.bot, self.telegram = fake_bot()
        self._dispatcher = Dispatcher(disable_fsm=True)
        self.patience = asyncio.Event()
        self._dispatcher.include_router(build_router(host, LANGUAGES, SystemClock(), sleep=self._wait))

    async def _wait(self, seconds: float) -> None:
        """Time passes when a test says so."""
        assert seconds == 0.7
        await self.patience.wait()

    async def press(self, data: str, card: object = CARD) -> None:
        await self._dispatcher.feed_update(self.bot, pressed(data, card))  # type: ignore[arg-type]

    async def says(self, text: str) -> None:
        await self._dispatcher.feed_update(self.bot, said(message_in(PRIVATE, text), 2))

    @property
    def answers(self) -> list[str | None]:
        return [method.text for method in self.telegram.sent if isinstance(method, AnswerCallbackQuery)]

    @property
    def kinds(self) -> list[type[TelegramMethod[object]]]:
        return [type(method) for method in self.telegram.sent]


@pytest.fixture
def host() -> FakeHost:
    return FakeHost()


@pytest.mark.parametrize("error", [TelegramNetworkError, TelegramServerError])
async def test_a_press_is_carried_out_though_its_answer_did_not_arrive(
    host: FakeHost, error: type[TelegramAPIError]
) -> None:
    chatter = Chatter(host)
    chatter.telegram.fail_next(lambda method: error(method, "away"), kind=AnswerCallbackQuery)
    await chatter.press(pack(TURN_OFF, FLAT))
    assert host.pressed[0][1] == TURN_OFF
    assert isinstance(chatter.telegram.cards[0], EditMessageText)


async def test_a_card_that_telegram_did_not_take_is_changed_when_it_is_there_again(host: FakeHost) -> None:
    chatter = Chatter(host)
    chatter.telegram.fail_next(lambda method: TelegramNetworkError(method, "away"), kind=EditMessageText)
    with pytest.raises(NotNowError):
        await chatter.press(pack(TURN_OFF, FLAT))
    chatter.telegram.fail_next(lambda method: TelegramServerError(method, "oops"), kind=EditMessageText)
    await chatter.press(pack(TURN_OFF, FLAT))
    assert not [method for method in chatter.telegram.sent if isinstance(method, SendMessage)]


async def test_a_press_changes_the_card_in_place(host: FakeHost) -> None:
    chatter = Chatter(host)
    await chatter.press(pack(TURN_OFF, FLAT))
    assert host.pressed[0][1] == TURN_OFF
    edit = chatter.telegram.cards[0]
    assert isinstance(edit, EditMessageText)
    assert (edit.chat_id, edit.message_id) == (PRIVATE.id, 300)
    assert "Торшер" in edit.text  # type: ignore[operator]
    assert chatter.answers == [None]
    assert host.followed[0][1].card == 300


async def test_a_slow_press_is_answered_before_the_work_is_done(host: FakeHost) -> None:
    host.working = asyncio.Event()
    chatter = Chatter(host)
    press = asyncio.create_task(chatter.press(pack(TURN_OFF, FLAT)))
    await chatter.telegram.asked.wait()
    assert chatter.kinds == [AnswerCallbackQuery]
    host.working.set()
    await press
    assert chatter.kinds == [AnswerCallbackQuery, EditMessageText]


def _card_with(*buttons: tuple[str, str]) -> Message:
    row = [InlineKeyboardButton(text=text, callback_data=data) for text, data in buttons]
    markup = InlineKeyboardMarkup(inline_keyboard=[row])
    return message_in(PRIVATE, "the card", id_=300, by=BOT, reply_markup=markup)


SWITCHES = _card_with(("Turn off", pack(TURN_OFF, FLAT)), ("Refresh", pack(Show("lamp"), FLAT)))


async def test_a_button_shows_that_it_works_once_the_cloud_takes_long(host: FakeHost) -> None:
    host.working = asyncio.Event()
    chatter = Chatter(host)
    press = asyncio.create_task(chatter.press(pack(TURN_OFF, FLAT), SWITCHES))
    await chatter.telegram.asked.wait()
    chatter.telegram.asked.clear()
    chatter.patience.set()
    await chatter.telegram.asked.wait()
    mark = chatter.telegram.sent[-1]
    assert isinstance(mark, EditMessageReplyMarkup)
    assert mark.reply_markup is not None
    (row,) = mark.reply_markup.inline_keyboard
    assert [(b.text, b.callback_data is None) for b in row] == [("⏳ Turn off", True), ("Refresh", False)]
    host.working.set()
    await press
    assert chatter.kinds == [AnswerCallbackQuery, EditMessageReplyMarkup, EditMessageText]


async def test_what_is_said_once_a_press_is_answered_is_heard_after_it(host: FakeHost) -> None:
    chatter = Chatter(host)
    chatter.telegram.open.clear()
    press = asyncio.create_task(chatter.press(pack(TURN_OFF, FLAT)))
    await chatter.telegram.asked.wait()
    saying = asyncio.create_task(chatter.says("turn on the lamp"))
    await asyncio.wait({saying}, timeout=0.2)  # Telegram has the answer, but has not said so
    chatter.telegram.open.set()
    await asyncio.gather(press, saying)
    assert chatter.kinds == [AnswerCallbackQuery, EditMessageText, SendMessage]


async def test_what_is_said_after_a_press_is_answered_after_it_however_long_its_mark_takes(
    host: FakeHost,
) -> None:
    host.working = asyncio.Event()
    chatter = Chatter(host)
    press = asyncio.create_task(chatter.press(pack(TURN_OFF, FLAT), SWITCHES))
    await chatter.telegram.asked.wait()
    chatter.telegram.asked.clear()
    chatter.telegram.open.clear()
    chatter.patience.set()
    await chatter.telegram.asked.wait()
    host.working.set()
    saying = asyncio.create_task(chatter.says("turn on the lamp"))
    async with asyncio.timeout(10):
        while not host.heard:  # noqa: ASYNC110 - the chat listens meanwhile; aiogram asks some filters in a thread
            await asyncio.sleep(0.01)
    for _ in range(50):
        await asyncio.sleep(0)
    chatter.telegram.open.set()
    await asyncio.gather(press, saying)
    assert chatter.kinds == [AnswerCallbackQuery, EditMessageReplyMarkup, EditMessageText, SendMessage]


async def test_a_button_whose_press_came_to_nothing_stops_showing_that_it_works(host: FakeHost) -> None:
    host.outcome, host.working = Refused(Denial.QUESTION_OVER), asyncio.Event()
    chatter = Chatter(host)
    press = asyncio.create_task(chatter.press(pack(TURN_OFF, FLAT), SWITCHES))
    await chatter.telegram.asked.wait()
    chatter.telegram.asked.clear()
    chatter.patience.set()
    await chatter.telegram.asked.wait()
    host.working.set()
    await press
    marks = [m for m in chatter.telegram.sent if isinstance(m, EditMessageReplyMarkup)]
    assert len(marks) == 2
    assert marks[-1].reply_markup is not None
    (row,) = marks[-1].reply_markup.inline_keyboard
    assert [button.text for button in row] == ["Turn off", "Refresh"]
    assert all(button.callback_data for button in row)


@pytest.mark.parametrize("denial", Denial)
async def test_a_refusal_is_a_toast_and_leaves_the_card_alone(host: FakeHost, denial: Denial) -> None:
    host.denial = denial
    chatter = Chatter(host)
    await chatter.press(pack(TURN_OFF, FLAT))
    assert chatter.answers == [LANGUAGES.pick("en").say(f"denial.{denial}")]
    assert chatter.telegram.cards == []
    assert host.pressed == []


async def test_a_late_refusal_is_told_in_private_and_not_in_a_group(host: FakeHost) -> None:
    host.outcome, host.working = Refused(Denial.QUESTION_OVER), asyncio.Event()
    for chat, told in ((PRIVATE, 1), (GROUP, 0)):
        host.working.clear()
        chatter = Chatter(host)
        press = asyncio.create_task(chatter.press("y:token", message_in(chat, "card", by=BOT)))
        await chatter.telegram.asked.wait()
        host.working.set()
        await press
        assert len(chatter.telegram.cards) == told


FORGED = ["", "nonsense", "s:AAAAAAAA:BBBBB:t", "o:" + "x" * 60, "g:-1", "\u0000", "l:"]


@pytest.mark.parametrize("data", FORGED)
async def test_forged_data_reaches_the_assistant_as_no_button(host: FakeHost, data: str) -> None:
    chatter = Chatter(host)
    await chatter.press(data)
    assert host.asked == [None]
    assert chatter.answers == ["This button is out of date. Open the device anew: /devices"]


async def test_a_card_that_says_so_already_is_no_error(host: FakeHost) -> None:
    chatter = Chatter(host)
    chatter.telegram.fail_next(lambda method: fails("message is not modified: same"), kind=EditMessageText)
    await chatter.press(pack(Show("lamp"), FLAT))
    assert chatter.answers == [None]


async def test_a_card_that_is_gone_is_sent_anew(host: FakeHost) -> None:
    chatter = Chatter(host)
    chatter.telegram.fail_next(lambda method: fails("message to edit not found"), kind=EditMessageText)
    await chatter.press(pack(Show("lamp"), FLAT), message_in(FORUM, "card", id_=300, by=BOT, topic=3))
    assert chatter.kinds == [AnswerCallbackQuery, EditMessageText, SendMessage]
    sent = chatter.telegram.sent[2]
    assert isinstance(sent, SendMessage)
    assert sent.message_thread_id == 3
    assert host.followed[0][1].card == 501


async def test_a_card_too_old_to_be_seen_is_pressed_all_the_same(host: FakeHost) -> None:
    chatter = Chatter(host)
    await chatter.press(pack(Turn(1), FLAT), InaccessibleMessage(chat=PRIVATE, message_id=3, date=0))
    assert host.pressed[0][1] == Turn(1)


async def test_an_answer_that_comes_too_late_is_no_error(host: FakeHost) -> None:
    host.denial = Denial.STRANGER
    chatter = Chatter(host)
    chatter.telegram.fail_next(lambda method: fails("query is too old and response timeout expired"))
    await chatter.press(pack(Show("lamp"), FLAT))
    assert chatter.kinds == [AnswerCallbackQuery]


async def test_a_failure_is_told_kindly(host: FakeHost) -> None:
    host.error = RuntimeError("boom")
    chatter = Chatter(host)
    await chatter.press(pack(TURN_OFF, FLAT))
    assert chatter.answers == [None]
    assert chatter.telegram.cards[0].text == "Something went wrong on my side. Please try again in a minute."


async def test_a_language_is_chosen_in_a_tap_and_the_page_is_shown_in_it(host: FakeHost) -> None:
    host.outcome, host.language = Manage("language", {"language": "ru"}), "ru"
    chatter = Chatter(host)
    await chatter.press(pack(Speak("ru"), FLAT))
    assert host.pressed[0][1] == Speak("ru")
    markup = chatter.telegram.cards[0].reply_markup
    assert "✓ Русский" in str(markup)


async def test_what_asks_for_a_reply_is_a_message_of_its_own(host: FakeHost) -> None:
    asks = AskValue("lamp", Key("range", "brightness"))
    host.outcome = ValueAsked(asks.device, asks.key, "token", SENT, Asker(1, "Anna", True))
    chatter = Chatter(host)
    await chatter.press(pack(asks, FLAT))
    (card,) = chatter.telegram.cards
    assert isinstance(card, SendMessage)
    assert isinstance(card.reply_markup, ForceReply)
    assert card.reply_markup.selective
    assert host.followed[0][1].card == 501
