"""Who may do what to whom in a home: every role against every role, links, and open questions."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from bot.assistant import Door, Speaker
from bot.assistant.door import Admitted
from bot.assistant.inviting import MARK, MOST_LINKS
from bot.assistant.members import KIND
from bot.assistant.noting import Noting
from bot.assistant.people import Nobody, Outreach, People
from bot.assistant.questions import Questions
from bot.assistant.recounting import PAGE, Recounting
from bot.home.deed import DeedKind, JournalShown, Place
from bot.home.house import House
from bot.home.journal_buttons import ShowJournal
from bot.home.once import beginning_with
from bot.home.outcome import Denial, Outcome, Refused
from bot.home.people import (
    ConfirmMatter,
    Departed,
    LimitsShown,
    LinkMade,
    Offer,
    PeopleListed,
    PersonShown,
    Stay,
)
from bot.home.people_buttons import (
    Agree,
    AskRemoval,
    EndStay,
    GiveRole,
    Invite,
    Limit,
    PeopleButton,
    Revoke,
    ShowLimits,
    ShowPeople,
    ShowPerson,
    Unlimit,
)
from bot.home.roles import Reach, Role
from bot.jobs.journalist import Journalist
from bot.memory.memory import Memory
from bot.memory.records import Question
from tests.clocks import FrozenClock

ROLES = {1: Role.OWNER, 2: Role.ADMIN, 3: Role.MEMBER, 4: Role.GUEST}
OTHERS = {5: Role.OWNER, 6: Role.ADMIN, 7: Role.MEMBER, 8: Role.GUEST}
STRANGER = 9


@dataclass
class Stage:
    people: People
    memory: Memory
    clock: FrozenClock
    home: int
    journalist: Journalist

    async def admitted(self, person: int) -> Admitted:
        membership = await self.memory.membership(self.home, person)
        assert membership
        speaker = Speaker(person, f"Person {person}", person, "private", "en")
        return Admitted(speaker, membership.home, membership.role, membership.reach)

    async def journal(self, person: int = 1) -> list[tuple[str | None, DeedKind, Place | None, str | None]]:
        """Who did what to whose place, the oldest first, as this person reads it."""
        await self.journalist.close()
        shown = await Recounting(self.memory).show(await self.admitted(person), House(), ShowJournal())
        assert isinstance(shown, JournalShown)
        return [(line.who, line.deed.kind, line.deed.place, line.whom) for line in reversed(shown.lines)]

    async def press(
        self, person: int, button: PeopleButton, chat_type: str = "private", home: int | None = None
    ) -> Outcome:
        """On a card that speaks for ``home``, or for the one that most tests are about."""
        speaker = Speaker(person, f"Person {person}", person, chat_type, "en", home=home or self.home)
        return await self.people.press(speaker, button)


async def link(token: str) -> str:
    return f"https://t.me/housemate_bot?start={token}"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    clock = FrozenClock()
    memory = await Memory.open(tmp_path, None, clock)
    home = await memory.add_home("Home", "en", "Europe/Moscow")
    for person, role in {**ROLES, **OTHERS}.items():
        await memory.meet(person, f"Person {person}", None)
        await memory.add_member(home.id, person, role)
    journalist = Journalist(memory)
    outreach = Outreach(link, Nobody())
    people = People(memory, Door(memory), Questions(memory), outreach, Noting(journalist), clock)
    try:
        yield Stage(people, memory, clock, home.id, journalist)
    finally:
        await journalist.close()
        await memory.close()


@pytest.mark.parametrize("manager", ROLES)
async def test_nobody_gives_a_role_at_or_above_their_own_but_an_owner(stage: Stage, manager: int) -> None:
    rank = {Role.OWNER: 0, Role.ADMIN: 1, Role.MEMBER: 2, Role.GUEST: 3}
    for (other, present), given in product(OTHERS.items(), Role):
        below = rank[ROLES[manager]] < min(rank[present], rank[given])
        may = ROLES[manager] is Role.OWNER or (ROLES[manager] is Role.ADMIN and below)
        asks = may and given is Role.OWNER and present is not Role.OWNER
        outcome = await stage.press(manager, GiveRole(other, given))
        assert isinstance(outcome, ConfirmMatter if asks else PersonShown if may else Refused)
        assert await stage.memory.role(stage.home, other) is (given if may and not asks else present)
        await stage.memory.change_member(stage.home, other, present)


@pytest.mark.parametrize("manager", ROLES)
async def test_who_may_be_ended_or_removed_by_whom(stage: Stage, manager: int) -> None:
    for other, role in OTHERS.items():
        held = role in (Role.MEMBER, Role.GUEST)
        may = ROLES[manager] is Role.OWNER or (ROLES[manager] is Role.ADMIN and held)
        await stage.press(manager, EndStay(other, Stay.DAY))
        member = next(m for m in await stage.memory.members(stage.home) if m.person.id == other)
        assert (member.until is not None) == (may and held)
        outcome = await stage.press(manager, AskRemoval(other))
        assert isinstance(outcome, ConfirmMatter if may else Refused)


async def test_a_yes_is_the_askers_once_and_for_a_minute(stage: Stage) -> None:
    asked = await stage.press(1, AskRemoval(7))
    assert isinstance(asked, ConfirmMatter)
    yes = Agree(asked.token)
    assert await stage.press(5, yes) == Refused(Denial.QUESTION_OVER)  # not their chat
    stage.clock.advance(seconds=61)
    assert await stage.press(1, yes) == Refused(Denial.QUESTION_OVER)
    asked = await stage.press(1, AskRemoval(7))
    assert isinstance(asked, ConfirmMatter)
    yes = Agree(asked.token)
    assert isinstance(await stage.press(1, yes), Departed)
    assert await stage.press(1, yes) == Refused(Denial.QUESTION_OVER)
    assert await stage.memory.role(stage.home, 7) is None


class Kept:
    """What one press has changed before it broke off."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    async def recall(self, step: str) -> Any:
        return self._made.get(step)

    async def keep(self, step: str, made: Any) -> None:
        self._made[step] = made


