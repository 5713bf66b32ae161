"""Notes on a device that its cloud keeps: shown, and made or changed by a reply."""

from __future__ import annotations

import asyncio
import re

from bot.assistant.door import Admitted
from bot.assistant.questions import REPLY_WITHIN, Questions
from bot.assistant.removing import Removing, denial_of
from bot.assistant.tag_keys import TagKeys
from bot.assistant.valuing import asker_of
from bot.home.abilities import HasTags
from bot.home.errors import CloudError
from bot.home.fit import Misfit, Reason
from bot.home.in_the_cloud import Removal, Removed, TagAsked, TagsShown
from bot.home.more_buttons import mark_of
from bot.home.once import may_begin
from bot.home.outcome import Denial, Outcome, Refused
from bot.home.roles import may_manage
from bot.household import Household
from bot.memory.records import Question

KIND = "tag"
NOTE = re.compile(r"\s*([^=＝]+?)\s*[=＝]\s*(.+?)\s*", re.DOTALL)


class Tagging:
    def __init__(self, questions: Questions, keys: TagKeys, removing: Removing) -> None:
        self._questions = questions
        self._keys = keys
        self._removing = removing

    async def show(self, household: Household, device: str) -> Outcome:
        """A note that somebody has removed elsewhere is forgotten."""
        cloud = household.cloud_of(device)
        if not isinstance(cloud, HasTags):
            return Refused(Denial.BUTTON_OUTDATED)
        keys = await self._keys.of(household, device)
        try:
            told = await asyncio.gather(*(cloud.tag(device, key) for key in keys))
        except CloudError as error:
            return TagsShown(device, problem=error.problem)
        gone = [key for key, value in zip(keys, told, strict=True) if value is None]
        if gone:
            await self._keys.forget(household, device, *gone)
        return TagsShown(device, tuple((k, v) for k, v in zip(keys, told, strict=True) if v is not None))

    async def ask(
        self, who: Admitted, household: Household, device: str, reason: Reason | None = None
    ) -> Outcome:
        if not may_manage(who.role):
            return Refused(Denial.ONLY_MANAGERS)
        if not isinstance(household.cloud_of(device), HasTags):
            return Refused(Denial.BUTTON_OUTDATED)
        question = await self._questions.ask(who, KIND, {"device": device}, REPLY_WITHIN)
        return TagAsked(device, question.token, question.expires, asker_of(who), reason)

    async def replied(self, who: Admitted, household: Household, question: Question, text: str) -> Outcome:
        """``key = value`` makes or changes a note; a key alone finds one that was made elsewhere."""
        device: str = question.payload["device"]
        cloud = household.cloud_of(device)
        if not await self._questions.claim(question):
            return Refused(Denial.QUESTION_OVER)
        if not may_manage(who.role):
            return Refused(Denial.ONLY_MANAGERS)
        if not isinstance(cloud, HasTags):
            return Refused(Denial.BUTTON_OUTDATED)
        note = NOTE.fullmatch(text)
        try:
            if note is None:
                found = await self._found(household, cloud, device, text.strip())
                reason = None if found else Reason(Misfit.WRONG_TYPE)
            else:
                reason = await self._kept(household, cloud, device, note[1], note[2])
        except CloudError as error:
            return TagsShown(device, problem=error.problem)
        if reason is not None:
            return await self.ask(who, household, device, reason)
        return await self.show(household, device)

    async def remove(self, who: Admitted, household: Household, device: str, mark: str) -> Outcome:
        if denial := denial_of(who, Removed.TAG):
            return Refused(denial)
        keys = await self._keys.of(household, device)
        key = next((key for key in keys if mark_of(key) == mark), None)
        if key is None:
            return Refused(Denial.BUTTON_OUTDATED)
        return await self._removing.ask(who, household, Removal(Removed.TAG, device, key, key))

    async def _found(self, household: Household, cloud: HasTags, device: str, key: str) -> bool:
        if not key or len(key) > 200 or await cloud.tag(device, key) is None:
            return False
        await self._keys.remember(household, device, key)
        return True

    async def _kept(
        self, household: Household, cloud: HasTags, device: str, key: str, value: str
    ) -> Reason | None:
        keys = await self._keys.of(household, device)
        await may_begin()
        reason = await cloud.set_tag(device, key, value, keys)
        if reason is None:
            await self._keys.remember(household, device, key)
        return reason
