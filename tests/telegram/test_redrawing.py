"""A card is redrawn where it would look different, when nothing else is going on in its chat."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramServerError,
)
from aiogram.methods import EditMessageText

from bot.home.announcer import Address
from bot.home.capability import OnOff
from bot.home.clock import Clock
from bot.home.house import House
from bot.home.live import Crowded, Drawn
from bot.home.outcome import Reply
from bot.home.shown import Shown
from bot.i18n import Languages
from bot.shared import in_process
from bot.telegram.pacing import Pacing
from bot.telegram.redrawing import CardRedraws
from bot.telegram.talk import delivery_in, turn_in
from tests.clocks import FrozenClock
from tests.homes import lamp
from tests.telegram.telegram import fake_bot

CARD = Address(1001, "en", card=7)
LONG_AGO = timedelta(minutes=30)


class Stage:
    def __init__(self) -> None:
        self.clock = FrozenClock()
        self.shared = in_process(lambda: self.clock.now().timestamp())
        bot, self.telegram = fake_bot()
        self.telegram.middleware(Pacing(self.shared.places))
        self.redraws = CardRedraws(bot, Languages.load(), self.clock, self.shared.locks, _at_once)

    @property
    def texts(self) -> list[str]:
        return [str(m.text) for m in self.telegram.sent if isinstance(m, EditMessageText)]


async def _at_once(_: float) -> None:
    await asyncio.sleep(0)


def reply(on: bool, clock: Clock) -> Reply:
    """A lamp of which the cloud has heard nothing for a while, so that its card tells an age."""
    switch = OnOff(value=on, observed=clock.now() - LONG_AGO)
    return Reply(Shown("lamp"), House("Flat", devices=(replace(lamp(), capabilities=(switch,)),)))


@pytest.fixture
def stage() -> Stage:
    return Stage()


async def test_a_difference_is_an_edit_and_what_stands_then_is_none(stage: Stage) -> None:
    off, on = reply(False, stage.clock), reply(True, stage.clock)
    before = stage.redraws.drawn(CARD, off)
    assert stage.redraws.differs(CARD, on, before)
    assert not stage.redraws.differs(CARD, off, before)
    after = await stage.redraws.redraw(CARD, on)
    assert isinstance(after, Drawn)
    assert len(stage.texts) == 1
    assert not stage.redraws.differs(CARD, on, after)


async def test_that_time_has_passed_is_no_difference_but_an_edit_tells_todays_age(stage: Stage) -> None:
    off = reply(False, stage.clock)
    before = stage.redraws.drawn(CARD, off)
    stage.clock.advance(minutes=4)
    assert not stage.redraws.differs(CARD, off, before)
    assert stage.redraws.drawn(CARD, off).digest != before.digest
    await stage.redraws.redraw(CARD, off)
    assert "34 minutes" in stage.texts[0]


async def test_in_a_crowded_chat_it_is_told_to_wait(stage: Stage) -> None:
    on = reply(True, stage.clock)
    for _ in range(2):
        assert isinstance(await stage.redraws.redraw(CARD, on), Drawn)
    crowded = await stage.redraws.redraw(CARD, on)
    assert isinstance(crowded, Crowded)
    assert crowded.seconds == pytest.approx(1.0)
    assert len(stage.texts) == 2


@pytest.mark.parametrize(
    "text", ["Bad Request: message to edit not found", "there is no text in the message"]
)
async def test_a_card_that_is_gone_is_not_sent_anew(stage: Stage, text: str) -> None:
    on = reply(True, stage.clock)
    stage.telegram.fail_next(lambda method: TelegramBadRequest(method, text))
    assert await stage.redraws.redraw(CARD, on) is None
    stage.telegram.fail_next(lambda method: TelegramForbiddenError(method, "bot was blocked by the user"))
    assert await stage.redraws.redraw(CARD, on) is None
    assert len(stage.telegram.sent) == 2


@pytest.mark.parametrize("error", [TelegramNetworkError, TelegramServerError])
async def test_where_telegram_is_away_it_is_drawn_later(stage: Stage, error: type[TelegramAPIError]) -> None:
    stage.telegram.fail_next(lambda method: error(method, "away"))
    assert isinstance(await stage.redraws.redraw(CARD, reply(True, stage.clock)), Crowded)


async def test_it_is_quiet_in_a_chat_when_no_press_and_no_delivery_is_under_way(stage: Stage) -> None:
    locks, told = stage.shared.locks, []

    async def enter() -> None:
        async with stage.redraws.quiet(1001):
            told.append("quiet")

    for name in (turn_in(1001), delivery_in(1001)):
        async with locks.hold(name):
            waiting = asyncio.create_task(enter())
            for _ in range(10):
                await asyncio.sleep(0)
            assert told == []
        await waiting
        told.clear()


async def test_a_redrawn_card_still_says_whose_home_it_is(stage: Stage) -> None:
    async def has_several_homes(person: int) -> bool:
        return person == CARD.chat

    stage.redraws.has_several_homes = has_several_homes
    await stage.redraws.redraw(CARD, replace(reply(True, stage.clock), home=7))
    (edit,) = (method for method in stage.telegram.sent if isinstance(method, EditMessageText))
    assert "Flat" in str(edit.text)
    assert "'#7:" in str(edit.reply_markup)
