"""Whoever wants to be forgotten is, once they confirm it in private; a home goes along only if named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.assistant import Speaker, Welcome
from bot.home.forgetting import CONFIRM_WITHIN, AskForget, ConfirmEnd, Forget, ForgetAsked, Forgotten, KeepMe
from bot.home.outcome import Denial, Done, Outcome, Refused
from bot.home.request import Act, Cancel, When
from bot.home.roles import Role
from bot.memory.memberships import Changed
from tests.assistant.test_assistant import ANNA, BORIS, GUEST, LAMP_ON, STRANGER, Stage, stage

__all__ = ["stage"]


async def asked(stage: Stage, speaker: Speaker) -> ForgetAsked:
    outcome = (await stage.assistant.open(speaker, AskForget())).outcome
    assert isinstance(outcome, ForgetAsked), outcome
    return outcome


async def press(stage: Stage, speaker: Speaker, button: Forget | KeepMe) -> Outcome:
    denied = await stage.assistant.denied(speaker, lambda _: button)
    outcome = (await stage.assistant.press(speaker, lambda _: button)).outcome
    assert denied is None or outcome == Refused(denied)
    return outcome


async def test_a_person_is_told_what_is_known_and_then_forgotten(stage: Stage) -> None:
    await stage.say(BORIS, replace(LAMP_ON, when=When(in_seconds=600)))
    await stage.assistant.close()
    shown = await asked(stage, BORIS)
    assert {"people", "memberships", "jobs", "journal"} <= set(shown.told)
    assert shown.alone == ()
    assert await press(stage, BORIS, Forget(shown.asked)) == Forgotten()
    assert await stage.memory.export_person(BORIS.person) == {}
    assert await stage.assistant.start(BORIS, None) is Welcome.STRANGER
    assert (await stage.say(BORIS, LAMP_ON)).outcome == Refused(Denial.STRANGER)
    assert await stage.memory.person(BORIS.person) is None, "and is not met again by asking"


async def test_a_second_press_has_nothing_left_to_do(stage: Stage) -> None:
    shown = await asked(stage, GUEST)
    assert await press(stage, GUEST, Forget(shown.asked)) == Forgotten()
    assert await press(stage, GUEST, Forget(shown.asked)) == Forgotten()


async def test_no_keeps_everything(stage: Stage) -> None:
    before = await stage.memory.export_person(BORIS.person)
    assert await press(stage, BORIS, KeepMe()) == Cancel()
    assert await stage.memory.export_person(BORIS.person) == before


async def test_the_offer_ends_after_some_minutes(stage: Stage) -> None:
    shown = await asked(stage, BORIS)
    stage.clock.advance(seconds=CONFIRM_WITHIN.total_seconds() + 1)
    assert await press(stage, BORIS, Forget(shown.asked)) == Refused(Denial.QUESTION_OVER)
    assert await press(stage, BORIS, Forget(shown.asked + 10**6)) == Refused(Denial.QUESTION_OVER)
    assert await stage.memory.person(BORIS.person) is not None


async def test_nobody_is_forgotten_in_a_group_or_in_somebody_elses_chat(stage: Stage) -> None:
    shown = await asked(stage, BORIS)
    for there in (replace(BORIS, chat=-5, chat_type="group"), replace(BORIS, chat=ANNA.chat)):
        assert await press(stage, there, Forget(shown.asked)) == Refused(Denial.ONLY_IN_PRIVATE)
        opened = await stage.assistant.open(there, AskForget())
        assert opened.outcome == Refused(Denial.ONLY_IN_PRIVATE)
    assert await stage.memory.person(BORIS.person) is not None


async def test_a_total_stranger_is_told_nothing(stage: Stage) -> None:
    assert (await stage.assistant.open(STRANGER, AskForget())).outcome == Refused(Denial.STRANGER)


async def test_whoever_has_left_the_home_may_still_be_forgotten(stage: Stage) -> None:
    await stage.memory.remove_member(1, BORIS.person)
    shown = await asked(stage, BORIS)
    assert await press(stage, BORIS, Forget(shown.asked)) == Forgotten()
    assert await stage.memory.export_person(BORIS.person) == {}


async def test_the_only_owner_takes_the_home_along_only_when_that_is_confirmed_by_name(stage: Stage) -> None:
    shown = await asked(stage, ANNA)
    assert [(home.name, home.others) for home in shown.alone] == [("Flat", 2)]
    end = await press(stage, ANNA, Forget(shown.asked))
    assert isinstance(end, ConfirmEnd)
    assert await stage.memory.home(1) is not None
    assert await press(stage, ANNA, Forget(end.asked, end.homes)) == Forgotten(("Flat",))
    assert await stage.memory.home(1) is None
    assert await stage.memory.accounts(1) == ()
    assert await stage.memory.export_person(ANNA.person) == {}
    assert (await stage.say(BORIS, LAMP_ON)).outcome == Refused(Denial.STRANGER)


async def test_a_home_that_was_not_named_does_not_go(stage: Stage) -> None:
    end = await press(stage, ANNA, Forget((await asked(stage, ANNA)).asked))
    assert isinstance(end, ConfirmEnd)
    another = await stage.memory.add_home("Dacha", "en", "UTC")
    await stage.memory.add_member(another.id, ANNA.person, Role.OWNER)
    again = await press(stage, ANNA, Forget(end.asked, end.homes))
    assert isinstance(again, ConfirmEnd)
    assert [home.name for home in again.alone] == ["Flat", "Dacha"]
    assert await stage.memory.home(1) is not None


async def test_a_home_with_another_owner_stays(stage: Stage) -> None:
    end = await press(stage, ANNA, Forget((await asked(stage, ANNA)).asked))
    assert isinstance(end, ConfirmEnd)
    await stage.memory.add_member(1, BORIS.person, Role.OWNER)
    assert await press(stage, ANNA, Forget(end.asked, end.homes)) == Forgotten()
    assert await stage.memory.home(1) is not None
    assert isinstance((await stage.say(BORIS, LAMP_ON)).outcome, Done)


@pytest.mark.parametrize("with_homes", [(), (99,)])
async def test_memory_takes_no_home_along_that_it_was_not_told_to(
    stage: Stage, with_homes: tuple[int, ...]
) -> None:
    assert await stage.memory.forget_person(ANNA.person, with_homes) is Changed.LAST_OWNER
    assert await stage.memory.forget_person(BORIS.person, (1,)) is Changed.DONE
    assert await stage.memory.home(1) is not None, "it is not theirs alone to take"


async def test_why_is_forgotten_as_well(stage: Stage) -> None:
    await stage.say(BORIS, Act(LAMP_ON.commands))
    await press(stage, BORIS, Forget((await asked(stage, BORIS)).asked))
    await stage.memory.meet(BORIS.person, BORIS.name, None)
    await stage.memory.add_member(1, BORIS.person, Role.MEMBER)
    assert (await stage.assistant.why(BORIS)).outcome == Refused(Denial.NOTHING_SAID)
