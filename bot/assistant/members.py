"""The people of a home: listed, given roles, limited in time, shown the door; and how one leaves.

What somebody may do to another's place is decided when it is done, from what both of them are by then.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.assistant.door import Admitted, zone_of
from bot.assistant.noting import Noting
from bot.assistant.questions import Questions
from bot.home.clock import Clock
from bot.home.deed import DeedKind, Place
from bot.home.outcome import Denial, Outcome, Refused
from bot.home.people import (
    ConfirmMatter,
    Departed,
    LimitsShown,
    Matter,
    OwnPlace,
    PeopleListed,
    PersonShown,
    Resident,
    Stay,
)
from bot.home.people_buttons import Limit, Unlimit
from bot.home.roles import Role, may_decide_on, may_manage, reaching
from bot.memory.memberships import Changed
from bot.memory.memory import Memory
from bot.memory.records import Member

KIND = "person"  # of the questions
LIMITED_ROLES = (Role.MEMBER, Role.GUEST)
"""Who else manages the home could not be held to an end or to limits."""


class Members:
    def __init__(self, memory: Memory, questions: Questions, noting: Noting, clock: Clock) -> None:
        self._memory = memory
        self._questions = questions
        self._noting = noting
        self._clock = clock

    async def listed(self, who: Admitted, page: int = 0) -> Outcome:
        """Everybody, for those who manage the home; for the others their own place."""
        everybody = await self._memory.members(who.home.id)
        zone = await zone_of(who, self._memory)
        if not may_manage(who.role):
            own = next((m for m in everybody if m.person.id == who.speaker.person), None)
            if own is None:
                return Refused(Denial.STRANGER)
            return OwnPlace(who.home.name, _resident(own, zone))
        ranks = list(Role)
        ordered = sorted(everybody, key=lambda member: (ranks.index(member.role), member.person.id))
        residents = tuple(_resident(member, zone) for member in ordered)
        return PeopleListed(who.home.name, residents, page)

    async def shown(self, who: Admitted, person: int) -> Outcome:
        is_reader = person == who.speaker.person
        if not (may_manage(who.role) or is_reader):
            return Refused(Denial.ONLY_MANAGERS)
        member = await self._member(who.home.id, person)
        if member is None:
            return Refused(Denial.NO_MEMBER)
        decides = may_decide_on(who.role, member.role) and not is_reader
        gives = tuple(role for role in Role if may_decide_on(who.role, role)) if decides else ()
        changes = decides and member.role in LIMITED_ROLES
        return PersonShown(await self._resident(who, member), gives, changes, is_reader)

    async def resident(self, who: Admitted, person: int) -> Resident | Denial:
        """Somebody whose place this person decides on, or why they do not."""
        found = await self._target(who, person)
        return found if isinstance(found, Denial) else await self._resident(who, found)

    async def give(self, who: Admitted, person: int, role: Role) -> Outcome:
        """Make somebody this; a new owner is asked about first."""
        target = await self._target(who, person)
        if isinstance(target, Denial):
            return Refused(target)
        if not may_decide_on(who.role, role):
            return Refused(Denial.NOT_ABOVE_YOU)
        if role is Role.OWNER and target.role is not Role.OWNER:
            return await self._ask(who, Matter.MAKE_OWNER, target)
        return await self._given(who, person, role)

    async def end(self, who: Admitted, person: int, stay: Stay) -> Outcome:
        until = self._clock.now() + stay.lasts if stay.lasts else None
        return await self._held(who, person, DeedKind.STAY, lambda member: replace(member, until=until))

    async def limits(self, who: Admitted, person: int, page: int = 0) -> Outcome:
        target = await self._target(who, person)
        if isinstance(target, Denial):
            return Refused(target)
        if target.role not in LIMITED_ROLES:
            return Refused(Denial.PEOPLE_OUTDATED)
        return LimitsShown(await self._resident(who, target), page)

    async def limit(self, who: Admitted, button: Limit | Unlimit) -> Outcome:
        """Let somebody reach something more, or less, or everything; the list as it is then."""

        def limited(member: Member) -> Member:
            match button:
                case Limit(room=room, device=device, within=within):
                    return replace(member, reach=reaching(member.reach, room, device, within))
                case Unlimit():
                    return replace(member, reach=None)

        outcome = await self._held(who, button.person, DeedKind.LIMITED, limited)
        page = button.page if isinstance(button, Limit) else 0
        return outcome if isinstance(outcome, Refused) else await self.limits(who, button.person, page)

    async def ask_removal(self, who: Admitted, person: int) -> Outcome:
        """Show somebody the door, or go: really?"""
        if person != who.speaker.person:
            target = await self._target(who, person)
            return (
                Refused(target) if isinstance(target, Denial) else await self._ask(who, Matter.REMOVE, target)
            )
        own = await self._member(who.home.id, person)
        if own is None:
            return Refused(Denial.NO_MEMBER)
        if await self.is_last_owner(who):
            return Refused(Denial.LAST_OWNER)
        return await self._ask(who, Matter.LEAVE, own)

    async def is_last_owner(self, who: Admitted) -> bool:
        return [owner.id for owner in await self._memory.owners(who.home.id)] == [who.speaker.person]

    async def agree(self, who: Admitted, token: str) -> Outcome:
        question = await self._questions.settle(who, token, KIND)
        if isinstance(question, Denial):
            return Refused(question)
        person = int(question.payload["person"])
        match Matter(question.payload["matter"]):
            case Matter.MAKE_OWNER:
                return await self._given(who, person, Role.OWNER)
            case Matter.REMOVE:
                return await self._removed(who, person)
            case Matter.LEAVE:
                return await self._removed(who, who.speaker.person)

    async def _given(self, who: Admitted, person: int, role: Role) -> Outcome:
        def given(member: Member) -> Member:
            if role not in LIMITED_ROLES:
                return Member(member.person, role)
            # Who becomes a member is to stay; a guest stays as long as before.
            stays = role is Role.GUEST or role is member.role
            return replace(member, role=role, until=member.until if stays else None)

        return await self._changed(who, person, DeedKind.GAVE_ROLE, given)

    async def _held(
        self, who: Admitted, person: int, kind: DeedKind, held: Callable[[Member], Member]
    ) -> Outcome:
        """Hold somebody to an end, or to limits."""
        return await self._changed(who, person, kind, lambda m: held(m) if m.role in LIMITED_ROLES else m)

    async def _changed(
        self, who: Admitted, person: int, kind: DeedKind, change: Callable[[Member], Member]
    ) -> Outcome:
        home = who.home.id
        async with self._deciding(home):
            target = await self._target(who, person)
            if isinstance(target, Denial):
                return Refused(target)
            wanted = change(target)
            if not may_decide_on(who.role, wanted.role):
                return Refused(Denial.NOT_ABOVE_YOU)
            changed = await self._memory.change_member(home, person, wanted.role, wanted.until, wanted.reach)
            if changed is Changed.DONE and may_manage(target.role) and not may_manage(wanted.role):
                await self._revoke_links(home)
        if changed is Changed.DONE and wanted != target:
            self._noting.placed(who, kind, Place(person, wanted.role, wanted.until, wanted.reach))
        return refusal_of(changed) or await self.shown(who, person)

    async def _removed(self, who: Admitted, person: int) -> Outcome:
        home, by_themselves = who.home, person == who.speaker.person
        async with self._deciding(home.id):
            target = await (self._own(who) if by_themselves else self._target(who, person))
            if isinstance(target, Denial):
                return Refused(target)
            changed = await self._memory.remove_member(home.id, person)
            if changed is Changed.DONE and may_manage(target.role):
                await self._revoke_links(home.id)
        if changed is Changed.DONE:
            kind = DeedKind.LEFT if by_themselves else DeedKind.SHOWN_OUT
            self._noting.placed(who, kind, Place(person, target.role))
        return refusal_of(changed) or Departed(target.person.name, home.name, by_themselves)

    def _deciding(self, home: int) -> AbstractAsyncContextManager[None]:
        """From here to the end nobody else changes who belongs to the home."""
        return self._memory.transaction(alone=f"members of {home}")

    async def _revoke_links(self, home: int) -> None:
        """Whoever managed the home until now may have kept some."""
        for link in await self._memory.invitations(home):
            await self._memory.revoke(home, link.digest)

    async def _ask(self, who: Admitted, matter: Matter, target: Member) -> ConfirmMatter:
        payload: dict[str, object] = {"matter": matter.value, "person": target.person.id}
        question = await self._questions.ask(who, KIND, payload)
        resident = await self._resident(who, target)
        return ConfirmMatter(matter, resident, who.home.name, question.token, question.expires)

    async def _target(self, who: Admitted, person: int) -> Member | Denial:
        """Somebody whose place this person decides on now, or why they do not."""
        role = await self._memory.role(who.home.id, who.speaker.person)
        if role is None or not may_manage(role):
            return Denial.ONLY_MANAGERS
        member = await self._member(who.home.id, person)
        if member is None:
            return Denial.NO_MEMBER
        return member if may_decide_on(role, member.role) else Denial.NOT_ABOVE_YOU

    async def _own(self, who: Admitted) -> Member | Denial:
        return await self._member(who.home.id, who.speaker.person) or Denial.NO_MEMBER

    async def _member(self, home: int, person: int) -> Member | None:
        return next((m for m in await self._memory.members(home) if m.person.id == person), None)

    async def _resident(self, who: Admitted, member: Member) -> Resident:
        return _resident(member, await zone_of(who, self._memory))


def _resident(member: Member, zone: ZoneInfo) -> Resident:
    until = member.until.astimezone(zone) if member.until else None
    return Resident(member.person.id, member.person.name, member.role, until, member.reach)


def refusal_of(changed: Changed) -> Refused | None:
    match changed:
        case Changed.DONE:
            return None
        case Changed.NO_MEMBER:
            return Refused(Denial.NO_MEMBER)
        case Changed.LAST_OWNER:
            return Refused(Denial.LAST_OWNER)
