"""Who names things, what is asked first, and what a name may not do."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, replace

import pytest

from bot.assistant import Assistant
from bot.assistant.conversations import FORGOTTEN_AFTER
from bot.assistant.homes import Homes
from bot.home.button import Decide
from bot.home.deed import Deed, DeedKind, JournalShown
from bot.home.errors import CloudError, CloudProtocolError, CloudUnavailableError
from bot.home.journal_buttons import ShowJournal
from bot.home.named import (
    AskedName,
    ConfirmName,
    ConfirmNickname,
    Named,
    NameDropped,
    NamesListed,
    Nicknamed,
    NotNamed,
    WhichIsNamed,
)
from bot.home.names_buttons import (
    AskName,
    AskNickname,
    DropName,
    NameThis,
    ShowNames,
    UndoNaming,
    mark_of_name,
)
from bot.home.naming import Misnamed, OwnName, Taken, Thing
from bot.home.outcome import Denial, Refused
from bot.home.problem import Problem
from bot.home.request import Manage, NotUnderstood, Request, Sort
from bot.home.roles import Reach, Role
from bot.jobs.follow_up import FollowUps
from bot.jobs.later import later
from bot.memory.names import MOST_ALIASES
from bot.memory.records import Alias
from tests.assistant.test_assistant import ANNA, BORIS, GUEST, LAMP_ON, Silent, Stage, stage
from tests.fake_cloud import FakeCloud
from tests.homes import lamp

__all__ = ["stage"]  # a fixture

LAMP, OTHER = Thing(Sort.DEVICE, "lamp"), Thing(Sort.DEVICE, "other")
BOB = Manage("rename", {"device": "lamp", "name": "bob"})


async def names(stage: Stage) -> list[str]:
    return [alias.name for alias in await stage.memory.aliases(1)]


async def test_a_free_name_is_given_at_once_by_whoever_lives_here(stage: Stage) -> None:
    reply = await stage.say(BORIS, BOB)
    assert reply.outcome == Named(LAMP, "Bob")
    lamp_now = reply.house.device("lamp")
    assert lamp_now
    assert lamp_now.aliases == ("Bob",)
    assert (await stage.say(BORIS, BOB)).outcome == Named(LAMP, "Bob", already=True)


async def test_guests_neither_name_nor_take_names_back(stage: Stage) -> None:
    assert (await stage.say(GUEST, BOB)).outcome == Refused(Denial.NOT_FOR_GUESTS)
    await stage.say(ANNA, BOB)
    for button in (DropName(mark_of_name("Bob")), AskName(LAMP), NameThis("x", 0)):
        assert await stage.assistant.denied(GUEST, lambda _, b=button: b) is Denial.NOT_FOR_GUESTS  # type: ignore[misc]
        reply = await stage.assistant.press(GUEST, lambda _, b=button: b)  # type: ignore[misc]
        assert reply.outcome == Refused(Denial.NOT_FOR_GUESTS)
    listed = await stage.assistant.browse(GUEST, ShowNames())
    assert isinstance(listed.outcome, NamesListed)
    assert not listed.outcome.may_change
    assert await names(stage) == ["Bob"]


async def test_a_name_that_is_taken_is_asked_about_and_yes_counts_as_long_as_the_role_does(
    stage: Stage,
) -> None:
    stage.script.taken_names["Bob"] = Taken(OTHER)
    asked = (await stage.say(BORIS, BOB)).outcome
    assert isinstance(asked, ConfirmName)
    assert await names(stage) == []
    other = replace(ANNA, chat=BORIS.chat)
    by_another = await stage.assistant.press(other, lambda _: Decide(asked.token, True))
    assert by_another.outcome == Refused(Denial.NOT_YOUR_QUESTION)
    await stage.memory.change_member(1, BORIS.person, Role.GUEST)
    late = await stage.assistant.press(BORIS, lambda _: Decide(asked.token, True))
    assert late.outcome == Refused(Denial.NOT_FOR_GUESTS)
    assert await names(stage) == []


async def test_yes_in_words_gives_the_name(stage: Stage) -> None:
    stage.script.taken_names["Bob"] = Taken()
    await stage.say(ANNA, BOB)
    assert (await stage.assistant.say(ANNA, "yes")).outcome == Named(LAMP, "Bob")


async def test_a_name_moves_from_one_thing_to_another_only_after_a_yes(stage: Stage) -> None:
    await stage.say(ANNA, BOB)
    asked = (await stage.say(ANNA, Manage("rename", {"device": "other", "name": "Bob"}))).outcome
    assert isinstance(asked, ConfirmName)
    assert asked.moves
    assert asked.taken == Taken(LAMP)
    moved = await stage.assistant.press(ANNA, lambda _: Decide(asked.token, True))
    assert moved.outcome == Named(OTHER, "Bob", moved=True)
    lamp_now = moved.house.device("lamp")
    assert lamp_now
    assert lamp_now.aliases == ()


async def test_of_several_the_asker_chooses(stage: Stage) -> None:
    request = Manage("rename", {"devices": ["lamp", "other"], "name": "Bob"})
    which = (await stage.say(ANNA, request)).outcome
    assert isinstance(which, WhichIsNamed)
    button = NameThis(which.token, 1)
    other = replace(BORIS, chat=ANNA.chat)
    assert await stage.assistant.denied(other, lambda _: button) is Denial.NOT_YOUR_QUESTION
    wrong = await stage.assistant.press(ANNA, lambda _: NameThis(which.token, 7))
    assert wrong.outcome == Refused(Denial.BUTTON_OUTDATED)
    assert (await stage.assistant.press(ANNA, lambda _: button)).outcome == Named(OTHER, "Bob")
    again = await stage.assistant.press(ANNA, lambda _: button)
    assert again.outcome == Refused(Denial.QUESTION_OVER)


async def test_what_is_said_after_the_question_is_the_name_unless_it_is_an_order(stage: Stage) -> None:
    asked = await stage.assistant.press(ANNA, lambda _: AskName(LAMP))
    assert isinstance(asked.outcome, AskedName)
    stage.script.requests["help"] = Manage("help")
    assert (await stage.assistant.say(ANNA, "help")).outcome == Manage("help")
    bad = await stage.assistant.say(ANNA, "!!!")
    assert bad.outcome == NotNamed(LAMP, "!!!", Misnamed.UNSPEAKABLE)
    assert (await stage.assistant.say(ANNA, "bob")).outcome == Named(LAMP, "Bob")
    assert isinstance((await stage.assistant.say(ANNA, "jim")).outcome, NotUnderstood)


async def test_a_home_has_only_so_many_names(stage: Stage) -> None:
    for n in range(MOST_ALIASES):
        await stage.memory.add_alias(1, Alias(f"n{n}", "device", "lamp"))
    assert (await stage.say(ANNA, BOB)).outcome == NotNamed(LAMP, "Bob", Misnamed.TOO_MANY)


async def test_who_is_limited_names_what_they_reach_and_robs_nothing_else(stage: Stage) -> None:
    await stage.say(ANNA, Manage("rename", {"device": "other", "name": "Rex"}))
    await stage.memory.change_member(1, BORIS.person, Role.MEMBER, reach=Reach(frozenset({"lamp"})))
    away = Manage("rename", {"device": "other", "name": "Max"})
    assert (await stage.say(BORIS, away)).outcome == Refused(Denial.BUTTON_OUTDATED)
    rex = Manage("rename", {"device": "lamp", "name": "rex"})
    assert (await stage.say(BORIS, rex)).outcome == NotNamed(LAMP, "Rex", Misnamed.ELSEWHERE)
    assert isinstance((await stage.say(BORIS, BOB)).outcome, Named)
    listed = (await stage.assistant.browse(BORIS, ShowNames())).outcome
    assert isinstance(listed, NamesListed)
    assert [own.name for own in listed.names] == ["Bob"]
    gone = await stage.assistant.press(BORIS, lambda _: DropName(mark_of_name("Rex")))
    assert gone.outcome == Refused(Denial.BUTTON_OUTDATED)
    assert await names(stage) == ["Bob", "Rex"]


@dataclass
class Renaming(FakeCloud):
    """A cloud that has names of its own."""

    renamed: list[tuple[str, str]] = field(default_factory=list)
    refuses: CloudError | None = None
    does_it_all_the_same: bool = False

    async def rename(self, device: str, name: str) -> None:
        if self.refuses and not self.does_it_all_the_same:
            raise self.refuses
        self.renamed.append((device, name))
        self.devices[device] = replace(self.devices[device], name=name)
        if self.refuses:
            raise self.refuses


@pytest.fixture
async def renaming(stage: Stage) -> AsyncIterator[Renaming]:
    """The stage with another cloud."""
    cloud = Renaming({"lamp": lamp()}, name="aliyun")
    homes = Homes(stage.memory, lambda account: cloud, stage.clock)
    stage.assistant = Assistant(
        stage.memory, homes, stage.script, FollowUps(Silent()), stage.clock, later(stage.memory, stage.clock)
    )
    yield cloud
    await stage.assistant.close()


async def told(stage: Stage) -> list[tuple[str, str, Mapping[str, str], str]]:
    """The journal: what became of which device, what it was called, and how that ended."""
    await stage.assistant.close()
    shown = (await stage.assistant.press(ANNA, lambda _: ShowJournal())).outcome
    assert isinstance(shown, JournalShown)
    return [
        (line.deed.kind.value, ",".join(line.deed.devices), line.deed.names, line.ending.value)
        for line in shown.lines
    ]


async def test_the_makers_app_is_the_owners_to_change(stage: Stage, renaming: Renaming) -> None:
    assert (await stage.say(BORIS, BOB)).outcome == Named(LAMP, "Bob")
    button = AskNickname(mark_of_name("Bob"))
    assert await stage.assistant.denied(BORIS, lambda _: button) is Denial.ONLY_MANAGERS
    asked = (await stage.assistant.press(ANNA, lambda _: button)).outcome
    assert isinstance(asked, ConfirmNickname)
    assert renaming.renamed == []
    done = await stage.assistant.press(ANNA, lambda _: Decide(asked.token, True))
    assert done.outcome == Nicknamed("lamp", "Bob", "aliyun")
    assert renaming.renamed == [("lamp", "Bob")]
    assert await told(stage) == [
        ("renamed", "lamp", {"lamp": "Lamp"}, "done"),
        ("named", "lamp", {"lamp": "Lamp"}, "done"),
    ]


async def test_names_that_are_given_and_taken_back_are_in_the_journal(stage: Stage) -> None:
    await stage.say(BORIS, BOB)
    await stage.assistant.press(ANNA, lambda _: DropName(mark_of_name("Bob")))
    await stage.assistant.close()
    shown = (await stage.assistant.press(ANNA, lambda _: ShowJournal(device="lamp"))).outcome
    assert isinstance(shown, JournalShown)
    bob = OwnName("Bob", LAMP)
    assert [(line.who, line.deed) for line in shown.lines] == [
        ("Anna", Deed(DeedKind.UNNAMED, names={"lamp": "Lamp"}, own=bob)),
        ("Boris", Deed(DeedKind.NAMED, names={"lamp": "Lamp"}, own=bob)),
    ]


async def test_an_owner_who_is_none_any_more_changes_nothing_there(stage: Stage, renaming: Renaming) -> None:
    await stage.memory.change_member(1, BORIS.person, Role.OWNER)
    assert (await stage.say(BORIS, BOB)).outcome == Named(LAMP, "Bob", renames=True)
    asked = (await stage.assistant.press(BORIS, lambda _: AskNickname(mark_of_name("Bob")))).outcome
    assert isinstance(asked, ConfirmNickname)
    await stage.memory.change_member(1, BORIS.person, Role.MEMBER)
    late = await stage.assistant.press(BORIS, lambda _: Decide(asked.token, True))
    assert late.outcome == Refused(Denial.ONLY_MANAGERS)
    assert renaming.renamed == []


async def nicknamed(stage: Stage) -> Nicknamed:
    """The lamp is called Bob, and is to be called so in its maker's app, too."""
    await stage.say(ANNA, BOB)
    asked = (await stage.assistant.press(ANNA, lambda _: AskNickname(mark_of_name("Bob")))).outcome
    assert isinstance(asked, ConfirmNickname)
    done = (await stage.assistant.press(ANNA, lambda _: Decide(asked.token, True))).outcome
    assert isinstance(done, Nicknamed)
    return done


