"""In groups that want it so, a simple success is a reaction; where that cannot be, a card."""

from __future__ import annotations

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.methods import SetMessageReaction

from bot.home.command import Command, SetTo
from bot.home.effect import Effect, Status
from bot.home.outcome import Done, Outcome
from bot.home.problem import Problem
from bot.home.request import Reading
from bot.home.shown import Shown
from tests.homes import ON
from tests.telegram.host import FakeHost
from tests.telegram.telegram import GROUP, PRIVATE
from tests.telegram.test_conversation import Conversation

EFFECT = Effect(Command("lamp", ON, SetTo(True)), Status.CONFIRMED)
WENT_WELL = Done((EFFECT,))


def conversation(outcome: Outcome, reacting: bool = True) -> Conversation:
    return Conversation(FakeHost(outcome, reacting=reacting))


def reactions(conversation: Conversation) -> list[tuple[int, int | None]]:
    made = [method for method in conversation.telegram.sent if isinstance(method, SetMessageReaction)]
    return [(int(method.chat_id), method.message_id) for method in made]


async def test_a_simple_success_is_a_reaction_on_the_message() -> None:
    talk = conversation(WENT_WELL)
    await talk.says("turn on the lamp", GROUP, id_=77)
    assert reactions(talk) == [(GROUP.id, 77)]
    assert talk.texts == []


@pytest.mark.parametrize(
    "outcome",
    [
        Done((EFFECT, Effect(EFFECT.command, Status.ACCEPTED))),
        Done((Effect(EFFECT.command, Status.REFUSED, Problem.DEVICE_OFFLINE),)),
        Done((EFFECT,), readings=(Reading("lamp"),)),
        Done((EFFECT,), scene="s1"),
        Done(),
        Shown("lamp"),
    ],
)
async def test_what_has_something_to_tell_is_a_card(outcome: Outcome) -> None:
    talk = conversation(outcome)
    await talk.says("turn on the lamp", GROUP)
    assert reactions(talk) == []
    assert len(talk.texts) == 1


async def test_in_private_and_where_nobody_wants_reactions_it_is_a_card() -> None:
    for chat, reacting in ((PRIVATE, True), (GROUP, False)):
        talk = conversation(WENT_WELL, reacting)
        await talk.says("turn on the lamp", chat)
        assert (reactions(talk), len(talk.texts)) == ([], 1)


@pytest.mark.parametrize("error", [TelegramBadRequest, TelegramForbiddenError])
async def test_where_reactions_are_refused_it_is_a_card(
    error: type[TelegramBadRequest] | type[TelegramForbiddenError],
) -> None:
    talk = conversation(WENT_WELL)
    talk.telegram.fail_next(lambda method: error(method, "REACTION_INVALID"), kind=SetMessageReaction)
    await talk.says("turn on the lamp", GROUP)
    assert len(talk.texts) == 1
