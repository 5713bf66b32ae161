"""Everybody decides for themselves, owners and admins for the home, and what was decided is honoured."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import time
from zoneinfo import ZoneInfo

import pytest

from bot.home.button import Button, Decide
from bot.home.danger import Danger
from bot.home.outcome import Confirm, Denial, Done, Outcome, Refused, Scheduled
from bot.home.preferences import HomeSettings, PersonSettings, Units
from bot.home.request import When
from bot.home.roles import Reach, Role
from bot.home.settings_buttons import (
    Scope,
    SetHomeLanguage,
    SetQuiet,
    SetReactions,
    SetSensitive,
    SetUnits,
    SetZone,
    ShowSettings,
    Topic,
)
from bot.home.settled import SettingsShown
from tests.assistant.test_assistant import ANNA, BORIS, GUEST, LAMP_ON, STRANGER, Stage, stage

__all__ = ["stage"]

NIGHT = (time(22), time(7))
OF_THE_HOME: list[Button] = [
    SetUnits(Scope.HOME, Units.FAHRENHEIT),
    SetQuiet(Scope.HOME, NIGHT),
    SetZone(Scope.HOME, "Asia/Omsk"),
    SetHomeLanguage("zh"),
    SetReactions(True),
    SetSensitive("lamp", True),
    ShowSettings(Topic.ZONE, Scope.HOME),
]


async def press(stage: Stage, button: Button, speaker: object = ANNA) -> Outcome:
    return (await stage.assistant.press(speaker, lambda _: button)).outcome  # type: ignore[arg-type]


async def test_a_person_decides_for_themselves_whatever_their_role(stage: Stage) -> None:
    for button in (
        SetUnits(Scope.PERSON, Units.FAHRENHEIT),
        SetQuiet(Scope.PERSON, NIGHT),
        SetZone(Scope.PERSON, "Asia/Tokyo"),
    ):
        shown = await press(stage, button, GUEST)
    assert isinstance(shown, SettingsShown)
    assert shown.person == PersonSettings("Asia/Tokyo", "fahrenheit", NIGHT)
    assert (shown.home, shown.manages) == (HomeSettings(), False)
    assert await stage.memory.person_settings(ANNA.person) == PersonSettings()


async def test_an_owner_decides_for_the_home(stage: Stage) -> None:
    for button in OF_THE_HOME[:-1]:
        shown = await press(stage, button)
    shown = await press(stage, ShowSettings())
    assert isinstance(shown, SettingsShown)
    assert shown.home == HomeSettings(NIGHT, True, "fahrenheit", ("lamp",))
    assert (shown.timezone, shown.language, shown.manages) == ("Asia/Omsk", "zh", True)


@pytest.mark.parametrize("button", OF_THE_HOME)
async def test_nobody_else_decides_for_the_home(stage: Stage, button: Button) -> None:
    for speaker in (BORIS, GUEST):
        assert await press(stage, button, speaker) == Refused(Denial.ONLY_MANAGERS)
    await stage.memory.add_member(1, BORIS.person, Role.ADMIN, reach=Reach(frozenset({"lamp"})))
    assert await press(stage, button, BORIS) == Refused(Denial.ONLY_MANAGERS)
    assert await press(stage, button, STRANGER) == Refused(Denial.STRANGER)
    assert await stage.memory.home_settings(1) == HomeSettings()


async def test_in_a_group_nothing_is_decided(stage: Stage) -> None:
    group = replace(ANNA, chat=-5, chat_type="group")
    await stage.assistant.bind_group(group)
    for button in (*OF_THE_HOME, SetUnits(Scope.PERSON, None), ShowSettings()):
        assert await press(stage, button, group) == Refused(Denial.ONLY_IN_PRIVATE)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd"])
@pytest.mark.parametrize("scope", Scope)
async def test_a_zone_that_there_is_not_is_refused(stage: Stage, scope: Scope, zone: str) -> None:
    assert await press(stage, SetZone(scope, zone)) == Refused(Denial.BUTTON_OUTDATED)


async def test_a_device_that_the_home_has_marked_asks_first_from_now_on(stage: Stage) -> None:
    assert isinstance((await stage.say(ANNA, LAMP_ON)).outcome, Done)
    await press(stage, SetSensitive("lamp", True))
    asked = (await stage.say(ANNA, LAMP_ON)).outcome
    assert isinstance(asked, Confirm)
    assert asked.danger is Danger.SENSITIVE
    assert (await stage.say(GUEST, LAMP_ON)).outcome == Refused(Denial.NOT_FOR_GUESTS)
    assert isinstance(await press(stage, Decide(asked.token, True)), Done)
    await press(stage, SetSensitive("lamp", False))
    assert isinstance((await stage.say(GUEST, LAMP_ON)).outcome, Done)


async def test_a_device_of_another_home_cannot_be_marked(stage: Stage) -> None:
    assert await press(stage, SetSensitive("elsewhere", True)) == Refused(Denial.BUTTON_OUTDATED)


async def test_units_are_the_speakers_else_the_homes(stage: Stage) -> None:
    assert await stage.assistant.language_of(ANNA) == "en"
    await press(stage, SetUnits(Scope.HOME, Units.FAHRENHEIT))
    assert await stage.assistant.language_of(ANNA) == "en-x-f"
    await press(stage, SetUnits(Scope.PERSON, Units.CELSIUS))
    assert await stage.assistant.language_of(ANNA) == "en-x-c"
    assert await stage.assistant.language_of(BORIS) == "ru-x-f"
    assert await stage.assistant.language_of(STRANGER) == "en"


async def test_what_repeats_moves_with_the_home_and_what_does_not_stays(stage: Stage) -> None:
    daily = (await stage.say(ANNA, replace(LAMP_ON, when=When(every="0 7 * * *")))).outcome
    once = (await stage.say(ANNA, replace(LAMP_ON, when=When(in_seconds=3600)))).outcome
    assert isinstance(daily, Scheduled)
    assert isinstance(once, Scheduled)
    await press(stage, SetZone(Scope.HOME, "Asia/Shanghai"))
    moved = await stage.memory.job(daily.plans[0].job)
    stayed = await stage.memory.job(once.plans[0].job)
    assert moved is not None
    assert stayed is not None
    assert moved.due.astimezone(ZoneInfo("Asia/Shanghai")).hour == 7
    assert stayed.due == once.plans[0].due
    assert not moved.paused


async def test_reactions_are_for_groups_of_homes_that_want_them(stage: Stage) -> None:
    group = replace(ANNA, chat=-5, chat_type="group")
    await stage.assistant.bind_group(group)
    assert not await stage.assistant.reacts(group)
    await press(stage, SetReactions(True))
    assert await stage.assistant.reacts(group)
    assert not await stage.assistant.reacts(ANNA)
    assert not await stage.assistant.reacts(replace(STRANGER, chat=-5, chat_type="group"))


async def test_what_two_decide_for_the_home_at_the_same_time_is_all_kept(stage: Stage) -> None:
    await stage.memory.add_member(1, BORIS.person, Role.OWNER)
    await asyncio.gather(
        press(stage, SetZone(Scope.HOME, "Asia/Omsk")), press(stage, SetHomeLanguage("zh"), BORIS)
    )
    home = await stage.memory.home(1)
    assert home
    assert (home.timezone, home.language) == ("Asia/Omsk", "zh")