async def test_a_cloud_that_refuses_is_quoted(stage: Stage, renaming: Renaming) -> None:
    renaming.refuses = CloudError("aliyun", Problem.NO_RIGHTS)
    assert await nicknamed(stage) == Nicknamed("lamp", "Bob", "aliyun", Problem.NO_RIGHTS)
    assert (await told(stage))[0] == ("renamed", "lamp", {"lamp": "Lamp"}, "failed")


@pytest.mark.parametrize(
    "lost",
    [CloudUnavailableError("aliyun", Problem.CLOUD_SILENT), CloudProtocolError("aliyun")],
    ids=lambda error: str(error.problem),
)
async def test_what_the_cloud_did_not_tell_is_unknown_unless_it_shows(
    stage: Stage, renaming: Renaming, lost: CloudError
) -> None:
    renaming.refuses = lost
    assert await nicknamed(stage) == Nicknamed("lamp", "Bob", "aliyun", lost.problem, is_certain=False)
    renaming.does_it_all_the_same = True
    assert await nicknamed(stage) == Nicknamed("lamp", "Bob", "aliyun")
    entries = [entry for entry in await told(stage) if entry[0] == "renamed"]
    assert [ending for *_, ending in entries] == ["done", "unknown"]


@pytest.fixture
def undo(stage: Stage) -> Request:
    stage.script.requests["undo"] = Manage("undo")
    return stage.script.requests["undo"]


