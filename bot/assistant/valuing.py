"""Values that no button can hold: asked for in a message, and taken from the reply to it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.assistant.acting import Acting
from bot.assistant.door import Admitted
from bot.assistant.questions import REPLY_WITHIN, Questions
from bot.assistant.sentences import Understands
from bot.home.asking import Asker, ValueAsked
from bot.home.capability import Key
from bot.home.command import Command, SetTo, absolute
from bot.home.fit import Reason
from bot.home.outcome import Denial, Outcome, Refused
from bot.home.request import Act
from bot.home.typed import can_be_typed, typed
from bot.household import Household
from bot.memory.records import Question

KIND = "value"


class Valuing:
    def __init__(self, questions: Questions, understands: Understands, acting: Acting) -> None:
        self._questions = questions
        self._understands = understands
        self._acting = acting

    async def ask(
        self, who: Admitted, household: Household, device: str, key: Key, reason: Reason | None = None
    ) -> Outcome:
        known = household.known.device(device)
        capability = known.capability(key) if known else None
        if capability is None or not can_be_typed(capability):
            return Refused(Denial.BUTTON_OUTDATED)
        await household.freshen([device])  # what is left unsaid of a structure stays as it is
        question = await self._questions.ask(who, KIND, {"device": device, "key": list(key)}, REPLY_WITHIN)
        return ValueAsked(device, key, question.token, question.expires, asker_of(who), reason)

    async def replied(self, who: Admitted, household: Household, question: Question, text: str) -> Outcome:
        """The reply is taken once; one that does not fit is told what would, and asked again."""
        device, key = question.payload["device"], Key(*question.payload["key"])
        known = household.known.device(device)
        capability = known.capability(key) if known else None
        if not await self._questions.claim(question):
            return Refused(Denial.QUESTION_OVER)
        if known is None or capability is None or not can_be_typed(capability):
            return Refused(Denial.BUTTON_OUTDATED)
        value = typed(capability, text, self._understands.truth, ZoneInfo(who.home.timezone))
        command = Command(device, key, SetTo(value))
        reason = value if isinstance(value, Reason) else absolute(command, known)
        if isinstance(reason, Reason):
            return await self.ask(who, household, device, key, reason)
        return await self._acting.answer(who, household, Act((command,)))


def asker_of(who: Admitted) -> Asker:
    speaker = who.speaker
    return Asker(speaker.person, speaker.name, speaker.chat_type == "private")
