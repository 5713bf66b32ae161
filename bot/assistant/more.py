"""What is a tap away under "More", and what is replied to the messages that it sends."""

from __future__ import annotations

from bot.assistant.door import Admitted
from bot.assistant.questions import Questions
from bot.assistant.valuing import KIND as VALUE
from bot.assistant.valuing import Valuing
from bot.home.more_buttons import AskValue, MoreButton
from bot.home.outcome import Outcome
from bot.household import Household
from bot.memory.records import Question

WORDS = frozenset({VALUE})
"""The kinds of question that are answered in words, by a reply."""


class More:
    def __init__(self, questions: Questions, valuing: Valuing) -> None:
        self._questions = questions
        self._valuing = valuing

    async def pressed(self, who: Admitted, household: Household, button: MoreButton) -> Outcome:
        match button:
            case AskValue(device=device, key=key):
                return await self._valuing.ask(who, household, device, key)

    async def question(self, who: Admitted, card: int) -> Question | None:
        """What was asked of this person by a message that they reply to."""
        return await self._questions.asked_by(who, card, WORDS)

    async def replied(self, who: Admitted, household: Household, question: Question, text: str) -> Outcome:
        return await self._valuing.replied(who, household, question, text)
