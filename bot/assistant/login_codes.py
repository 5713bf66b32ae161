"""Clouds that are signed in to by a code which their owner brings: asked for, and taken once.

Such a code is a credential until it is used, so whoever takes it from a chat removes it there. Nothing else
that opens an account is ever asked for in a chat.
"""

from __future__ import annotations

import re
from datetime import timedelta

from bot.assistant.door import Admitted, Door, Speaker
from bot.assistant.homes import Homes
from bot.assistant.noting import Noting
from bot.assistant.questions import Questions
from bot.assistant.tries import Tries
from bot.home.errors import CloudAuthError, CloudError
from bot.home.house import House
from bot.home.outcome import Denial, Outcome, Refused, Reply
from bot.home.roles import Role
from bot.home.signing_in import LoginCodeAsked, Phase, SigningIn
from bot.jobs.signing_in import Logins
from bot.memory.records import Question

KIND = "login_code"
REPLY_WITHIN = timedelta(minutes=10)
CODE = re.compile(r"[\x21-\x7e]{4,512}")


class LoginCodes:
    def __init__(
        self,
        door: Door,
        questions: Questions,
        logins: Logins,
        homes: Homes,
        tries: Tries,
        noting: Noting,
    ) -> None:
        self._door = door
        self._questions = questions
        self._logins = logins
        self._homes = homes
        self._tries = tries
        self._noting = noting

    async def ask(self, who: Admitted, cloud: str, refused: bool = False) -> LoginCodeAsked:
        question = await self._questions.ask(who, KIND, {"cloud": cloud}, REPLY_WITHIN)
        return LoginCodeAsked(cloud, question.token, question.expires, refused)

    async def asked(self, speaker: Speaker, card: int) -> int | None:
        """The home whose login code this person was asked for by a message, whatever home is spoken of."""
        return await self._questions.home_of(speaker, card, KIND)

    async def replied(self, speaker: Speaker, card: int, text: str) -> Reply:
        who = await self._door.admit(speaker)
        question = await self._questions.asked_by(who, card, frozenset({KIND})) if who else None
        if who is None or question is None:
            return Reply(Refused(Denial.QUESTION_OVER), House())
        outcome = await self._redeemed(who, question, text.strip())
        return Reply(outcome, (await self._homes.of(who)).known, who.home.id)

    async def _redeemed(self, who: Admitted, question: Question, code: str) -> Outcome:
        """One that is not accepted is asked for again: a code works once, so another one is needed."""
        cloud = question.payload["cloud"]
        if who.speaker.chat_type != "private" or who.role is not Role.OWNER:
            return Refused(Denial.ONLY_OWNERS)
        if not await self._questions.claim(question):
            return Refused(Denial.QUESTION_OVER)
        if not self._tries.another(who.speaker.person):
            return SigningIn(cloud, Phase.TOO_OFTEN)
        if not CODE.fullmatch(code):
            return await self.ask(who, cloud, refused=True)
        try:
            kept = await self._logins.redeem(who.home, cloud, code)
        except CloudAuthError:
            return await self.ask(who, cloud, refused=True)
        except CloudError:
            return SigningIn(cloud, Phase.FAILED)
        self._noting.connected(who, kept)
        self._homes.drop(who.home.id)
        house, _ = await (await self._homes.whole(who.home)).house()
        return kept.told_with(house)
