"""Who belongs to a home: what commands and presses about its people lead to."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import assert_never

from bot.assistant.door import Admitted, Door, Speaker
from bot.assistant.inviting import DeepLink, Inviting
from bot.assistant.joining import Joining
from bot.assistant.members import KIND, Members
from bot.assistant.noting import Noting
from bot.assistant.questions import Questions
from bot.home.announcer import Address, Announcer
from bot.home.clock import Clock
from bot.home.deed import Via
from bot.home.errors import NotNowError
from bot.home.house import House
from bot.home.joining import Knock
from bot.home.outcome import Denial, Outcome, Refused, Reply
from bot.home.people_buttons import (
    Agree,
    AskRemoval,
    EndStay,
    GiveRole,
    Invite,
    LetIn,
    Limit,
    OfOnePerson,
    PeopleButton,
    Revoke,
    ShowInvitations,
    ShowLimits,
    ShowPeople,
    ShowPerson,
    Unlimit,
)
from bot.home.roles import may_manage
from bot.memory.memory import Memory
from bot.memory.records import Question

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outreach:
    """How people are reached who have not just asked: by a link that is passed on, or by a card."""

    deep_link: DeepLink
    announcer: Announcer


class People:
    """Cards about people stand in private chats: who belongs to a home is no business of a whole group."""

    def __init__(
        self,
        memory: Memory,
        door: Door,
        questions: Questions,
        outreach: Outreach,
        noting: Noting,
        clock: Clock,
    ) -> None:
        self._memory = memory
        self._door = door
        self._questions = questions
        self._members = Members(memory, questions, noting, clock)
        self._inviting = Inviting(memory, outreach.deep_link, noting, clock)
        self._joining = Joining(memory, questions, outreach.announcer, noting, clock)

    async def members(self, speaker: Speaker) -> Reply:
        """Who belongs to the home of the chat."""
        who = await self._door.admit(speaker)
        return _reply(who, await self._members.listed(who) if who else None)

    async def invitations(self, speaker: Speaker) -> Reply:
        """What the speaker may invite people as."""
        who = await self._door.admit(speaker)
        return _reply(who, await self._inviting.shown(who) if who else None)

    async def offer(self, speaker: Speaker, person: int, name: str) -> Reply:
        """The speaker points at somebody in a group: what shall they be in the home?"""
        who = await self._door.admit(speaker)
        return _reply(who, await self._joining.offer(who, person, name) if who else None)

    async def knock(self, speaker: Speaker) -> Knock:
        """Somebody asks to be let into the home of the group that they are in."""
        return await self._joining.knock(speaker)

    async def pass_on(self, speaker: Speaker) -> None:
        """Bring what they asked to those who decide."""
        await self._joining.pass_on(speaker)

    async def came_in(self, speaker: Speaker) -> None:
        """Somebody has opened an invitation. They are in, whether or not others can be told of it."""
        who = await self._door.admit(speaker)
        if who is None:
            return
        try:
            await self._joining.tell_of(who)
        except NotNowError:
            raise
        except Exception:
            log.exception("nobody was told who came into home %d", who.home.id)

    async def denied(self, speaker: Speaker, button: PeopleButton) -> Denial | None:
        """Why a press is refused, as far as that can be told at once."""
        who = await self._admitted(speaker, button)
        if who is None:
            return Denial.PEOPLE_OUTDATED
        match button:
            case LetIn():
                return await self._joining.denied(who, button)
            case Agree(token=token):
                question = await self._questions.pending(who, token, KIND)
                return None if isinstance(question, Question) else question
            case AskRemoval(person=person) if person == speaker.person:
                return Denial.LAST_OWNER if await self._members.is_last_owner(who) else None
            case ShowPeople():
                return None
            case ShowPerson(person=person):
                is_own = person == speaker.person
                return None if is_own or may_manage(who.role) else Denial.ONLY_MANAGERS
            case _ if isinstance(button, OfOnePerson):
                found = await self._members.resident(who, button.person)
                return found if isinstance(found, Denial) else None
            case _:
                return None if may_manage(who.role) else Denial.ONLY_MANAGERS

    async def press(self, speaker: Speaker, button: PeopleButton) -> Outcome:
        who = await self._admitted(speaker, button)
        if who is None:
            return Refused(Denial.PEOPLE_OUTDATED)
        match button:
            case ShowPeople(page=page):
                return await self._members.listed(who, page)
            case ShowPerson(person=person):
                return await self._members.shown(who, person)
            case GiveRole(person=person, role=role):
                return await self._members.give(who, person, role)
            case EndStay(person=person, stay=stay):
                return await self._members.end(who, person, stay)
            case ShowLimits(person=person, page=page):
                return await self._members.limits(who, person, page)
            case Limit() | Unlimit():
                return await self._members.limit(who, button)
            case AskRemoval(person=person):
                return await self._members.ask_removal(who, person)
            case Agree(token=token):
                return await self._members.agree(who, token)
            case ShowInvitations():
                return await self._inviting.shown(who)
            case Invite(offer=offer):
                return await self._inviting.invite(who, offer)
            case Revoke(mark=mark):
                return await self._inviting.revoke(who, mark)
            case LetIn():
                return await self._joining.let_in(who, button)
        assert_never(button)

    async def _admitted(self, speaker: Speaker, button: PeopleButton) -> Admitted | None:
        """Who presses, in the home that the card speaks for. In a group there are no cards but those on which
        the role of somebody there is decided."""
        if speaker.home is None:
            return None
        if speaker.chat_type != "private":
            who = await self._door.admit(speaker) if isinstance(button, LetIn) else None
            return replace(who, via=Via.PRESS) if who and who.home.id == speaker.home else None
        membership = await self._memory.membership(speaker.home, speaker.person)
        if membership is None:
            return None
        return Admitted(speaker, membership.home, membership.role, membership.reach, Via.PRESS)


def _reply(who: Admitted | None, outcome: Outcome | None) -> Reply:
    if who is None or outcome is None:
        return Reply(Refused(Denial.STRANGER), House())
    return Reply(outcome, House(who.home.name), who.home.id)


class Nobody:
    """An announcer who reaches nobody."""

    async def announce(self, address: Address, reply: Reply) -> None:
        return None
