"""A name of the home's own in the vendor's app, too.

What is written there is the account's, so that owners and admins decide, and they are asked first.
"""

from __future__ import annotations

from dataclasses import replace

from bot.assistant.conversations import Conversations
from bot.assistant.door import Admitted
from bot.assistant.noting import Noting
from bot.assistant.questions import Questions
from bot.home.abilities import Renames
from bot.home.cloud import Cloud
from bot.home.named import ConfirmNickname, Nicknamed
from bot.home.naming import Given, OwnName, Thing
from bot.home.outcome import Denial, Outcome, Refused
from bot.home.request import Sort
from bot.home.roles import may_manage
from bot.household import Household
from bot.household.in_its_account import rename_device


class Nicknames:
    def __init__(self, questions: Questions, conversations: Conversations, noting: Noting) -> None:
        self._questions = questions
        self._conversations = conversations
        self._noting = noting

    async def ask(self, who: Admitted, household: Household, own: OwnName | None) -> Outcome:
        cloud = household.cloud_of(own.thing.id) if own else None
        if own is None or cloud is None or not may_rename(who, household, own.thing):
            return Refused(Denial.BUTTON_OUTDATED)
        question = await self._questions.ask(who, "nickname", {"id": own.thing.id, "name": own.name})
        await self._conversations.asked(who.speaker, question.token)
        return ConfirmNickname(own.thing.id, own.name, cloud.name, question.token, question.expires)

    async def give(self, who: Admitted, household: Household, device: str, name: str) -> Outcome:
        """Yes was said, and the role counts now. It is written once, and never again by itself."""
        if not may_manage(who.role):
            return Refused(Denial.ONLY_MANAGERS)
        cloud = household.cloud_of(device)
        if cloud is None or not isinstance(cloud, Renames):
            return Refused(Denial.BUTTON_OUTDATED)
        before = household.known.device(device)
        nicknamed = await self._rename(who, household, cloud, device, name)
        if before and (nicknamed.problem is None or not nicknamed.is_certain):
            own = OwnName(name, Thing(Sort.DEVICE, device))
            given = (await self._conversations.of(who.speaker)).given
            given = given if given and given.own == own else Given(own, at_home=False)
            await self._conversations.gave(who.speaker, replace(given, nickname=before.name))
        return nicknamed

    async def take_back(self, who: Admitted, household: Household, given: Given) -> Nicknamed | Denial | None:
        """The vendor's app calls the device as before; None where it was not renamed there."""
        device, cloud = given.own.thing.id, household.cloud_of(given.own.thing.id)
        if given.nickname is None:
            return None
        if not may_manage(who.role):
            return Denial.ONLY_MANAGERS
        if cloud is None or not isinstance(cloud, Renames):
            return Denial.BUTTON_OUTDATED
        nicknamed = await self._rename(who, household, cloud, device, given.nickname)
        return replace(nicknamed, is_back=True)

    async def _rename(
        self, who: Admitted, household: Household, cloud: Cloud, device: str, name: str
    ) -> Nicknamed:
        before = household.known
        ended = await rename_device(household, device, name)
        self._noting.renamed(who, before, device, ended)
        return Nicknamed(device, name, cloud.name, ended.problem, is_certain=ended.is_certain)


def may_rename(who: Admitted, household: Household, thing: Thing) -> bool:
    """Whether its vendor's app could call the thing so, and the speaker may have that done."""
    is_device = thing.sort is Sort.DEVICE
    return is_device and may_manage(who.role) and isinstance(household.cloud_of(thing.id), Renames)
