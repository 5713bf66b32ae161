"""What homes are called: asked for in private, and taken from the reply to that message.

A reply is of the home that asked, whichever is spoken of by now.
"""

from __future__ import annotations

from dataclasses import replace

from bot.assistant.door import Admitted, Door, Speaker
from bot.assistant.founding import Founding
from bot.assistant.homes import Homes
from bot.assistant.questions import REPLY_WITHIN, Questions
from bot.home.account_buttons import NameHome
from bot.home.founding import HomeNameAsked, HomeNamed, Misnamed
from bot.home.house import House
from bot.home.naming import misnamed, same, tidied
from bot.home.outcome import Denial, Outcome, Refused, Reply
from bot.home.roles import Role
from bot.memory.memory import Memory
from bot.memory.records import Home

KIND = "home_name"


class NamingHomes:
    def __init__(
        self,
        memory: Memory,
        door: Door,
        questions: Questions,
        founding: Founding,
        homes: Homes,
    ) -> None:
        self._memory = memory
        self._door = door
        self._questions = questions
        self._founding = founding
        self._homes = homes

    async def denial(self, speaker: Speaker, button: NameHome) -> Denial | None:
        """Why somebody may not name a home, as things stand: its own owners rename it."""
        if button.home is None:
            return await self._founding.denial_of_another(speaker)
        membership = await self._memory.membership(button.home, speaker.person)
        if membership is None:
            return Denial.STRANGER
        if speaker.chat_type != "private":
            return Denial.ONLY_IN_PRIVATE
        return None if membership.role is Role.OWNER else Denial.ONLY_OWNERS

    async def ask(self, speaker: Speaker, button: NameHome) -> Reply:
        if denial := await self.denial(speaker, button):
            return Reply(Refused(denial), House())
        who = await self._door.admit(replace(speaker, home=button.home) if button.home else speaker)
        if who is None:
            return Reply(Refused(Denial.STRANGER), House())
        return Reply(await self._asked(who, button.home), House())

    async def asked(self, speaker: Speaker, card: int) -> int | None:
        """The home of which a message asks this person how it, or one more, shall be called."""
        return await self._questions.home_of(speaker, card, KIND)

    async def replied(self, speaker: Speaker, card: int, text: str) -> Reply | Home:
        """What came of it; the home that was founded, where one was."""
        who = await self._door.admit(speaker)
        question = await self._questions.asked_by(who, card, frozenset({KIND})) if who else None
        if who is None or question is None or not await self._questions.claim(question):
            return Reply(Refused(Denial.QUESTION_OVER), House())
        named = await self._named(who, question.payload["home"], tidied(text))
        return named if isinstance(named, Home) else Reply(named, House(), who.home.id)

    async def _named(self, who: Admitted, home: int | None, name: str) -> Outcome | Home:
        if denial := await self.denial(who.speaker, NameHome(home)):
            return Refused(denial)
        if wrong := await self._wrong(who, home, name):
            return await self._asked(who, home, wrong)
        if home is None:
            founded = await self._founding.found_another(who, name)
            return Refused(founded) if isinstance(founded, Denial) else founded
        await self._memory.change_home(who.home.id, name=name)
        self._homes.drop(home)
        return HomeNamed(name)

    async def _asked(self, who: Admitted, home: int | None, wrong: Misnamed | None = None) -> HomeNameAsked:
        question = await self._questions.ask(who, KIND, {"home": home}, REPLY_WITHIN)
        called = who.home.name if home is not None else None
        return HomeNameAsked(called, question.token, question.expires, wrong)

    async def _wrong(self, who: Admitted, home: int | None, name: str) -> Misnamed | None:
        """Two homes of a person must not look the same where they are asked which one."""
        if misnamed(name):
            return Misnamed.UNFIT
        homes = [m.home for m in await self._memory.memberships(who.speaker.person)]
        others = {same(other.name) for other in homes if other.id != home}
        return Misnamed.TAKEN if same(name) in others else None
