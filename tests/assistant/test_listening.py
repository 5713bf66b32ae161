"""A conversation that listens: undo, "it", "the other one", answers in words, "never mind". Read by the real
understanding, over a cloud in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from bot.assistant import Assistant, Speaker
from bot.assistant.homes import Homes
from bot.home.announcer import Address
from bot.home.button import Decide, Pick, Show
from bot.home.capability import Key, Lock
from bot.home.cloud import Listing
from bot.home.fit import Misfit
from bot.home.house import Device, Room, Scene
from bot.home.outcome import (
    CalledOff,
    Choose,
    Confirm,
    Denial,
    Done,
    Outcome,
    Plans,
    Refused,
    Reply,
    Scheduled,
)
from bot.home.problem import Problem
from bot.home.request import Cancel, Manage, NotUnderstood, Unsupported
from bot.home.roles import Role
from bot.jobs.follow_up import FollowUps
from bot.jobs.later import later
from bot.memory.memory import Memory
from tests.clocks import FrozenClock
from tests.fake_cloud import FakeCloud
from tests.homes import BRIGHTNESS, ON, conditioner, lamp, lock, remote_tv
from tests.intents.test_understander import understander

ANNA = Speaker(person=1, name="Anna", chat=1, chat_type="private", language="en")
GROUP = -5
ANNA_THERE, BORIS_THERE = (Speaker(n, "", GROUP, "group", "en") for n in (1, 2))
ROOMS = (Room("k", "Kitchen", ("кухня", "厨房")), Room("b", "Bedroom", ("спальня", "卧室")))
DEVICES = (
    replace(lamp("left", "Left lamp", "k"), aliases=("левая лампа", "左灯")),
    replace(lamp("right", "Right lamp", "k"), aliases=("правая лампа", "右灯")),
    replace(lamp("ceiling", "Ceiling light", "b"), aliases=("люстра", "吊灯")),
    conditioner("ac", "Air conditioner", "b"),
    remote_tv("tv", "Television"),
    lock("door", "Front door"),
)


class Silent:
    async def announce(self, address: Address, reply: Reply) -> None:
        raise AssertionError("nothing was to be said later")


@dataclass
class Talk:
    assistant: Assistant
    memory: Memory
    cloud: FakeCloud
    clock: FrozenClock

    async def say(self, text: str, speaker: Speaker = ANNA, overheard: bool = False) -> Outcome:
        return (await self.assistant.say(speaker, text, overheard)).outcome

    async def press(self, button: Pick | Decide | Show) -> Outcome:
        return (await self.assistant.press(ANNA, lambda house: button)).outcome

    async def does(self, text: str, speaker: Speaker = ANNA) -> set[str]:
        """The devices that a sentence changes."""
        outcome = await self.say(text, speaker)
        assert isinstance(outcome, Done), outcome
        return {effect.command.device for effect in outcome.effects}

    def value(self, device: str, key: Key = ON) -> Any:
        capability = self.cloud.devices[device].capability(key)
        assert capability is not None
        return capability.value

    def turned(self, device: Device) -> None:
        """Somebody was at the device itself."""
        self.cloud.devices[device.id] = device


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talk]:
    clock = FrozenClock()
    cloud = FakeCloud(
        {device.id: device for device in DEVICES},
        listing_parts=Listing(rooms=ROOMS, scenes=(Scene("s1", "Movie night"),)),
    )
    memory = await Memory.open(tmp_path / "data", None, clock)
    home = await memory.add_home("Flat", "en", "Europe/Moscow")
    await memory.add_account(home.id, "yandex", {}, {})
    for person, role in ((1, Role.OWNER), (2, Role.MEMBER)):
        await memory.meet(person, "", None)
        await memory.add_member(home.id, person, role)
    homes = Homes(memory, lambda account: cloud, clock)
    assistant = Assistant(
        memory,
        homes,
        understander(),
        FollowUps(Silent()),
        clock,
        later(memory, clock),
    )
    assert await assistant.bind_group(ANNA_THERE)
    yield Talk(assistant, memory, cloud, clock)
    await assistant.close()
    await memory.close()


@pytest.mark.parametrize(
    ("order", "undo"),
    [
        ("set the left lamp to 80 percent", "undo"),
        ("левую лампу на 80 процентов", "верни как было"),
        ("把左灯调到80%", "撤销"),
    ],
)
async def test_undo_brings_back_what_was_true_and_undo_again_takes_that_back(
    talk: Talk, order: str, undo: str
) -> None:
    await talk.say("what's the temperature")  # the house is listed
    talk.turned(replace(DEVICES[0], capabilities=lamp(on=True).capabilities).changed(_dimmed_to_25))
    await talk.does(order)
    assert talk.value("left", BRIGHTNESS) == 80
    assert await talk.does(undo) == {"left"}
    assert talk.value("left", BRIGHTNESS) == 25
    await talk.does(undo)
    assert talk.value("left", BRIGHTNESS) == 80


def _dimmed_to_25(capability: Any) -> Any:
    return replace(capability, value=25) if capability.kind == "range" else capability


async def test_undo_leaves_on_what_was_on_before(talk: Talk) -> None:
    talk.turned(replace(DEVICES[1], capabilities=lamp(on=True).capabilities))
    assert await talk.does("turn on the lamps in the kitchen") == {"left", "right"}
    await talk.does("undo that")
    assert (talk.value("left"), talk.value("right")) == (False, True)


async def test_undo_says_what_it_cannot_bring_back(talk: Talk) -> None:
    await talk.say("movie night")
    assert await talk.say("undo") == Manage("undo")
    talk.turned(DEVICES[0].changed(lambda c: replace(c, value=None) if c.kind == "range" else c))
    await talk.does("left lamp to 80 %")
    outcome = await talk.say("undo")
    assert isinstance(outcome, Unsupported)
    assert outcome.reason.code is Misfit.NO_WAY_BACK


@pytest.mark.parametrize(
    "order", ["turn on the left lamp in ten minutes", "через десять минут включи левую лампу"]
)
async def test_undo_calls_off_what_was_put_off(talk: Talk, order: str) -> None:
    await talk.does("turn on the right lamp")
    assert isinstance(await talk.say(order), Scheduled)
    assert isinstance(await talk.say("undo"), CalledOff)
    plans = await talk.say("what is scheduled")
    assert isinstance(plans, Plans)
    assert plans.plans == ()
    assert talk.value("right") is True


async def test_another_time_takes_the_place_of_the_one_that_was_said(talk: Talk) -> None:
    assert isinstance(await talk.say("через десять минут включи левую лампу"), Scheduled)
    moved = await talk.say("нет, через двадцать минут")
    assert isinstance(moved, Scheduled)
    assert [plan.commands[0].device for plan in moved.plans] == ["left"]
    plans = await talk.say("what is scheduled")
    assert isinstance(plans, Plans)
    assert [plan.job for plan in plans.plans] == [plan.job for plan in moved.plans]


async def test_what_was_put_off_is_called_off_by_the_word_for_undoing_alone(talk: Talk) -> None:
    assert isinstance(await talk.say("через десять минут включи левую лампу"), Scheduled)
    assert await talk.say("пока") == Cancel()
    assert isinstance(await talk.say("отмени"), CalledOff)


async def test_undo_of_something_for_a_while_leaves_no_plan_behind(talk: Talk) -> None:
    assert isinstance(await talk.say("turn on the left lamp for half an hour"), Scheduled)
    assert talk.value("left") is True
    assert await talk.does("undo") == {"left"}
    assert talk.value("left") is False
    plans = await talk.say("what is scheduled")
    assert isinstance(plans, Plans)
    assert plans.plans == ()


async def test_with_nothing_done_there_is_nothing_to_undo(talk: Talk) -> None:
    assert await talk.say("undo") == Manage("undo")


async def test_what_was_refused_is_not_taken_back(talk: Talk) -> None:
    talk.cloud.write_fails = Problem.DEVICE_OFFLINE
    await talk.does("turn on the left lamp")
    assert await talk.say("undo") == Manage("undo")


async def test_undoing_a_lock_asks_as_any_unlocking_does(talk: Talk) -> None:
    talk.turned(replace(DEVICES[5], capabilities=(Lock(value=False),)))
    await talk.does("lock the front door")
    assert isinstance(await talk.say("undo"), Confirm)


@pytest.mark.parametrize(
    ("order", "more"),
    [
        ("set the air conditioner to 22 degrees", "a bit warmer"),
        ("поставь кондиционер на 22 градуса", "чуть потеплее"),
        ("空调调到22度", "再高一点"),
    ],
)
async def test_a_bit_more_goes_on_with_the_same_thing(talk: Talk, order: str, more: str) -> None:
    await talk.does(order)
    assert await talk.does(more) == {"ac"}
    assert talk.value("ac", Key("range", "temperature")) > 22


@pytest.mark.parametrize(
    ("order", "also"),
    [
        ("turn on the lights in the kitchen", "and the bedroom"),
        ("включи свет на кухне", "и в спальне тоже"),
        ("打开厨房的灯", "卧室也是"),
    ],
)
async def test_the_same_elsewhere(talk: Talk, order: str, also: str) -> None:
    assert await talk.does(order) == {"left", "right"}
    assert await talk.does(also) == {"ceiling"}


@pytest.mark.parametrize(
    ("order", "correction"),
    [
        ("turn on the left lamp", "no, the right one"),
        ("включи левую лампу", "нет, другую"),
        ("打开左灯", "不对，另一个"),
    ],
)
async def test_a_correction_is_for_the_other_one(talk: Talk, order: str, correction: str) -> None:
    await talk.does(order)
    outcome = await talk.say(correction)
    if isinstance(outcome, Choose):  # "the other one" of three lamps is a question
        assert "left" not in {option.id for option in outcome.options}
    else:
        assert isinstance(outcome, Done)
        assert {effect.command.device for effect in outcome.effects} == {"right"}


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("is the ceiling light on?", "turn it on"),
        ("люстра горит?", "тогда включи"),
        ("吊灯开着吗", "那打开它"),
    ],
)
async def test_it_is_what_was_asked_about(talk: Talk, question: str, order: str) -> None:
    await talk.say(question)
    assert await talk.does(order) == {"ceiling"}


async def test_it_is_the_device_whose_card_was_opened(talk: Talk) -> None:
    await talk.say("is the left lamp on?")
    await talk.press(Show("ceiling"))
    assert await talk.does("turn it on") == {"ceiling"}


@pytest.mark.parametrize(
    ("order", "answer", "meant"),
    [
        ("turn on the lamp", "the left one", {"left"}),
        ("turn on the lamp", "second", {"right"}),
        ("turn on the lamp", "both", {"left", "right"}),
        ("включи лампу", "вторую", {"right"}),
        ("включи лампу", "левую, пожалуйста", {"left"}),
        ("开灯", "左边那个", {"left"}),
        ("开灯", "第二个", {"right"}),
    ],
)
async def test_which_one_is_answered_in_words(talk: Talk, order: str, answer: str, meant: set[str]) -> None:
    asked = await talk.say(order)
    assert isinstance(asked, Choose)
    assert await talk.does(answer) == meant
    assert await talk.press(Pick(asked.token, 0)) == Refused(Denial.QUESTION_OVER)


async def test_another_order_is_no_answer_and_the_buttons_still_work(talk: Talk) -> None:
    asked = await talk.say("turn on the lamp")
    assert isinstance(asked, Choose)
    assert await talk.does("turn off the ceiling light") == {"ceiling"}
    assert isinstance(await talk.say("the left one"), NotUnderstood | Done | Unsupported)
    assert isinstance(await talk.press(Pick(asked.token, 0)), Done)


@pytest.mark.parametrize("never_mind", ["never mind", "no", "don't", "отмена", "не надо", "算了"])
async def test_never_mind_drops_what_was_asked(talk: Talk, never_mind: str) -> None:
    asked = await talk.say("turn on the lamp")
    assert isinstance(asked, Choose)
    assert isinstance(await talk.say(never_mind), Cancel)
    assert await talk.press(Pick(asked.token, 0)) == Refused(Denial.QUESTION_OVER)
    assert isinstance(await talk.say("the second one"), NotUnderstood)


@pytest.mark.parametrize("cancel", ["cancel that", "отмени", "取消"])
async def test_cancel_takes_back_what_was_done_where_nothing_is_asked(talk: Talk, cancel: str) -> None:
    assert await talk.does("turn on the ceiling light") == {"ceiling"}
    assert not isinstance(await talk.say(cancel, overheard=True), Done)
    assert await talk.does(cancel) == {"ceiling"}
    assert talk.value("ceiling", ON) is False
    assert isinstance(await talk.say("unlock the front door"), Confirm)
    assert isinstance(await talk.say(cancel), Cancel)


async def test_goodbye_takes_nothing_back(talk: Talk) -> None:
    assert await talk.does("turn on the ceiling light") == {"ceiling"}
    assert isinstance(await talk.say("bye"), Cancel)
    assert talk.value("ceiling", ON) is True


async def test_never_mind_drops_a_confirmation(talk: Talk) -> None:
    asked = await talk.say("unlock the front door")
    assert isinstance(asked, Confirm)
    assert await talk.say("never mind") == Cancel()
    assert await talk.press(Decide(asked.token, True)) == Refused(Denial.QUESTION_OVER)


@pytest.mark.parametrize("yes", ["yes", "Yes, do it!", "да", "да, давай", "好的", "确定"])
async def test_yes_may_be_said(talk: Talk, yes: str) -> None:
    assert isinstance(await talk.say("unlock the front door"), Confirm)
    assert await talk.does(yes) == {"door"}
    assert talk.value("door", Key("lock", "lock")) is False
    assert not isinstance(await talk.say(yes), Done)


async def test_yes_is_for_a_minute_and_for_who_was_asked(talk: Talk) -> None:
    asked = await talk.say("unlock the front door", ANNA_THERE)
    assert isinstance(asked, Confirm)
    assert not isinstance(await talk.say("yes", BORIS_THERE), Done)
    talk.clock.advance(seconds=61)
    assert await talk.say("yes", ANNA_THERE) == Refused(Denial.QUESTION_OVER)
    assert talk.value("door", Key("lock", "lock")) is True


async def test_a_yes_that_was_not_for_the_bot_opens_no_door(talk: Talk) -> None:
    assert isinstance(await talk.say("unlock the front door", ANNA_THERE), Confirm)
    await talk.say("yes", ANNA_THERE, overheard=True)
    assert talk.value("door", Key("lock", "lock")) is True


async def test_yes_is_no_answer_to_which_one(talk: Talk) -> None:
    assert isinstance(await talk.say("turn on the lamp"), Choose)
    assert not isinstance(await talk.say("yes"), Done)
    assert await talk.does("the left one") == {"left"}


async def test_what_was_misheard_is_not_agreed_to_by_hearing(talk: Talk) -> None:
    assert isinstance(await talk.say("unlock the front door"), Confirm)
    await talk.assistant.say(ANNA, "yes", sure=False)
    assert talk.value("door", Key("lock", "lock")) is True


async def test_after_ten_minutes_nothing_is_referred_to(talk: Talk) -> None:
    await talk.does("turn on the left lamp")
    talk.clock.advance(minutes=9)
    assert await talk.does("undo") == {"left"}
    talk.clock.advance(minutes=11)
    assert await talk.say("undo") == Manage("undo")
    assert not isinstance(await talk.say("no, the right one"), Done)


async def test_in_a_group_everybody_has_a_conversation_of_their_own(talk: Talk) -> None:
    await talk.does("turn on the left lamp", ANNA_THERE)
    assert await talk.say("undo", BORIS_THERE) == Manage("undo")
    asked = await talk.say("turn on the lamp", ANNA_THERE)
    assert isinstance(asked, Choose)
    assert not isinstance(await talk.say("the second one", BORIS_THERE), Done)
    assert await talk.does("the right one", ANNA_THERE) == {"right"}


async def test_an_answer_to_the_bots_own_question_need_not_be_addressed_to_it(talk: Talk) -> None:
    assert isinstance(await talk.say("turn on the lamp", ANNA_THERE), Choose)
    outcome = await talk.say("the left one", ANNA_THERE, overheard=True)
    assert isinstance(outcome, Done)
