"""Values that no button can hold: asked for by a message, taken once from the reply of whoever was asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.assistant import Speaker
from bot.home.announcer import Address
from bot.home.asking import ValueAsked
from bot.home.capability import Action, Key, Limits, OnOff, Range, Struct, Text
from bot.home.command import SetTo
from bot.home.danger import Danger
from bot.home.effect import Status
from bot.home.fit import Misfit, Reason
from bot.home.house import Device
from bot.home.more_buttons import AskValue
from bot.home.outcome import Confirm, Denial, Done, Outcome, Refused
from tests.assistant import test_assistant
from tests.assistant.test_assistant import (
    ANNA,
    BORIS,
    GUEST,
    STRANGER,
    Stage,
)

SLOGAN = Key("text", "slogan")
WASH = Key("action", "wash")
TIMES = Key("struct", "times")
PANEL = Device(
    "panel",
    "Panel",
    "other",
    online=True,
    capabilities=(
        OnOff(value=True),
        Text(instance="slogan", length=8, value="hi"),
        Action(instance="wash", inputs=(Range(instance="delay", limits=Limits(0, 24, 1)),)),
        Struct(
            instance="times",
            fields=(Range(instance="from"), Range(instance="until")),
            value={"from": 1.0, "until": 2.0},
        ),
        Action(instance="reboot"),
    ),
)
CARD = 77

stage = test_assistant.stage


async def ask(stage: Stage, key: Key, speaker: Speaker = ANNA, device: Device = PANEL) -> Outcome:
    """Press the button; the message that asks stands in the chat as CARD."""
    stage.cloud.devices[device.id] = device
    reply = await stage.assistant.press(speaker, lambda house: AskValue(device.id, key))
    await stage.assistant.follow(reply, Address(speaker.chat, "en", None, CARD), speaker.person)
    return reply.outcome


async def reply_with(stage: Stage, text: str, speaker: Speaker = ANNA, card: int = CARD) -> Outcome | None:
    reply = await stage.assistant.replied(speaker, card, text)
    return reply.outcome if reply else None


def value_of(stage: Stage, key: Key) -> object:
    capability = stage.cloud.devices["panel"].capability(key)
    assert capability is not None
    return capability.value


async def test_a_text_is_asked_for_and_the_reply_sets_it(stage: Stage) -> None:
    asked = await ask(stage, SLOGAN)
    assert isinstance(asked, ValueAsked)
    assert (asked.deadline - stage.clock.now()).total_seconds() == 600
    done = await reply_with(stage, "Привет"[:4])
    assert isinstance(done, Done)
    assert [effect.status for effect in done.effects] == [Status.CONFIRMED]
    assert value_of(stage, SLOGAN) == "Прив"


async def test_a_service_gets_what_it_needs(stage: Stage) -> None:
    await ask(stage, WASH)
    done = await reply_with(stage, "delay = 3")
    assert isinstance(done, Done)
    (effect,) = done.effects
    assert effect.command.change == SetTo({"delay": 3.0})


async def test_what_is_not_said_of_a_structure_stays_as_it_is(stage: Stage) -> None:
    await ask(stage, TIMES)
    assert isinstance(await reply_with(stage, "until = 9"), Done)
    assert value_of(stage, TIMES) == {"from": 1.0, "until": 9.0}


@pytest.mark.parametrize(
    ("key", "text", "reason"),
    [
        (SLOGAN, "far too long", Reason(Misfit.TOO_LONG, 8)),
        (WASH, "99", Reason(Misfit.OUT_OF_RANGE, Limits(0, 24, 1))),
        (WASH, "soon", Reason(Misfit.WRONG_TYPE, Limits(0, 24, 1))),
    ],
)
async def test_what_does_not_fit_is_asked_again_with_what_would(
    stage: Stage,
    key: Key,
    text: str,
    reason: Reason,
) -> None:
    first = await ask(stage, key)
    again = await reply_with(stage, text)
    assert isinstance(first, ValueAsked)
    assert isinstance(again, ValueAsked)
    assert again.reason == reason
    assert again.token != first.token
    assert await reply_with(stage, "1") is None, "the first message asks no more"
    assert "execute" not in stage.cloud.calls


async def test_a_reply_is_taken_once(stage: Stage) -> None:
    await ask(stage, SLOGAN)
    await reply_with(stage, "one")
    assert await reply_with(stage, "two") is None
    assert value_of(stage, SLOGAN) == "one"


async def test_only_whoever_was_asked_answers_and_only_to_that_message(stage: Stage) -> None:
    await ask(stage, SLOGAN)
    assert await reply_with(stage, "x", replace(BORIS, chat=ANNA.chat)) is None
    assert await reply_with(stage, "x", replace(STRANGER, chat=ANNA.chat)) is None
    assert await reply_with(stage, "x", card=CARD + 1) is None
    assert isinstance(await reply_with(stage, "x"), Done)


async def test_after_the_deadline_a_reply_is_a_sentence_like_any_other(stage: Stage) -> None:
    await ask(stage, SLOGAN)
    stage.clock.advance(seconds=601)
    assert await reply_with(stage, "x") is None


async def test_a_dangerous_value_is_confirmed(stage: Stage) -> None:
    oven = replace(PANEL, type="cooking.oven")
    await ask(stage, WASH, device=oven)
    confirm = await reply_with(stage, "3")
    assert isinstance(confirm, Confirm)
    assert confirm.danger is Danger.HEAT
    assert "execute" not in stage.cloud.calls


async def test_guests_are_refused_what_is_dangerous(stage: Stage) -> None:
    await ask(stage, WASH, GUEST, replace(PANEL, type="cooking.oven"))
    assert await reply_with(stage, "3", GUEST) == Refused(Denial.NOT_FOR_GUESTS)


async def test_the_role_counts_at_the_reply(stage: Stage) -> None:
    await ask(stage, SLOGAN, BORIS)
    (home,) = await stage.memory.homes()
    await stage.memory.remove_member(home.id, BORIS.person)
    assert await reply_with(stage, "x", BORIS) is None
    assert "execute" not in stage.cloud.calls


@pytest.mark.parametrize("key", [Key("action", "reboot"), Key("on_off", "on"), Key("text", "nothing")])
async def test_what_has_a_button_of_its_own_is_not_asked_for(stage: Stage, key: Key) -> None:
    assert await ask(stage, key) == Refused(Denial.BUTTON_OUTDATED)


async def test_a_device_that_is_gone_takes_nothing(stage: Stage) -> None:
    await ask(stage, SLOGAN)
    del stage.cloud.devices["panel"]
    stage.clock.advance(minutes=6)
    assert await reply_with(stage, "x") == Refused(Denial.BUTTON_OUTDATED)