async def begin() -> bool:
    return True


async def test_a_yes_that_broke_off_goes_on_when_it_comes_again(stage: Stage) -> None:
    asked = await stage.press(1, AskRemoval(7))
    assert isinstance(asked, ConfirmMatter)
    owner = await stage.memory.membership(stage.home, 1)
    assert owner
    who = Admitted(Speaker(1, "Person 1", 1, "private", "en"), owner.home, owner.role)
    with beginning_with(begin, Kept()):
        assert isinstance(await Questions(stage.memory).settle(who, asked.token, KIND), Question)
        assert isinstance(await stage.press(1, Agree(asked.token)), Departed)
    assert await stage.press(1, Agree(asked.token)) == Refused(Denial.QUESTION_OVER)


async def test_who_may_not_any_more_cannot_say_yes(stage: Stage) -> None:
    asked = await stage.press(2, AskRemoval(7))
    assert isinstance(asked, ConfirmMatter)
    await stage.memory.change_member(stage.home, 2, Role.MEMBER)
    assert await stage.press(2, Agree(asked.token)) == Refused(Denial.ONLY_MANAGERS)
    asked = await stage.press(1, AskRemoval(7))
    assert isinstance(asked, ConfirmMatter)
    await stage.memory.remove_member(stage.home, 1)
    assert await stage.press(1, Agree(asked.token)) == Refused(Denial.PEOPLE_OUTDATED)
    assert await stage.memory.role(stage.home, 7) is Role.MEMBER


async def test_the_last_owner_stays_and_is_told_so(stage: Stage) -> None:
    await stage.memory.remove_member(stage.home, 5)
    assert await stage.press(1, AskRemoval(1)) == Refused(Denial.LAST_OWNER)
    assert await stage.press(1, GiveRole(1, Role.GUEST)) == Refused(Denial.LAST_OWNER)
    assert await stage.memory.role(stage.home, 1) is Role.OWNER


