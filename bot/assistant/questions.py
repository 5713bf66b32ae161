"""Open questions: asked with a token, answered once, by the asker, in the chat, before the deadline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.assistant.door import Admitted, Speaker
from bot.home.button import Decide, Pick
from bot.home.danger import Danger
from bot.home.in_the_cloud import ConfirmRemoval, Removal, Removed
from bot.home.once import keep, recall
from bot.home.outcome import Choose, Confirm, Denial, DidYouSay
from bot.home.payload import option_from_json, option_to_json, request_from_json, request_to_json
from bot.home.request import Act, Ask, Cancel, Clarify, Option, Watch
from bot.home.resetting import ConfirmReset
from bot.intents import picked_of
from bot.memory.memory import Memory
from bot.memory.records import Question

CHOOSE_WITHIN = timedelta(hours=1)
CONFIRM_WITHIN = timedelta(minutes=1)
REPLY_WITHIN = timedelta(minutes=10)  # in words, which have to be found and typed
STEP = "answered"  # bot/home/once.py

# The kinds of question that each sort of button answers.
PICKED = frozenset({"choose"})
OF_WHICH_HOME = frozenset({"home"})
DECIDED = frozenset({"confirm", "heard", "reset", "removal", "naming", "nickname"})


@dataclass(frozen=True)
class Agreed:
    """A confirmation that was given: this act may be carried out, now or when it says."""

    act: Act


@dataclass(frozen=True)
class AgreedReset:
    """A reset was confirmed."""

    device: str


@dataclass(frozen=True)
class AgreedRemoval:
    """A removal was confirmed."""

    removal: Removal


@dataclass(frozen=True)
class AgreedNaming:
    """A name was agreed to: for a thing of the home, or (``nickname``) in its vendor's app."""

    kind: str
    payload: Mapping[str, Any]


@dataclass(frozen=True)
class Said:
    """What was heard is what was said: the sentence may go on."""

    text: str


def _options(question: Question) -> tuple[Option, ...]:
    return tuple(option_from_json(option) for option in question.payload["options"])


