"""Who may ask to be told of what, see it, silence it and end it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.assistant import Speaker
from bot.home.button import Button, Pick
from bot.home.outcome import Choose, Denial, Outcome, Refused
from bot.home.preferences import PersonSettings, Units, units_of
from bot.home.request import Becomes, Clarify, Manage, Option, Reading, Sort, Watch
from bot.home.roles import Reach, Role
from bot.home.watch_buttons import BeginWatch, ShowWatchable, ShowWatches, SilenceWatch, StopWatch
from bot.home.watching import Watchable, WatchBegun, WatchEnded, Watches
from bot.jobs.watch_book import MOST
from tests.assistant.test_assistant import ANNA, BORIS, GUEST, STRANGER, Stage, stage

__all__ = ["stage"]

CAROL = Speaker(person=4, name="Carol", chat=4, chat_type="private", language="en")
LAMP = Watch((Reading("lamp", "on"),), Becomes(True))
OTHER = Watch((Reading("other", "on"),), Becomes(True))


async def press(stage: Stage, button: Button, speaker: Speaker = ANNA) -> Outcome:
    return (await stage.assistant.press(speaker, lambda _: button)).outcome


async def denied(stage: Stage, button: Button, speaker: Speaker) -> Denial | None:
    return await stage.assistant.denied(speaker, lambda _: button)


async def begun(stage: Stage, speaker: Speaker, watch: Watch = LAMP) -> int:
    outcome = (await stage.say(speaker, watch)).outcome
    assert isinstance(outcome, WatchBegun)
    return outcome.kept.id


async def listed(stage: Stage, speaker: Speaker) -> list[int]:
    outcome = await press(stage, ShowWatches(), speaker)
    assert isinstance(outcome, Watches)
    return [kept.id for kept in outcome.kept]


async def test_what_is_asked_for_is_kept_and_nothing_is_done(stage: Stage) -> None:
    reply = await stage.say(BORIS, LAMP)
    assert isinstance(reply.outcome, WatchBegun)
    assert (reply.outcome.kept.watch, reply.outcome.holds) == (LAMP, False)
    assert reply.outcome.kept.until.utcoffset() == timedelta(hours=3), "in the home's time"
    assert "execute" not in stage.cloud.calls


async def test_in_a_group_it_is_told_in_the_units_of_whoever_asked(stage: Stage) -> None:
    there = replace(ANNA, chat=-5, chat_type="group")
    assert await stage.assistant.bind_group(there)
    await stage.memory.set_person_settings(ANNA.person, PersonSettings(units=Units.FAHRENHEIT))
    id_ = await begun(stage, there)
    kept = await stage.memory.watch(id_)
    assert kept
    assert units_of(kept.address.language)[1] is Units.FAHRENHEIT


async def test_the_words_for_it_list_what_is_watched(stage: Stage) -> None:
    id_ = await begun(stage, ANNA)
    outcome = (await stage.say(ANNA, Manage("watch"))).outcome
    assert isinstance(outcome, Watches)
    assert [(kept.id, kept.person_name) for kept in outcome.kept] == [(id_, "Anna")]


async def test_of_two_lamps_the_chosen_one_is_watched(stage: Stage) -> None:
    options = (Option(Sort.DEVICE, "lamp", LAMP), Option(Sort.DEVICE, "other", OTHER))
    asked = (await stage.say(ANNA, Clarify(options))).outcome
    assert isinstance(asked, Choose)
    outcome = await press(stage, Pick(asked.token, 1))
    assert isinstance(outcome, WatchBegun)
    assert outcome.kept.watch == OTHER


@pytest.mark.parametrize("role", list(Role))
async def test_the_asker_and_those_who_manage_the_home_end_it(stage: Stage, role: Role) -> None:
    (home,) = await stage.memory.homes()
    await stage.memory.meet(CAROL.person, CAROL.name, None)
    await stage.memory.add_member(home.id, CAROL.person, role)
    id_ = await begun(stage, BORIS)
    allowed = role in (Role.OWNER, Role.ADMIN)
    for button in (SilenceWatch(id_), SilenceWatch(id_, False), StopWatch(id_)):
        refusal = None if allowed else Denial.NOT_YOUR_WATCH
        assert await denied(stage, button, CAROL) is refusal
        outcome = await press(stage, button, CAROL)
        assert isinstance(outcome, Refused) is not allowed
    assert await listed(stage, BORIS) == ([] if allowed else [id_])
    if not allowed:
        assert isinstance(await press(stage, StopWatch(id_), BORIS), WatchEnded)


async def test_it_is_silent_for_a_day_and_can_be_heard_again(stage: Stage) -> None:
    id_ = await begun(stage, BORIS)
    silent = await press(stage, SilenceWatch(id_), BORIS)
    assert isinstance(silent, Watches)
    assert silent.kept[0].silent == stage.clock.now() + timedelta(days=1)
    heard = await press(stage, SilenceWatch(id_, False), BORIS)
    assert isinstance(heard, Watches)
    assert heard.kept[0].silent is None


async def test_what_is_over_is_refused_at_once(stage: Stage) -> None:
    id_ = await begun(stage, ANNA)
    await press(stage, StopWatch(id_))
    for button in (StopWatch(id_), SilenceWatch(id_), StopWatch(10**17)):
        assert await denied(stage, button, ANNA) is Denial.WATCH_OVER
        assert await press(stage, button) == Refused(Denial.WATCH_OVER)


async def test_guests_see_their_own_only_and_members_each_others(stage: Stage) -> None:
    boris, guest = await begun(stage, BORIS), await begun(stage, GUEST, OTHER)
    assert await listed(stage, BORIS) == [boris, guest]
    assert await listed(stage, GUEST) == [guest]
    assert await listed(stage, ANNA) == [boris, guest]


async def test_another_homes_watch_is_not_there(stage: Stage) -> None:
    other = await stage.memory.add_home("Other", "en", "UTC")
    await stage.memory.meet(CAROL.person, CAROL.name, None)
    await stage.memory.add_member(other.id, CAROL.person, Role.OWNER)
    id_ = await begun(stage, ANNA)
    assert await press(stage, StopWatch(id_), CAROL) == Refused(Denial.WATCH_OVER)
    assert await listed(stage, ANNA) == [id_]


async def test_whoever_is_limited_watches_nothing_beyond(stage: Stage) -> None:
    (home,) = await stage.memory.homes()
    reach = Reach(devices=frozenset({"lamp"}))
    await begun(stage, ANNA, OTHER)
    await stage.memory.add_member(home.id, BORIS.person, Role.MEMBER, reach=reach)
    assert (await stage.say(BORIS, OTHER)).outcome == Refused(Denial.BUTTON_OUTDATED)
    own = await begun(stage, BORIS, LAMP)
    assert await listed(stage, BORIS) == [own]


async def test_a_suggestion_begins_a_watch_within_what_somebody_reaches(stage: Stage) -> None:
    assert await press(stage, ShowWatchable("lamp")) == Watchable("lamp")
    assert isinstance(await press(stage, BeginWatch(LAMP)), WatchBegun)
    (home,) = await stage.memory.homes()
    reach = Reach(devices=frozenset({"other"}))
    await stage.memory.add_member(home.id, BORIS.person, Role.MEMBER, reach=reach)
    assert await press(stage, BeginWatch(LAMP), BORIS) == Refused(Denial.BUTTON_OUTDATED)


async def test_strangers_learn_nothing(stage: Stage) -> None:
    id_ = await begun(stage, ANNA)
    for button in (ShowWatches(), StopWatch(id_), BeginWatch(LAMP)):
        assert await press(stage, button, STRANGER) == Refused(Denial.STRANGER)


async def test_there_is_an_end_to_it(stage: Stage) -> None:
    (home,) = await stage.memory.homes()
    id_ = await begun(stage, ANNA)
    kept = await stage.memory.watch(id_)
    assert kept is not None
    for _ in range(MOST - 1):
        await stage.memory.add_watch(home.id, ANNA.person, kept.address, kept.what, kept.seen, kept.until)
    assert (await stage.say(ANNA, OTHER)).outcome == Refused(Denial.TOO_MANY_WATCHES)
