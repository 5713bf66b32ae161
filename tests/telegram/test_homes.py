"""Which home: asked first, said on the card where there are several, and carried by every button."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from aiogram import Dispatcher
from aiogram.methods import EditMessageReplyMarkup, EditMessageText, SendMessage
from aiogram.types import (
    ChatMemberLeft,
    ChatMemberMember,
    ChatMemberUpdated,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Update,
)

from bot.home.announcer import Address
from bot.home.bound import Bound, HomeName, WhichHome
from bot.home.button import Show
from bot.home.clock import SystemClock
from bot.home.outcome import Reply
from bot.home.shown import Shown
from bot.i18n import Languages
from bot.telegram.announcer import TelegramAnnouncer
from bot.telegram.buttons import pack
from bot.telegram.buttons.whose import mark, unmark
from bot.telegram.routes import build_router
from tests.telegram.host import FakeHost
from tests.telegram.houses import FLAT
from tests.telegram.telegram import (
    ANNA,
    BOT,
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
TWO = WhichHome((HomeName(1, "Flat"), HomeName(2, "Dacha <b>")))


class AtHome(FakeHost):
    """Everything that is said or pressed shows the lamp of home 7."""

    async def _reply(self) -> Reply:
        return replace(await super()._reply(), home=7)


@pytest.fixture
def host() -> AtHome:
    return AtHome()


async def fed(host: FakeHost, update: Update) -> FakeSession:
    bot, telegram = fake_bot()
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.include_router(build_router(host, LANGUAGES, SystemClock()))
    await dispatcher.feed_update(bot, update)
    return telegram


def data_of(card: SendMessage | EditMessageText) -> list[str]:
    assert card.reply_markup is not None
    rows = card.reply_markup.inline_keyboard  # type: ignore[union-attr]
    return [button.callback_data for row in rows for button in row if button.callback_data]


@pytest.mark.parametrize("text", ["turn on the lamp", "/devices", "/timers"])
async def test_whoever_has_not_chosen_is_asked_before_anything_is_done(host: AtHome, text: str) -> None:
    host.which = TWO
    telegram = await fed(host, said(message_in(PRIVATE, text)))
    (card,) = telegram.cards
    assert data_of(card) == ["b:c:1:", "b:c:2:"]
    assert host.browsed == []
    assert [heard for _, heard, _ in host.heard] == ["" if text.startswith("/") else text]


@pytest.mark.parametrize("text", ["/home", "/start", "/language"])
async def test_what_needs_no_home_asks_for_none(host: AtHome, text: str) -> None:
    host.which = TWO
    await fed(host, said(message_in(PRIVATE, text)))
    assert host.heard == []


async def test_in_a_group_nobody_is_asked(host: AtHome) -> None:
    host.which = TWO
    telegram = await fed(host, said(message_in(GROUP, "/devices")))
    assert host.browsed != []
    assert "b:c:" not in str(data_of(telegram.cards[0]))


async def test_every_button_carries_the_home_of_its_card(host: AtHome) -> None:
    telegram = await fed(host, said(message_in(PRIVATE, "lamp")))
    data = data_of(telegram.cards[0])
    assert data
    assert {unmark(one)[1] for one in data} == {7}


async def test_a_press_is_made_in_the_home_of_its_card(host: AtHome) -> None:
    data = mark(pack(Show("lamp"), FLAT), 7)
    assert data is not None
    telegram = await fed(host, pressed(data, message_in(PRIVATE, "a card")))
    ((speaker, button),) = host.pressed
    assert (speaker.home, button) == (7, Show("lamp"))
    assert {unmark(one)[1] for one in data_of(telegram.cards[0])} == {7}


@pytest.mark.parametrize("several", [False, True])
async def test_the_home_is_named_where_there_are_several(host: AtHome, several: bool) -> None:
    host.several = several
    telegram = await fed(host, said(message_in(PRIVATE, "lamp")))
    assert (FLAT.name in str(telegram.cards[0].text)) is several
    in_group = await fed(host, said(message_in(GROUP, "/find lamp")))
    assert FLAT.name not in str(in_group.cards[0].text)


async def test_what_is_told_later_names_its_home_as_well(host: AtHome) -> None:
    bot, telegram = fake_bot()
    announcer = TelegramAnnouncer(bot, LANGUAGES, SystemClock())
    host.several = True
    announcer.has_several_homes = host.has_several_homes
    await announcer.announce(Address(PRIVATE.id, "en"), Reply(Shown("lamp"), FLAT, 7))
    await announcer.announce(Address(GROUP.id, "en"), Reply(Shown("lamp"), FLAT, 7))
    in_private, in_group = telegram.cards
    assert FLAT.name in str(in_private.text)
    assert FLAT.name not in str(in_group.text)
    assert {unmark(one)[1] for card in telegram.cards for one in data_of(card)} == {7}


@pytest.mark.parametrize("text", ["/home", "/room"])
async def test_a_group_is_told_what_it_is_about(host: AtHome, text: str) -> None:
    telegram = await fed(host, said(message_in(GROUP, text)))
    assert len(telegram.cards) == 1


async def test_a_button_that_works_is_found_by_all_of_its_data(host: AtHome) -> None:
    data = mark(pack(Show("lamp"), FLAT), 7)
    host.working = asyncio.Event()
    buttons = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Lamp", callback_data=data)]])
    card = message_in(PRIVATE, "a card", reply_markup=buttons)
    bot, telegram = fake_bot()
    dispatcher = Dispatcher(disable_fsm=True)

    async def at_once(seconds: float) -> None: ...

    dispatcher.include_router(build_router(host, LANGUAGES, SystemClock(), sleep=at_once))
    pressing = asyncio.create_task(dispatcher.feed_update(bot, pressed(data or "", card)))
    await telegram.asked.wait()  # the answer to the press
    telegram.asked.clear()
    await telegram.asked.wait()
    host.working.set()
    await pressing
    (edit,) = (method for method in telegram.sent if isinstance(method, EditMessageReplyMarkup))
    assert edit.reply_markup is not None
    assert edit.reply_markup.inline_keyboard[0][0].disabled is not None


async def test_an_owner_of_several_homes_is_asked_to_which_a_new_group_belongs(host: AtHome) -> None:
    host.bound = Bound(None, offered=TWO.homes)
    telegram = await fed(host, said(message_in(GROUP, "/start")))
    assert data_of(telegram.cards[0]) == ["b:h:1", "b:h:2"]
    added = ChatMemberUpdated(
        chat=GROUP,
        from_user=ANNA,
        date=SENT,
        old_chat_member=ChatMemberLeft(user=BOT),
        new_chat_member=ChatMemberMember(user=BOT),
    )
    telegram = await fed(host, Update(update_id=1, my_chat_member=added))
    assert data_of(telegram.cards[0]) == ["b:h:1", "b:h:2"]


async def test_nobody_is_asked_where_there_is_nothing_to_choose(host: AtHome) -> None:
    for nothing in (Bound(None), Bound(None, in_topic=True, offered=TWO.homes), Bound(TWO.homes[0])):
        host.bound = nothing
        telegram = await fed(host, said(message_in(GROUP, "/start")))
        assert all("b:h:" not in str(card.reply_markup) for card in telegram.cards)