class Questions:
    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def which(self, asker: Admitted, clarify: Clarify) -> Choose:
        options = [option_to_json(option) for option in clarify.options]
        question = await self.ask(asker, "choose", {"options": options}, CHOOSE_WITHIN)
        return Choose(clarify.options, question.token)

    async def sure(self, asker: Admitted, danger: Danger, act: Act) -> Confirm:
        question = await self.ask(asker, "confirm", {"act": request_to_json(act)})
        whens = dict.fromkeys(when for when in act.whens or (act.when,) if when is not None)
        return Confirm(danger, act.commands, question.token, question.expires, tuple(whens))

    async def sure_of_reset(self, asker: Admitted, device: str) -> ConfirmReset:
        question = await self.ask(asker, "reset", {"device": device})
        return ConfirmReset(device, question.token, question.expires)

    async def sure_of_removal(self, asker: Admitted, removal: Removal) -> ConfirmRemoval:
        question = await self.ask(asker, "removal", vars(removal))
        return ConfirmRemoval(removal, question.token, question.expires)

    async def heard(self, asker: Admitted, text: str) -> DidYouSay:
        question = await self.ask(asker, "heard", {"text": text})
        return DidYouSay(text, question.token, question.expires)

    async def of_which_home(self, asker: Admitted, text: str) -> str:
        """Something was said before it was known of which home; the question's token."""
        return (await self.ask(asker, "home", {"text": text}, CHOOSE_WITHIN)).token

    async def said_before(self, who: Admitted, token: str) -> str | None:
        """What was said before the home was chosen, once."""
        question = await self._open(who, token, OF_WHICH_HOME)
        if isinstance(question, Denial) or not await self._memory.close_question(token):
            return None
        text: str = question.payload["text"]
        return text

    async def shown_on(self, token: str, card: int | None) -> None:
        """The message that asks a question; only replies to it are answers."""
        if card is not None:
            await self._memory.show_question(token, card)

    async def asked_by(self, who: Admitted, card: int, kinds: frozenset[str]) -> Question | None:
        """The question that a message asks this person, while it is open."""
        kept = await recall(STEP)
        token = kept["token"] if kept else await self._memory.question_on(who.speaker.chat, card)
        question = await self._open(who, token, kinds) if token else None
        return question if isinstance(question, Question) else None

    async def home_of(self, speaker: Speaker, card: int, kind: str) -> int | None:
        """Of which home a message asks this person that kind of question."""
        kept = await recall(STEP)
        token = kept["token"] if kept else await self._memory.question_on(speaker.chat, card)
        question = (await self._memory.question(token) or await self._answered(token)) if token else None
        if question is None or (question.kind, question.chat) != (kind, speaker.chat):
            return None
        return question.home if question.asker == speaker.person else None

    async def claim(self, question: Question) -> bool:
        """Take the answer to a question: true once, also for one that comes again after a crash."""
        if await self._answered(question.token):
            return True
        async with self._memory.transaction():
            closed = await self._memory.close_question(question.token)
            if closed:
                await keep(STEP, {**vars(question), "expires": question.expires.isoformat()})
        return closed

    async def offered(self, who: Admitted, token: str) -> tuple[Option, ...]:
        """What there is to choose from, as long as the choice is open to this person."""
        question = await self._open(who, token, PICKED)
        return () if isinstance(question, Denial) else _options(question)

    async def picked(self, who: Admitted, token: str, places: Sequence[int]) -> Act | Ask | Watch | Denial:
        """One of the options, or several of them at once."""
        question = await self._open(who, token, PICKED)
        if isinstance(question, Denial):
            return question
        options = _options(question)
        if not places or not all(0 <= place < len(options) for place in places):
            return Denial.BUTTON_OUTDATED
        if not await self.claim(question):
            return Denial.QUESTION_OVER
        return picked_of(options, places)

    async def settle(self, who: Admitted, token: str, kind: str) -> Question | Denial:
        """A question of that kind, claimed by who was asked: nobody else gets it any more."""
        question = await self.pending(who, token, kind)
        if isinstance(question, Question) and not await self.claim(question):
            return Denial.QUESTION_OVER
        return question

    async def pending(self, who: Admitted, token: str, kind: str) -> Question | Denial:
        """The same without claiming it."""
        return await self._open(who, token, frozenset({kind}))

    async def ask(
        self, who: Admitted, kind: str, payload: Mapping[str, object], within: timedelta = CONFIRM_WITHIN
    ) -> Question:
        """A question of any kind; what its payload means is the business of whoever asks."""
        speaker = who.speaker
        return await self._memory.ask(who.home.id, speaker.chat, speaker.person, kind, payload, within)

    async def look(self, who: Admitted, token: str, kind: str) -> Mapping[str, Any] | Denial:
        """What an open question of that kind is about, or why this person may not answer it here."""
        question = await self._open(who, token, frozenset({kind}))
        return question if isinstance(question, Denial) else question.payload

    async def drop(self, token: str) -> None:
        """What was asked need no longer be answered."""
        await self._memory.close_question(token)

    async def decided(
        self, who: Admitted, decide: Decide
    ) -> Agreed | AgreedReset | AgreedRemoval | AgreedNaming | Said | Cancel | Denial:
        question = await self._open(who, decide.token, DECIDED)
        if isinstance(question, Denial):
            return question
        if not await self.claim(question):
            return Denial.QUESTION_OVER
        if not decide.yes:
            return Cancel()
        if question.kind == "heard":
            return Said(question.payload["text"])
        if question.kind == "reset":
            return AgreedReset(question.payload["device"])
        if question.kind == "removal":
            removal = question.payload
            return AgreedRemoval(
                Removal(Removed(removal["what"]), removal["device"], removal["name"], removal["id"])
            )
        if question.kind in ("naming", "nickname"):
            return AgreedNaming(question.kind, question.payload)
        act = request_from_json(question.payload["act"])
        assert isinstance(act, Act), "only acts are confirmed"
        return Agreed(act)

    async def denial(self, who: Admitted, button: Pick | Decide) -> Denial | None:
        """Why this answer would be refused as things stand; nothing is closed by asking."""
        kinds = PICKED if isinstance(button, Pick) else DECIDED
        question = await self._open(who, button.token, kinds)
        return question if isinstance(question, Denial) else None

    async def _answered(self, token: str) -> Question | None:
        """The question that this very press answered before it broke off."""
        kept = await recall(STEP)
        if kept is None or kept["token"] != token:
            return None
        return Question(**{**kept, "expires": datetime.fromisoformat(kept["expires"])})

    async def _open(self, who: Admitted, token: str, kinds: frozenset[str]) -> Question | Denial:
        question = await self._memory.question(token) or await self._answered(token)
        if question is None or question.kind not in kinds or question.home != who.home.id:
            return Denial.QUESTION_OVER
        if question.chat != who.speaker.chat:
            return Denial.QUESTION_OVER
        return question if question.asker == who.speaker.person else Denial.NOT_YOUR_QUESTION