async def test_of_two_owners_who_leave_at_once_one_stays(stage: Stage) -> None:
    asked = [await stage.press(owner, AskRemoval(owner)) for owner in (1, 5)]
    outcomes = [
        await stage.press(owner, Agree(question.token))
        for owner, question in zip((1, 5), asked, strict=True)
        if isinstance(question, ConfirmMatter)
    ]
    assert isinstance(outcomes[0], Departed)
    assert outcomes[1] == Refused(Denial.LAST_OWNER)


async def test_an_end_and_limits_go_with_what_they_were_for(stage: Stage) -> None:
    reach = Reach(rooms=frozenset({"nursery"}))
    until = stage.clock.now() + timedelta(days=2)
    await stage.memory.change_member(stage.home, 8, Role.GUEST, until, reach)
    shown = await stage.press(1, GiveRole(8, Role.MEMBER))
    assert isinstance(shown, PersonShown)
    assert (shown.resident.until, shown.resident.reach) == (None, reach)
    shown = await stage.press(1, GiveRole(8, Role.ADMIN))
    assert isinstance(shown, PersonShown)
    assert shown.resident.reach is None


async def test_a_guest_is_limited_thing_by_thing_and_never_unlimited_by_the_last_one(stage: Stage) -> None:
    async def reach_after(button: PeopleButton) -> Reach | None:
        shown = await stage.press(2, button)
        assert isinstance(shown, LimitsShown)
        return shown.resident.reach

    nursery = Limit(8, "nursery", None, within=True)
    lamp = Limit(8, None, "lamp", within=True)
    assert await reach_after(ShowLimits(8)) is None
    assert await reach_after(nursery) == Reach(rooms=frozenset({"nursery"}))
    assert await reach_after(lamp) == Reach(frozenset({"lamp"}), frozenset({"nursery"}))
    assert await reach_after(lamp) == Reach(frozenset({"lamp"}), frozenset({"nursery"}))  # a stale card
    assert await reach_after(replace(nursery, within=False)) == Reach(frozenset({"lamp"}))
    assert await reach_after(replace(lamp, within=False)) == Reach()
    assert await reach_after(Unlimit(8)) is None


async def test_limits_are_for_members_and_guests_and_by_those_above(stage: Stage) -> None:
    for manager, other in ((1, 5), (1, 6), (2, 6), (3, 8), (8, 8)):
        for button in (ShowLimits(other), Limit(other, "nursery", None, within=True)):
            outcome = await stage.press(manager, button)
            assert isinstance(outcome, Refused | PersonShown), (manager, other)
    assert all(member.reach is None for member in await stage.memory.members(stage.home))


async def test_an_end_is_shown_in_the_readers_time(stage: Stage) -> None:
    settings = await stage.memory.person_settings(1)
    await stage.memory.set_person_settings(1, replace(settings, timezone="Asia/Shanghai"))
    shown = await stage.press(1, EndStay(8, Stay.WEEK))
    assert isinstance(shown, PersonShown)
    assert shown.resident.until is not None
    assert str(shown.resident.until.tzinfo) == "Asia/Shanghai"
    assert shown.resident.until == stage.clock.now() + timedelta(days=7)


async def test_a_card_of_a_home_acts_in_that_home_and_for_no_stranger(stage: Stage) -> None:
    other = await stage.memory.add_home("Cottage", "en", "UTC")
    await stage.memory.add_member(other.id, 1, Role.GUEST)
    await stage.memory.add_member(other.id, 3, Role.OWNER)
    listed = await stage.press(3, ShowPeople(), home=other.id)
    assert isinstance(listed, PeopleListed)
    assert {one.person for one in listed.people} == {1, 3}
    assert await stage.press(1, ShowPerson(3), home=other.id) == Refused(Denial.ONLY_MANAGERS)
    for person in (STRANGER, 2):
        for button in (ShowPeople(), GiveRole(person, Role.OWNER)):
            assert await stage.press(person, button, home=other.id) == Refused(Denial.PEOPLE_OUTDATED)


