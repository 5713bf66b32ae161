"""Asking at a home's door from a group: once, decided by one who may, told to all whom it concerns."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.assistant import Door, Speaker
from bot.assistant.inviting import bare
from bot.assistant.joining import MOST_KNOCKS
from bot.assistant.noting import Noting
from bot.assistant.people import Outreach, People
from bot.assistant.questions import Questions
from bot.home.announcer import Address
from bot.home.deed import Deed, DeedKind, Place, deed_from_json
from bot.home.joining import CameIn, JoinAnswered, JoinAsked, JoinDecided, Knock, RoleOffered, Welcomed
from bot.home.outcome import Denial, Outcome, Refused, Reply
from bot.home.people import Offer
from bot.home.people_buttons import LetIn
from bot.home.request import Cancel
from bot.home.roles import Role
from bot.jobs.journalist import Journalist
from bot.memory.memory import Memory
from bot.memory.records import Chat
from tests.clocks import FrozenClock

OWNER, ADMIN, MEMBER, OTHER_OWNER, IGOR = 1, 2, 3, 4, 9
GROUP = -5
ROLES = {OWNER: Role.OWNER, ADMIN: Role.ADMIN, MEMBER: Role.MEMBER, OTHER_OWNER: Role.OWNER}


@dataclass
class Postbox:
    """Notes what is announced; chats in ``closed`` take nothing."""

    closed: set[int] = field(default_factory=set)
    sent: list[tuple[Address, Outcome]] = field(default_factory=list)

    async def announce(self, address: Address, reply: Reply) -> int | None:
        if address.chat in self.closed:
            return None
        self.sent.append((address, reply.outcome))
        return address.card or 100 + len(self.sent)

    def told(self, kind: type) -> list[Address]:
        return [address for address, outcome in self.sent if isinstance(outcome, kind)]


@dataclass
class Stage:
    people: People
    memory: Memory
    clock: FrozenClock
    post: Postbox
    home: int
    journalist: Journalist

    async def journal(self) -> list[tuple[int | None, Deed]]:
        """Who did what."""
        await self.journalist.close()
        entries = await self.memory.entries(self.home)
        return [(entry.person, deed_from_json(entry.what)) for entry in entries]

    def speaker(self, person: int = IGOR, chat: int = GROUP) -> Speaker:
        kind = "group" if chat < 0 else "private"
        title = "Family" if chat < 0 else ""
        return Speaker(person, f"Person {person}", chat, kind, "ru", title, home=self.home)

    async def asks(self, person: int = IGOR) -> Knock:
        knock = await self.people.knock(self.speaker(person))
        await self.people.pass_on(self.speaker(person))
        return knock

    async def decides(self, person: int, offer: Offer | None, token: str | None = None) -> Outcome:
        """Press on the private card."""
        token = token or self.token
        return await self.people.press(self.speaker(person, person), LetIn(token, offer))

    @property
    def token(self) -> str:
        return next(asked.token for _, asked in reversed(self.post.sent) if isinstance(asked, JoinAsked))

    async def role(self, person: int = IGOR) -> Role | None:
        return await self.memory.role(self.home, person)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    clock, post = FrozenClock(), Postbox(closed={IGOR})
    memory = await Memory.open(tmp_path, None, clock)
    home = await memory.add_home("Home", "en", "Europe/Moscow")
    for person, role in ROLES.items():
        await memory.meet(person, f"Person {person}", None)
        await memory.add_member(home.id, person, role)
    await memory.save_chat(Chat(GROUP, "group", "Family", home.id, None))
    journalist = Journalist(memory)
    people = People(memory, Door(memory), Questions(memory), Outreach(bare, post), Noting(journalist), clock)
    try:
        yield Stage(people, memory, clock, post, home.id, journalist)
    finally:
        await journalist.close()
        await memory.close()


async def test_who_manages_the_home_is_asked_and_nobody_else(stage: Stage) -> None:
    assert await stage.asks() is Knock.ASKED
    assert {address.chat for address in stage.post.told(JoinAsked)} == {OWNER, ADMIN, OTHER_OWNER}
    offers = {a.chat: o.offers for a, o in stage.post.sent if isinstance(o, JoinAsked)}
    assert Offer.ADMIN in offers[OWNER]
    assert Offer.ADMIN not in offers[ADMIN]


async def test_somebody_asks_once_however_often_they_press(stage: Stage) -> None:
    await stage.asks()
    assert await stage.asks() is Knock.ASKED_ALREADY
    assert len(stage.post.told(JoinAsked)) == 3
    stage.clock.advance(days=1, seconds=1)
    assert await stage.asks() is Knock.ASKED


async def test_a_question_that_was_cut_short_is_brought_after_all(stage: Stage) -> None:
    await stage.people.knock(stage.speaker())  # and then the bot was killed
    assert await stage.asks() is Knock.ASKED_ALREADY
    assert len(stage.post.told(JoinAsked)) == 3


async def test_who_presses_many_times_at_once_is_announced_once(stage: Stage) -> None:
    knocks = await asyncio.gather(*(stage.asks() for _ in range(10)))
    assert knocks.count(Knock.ASKED) == 1
    assert len(stage.post.told(JoinAsked)) == 3


async def test_a_question_that_was_taken_and_not_brought_is_free_again(stage: Stage) -> None:
    await stage.people.knock(stage.speaker())
    announce, stage.post.announce = stage.post.announce, _killed  # type: ignore[method-assign]
    with pytest.raises(ConnectionResetError):
        await stage.people.pass_on(stage.speaker())
    stage.post.announce = announce  # type: ignore[method-assign]
    await stage.asks()
    assert not stage.post.told(JoinAsked)
    stage.clock.advance(minutes=1)
    await stage.asks()
    assert len(stage.post.told(JoinAsked)) == 3


async def test_who_manages_the_home_hears_of_who_came_in_by_a_link(stage: Stage) -> None:
    await stage.memory.meet(IGOR, "Igor", None)
    await stage.memory.add_member(stage.home, IGOR, Role.GUEST, stage.clock.now() + timedelta(days=1))
    await stage.people.came_in(replace(stage.speaker(IGOR, IGOR), name="Igor"))
    assert {address.chat for address in stage.post.told(CameIn)} == {OWNER, ADMIN, OTHER_OWNER}


async def _killed(address: Address, reply: Reply) -> int | None:
    raise ConnectionResetError


async def test_one_decides_and_everybody_is_told(stage: Stage) -> None:
    await stage.asks()
    decided = await stage.decides(OWNER, Offer.GUEST_WEEK)
    assert isinstance(decided, JoinDecided)
    assert (decided.name, decided.by, decided.role) == ("Person 9", "Person 1", Role.GUEST)
    assert decided.until == stage.clock.now() + timedelta(days=7)
    assert await stage.role() is Role.GUEST
    others = stage.post.told(JoinDecided)
    assert {address.chat for address in others} == {ADMIN, OTHER_OWNER}
    assert all(address.card for address in others)
    assert [(a.chat, a.only_for) for a in stage.post.told(JoinAnswered)] == [(GROUP, IGOR)]
    assert not stage.post.told(Welcomed)
    for late in (OTHER_OWNER, OWNER):
        assert await stage.decides(late, Offer.ADMIN) == Refused(Denial.QUESTION_OVER)
    assert await stage.role() is Role.GUEST
    assert (await stage.memory.person(IGOR)).name == "Person 9"  # type: ignore[union-attr]
    place = Place(IGOR, Role.GUEST, decided.until)
    assert await stage.journal() == [(OWNER, Deed(DeedKind.LET_IN, place=place))]


async def test_of_whoever_is_turned_away_the_journal_keeps_no_number(stage: Stage) -> None:
    await stage.asks()
    await stage.decides(ADMIN, None)
    assert await stage.journal() == [(ADMIN, Deed(DeedKind.TURNED_AWAY, place=Place()))]


async def test_where_an_answer_for_one_cannot_be_shown_the_group_is_told(stage: Stage) -> None:
    await stage.asks()

    async def announce(address: Address, reply: Reply) -> int | None:
        stage.post.sent.append((address, reply.outcome))
        return None if address.only_for or address.chat == IGOR else 1

    stage.post.announce = announce  # type: ignore[method-assign]
    await stage.decides(OWNER, Offer.MEMBER)
    assert [(a.chat, a.only_for) for a in stage.post.told(Welcomed)] == [(GROUP, None)]


async def test_after_a_no_nobody_is_asked_again_for_a_day_and_no_name_is_kept(stage: Stage) -> None:
    await stage.asks()
    assert await stage.decides(ADMIN, None) == JoinDecided("Home", "Person 9", "Person 2")
    assert await stage.role() is None
    assert await stage.asks() is Knock.NOT_NOW
    assert len(stage.post.told(JoinAsked)) == 3
    known = await stage.memory.person(IGOR)
    assert known is not None
    assert known.name == ""
    stage.clock.advance(days=1, seconds=1)
    assert await stage.asks() is Knock.ASKED


async def test_strangers_cannot_flood_those_who_decide(stage: Stage) -> None:
    knocks = [await stage.asks(100 + n) for n in range(MOST_KNOCKS + 3)]
    assert knocks == [Knock.ASKED] * MOST_KNOCKS + [Knock.TOO_MANY] * 3
    assert len(stage.post.told(JoinAsked)) == 3 * MOST_KNOCKS


async def test_who_lives_there_need_not_ask_and_nobody_can_where_there_is_no_home(stage: Stage) -> None:
    assert await stage.people.knock(stage.speaker(MEMBER)) is Knock.LIVES_HERE
    for chat in (IGOR, -77):
        assert await stage.people.knock(stage.speaker(IGOR, chat)) is Knock.NO_HOME
    assert not stage.post.sent


async def test_who_reaches_nobody_is_told_so(stage: Stage) -> None:
    stage.post.closed = {IGOR, *ROLES}
    assert await stage.asks() is Knock.ASKED
    assert [outcome for _, outcome in stage.post.sent] == [JoinAnswered(unheard=True)]
    assert await stage.asks() is Knock.ASKED  # nobody has seen the first


async def test_only_who_manages_the_home_decides_and_within_their_power(stage: Stage) -> None:
    await stage.asks()
    assert await stage.decides(MEMBER, Offer.MEMBER) == Refused(Denial.ONLY_MANAGERS)
    assert await stage.decides(IGOR, Offer.ADMIN) == Refused(Denial.PEOPLE_OUTDATED)
    assert await stage.decides(ADMIN, Offer.ADMIN) == Refused(Denial.NOT_ABOVE_YOU)
    in_group = await stage.people.press(stage.speaker(OWNER), LetIn(stage.token, Offer.MEMBER))
    assert in_group == Refused(Denial.PEOPLE_OUTDATED)
    await stage.memory.change_member(stage.home, ADMIN, Role.MEMBER)
    assert await stage.decides(ADMIN, Offer.MEMBER) == Refused(Denial.ONLY_MANAGERS)
    stage.clock.advance(days=1, seconds=1)
    assert await stage.decides(OWNER, Offer.MEMBER) == Refused(Denial.QUESTION_OVER)
    assert await stage.role() is None


async def test_a_question_of_another_home_is_not_answered_here(stage: Stage) -> None:
    await stage.asks()
    other = await stage.memory.add_home("Cottage", "en", "UTC")
    await stage.memory.add_member(other.id, MEMBER, Role.OWNER)
    press = LetIn(stage.token, Offer.ADMIN)
    assert await stage.people.press(replace(stage.speaker(MEMBER, MEMBER), home=other.id), press) == Refused(
        Denial.QUESTION_OVER
    )
    assert await stage.role() is None


async def test_nobody_who_came_in_meanwhile_loses_what_they_are(stage: Stage) -> None:
    await stage.asks()
    await stage.memory.add_member(stage.home, IGOR, Role.ADMIN)
    decided = await stage.decides(OWNER, Offer.GUEST_DAY)
    assert isinstance(decided, JoinDecided)
    assert decided.role is Role.ADMIN
    assert await stage.role() is Role.ADMIN


async def test_who_is_pointed_at_gets_a_role_from_who_pointed(stage: Stage) -> None:
    reply = await stage.people.offer(stage.speaker(ADMIN), IGOR, "Igor")
    offered = reply.outcome
    assert isinstance(offered, RoleOffered)
    assert Offer.ADMIN not in offered.offers

    async def press(person: int, offer: Offer | None, chat: int = GROUP) -> Outcome:
        return await stage.people.press(stage.speaker(person, chat), LetIn(offered.token, offer))

    assert await press(OWNER, Offer.MEMBER) == Refused(Denial.NOT_YOUR_QUESTION)
    assert await press(MEMBER, Offer.MEMBER) == Refused(Denial.NOT_YOUR_QUESTION)
    assert await press(ADMIN, Offer.MEMBER, chat=ADMIN) == Refused(Denial.QUESTION_OVER)
    assert await press(ADMIN, Offer.ADMIN) == Refused(Denial.NOT_ABOVE_YOU)
    welcomed = await press(ADMIN, Offer.GUEST_DAY)
    assert isinstance(welcomed, Welcomed)
    assert (welcomed.name, welcomed.role) == ("Igor", Role.GUEST)
    assert await press(ADMIN, Offer.MEMBER) == Refused(Denial.QUESTION_OVER)
    again = (await stage.people.offer(stage.speaker(OWNER), IGOR, "Igor")).outcome
    assert isinstance(again, Welcomed)
    assert again.already


async def test_to_point_at_somebody_is_for_who_manages_the_home(stage: Stage) -> None:
    refused = await stage.people.offer(stage.speaker(MEMBER), IGOR, "Igor")
    assert refused.outcome == Refused(Denial.ONLY_MANAGERS)
    stranger = await stage.people.offer(stage.speaker(IGOR), OWNER, "Anna")
    assert stranger.outcome == Refused(Denial.STRANGER)


async def test_an_offer_can_be_taken_back_and_does_not_last(stage: Stage) -> None:
    for late in (False, True):
        offered = (await stage.people.offer(stage.speaker(OWNER), IGOR, "Igor")).outcome
        assert isinstance(offered, RoleOffered)
        stage.clock.advance(minutes=11 if late else 0)
        press = LetIn(offered.token, Offer.MEMBER if late else None)
        outcome = await stage.people.press(stage.speaker(OWNER), press)
        assert outcome == (Refused(Denial.QUESTION_OVER) if late else Cancel())
    assert await stage.role() is None
