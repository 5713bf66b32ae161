"""From a sentence or a press to a reply: admission, danger, open questions, trouble."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.assistant import Assistant, Speaker, Welcome
from bot.assistant.homes import Homes
from bot.home.announcer import Address
from bot.home.button import Button, CallOff, Decide, Do, Pause, Pick, Show
from bot.home.capability import Key
from bot.home.cloud import Listing
from bot.home.command import Command, SetTo
from bot.home.danger import Danger
from bot.home.effect import Status
from bot.home.errors import CloudUnavailableError
from bot.home.fit import Misfit
from bot.home.house import House, Scene
from bot.home.naming import Taken, Thing
from bot.home.outcome import (
    Answered,
    CalledOff,
    Choose,
    Confirm,
    Denial,
    Done,
    Failed,
    Plans,
    Refused,
    Reply,
    Scheduled,
)
from bot.home.problem import Problem
from bot.home.request import (
    Act,
    Ask,
    Cancel,
    Clarify,
    Manage,
    NotFound,
    NotUnderstood,
    Option,
    Question,
    Reading,
    Request,
    Sort,
    Unsupported,
    When,
)
from bot.home.roles import Role
from bot.home.shown import Shown
from bot.jobs.follow_up import FollowUps
from bot.jobs.later import later
from bot.memory.memory import Memory
from bot.memory.records import Chat
from bot.understanding.context import Context
from tests.clocks import FrozenClock
from tests.fake_cloud import FakeCloud
from tests.homes import ON, lamp, lock

ANNA = Speaker(person=1, name="Anna", chat=1, chat_type="private", language="en")
BORIS = Speaker(person=2, name="Boris", chat=2, chat_type="private", language="ru")
GUEST = Speaker(person=3, name="Guest", chat=3, chat_type="private", language="en")
STRANGER = Speaker(person=9, name="Nobody", chat=9, chat_type="private", language="en")
GROUP = -5

LAMP_ON = Act((Command("lamp", ON, SetTo(True)),))
UNLOCK = Act((Command("lock", Key("lock", "lock"), SetTo(False)),))
TWO_LAMPS = Clarify(
    (
        Option(Sort.DEVICE, "lamp", LAMP_ON),
        Option(Sort.DEVICE, "other", Act((Command("other", ON, SetTo(True)),))),
    )
)


class Silent:
    async def announce(self, address: Address, reply: Reply) -> None:
        raise AssertionError("nothing was to be said later")


@dataclass(frozen=True)
class Read:
    request: Request


@dataclass
class Script:
    """Reads each sentence as it was told to."""

    requests: dict[str, Request] = field(default_factory=dict)
    answers: dict[str, tuple[int, ...]] = field(default_factory=dict)
    contexts: list[Context] = field(default_factory=list)
    taken_names: dict[str, Taken] = field(default_factory=dict)

    def understand(self, text: str, house: House, context: Context) -> Read:
        self.contexts.append(context)
        return Read(self.requests.get(text, NotUnderstood()))

    def explain(self, understood: Read) -> dict[str, object]:
        pieces: dict[str, object] = {part: [] for part in ("concepts", "names", "corrected", "unexplained")}
        return {**pieces, "runner_up": {"outcome": "clarify"}}

    def taken(self, name: str, thing: Thing, house: House, context: Context) -> Taken | None:
        return self.taken_names.get(name)

    def find(self, text: str, house: House) -> tuple[str, ...]:
        return tuple(device.id for device in house.devices if text in device.name)

    def agrees(self, text: str) -> bool:
        return text == "yes"

    def truth(self, text: str) -> bool | None:
        return {"on": True, "off": False}.get(text)

    def chosen(self, text: str, house: House, options: Sequence[Option]) -> tuple[int, ...]:
        return self.answers.get(text, ())


@dataclass
class Stage:
    assistant: Assistant
    memory: Memory
    cloud: FakeCloud
    script: Script
    clock: FrozenClock

    async def say(self, speaker: Speaker, request: Request) -> Reply:
        self.script.requests["it"] = request
        return await self.assistant.say(speaker, "it")


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    clock, script = FrozenClock(), Script()
    cloud = FakeCloud(
        {"lamp": lamp(), "other": lamp("other"), "lock": lock()},
        listing_parts=Listing(scenes=(Scene("s1", "Good night"),)),
    )
    memory = await Memory.open(tmp_path / "data", None, clock)
    home = await memory.add_home("Flat", "en", "Europe/Moscow")
    await memory.add_account(home.id, "yandex", {}, {})
    for speaker, role in ((ANNA, Role.OWNER), (BORIS, Role.MEMBER), (GUEST, Role.GUEST)):
        await memory.meet(speaker.person, speaker.name, None)
        await memory.add_member(home.id, speaker.person, role)
    homes = Homes(memory, lambda account: cloud, clock)
    assistant = Assistant(memory, homes, script, FollowUps(Silent()), clock, later(memory, clock))
    yield Stage(assistant, memory, cloud, script, clock)
    await assistant.close()
    await memory.close()


async def test_a_sentence_is_carried_out(stage: Stage) -> None:
    reply = await stage.say(ANNA, LAMP_ON)
    assert isinstance(reply.outcome, Done)
    assert [effect.status for effect in reply.outcome.effects] == [Status.CONFIRMED]


async def test_a_sentence_is_read_at_the_homes_local_time(stage: Stage) -> None:
    await stage.say(ANNA, LAMP_ON)
    assert stage.script.contexts[-1].now.hour == 15


async def test_a_stranger_is_refused_and_no_cloud_is_asked(stage: Stage) -> None:
    reply = await stage.say(STRANGER, LAMP_ON)
    assert reply == Reply(Refused(Denial.STRANGER), House())
    assert stage.cloud.calls == []
    assert await stage.memory.person(STRANGER.person) is None


async def test_in_a_group_only_its_own_homes_people_are_served(stage: Stage) -> None:
    there = Speaker(1, "Anna", GROUP, "group", "en")
    assert (await stage.say(there, LAMP_ON)).outcome == Refused(Denial.STRANGER)
    assert await stage.assistant.bind_group(there)
    assert isinstance((await stage.say(there, LAMP_ON)).outcome, Done)
    outsider = Speaker(9, "Nobody", GROUP, "group", "en")
    assert (await stage.say(outsider, LAMP_ON)).outcome == Refused(Denial.STRANGER)


@pytest.mark.parametrize("role", [Role.ADMIN, Role.MEMBER, Role.GUEST])
async def test_only_an_owner_binds_a_group_and_only_once(stage: Stage, role: Role) -> None:
    (home,) = await stage.memory.homes()
    await stage.memory.change_member(home.id, BORIS.person, role)
    assert not await stage.assistant.bind_group(Speaker(2, "Boris", GROUP, "group", "ru"))
    assert await stage.assistant.bind_group(Speaker(1, "Anna", GROUP, "group", "en"))
    assert not await stage.assistant.bind_group(Speaker(1, "Anna", GROUP, "group", "en"))


async def test_a_bound_group_keeps_its_language(stage: Stage) -> None:
    await stage.memory.save_chat(Chat(GROUP, "group", "Family", None, "zh"))
    await stage.assistant.bind_group(Speaker(1, "Anna", GROUP, "group", "en"))
    chat = await stage.memory.chat(GROUP)
    assert chat is not None
    assert chat.language == "zh"


async def test_unlocking_asks_first_and_yes_unlocks(stage: Stage) -> None:
    reply = await stage.say(ANNA, UNLOCK)
    assert isinstance(reply.outcome, Confirm)
    assert reply.outcome.danger is Danger.UNLOCK
    assert "execute" not in stage.cloud.calls
    token = reply.outcome.token
    reply = await stage.assistant.press(ANNA, lambda house: Decide(token, True))
    assert isinstance(reply.outcome, Done)
    assert stage.cloud.devices["lock"].capabilities[0].value is False


async def test_a_button_that_unlocks_asks_as_well(stage: Stage) -> None:
    reply = await stage.assistant.press(ANNA, lambda house: Do(UNLOCK.commands[0]))
    assert isinstance(reply.outcome, Confirm)


async def test_a_confirmation_is_the_askers_only(stage: Stage) -> None:
    reply = await stage.say(ANNA, UNLOCK)
    assert isinstance(reply.outcome, Confirm)
    token = reply.outcome.token
    in_her_chat = Speaker(2, "Boris", ANNA.chat, "private", "ru")
    reply = await stage.assistant.press(in_her_chat, lambda house: Decide(token, True))
    assert reply.outcome == Refused(Denial.NOT_YOUR_QUESTION)
    assert "execute" not in stage.cloud.calls


async def test_a_confirmation_works_once(stage: Stage) -> None:
    reply = await stage.say(ANNA, UNLOCK)
    assert isinstance(reply.outcome, Confirm)
    token = reply.outcome.token
    await stage.assistant.press(ANNA, lambda house: Decide(token, True))
    reply = await stage.assistant.press(ANNA, lambda house: Decide(token, True))
    assert reply.outcome == Refused(Denial.QUESTION_OVER)
    assert stage.cloud.calls.count("execute") == 1


async def test_a_confirmation_has_a_deadline(stage: Stage) -> None:
    reply = await stage.say(ANNA, UNLOCK)
    assert isinstance(reply.outcome, Confirm)
    token = reply.outcome.token
    stage.clock.advance(seconds=61)
    reply = await stage.assistant.press(ANNA, lambda house: Decide(token, True))
    assert reply.outcome == Refused(Denial.QUESTION_OVER)
    assert "execute" not in stage.cloud.calls


async def test_no_ends_a_confirmation(stage: Stage) -> None:
    reply = await stage.say(ANNA, UNLOCK)
    assert isinstance(reply.outcome, Confirm)
    token = reply.outcome.token
    assert (await stage.assistant.press(ANNA, lambda house: Decide(token, False))).outcome == Cancel()
    reply = await stage.assistant.press(ANNA, lambda house: Decide(token, True))
    assert reply.outcome == Refused(Denial.QUESTION_OVER)


async def test_a_guest_may_switch_a_lamp_but_not_unlock(stage: Stage) -> None:
    assert isinstance((await stage.say(GUEST, LAMP_ON)).outcome, Done)
    assert (await stage.say(GUEST, UNLOCK)).outcome == Refused(Denial.NOT_FOR_GUESTS)


async def test_which_one_is_answered_by_a_button_and_the_sentence_goes_on(stage: Stage) -> None:
    reply = await stage.say(ANNA, TWO_LAMPS)
    assert isinstance(reply.outcome, Choose)
    token = reply.outcome.token
    reply = await stage.assistant.press(ANNA, lambda house: Pick(token, 1))
    assert isinstance(reply.outcome, Done)
    assert [effect.command.device for effect in reply.outcome.effects] == ["other"]


async def test_a_place_that_was_never_offered_is_refused_and_the_question_stays_open(stage: Stage) -> None:
    reply = await stage.say(ANNA, TWO_LAMPS)
    assert isinstance(reply.outcome, Choose)
    token = reply.outcome.token
    reply = await stage.assistant.press(ANNA, lambda house: Pick(token, 7))
    assert reply.outcome == Refused(Denial.BUTTON_OUTDATED)
    assert isinstance((await stage.assistant.press(ANNA, lambda house: Pick(token, 0))).outcome, Done)


async def test_a_button_that_means_nothing_is_refused(stage: Stage) -> None:
    reply = await stage.assistant.press(ANNA, lambda house: None)
    assert reply.outcome == Refused(Denial.BUTTON_OUTDATED)


async def test_what_is_wrong_with_a_press_is_told_without_asking_a_cloud(stage: Stage) -> None:
    reply = await stage.say(ANNA, UNLOCK)
    assert isinstance(reply.outcome, Confirm)
    stage.cloud.calls.clear()
    yes = Decide(reply.outcome.token, True)
    in_her_chat = Speaker(2, "Boris", ANNA.chat, "private", "ru")
    assert await stage.assistant.denied(STRANGER, lambda house: Show("lamp")) is Denial.STRANGER
    assert await stage.assistant.denied(ANNA, lambda house: None) is Denial.BUTTON_OUTDATED
    assert await stage.assistant.denied(in_her_chat, lambda house: yes) is Denial.NOT_YOUR_QUESTION
    assert await stage.assistant.denied(ANNA, lambda house: Pick("never", 0)) is Denial.QUESTION_OVER
    assert await stage.assistant.denied(ANNA, lambda house: yes) is None
    assert stage.cloud.calls == []


async def test_a_question_is_answered_from_a_fresh_reading(stage: Stage) -> None:
    reply = await stage.say(ANNA, Ask((Reading("lamp", "on"),), Question()))
    assert isinstance(reply.outcome, Answered)
    assert stage.cloud.calls[-1] == "read lamp"


async def test_a_device_card_shows_what_is_true_now(stage: Stage) -> None:
    await stage.say(ANNA, LAMP_ON)
    stage.cloud.devices["lamp"] = lamp(on=False)
    reply = await stage.assistant.press(ANNA, lambda house: Show("lamp"))
    assert reply.outcome == Shown("lamp")
    device = reply.house.device("lamp")
    assert device is not None
    assert device.capabilities[0].value is False


async def test_a_scene_is_started(stage: Stage) -> None:
    reply = await stage.say(ANNA, Act(scene="s1"))
    assert isinstance(reply.outcome, Done)
    assert reply.outcome.scene_problem is None
    assert stage.cloud.scenes_run == ["s1"]


LATER = When(in_seconds=600)


async def test_what_is_meant_for_later_is_planned_and_not_done_now(stage: Stage) -> None:
    reply = await stage.say(ANNA, Act(LAMP_ON.commands, when=LATER))
    assert isinstance(reply.outcome, Scheduled)
    (plan,) = reply.outcome.plans
    assert plan.commands == LAMP_ON.commands
    assert plan.due.isoformat() == "2026-11-23T15:10:00+03:00"
    assert "execute" not in stage.cloud.calls


async def test_some_is_done_now_and_some_later(stage: Stage) -> None:
    off = Command("lamp", ON, SetTo(False))
    reply = await stage.say(ANNA, Act((*LAMP_ON.commands, off), when=LATER, whens=(None, LATER)))
    assert isinstance(reply.outcome, Scheduled)
    assert reply.outcome.done is not None
    assert [effect.command for effect in reply.outcome.done.effects] == list(LAMP_ON.commands)
    assert [plan.commands for plan in reply.outcome.plans] == [(off,)]


async def test_for_a_while_is_done_now_and_planned_to_be_undone(stage: Stage) -> None:
    reply = await stage.say(ANNA, Act(LAMP_ON.commands, when=When(for_seconds=1800)))
    assert isinstance(reply.outcome, Scheduled)
    assert reply.outcome.done is not None
    (plan,) = reply.outcome.plans
    assert (plan.commands, plan.restores) == ((Command("lamp", ON, SetTo(False)),), True)


async def test_of_what_was_refused_nothing_is_taken_back(stage: Stage) -> None:
    stage.cloud.write_fails = Problem.DEVICE_OFFLINE
    reply = await stage.say(ANNA, Act(LAMP_ON.commands, when=When(for_seconds=1800)))
    assert isinstance(reply.outcome, Done)
    assert (await stage.assistant.plans(ANNA)).outcome == Plans(())


async def test_a_scene_cannot_be_for_a_while(stage: Stage) -> None:
    reply = await stage.say(ANNA, Act(scene="s1", when=When(for_seconds=1800)))
    assert isinstance(reply.outcome, Unsupported)
    assert reply.outcome.reason.code is Misfit.NOT_FOR_A_WHILE


async def test_a_time_that_is_over_is_not_planned(stage: Stage) -> None:
    reply = await stage.say(ANNA, Act(LAMP_ON.commands, when=When(at=datetime(2026, 11, 23, 9))))
    assert isinstance(reply.outcome, Unsupported)
    assert reply.outcome.reason.code is Misfit.LATER


async def test_danger_asks_when_it_is_ordered_and_yes_plans_it(stage: Stage) -> None:
    asked = (await stage.say(ANNA, replace(UNLOCK, when=LATER))).outcome
    assert isinstance(asked, Confirm)
    assert asked.whens == (LATER,)
    assert (await stage.assistant.plans(ANNA)).outcome == Plans(())
    said_yes = await stage.assistant.press(ANNA, lambda house: Decide(asked.token, True))
    assert isinstance(said_yes.outcome, Scheduled)
    assert "execute" not in stage.cloud.calls
    assert (await stage.say(GUEST, replace(UNLOCK, when=LATER))).outcome == Refused(Denial.NOT_FOR_GUESTS)


async def test_plans_are_called_off_by_those_who_live_here_and_by_guests_only_their_own(stage: Stage) -> None:
    of_anna = (await stage.say(ANNA, replace(LAMP_ON, when=LATER))).outcome
    of_guest = (await stage.say(GUEST, replace(LAMP_ON, when=LATER))).outcome
    assert isinstance(of_anna, Scheduled)
    assert isinstance(of_guest, Scheduled)
    annas, guests = CallOff(of_anna.plans[0].job), CallOff(of_guest.plans[0].job)
    assert await stage.assistant.denied(GUEST, lambda house: annas) is Denial.NOT_YOUR_PLAN
    assert (await stage.assistant.press(GUEST, lambda house: annas)).outcome == Refused(Denial.NOT_YOUR_PLAN)
    assert isinstance((await stage.assistant.press(GUEST, lambda house: guests)).outcome, CalledOff)
    assert isinstance((await stage.assistant.press(BORIS, lambda house: annas)).outcome, CalledOff)
    assert (await stage.assistant.press(ANNA, lambda house: annas)).outcome == Refused(Denial.PLAN_OVER)


async def test_cancel_the_timer_means_the_only_one_and_else_shows_them(stage: Stage) -> None:
    cancel = Manage("timers", {"cancel": True})
    await stage.say(ANNA, replace(LAMP_ON, when=LATER))
    await stage.say(ANNA, replace(LAMP_ON, when=When(every="0 7 * * *")))
    shown = (await stage.say(ANNA, cancel)).outcome
    assert isinstance(shown, Plans)
    assert len(shown.plans) == 2
    await stage.assistant.press(ANNA, lambda house: CallOff(shown.plans[0].job))
    assert isinstance((await stage.say(ANNA, cancel)).outcome, CalledOff)


async def test_a_plan_is_paused_and_goes_on(stage: Stage) -> None:
    planned = (await stage.say(ANNA, replace(LAMP_ON, when=LATER))).outcome
    assert isinstance(planned, Scheduled)
    job = planned.plans[0].job
    for paused in (True, True, False):
        shown = (await stage.assistant.press(ANNA, partial(_pressed, Pause(job, paused)))).outcome
        assert isinstance(shown, Plans)
        assert [plan.paused for plan in shown.plans] == [paused]


def _pressed(button: Button, house: House) -> Button:
    return button


async def test_with_every_cloud_down_the_cloud_is_named(stage: Stage) -> None:
    stage.cloud.down = CloudUnavailableError("yandex", Problem.CLOUD_UNREACHABLE)
    reply = await stage.say(ANNA, NotFound("lamp"))
    assert isinstance(reply.outcome, Failed)
    assert [trouble.problem for trouble in reply.outcome.troubles] == [Problem.CLOUD_UNREACHABLE]


async def test_a_name_that_is_not_found_is_looked_for_among_new_devices(stage: Stage) -> None:
    await stage.say(ANNA, LAMP_ON)
    stage.clock.advance(minutes=1)
    await stage.say(ANNA, NotFound("new lamp"))
    assert stage.cloud.calls.count("listing") == 2
    await stage.say(ANNA, NotFound("new lamp"))
    assert stage.cloud.calls.count("listing") == 2


@pytest.mark.parametrize(("text", "denial"), [("x" * 1001, Denial.TOO_LONG), ("  ", Denial.EMPTY)])
async def test_a_text_that_is_no_sentence_is_refused_kindly(stage: Stage, text: str, denial: Denial) -> None:
    assert (await stage.assistant.say(ANNA, text)).outcome == Refused(denial)


async def test_the_owners_link_makes_an_owner_once(tmp_path: Path) -> None:
    clock = FrozenClock()
    memory = await Memory.open(tmp_path / "data", None, clock)
    homes = Homes(memory, lambda account: FakeCloud({}), clock)
    assistant = Assistant(memory, homes, Script(), FollowUps(Silent()), clock, later(memory, clock))
    assert await assistant.start(ANNA, None) is Welcome.NOBODY_YET
    token = await memory.invite(None, Role.OWNER, timedelta(minutes=15))
    assert await assistant.start(ANNA, token) is Welcome.OWNER
    assert await assistant.start(BORIS, token) is Welcome.LINK_DEAD
    assert await assistant.start(BORIS, None) is Welcome.STRANGER
    assert await assistant.start(ANNA, None) is Welcome.KNOWN
    await memory.close()