async def test_nothing_about_people_is_done_by_a_press_in_a_group(stage: Stage) -> None:
    for button in (
        ShowPeople(),
        Invite(Offer.MEMBER),
        GiveRole(8, Role.ADMIN),
    ):
        assert await stage.press(1, button, "group") == Refused(Denial.PEOPLE_OUTDATED)


async def test_only_so_many_links_are_open_and_a_used_one_makes_room(stage: Stage) -> None:
    made = [await stage.press(1, Invite(Offer.MEMBER)) for _ in range(MOST_LINKS)]
    assert await stage.press(1, Invite(Offer.MEMBER)) == Refused(Denial.TOO_MANY_LINKS)
    assert isinstance(made[0], LinkMade)
    token = made[0].link.partition("start=")[2]
    assert await stage.memory.redeem(token, STRANGER, "New") is not None
    assert isinstance(await stage.press(1, Invite(Offer.MEMBER)), LinkMade)


@pytest.mark.parametrize("how", ["demoted", "removed"])
async def test_links_do_not_outlive_the_power_to_make_them(stage: Stage, how: str) -> None:
    made = await stage.press(2, Invite(Offer.GUEST_WEEK))
    assert isinstance(made, LinkMade)
    if how == "demoted":
        await stage.press(1, GiveRole(2, Role.MEMBER))
    else:
        asked = await stage.press(1, AskRemoval(2))
        assert isinstance(asked, ConfirmMatter)
        await stage.press(1, Agree(asked.token))
    assert await stage.memory.redeem(made.link.partition("start=")[2], STRANGER, "New") is None


async def test_what_becomes_of_peoples_places_is_in_the_journal(stage: Stage) -> None:
    await stage.press(1, GiveRole(8, Role.MEMBER))
    await stage.press(2, GiveRole(8, Role.GUEST))
    await stage.press(2, GiveRole(8, Role.GUEST))  # changes nothing
    await stage.press(2, EndStay(8, Stay.DAY))
    await stage.press(1, Limit(8, "nursery", None, within=True))
    asked = await stage.press(1, AskRemoval(8))
    assert isinstance(asked, ConfirmMatter)
    await stage.press(1, Agree(asked.token))
    until, nursery = stage.clock.now() + timedelta(days=1), Reach(rooms=frozenset({"nursery"}))
    assert await stage.journal() == [
        ("Person 1", DeedKind.GAVE_ROLE, Place(8, Role.MEMBER), "Person 8"),
        ("Person 2", DeedKind.GAVE_ROLE, Place(8, Role.GUEST), "Person 8"),
        ("Person 2", DeedKind.STAY, Place(8, Role.GUEST, until), "Person 8"),
        ("Person 1", DeedKind.LIMITED, Place(8, Role.GUEST, until, nursery), "Person 8"),
        ("Person 1", DeedKind.SHOWN_OUT, Place(8, Role.GUEST), "Person 8"),
    ]


async def ticks(stage: Stage, person: int, *rooms: str, within: bool = True) -> None:
    """Somebody lets a guest into one room after the other, or out."""
    for room in rooms:
        await stage.press(person, Limit(8, room, None, within))
        stage.clock.advance(seconds=20)


async def limits_told(stage: Stage) -> list[tuple[str | None, frozenset[str]]]:
    """Who limited the guest to which rooms, the oldest first."""
    told = []
    for who, kind, place, _ in await stage.journal():
        if kind is DeedKind.LIMITED and place and place.reach:
            told.append((who, place.reach.rooms))
    return told


async def test_ticking_limits_is_told_once_as_they_are_in_the_end(stage: Stage) -> None:
    await ticks(stage, 1, *"abcdefgh")
    await stage.press(1, EndStay(7, Stay.DAY))  # of somebody else
    await ticks(stage, 1, "i", "j")
    assert await limits_told(stage) == [("Person 1", frozenset("abcdefghij"))]