async def test_undo_takes_back_the_name_that_was_just_given_and_what_was_done_before_stays(
    stage: Stage, undo: Request
) -> None:
    await stage.say(ANNA, LAMP_ON)
    await stage.say(ANNA, BOB)
    said = await stage.say(ANNA, undo)
    assert said.outcome == NameDropped(OwnName("Bob", LAMP))
    lamp_now = said.house.device("lamp")
    assert lamp_now
    assert lamp_now.aliases == ()
    assert await names(stage) == []
    assert (await stage.say(ANNA, undo)).outcome == undo, "there is nothing more to take back"
    assert stage.cloud.calls.count("execute") == 1, "the lamp stays on"


async def test_undo_is_of_the_last_act_of_whoever_says_it_and_only_for_a_while(
    stage: Stage, undo: Request
) -> None:
    await stage.say(ANNA, BOB)
    assert (await stage.say(BORIS, undo)).outcome == undo
    await stage.say(ANNA, LAMP_ON)
    assert not isinstance((await stage.say(ANNA, undo)).outcome, NameDropped)
    await stage.say(ANNA, Manage("rename", {"device": "lamp", "name": "Rex"}))
    stage.clock.advance(seconds=FORGOTTEN_AFTER.total_seconds() + 1)
    assert (await stage.say(ANNA, undo)).outcome == undo
    assert await names(stage) == ["Bob", "Rex"]


