"""What a cloud keeps of a device: who may change it, and that removals are asked about and done once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.assistant import Assistant, Speaker
from bot.assistant.homes import Homes
from bot.home.abilities import Happened, Severity, Timer, Widget, tag_misfit
from bot.home.announcer import Address
from bot.home.button import Button, Decide
from bot.home.capability import Capability
from bot.home.deed import DeedKind, Ending, JournalShown
from bot.home.errors import CloudError, CloudUnavailableError
from bot.home.fit import Misfit, Reason
from bot.home.in_the_cloud import (
    ConfirmRemoval,
    EventsShown,
    RemovalDone,
    Removed,
    TagAsked,
    TagsShown,
    TimersShown,
    WidgetShown,
)
from bot.home.journal_buttons import ShowJournal
from bot.home.more_buttons import (
    AskRemoval,
    AskTag,
    MoveToCloud,
    PauseCloudTimer,
    RemoveCloudTimer,
    RemoveTag,
    SetWidget,
    SetWidgetProperty,
    ShowCloudTimers,
    ShowEvents,
    ShowTags,
    ShowWidget,
    mark_of,
)
from bot.home.outcome import Denial, Outcome, Plans, Refused, Scheduled
from bot.home.problem import Problem
from bot.home.request import Act, When
from bot.home.roles import Role
from bot.jobs.follow_up import FollowUps
from bot.jobs.later import later
from bot.memory.memory import Memory
from tests.assistant.test_assistant import ANNA, BORIS, GUEST, LAMP_ON, Script, Silent
from tests.clocks import FrozenClock
from tests.fake_cloud import FakeCloud
from tests.homes import lamp

CARD = 77


@dataclass
class KeepingCloud(FakeCloud):
    """Keeps notes, a widget, events and timers, and lets devices be removed."""

    notes: dict[str, str] = field(default_factory=dict)
    entries: list[Widget] = field(default_factory=list)
    kept_timers: list[Timer] = field(default_factory=list)
    loses_answers: bool = False
    forgets_orders: bool = False

    async def remove(self, device: str) -> None:
        self._called(f"remove {device}")
        if not self.forgets_orders:
            self.devices.pop(device)
        if self.loses_answers:
            raise CloudUnavailableError("yandex", Problem.CLOUD_SILENT, maybe_done=True)

    async def tag(self, device: str, key: str) -> str | None:
        self._called(f"tag {key}")
        return self.notes.get(key)

    async def set_tag(self, device: str, key: str, value: str, kept: Collection[str] = ()) -> Reason | None:
        reason = tag_misfit(key, value, kept)
        if reason is None:
            self._called(f"set {key}")
            self.notes[key] = value
        return reason

    async def remove_tag(self, device: str, key: str) -> None:
        self._called(f"untag {key}")
        del self.notes[key]

    async def widgets(self) -> tuple[Widget, ...]:
        self._called("read widgets")
        return tuple(self.entries)

    async def set_widgets(self, widgets: Sequence[Widget]) -> None:
        self._called("widgets")
        self.entries = list(widgets)

    async def widget_properties(self, device: str) -> dict[str, Capability]:
        self._called("widget properties")
        return {"LightSwitch": self.devices[device].capabilities[0]}

    async def latest_events(self, device: str) -> tuple[Happened, ...]:
        self._called("events")
        return (Happened(datetime(2026, 11, 23, 12, tzinfo=UTC), "fault", Severity.ERROR),)

    async def timers(self, device: str) -> tuple[Timer, ...]:
        self._called("timers")
        return tuple(self.kept_timers)

    async def add_timer(self, device: str, timer: Timer) -> Timer:
        self._called("add timer")
        self.kept_timers.append(replace(timer, id="t1", ours=True))
        return self.kept_timers[-1]

    async def change_timer(self, device: str, timer: Timer) -> None:
        self._called("change timer")
        self.kept_timers = [timer if old.id == timer.id else old for old in self.kept_timers]

    async def remove_timer(self, device: str, timer: str) -> None:
        self._called("remove timer")
        self.kept_timers = [old for old in self.kept_timers if old.id != timer]


@dataclass
class Stage:
    assistant: Assistant
    memory: Memory
    cloud: KeepingCloud
    script: Script
    clock: FrozenClock

    async def press(self, button: Button, speaker: Speaker = ANNA) -> Outcome:
        reply = await self.assistant.press(speaker, lambda house: button)
        address = Address(speaker.chat, "en", None, CARD)
        await self.assistant.follow(reply, address, speaker.person)
        return reply.outcome

    async def reply(self, text: str, speaker: Speaker = ANNA) -> Outcome | None:
        reply = await self.assistant.replied(speaker, CARD, text)
        if reply is None:
            return None
        await self.assistant.follow(reply, Address(speaker.chat, "en", None, CARD), speaker.person)
        return reply.outcome

    async def role(self, speaker: Speaker, role: Role) -> None:
        (home,) = await self.memory.homes()
        await self.memory.change_member(home.id, speaker.person, role)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    clock, script = FrozenClock(), Script()
    cloud = KeepingCloud({"lamp": lamp(), "other": lamp("other")})
    memory = await Memory.open(tmp_path / "data", None, clock)
    home = await memory.add_home("Flat", "en", "Europe/Moscow")
    await memory.add_account(home.id, "yandex", {}, {"token": "secret"})
    for speaker, role in ((ANNA, Role.OWNER), (BORIS, Role.ADMIN), (GUEST, Role.GUEST)):
        await memory.meet(speaker.person, speaker.name, None)
        await memory.add_member(home.id, speaker.person, role)
    homes = Homes(memory, lambda account: cloud, clock)
    assistant = Assistant(memory, homes, script, FollowUps(Silent()), clock, later(memory, clock))
    yield Stage(assistant, memory, cloud, script, clock)
    await memory.close()


async def asked(stage: Stage, button: Button) -> ConfirmRemoval:
    outcome = await stage.press(button)
    assert isinstance(outcome, ConfirmRemoval)
    return outcome


async def test_a_device_is_removed_once_and_only_after_a_yes(stage: Stage) -> None:
    confirm = await asked(stage, AskRemoval("lamp"))
    assert (confirm.removal.what, confirm.removal.name) == (Removed.DEVICE, "Lamp")
    assert "remove lamp" not in stage.cloud.calls
    yes = Decide(confirm.token, True)
    assert await stage.press(yes) == RemovalDone(confirm.removal)
    assert await stage.press(yes) == Refused(Denial.QUESTION_OVER)
    assert stage.cloud.calls.count("remove lamp") == 1
    assert stage.cloud.calls[-1] == "listing", "the home is listed again"


async def test_after_the_deadline_nothing_is_removed(stage: Stage) -> None:
    confirm = await asked(stage, AskRemoval("lamp"))
    stage.clock.advance(seconds=61)
    assert await stage.press(Decide(confirm.token, True)) == Refused(Denial.QUESTION_OVER)
    assert "lamp" in stage.cloud.devices


@pytest.mark.parametrize("speaker", [BORIS, GUEST])
async def test_only_owners_remove_devices(stage: Stage, speaker: Speaker) -> None:
    assert await stage.press(AskRemoval("lamp"), speaker) == Refused(Denial.ONLY_OWNERS)


async def test_the_role_counts_at_the_yes(stage: Stage) -> None:
    confirm = await asked(stage, AskRemoval("lamp"))
    await stage.role(BORIS, Role.OWNER)
    await stage.role(ANNA, Role.MEMBER)
    assert await stage.press(Decide(confirm.token, True)) == Refused(Denial.ONLY_OWNERS)
    assert "lamp" in stage.cloud.devices


async def test_somebody_elses_yes_removes_nothing(stage: Stage) -> None:
    confirm = await asked(stage, AskRemoval("lamp"))
    in_her_chat = replace(BORIS, chat=ANNA.chat)
    assert await stage.press(Decide(confirm.token, True), in_her_chat) == Refused(Denial.NOT_YOUR_QUESTION)
    assert "lamp" in stage.cloud.devices


async def test_of_a_lost_answer_the_next_listing_tells(stage: Stage) -> None:
    confirm = await asked(stage, AskRemoval("lamp"))
    stage.cloud.loses_answers = True
    assert await stage.press(Decide(confirm.token, True)) == RemovalDone(confirm.removal)
    assert stage.cloud.calls.count("remove lamp") == 1


async def test_what_the_cloud_did_not_tell_of_a_removal_is_unknown(stage: Stage) -> None:
    confirm = await asked(stage, AskRemoval("lamp"))
    stage.cloud.loses_answers = stage.cloud.forgets_orders = True
    lost = RemovalDone(confirm.removal, Problem.CLOUD_SILENT)
    assert await stage.press(Decide(confirm.token, True)) == lost
    await stage.assistant.close()
    shown = await stage.press(ShowJournal())
    assert isinstance(shown, JournalShown)
    assert [(line.deed.kind, line.ending) for line in shown.lines] == [(DeedKind.REMOVED, Ending.UNKNOWN)]


async def test_a_removal_that_the_cloud_refuses_says_why(stage: Stage) -> None:
    confirm = await asked(stage, AskRemoval("lamp"))
    stage.cloud.down = CloudError("yandex", Problem.NO_RIGHTS)
    assert await stage.press(Decide(confirm.token, True)) == RemovalDone(confirm.removal, Problem.NO_RIGHTS)
    assert "lamp" in stage.cloud.devices


async def test_a_note_is_made_by_a_reply_listed_changed_and_removed(stage: Stage) -> None:
    assert await stage.press(ShowTags("lamp")) == TagsShown("lamp")
    assert isinstance(await stage.press(AskTag("lamp")), TagAsked)
    assert await stage.reply("where = by the = sofa") == TagsShown("lamp", (("where", "by the = sofa"),))
    await stage.press(AskTag("lamp"))
    assert await stage.reply("where=hall") == TagsShown("lamp", (("where", "hall"),))
    assert await stage.press(ShowTags("other")) == TagsShown("other"), "each device has its own"
    confirm = await asked(stage, RemoveTag("lamp", mark_of("where")))
    assert stage.cloud.notes == {"where": "hall"}
    await stage.press(Decide(confirm.token, True))
    assert stage.cloud.notes == {}
    assert await stage.press(ShowTags("lamp")) == TagsShown("lamp")


async def test_what_is_remembered_of_notes_leaves_the_accounts_secrets_alone(stage: Stage) -> None:
    await stage.press(AskTag("lamp"))
    await stage.reply("a = b")
    (home,) = await stage.memory.homes()
    (account,) = await stage.memory.accounts(home.id)
    assert dict(account.secrets) == {"token": "secret"}


async def test_a_note_that_was_made_elsewhere_is_found_by_its_name(stage: Stage) -> None:
    stage.cloud.notes["serial"] = "42"
    await stage.press(AskTag("lamp"))
    assert await stage.reply("serial") == TagsShown("lamp", (("serial", "42"),))
    del stage.cloud.notes["serial"]
    assert await stage.press(ShowTags("lamp")) == TagsShown("lamp")


@pytest.mark.parametrize("text", ["k" * 64 + " = v", "k = " + "v" * 128, "unheard of", "= v"])
async def test_what_cannot_be_kept_is_asked_again_and_not_sent(stage: Stage, text: str) -> None:
    await stage.press(AskTag("lamp"))
    again = await stage.reply(text)
    assert isinstance(again, TagAsked)
    assert again.reason is not None
    assert not any(call.startswith("set ") for call in stage.cloud.calls)


async def test_an_eleventh_note_is_refused(stage: Stage) -> None:
    for n in range(10):
        await stage.press(AskTag("lamp"))
        assert isinstance(await stage.reply(f"key{n} = v"), TagsShown)
    await stage.press(AskTag("lamp"))
    again = await stage.reply("one more = v")
    assert isinstance(again, TagAsked)
    assert again.reason == Reason(Misfit.TOO_LONG, 10)


async def test_the_widget_shows_what_it_is_told_to(stage: Stage) -> None:
    other = Widget("other", "p", "Other", ("Brightness",))
    stage.cloud.entries = [other]
    shown = await stage.press(SetWidget("lamp", True))
    assert isinstance(shown, WidgetShown)
    assert (shown.is_there, shown.shown) == (True, frozenset())
    switch = mark_of("LightSwitch")
    shown = await stage.press(SetWidgetProperty("lamp", switch, True))
    assert isinstance(shown, WidgetShown)
    assert shown.shown == {"LightSwitch"}
    shown = await stage.press(SetWidgetProperty("lamp", switch, False))
    assert isinstance(shown, WidgetShown)
    assert not shown.is_there, "with its last property a device leaves the widget"
    assert stage.cloud.entries == [other]
    assert await stage.press(SetWidgetProperty("lamp", mark_of("Secret"), True)) == Refused(
        Denial.BUTTON_OUTDATED
    )


async def test_the_widget_is_not_written_where_nothing_changes(stage: Stage) -> None:
    assert isinstance(await stage.press(ShowWidget("lamp")), WidgetShown)
    await stage.press(SetWidget("lamp", False))
    assert "widgets" not in stage.cloud.calls


async def test_what_a_widget_could_show_is_asked_once(stage: Stage) -> None:
    await stage.press(SetWidgetProperty("lamp", mark_of("LightSwitch"), True))
    assert stage.cloud.calls.count("widget properties") == 1


async def test_events_are_told_in_the_homes_time(stage: Stage) -> None:
    shown = await stage.press(ShowEvents("lamp"))
    assert isinstance(shown, EventsShown)
    assert [one.at.isoformat() for one in shown.happened] == ["2026-11-23T15:00:00+03:00"]


async def planned(stage: Stage) -> int:
    stage.script.requests["it"] = Act(LAMP_ON.commands, when=When(every="30 7 * * 1-5"))
    scheduled = (await stage.assistant.say(ANNA, "it")).outcome
    assert isinstance(scheduled, Scheduled)
    return scheduled.plans[0].job


async def test_a_plan_moves_to_the_cloud_and_is_the_bots_no_more(stage: Stage) -> None:
    job = await planned(stage)
    shown = await stage.press(ShowCloudTimers("lamp"))
    assert isinstance(shown, TimersShown)
    assert [plan.job for plan in shown.plans] == [job]
    moved = await stage.press(MoveToCloud("lamp", job))
    assert isinstance(moved, TimersShown)
    (timer,) = moved.timers
    assert (timer.cron, timer.timezone, timer.commands) == ("30 7 * * 1-5", "Europe/Moscow", LAMP_ON.commands)
    assert moved.plans == ()
    plans = (await stage.assistant.plans(ANNA)).outcome
    assert isinstance(plans, Plans)
    assert (plans.plans, [one.timer.id for one in plans.elsewhere]) == ((), ["t1", "t1"])
    assert await stage.press(MoveToCloud("lamp", job)) == Refused(Denial.PLAN_OVER)


async def test_a_plan_stays_where_the_cloud_does_not_take_it(stage: Stage) -> None:
    job = await planned(stage)
    stage.cloud.down = CloudError("yandex", Problem.VALUE_REFUSED)
    shown = await stage.press(MoveToCloud("lamp", job))
    assert isinstance(shown, TimersShown)
    assert shown.problem is Problem.VALUE_REFUSED
    assert [plan.job for plan in shown.plans] == [job]


async def test_the_bots_timers_are_paused_and_removed_and_no_others(stage: Stage) -> None:
    await stage.press(MoveToCloud("lamp", await planned(stage)))
    stage.cloud.kept_timers.append(Timer("t2", "Theirs", True, "UTC", "0 1 * * *"))
    paused = await stage.press(PauseCloudTimer("lamp", mark_of("t1"), True))
    assert isinstance(paused, TimersShown)
    assert [timer.enabled for timer in paused.timers] == [False, True]
    theirs = mark_of("t2")
    assert await stage.press(PauseCloudTimer("lamp", theirs, True)) == Refused(Denial.PLAN_OVER)
    assert await stage.press(RemoveCloudTimer("lamp", theirs)) == Refused(Denial.PLAN_OVER)
    confirm = await asked(stage, RemoveCloudTimer("lamp", mark_of("t1")))
    assert await stage.press(Decide(confirm.token, True)) == RemovalDone(confirm.removal)
    assert [timer.id for timer in stage.cloud.kept_timers] == ["t2"]


@pytest.mark.parametrize(
    "button",
    [
        AskTag("lamp"),
        SetWidget("lamp", True),
        SetWidgetProperty("lamp", mark_of("LightSwitch"), True),
        PauseCloudTimer("lamp", mark_of("t1"), True),
        RemoveCloudTimer("lamp", mark_of("t1")),
        RemoveTag("lamp", mark_of("where")),
    ],
    ids=lambda button: type(button).__name__,
)
async def test_what_changes_the_account_is_for_owners_and_admins(stage: Stage, button: Button) -> None:
    await stage.press(AskTag("lamp"))
    await stage.reply("where = hall")
    await stage.press(MoveToCloud("lamp", await planned(stage)))
    before = list(stage.cloud.calls)
    await stage.role(BORIS, Role.MEMBER)
    for speaker in (BORIS, GUEST):
        assert await stage.press(button, speaker) == Refused(Denial.ONLY_MANAGERS)
    assert stage.cloud.calls == before
    assert not isinstance(await stage.press(button, ANNA), Refused)