async def test_what_another_decides_meanwhile_and_what_is_decided_later_is_told_for_itself(
    stage: Stage,
) -> None:
    await ticks(stage, 1, "a", "b")
    await ticks(stage, 2, "c")
    await ticks(stage, 1, "d")
    await stage.press(2, EndStay(8, Stay.DAY))
    await ticks(stage, 1, "e")
    stage.clock.advance(minutes=10)
    await ticks(stage, 1, "f", "g")
    assert await limits_told(stage) == [
        ("Person 1", frozenset("ab")),
        ("Person 2", frozenset("abc")),
        ("Person 1", frozenset("abcd")),
        ("Person 1", frozenset("abcde")),
        ("Person 1", frozenset("abcdefg")),
    ]


async def test_a_page_is_full_of_lines_however_many_ticks_they_tell(stage: Stage) -> None:
    for _ in range(PAGE + 1):
        await ticks(stage, 1, *"abc")
        await ticks(stage, 1, *"ab", within=False)
        stage.clock.advance(minutes=10)
    await stage.journalist.close()
    who = await stage.admitted(1)
    first = await Recounting(stage.memory).show(who, House(), ShowJournal())
    assert isinstance(first, JournalShown)
    assert (len(first.lines), first.older is None) == (PAGE, False)
    rest = await Recounting(stage.memory).show(who, House(), ShowJournal(before=first.older))
    assert isinstance(rest, JournalShown)
    assert (len(rest.lines), rest.older) == (1, None)


async def test_what_is_refused_or_only_asked_changes_no_place_and_leaves_nothing(stage: Stage) -> None:
    await stage.press(2, GiveRole(5, Role.GUEST))
    await stage.press(3, GiveRole(8, Role.MEMBER))
    await stage.press(1, AskRemoval(8))
    await stage.press(1, GiveRole(8, Role.OWNER))
    assert await stage.journal() == []


async def test_invitations_are_in_the_journal_and_whoever_comes_in_by_them(stage: Stage) -> None:
    made = await stage.press(1, Invite(Offer.GUEST_WEEK))
    assert isinstance(made, LinkMade)
    await stage.press(1, Invite(Offer.MEMBER))
    (guest_link, member_link) = sorted(
        await stage.memory.invitations(stage.home), key=lambda one: one.role is Role.MEMBER
    )
    await stage.press(1, Revoke(member_link.digest[:MARK]))
    await stage.press(1, Revoke(member_link.digest[:MARK]))  # is gone already
    await stage.memory.redeem(made.link.rpartition("=")[2], STRANGER, "Igor")
    await stage.people.came_in(Speaker(STRANGER, "Igor", STRANGER, "private", "en", home=stage.home))
    assert await stage.journal() == [
        ("Person 1", DeedKind.INVITED, Place(None, Role.GUEST, made.until, offer=Offer.GUEST_WEEK), None),
        ("Person 1", DeedKind.INVITED, Place(None, Role.MEMBER, offer=Offer.MEMBER), None),
        ("Person 1", DeedKind.REVOKED, Place(None, Role.MEMBER), None),
        ("Igor", DeedKind.CAME_IN, Place(STRANGER, Role.GUEST, guest_link.until), "Igor"),
    ]


async def test_who_does_not_manage_the_home_reads_only_of_their_own_place(stage: Stage) -> None:
    await stage.press(1, GiveRole(8, Role.MEMBER))
    await stage.press(1, GiveRole(4, Role.MEMBER))
    await stage.press(1, Invite(Offer.MEMBER))
    assert [whom for _, _, _, whom in await stage.journal(2)] == ["Person 8", "Person 4", None]
    assert [whom for _, _, _, whom in await stage.journal(8)] == ["Person 8"]
    assert await stage.journal(3) == []


async def test_who_is_forgotten_leaves_what_was_done_without_a_name(stage: Stage) -> None:
    await stage.press(1, GiveRole(8, Role.MEMBER))
    await stage.journalist.close()
    assert len((await stage.memory.export_person(8))["journal"]) == 1
    await stage.memory.forget_person(8)
    assert await stage.journal() == [("Person 1", DeedKind.GAVE_ROLE, Place(None, Role.MEMBER), None)]