async def test_a_name_that_moved_goes_back_to_what_had_it(stage: Stage, undo: Request) -> None:
    await stage.say(ANNA, BOB)
    asked = (await stage.say(ANNA, Manage("rename", {"device": "other", "name": "Bob"}))).outcome
    assert isinstance(asked, ConfirmName)
    await stage.assistant.press(ANNA, lambda _: Decide(asked.token, True))
    button = UndoNaming(mark_of_name("Bob"))
    assert (await stage.assistant.press(BORIS, lambda _: button)).outcome == Refused(Denial.BUTTON_OUTDATED)
    back = await stage.assistant.press(ANNA, lambda _: button)
    assert back.outcome == NameDropped(OwnName("Bob", OTHER), LAMP)
    (alias,) = await stage.memory.aliases(1)
    assert (alias.name, alias.target) == ("Bob", "lamp")


async def test_who_became_a_guest_meanwhile_takes_nothing_back(stage: Stage, undo: Request) -> None:
    await stage.say(BORIS, BOB)
    await stage.memory.change_member(1, BORIS.person, Role.GUEST)
    assert (await stage.say(BORIS, undo)).outcome == Refused(Denial.NOT_FOR_GUESTS)
    assert await names(stage) == ["Bob"]


async def test_undo_brings_the_name_in_the_makers_app_back_too(
    stage: Stage, renaming: Renaming, undo: Request
) -> None:
    await nicknamed(stage)
    said = (await stage.say(ANNA, undo)).outcome
    back = Nicknamed("lamp", "Lamp", "aliyun", is_back=True)
    assert said == NameDropped(OwnName("Bob", LAMP), nickname=back)
    assert renaming.renamed == [("lamp", "Bob"), ("lamp", "Lamp")]
    assert await names(stage) == []
    assert (await stage.say(ANNA, undo)).outcome == undo
    assert sorted(kind for kind, *_ in await told(stage)) == ["named", "renamed", "renamed", "unnamed"]


async def test_a_name_of_old_that_was_given_in_the_app_alone_stays_at_home(
    stage: Stage, renaming: Renaming, undo: Request
) -> None:
    await stage.say(ANNA, BOB)
    stage.clock.advance(seconds=FORGOTTEN_AFTER.total_seconds() + 1)
    await nicknamed(stage)
    button = UndoNaming(mark_of_name("Bob"))
    pressed = (await stage.assistant.press(ANNA, lambda _: button)).outcome
    assert pressed == Nicknamed("lamp", "Lamp", "aliyun", is_back=True)
    assert await names(stage) == ["Bob"]


async def test_what_the_app_keeps_is_told_and_who_may_not_change_it_undoes_neither(
    stage: Stage, renaming: Renaming, undo: Request
) -> None:
    await nicknamed(stage)
    await stage.memory.change_member(1, BORIS.person, Role.OWNER)
    await stage.memory.change_member(1, ANNA.person, Role.MEMBER)
    assert (await stage.say(ANNA, undo)).outcome == Refused(Denial.ONLY_MANAGERS)
    assert await names(stage) == ["Bob"]
    await stage.memory.change_member(1, ANNA.person, Role.OWNER)
    renaming.refuses = CloudError("aliyun", Problem.NO_RIGHTS)
    kept = Nicknamed("lamp", "Lamp", "aliyun", Problem.NO_RIGHTS, is_back=True)
    assert (await stage.say(ANNA, undo)).outcome == NameDropped(OwnName("Bob", LAMP), nickname=kept)
