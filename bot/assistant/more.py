"""What is a tap away under "More", and what is replied to the messages that it sends."""

from __future__ import annotations

from typing import assert_never

from bot.assistant import in_the_cloud, tagging, valuing
from bot.assistant.cloud_timers import CloudTimers
from bot.assistant.door import Admitted
from bot.assistant.questions import Questions
from bot.assistant.removing import Removing
from bot.assistant.tagging import Tagging
from bot.assistant.valuing import Valuing
from bot.home.in_the_cloud import Removal, Removed
from bot.home.more_buttons import (
    AskRemoval,
    AskTag,
    AskValue,
    MoreButton,
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
)
from bot.home.outcome import Denial, Outcome, Refused
from bot.household import Household
from bot.memory.records import Question

WORDS = frozenset({valuing.KIND, tagging.KIND})
"""The kinds of question that are answered in words, by a reply."""


class More:
    def __init__(
        self, questions: Questions, valuing: Valuing, tags: Tagging, timers: CloudTimers, removing: Removing
    ) -> None:
        self._questions = questions
        self._valuing = valuing
        self._tags = tags
        self._timers = timers
        self._removing = removing

    async def pressed(self, who: Admitted, household: Household, button: MoreButton) -> Outcome:
        device = button.device
        match button:
            case AskValue(key=key):
                return await self._valuing.ask(who, household, device, key)
            case AskRemoval():
                return await self._remove(who, household, device)
            case ShowTags():
                return await self._tags.show(household, device)
            case AskTag():
                return await self._tags.ask(who, household, device)
            case RemoveTag(mark=mark):
                return await self._tags.remove(who, household, device, mark)
            case ShowWidget():
                return await in_the_cloud.widget(household, device)
            case SetWidget(shown=shown):
                return await in_the_cloud.put_into_widget(who, household, device, shown)
            case SetWidgetProperty(mark=mark, shown=shown):
                return await in_the_cloud.show_in_widget(who, household, device, mark, shown)
            case ShowEvents():
                return await in_the_cloud.events(who, household, device)
            case ShowCloudTimers() | PauseCloudTimer() | RemoveCloudTimer() | MoveToCloud():
                return await self._timer(who, household, button)
        assert_never(button)

    async def _timer(
        self,
        who: Admitted,
        household: Household,
        button: ShowCloudTimers | PauseCloudTimer | RemoveCloudTimer | MoveToCloud,
    ) -> Outcome:
        device = button.device
        match button:
            case ShowCloudTimers():
                return await self._timers.show(who, household, device)
            case PauseCloudTimer(mark=mark, paused=paused):
                return await self._timers.pause(who, household, device, mark, paused)
            case RemoveCloudTimer(mark=mark):
                return await self._timers.remove(who, household, device, mark)
            case MoveToCloud(job=job):
                return await self._timers.move(who, household, device, job)

    async def _remove(self, who: Admitted, household: Household, device: str) -> Outcome:
        known = household.known.device(device)
        if known is None:
            return Refused(Denial.BUTTON_OUTDATED)
        return await self._removing.ask(who, household, Removal(Removed.DEVICE, device, known.name))

    async def question(self, who: Admitted, card: int) -> Question | None:
        """What was asked of this person by a message that they reply to."""
        return await self._questions.asked_by(who, card, WORDS)

    async def replied(self, who: Admitted, household: Household, question: Question, text: str) -> Outcome:
        answers = self._tags if question.kind == tagging.KIND else self._valuing
        return await answers.replied(who, household, question, text)
