"""What is removed for good: asked about first, and only by whoever may."""

from __future__ import annotations

from bot.assistant.door import Admitted
from bot.assistant.noting import Noting
from bot.assistant.questions import Questions
from bot.assistant.tag_keys import TagKeys
from bot.home.abilities import HasTags, HasTimers, RemovesDevices
from bot.home.errors import CloudError
from bot.home.in_the_cloud import Removal, RemovalDone, Removed
from bot.home.once import may_begin
from bot.home.outcome import Denial, Outcome, Refused
from bot.home.problem import Problem
from bot.home.roles import may_manage, may_reset
from bot.household import Household
from bot.household.in_its_account import remove_device


class Removing:
    def __init__(self, questions: Questions, keys: TagKeys, noting: Noting) -> None:
        self._questions = questions
        self._keys = keys
        self._noting = noting

    async def ask(self, who: Admitted, household: Household, removal: Removal) -> Outcome:
        if denial := denial_of(who, removal.what):
            return Refused(denial)
        if not _is_possible(removal, household):
            return Refused(Denial.BUTTON_OUTDATED)
        return await self._questions.sure_of_removal(who, removal)

    async def agreed(self, who: Admitted, household: Household, removal: Removal) -> Outcome:
        """Yes was said; the role counts now."""
        if denial := denial_of(who, removal.what):
            return Refused(denial)
        if not _is_possible(removal, household):
            return Refused(Denial.BUTTON_OUTDATED)
        known = household.known
        match removal.what:
            case Removed.DEVICE:
                ended = await remove_device(household, removal.device)
                self._noting.removed(who, known, removal.device, ended)
                return RemovalDone(removal, ended.problem)
            case Removed.TAG | Removed.TIMER:
                return RemovalDone(removal, await self._remove_part(household, removal))

    async def _remove_part(self, household: Household, removal: Removal) -> Problem | None:
        """A note or a timer of a device; that it is gone already is no problem."""
        cloud = household.cloud_of(removal.device)
        await may_begin()
        try:
            match removal.what, cloud:
                case Removed.TAG, HasTags():
                    await cloud.remove_tag(removal.device, removal.id)
                case Removed.TIMER, HasTimers():
                    await cloud.remove_timer(removal.device, removal.id)
        except CloudError as error:
            return error.problem
        finally:
            household.outdate_timers(removal.device)
        if removal.what is Removed.TAG:
            await self._keys.forget(household, removal.device, removal.id)
        return None


def denial_of(who: Admitted, what: Removed) -> Denial | None:
    """Why somebody may not remove such a thing, by their role."""
    if what is Removed.DEVICE:
        return None if may_reset(who.role) else Denial.ONLY_OWNERS
    return None if may_manage(who.role) else Denial.ONLY_MANAGERS


def _is_possible(removal: Removal, household: Household) -> bool:
    cloud = household.cloud_of(removal.device)
    match removal.what:
        case Removed.DEVICE:
            return isinstance(cloud, RemovesDevices)
        case Removed.TAG:
            return isinstance(cloud, HasTags)
        case Removed.TIMER:
            return isinstance(cloud, HasTimers)
