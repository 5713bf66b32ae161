"""What a grounded request leads to: asked about, carried out, or handed back as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from bot.assistant.conversations import Conversations
from bot.assistant.door import Admitted
from bot.assistant.questions import Agreed, Questions, Said
from bot.home.button import Decide, Pick
from bot.home.command import Command
from bot.home.danger import danger_of
from bot.home.fit import Misfit, Reason
from bot.home.outcome import Answered, Denial, Done, Outcome, Refused
from bot.home.request import (
    Act,
    Ask,
    Cancel,
    Clarify,
    Ignored,
    Manage,
    NotFound,
    NotUnderstood,
    Request,
    Unsupported,
)
from bot.home.roles import may_do_dangerous
from bot.household import Household


class Acting:
    """Danger asks first; what is meant for later is not done now."""

    def __init__(self, questions: Questions, conversations: Conversations) -> None:
        self._questions = questions
        self._conversations = conversations

    async def answer(self, who: Admitted, household: Household, request: Request) -> Outcome:
        match request:
            case Act():
                return await self._act(who, household, request)
            case Ask():
                return await self._ask(household, request)
            case Clarify():
                return await self._questions.which(who, request)
            case NotFound() | Unsupported() | NotUnderstood() | Ignored() | Manage() | Cancel():
                return request
        assert_never(request)

    async def picked(self, who: Admitted, household: Household, pick: Pick) -> Outcome:
        """The sentence goes on with the option that was chosen."""
        picked = await self._questions.picked(who, pick)
        if isinstance(picked, Denial):
            return Refused(picked)
        return await self.answer(who, household, picked)

    async def decided(self, who: Admitted, household: Household, decide: Decide) -> Outcome | Said:
        """Yes carries out what was asked about; the role counts at the press, not at the question."""
        match await self._questions.decided(who, decide):
            case Said() as said:
                return said
            case Denial() as denial:
                return Refused(denial)
            case Cancel() as cancel:
                return cancel
            case Agreed(commands=commands) if may_do_dangerous(who.role):
                return await self._carry_out(who, household, commands)
            case Agreed():
                return Refused(Denial.NOT_FOR_GUESTS)

    async def _act(self, who: Admitted, household: Household, act: Act) -> Outcome:
        if act.when is not None:
            return Unsupported(act.commands[0].device if act.commands else "", Reason(Misfit.LATER))
        if danger := danger_of(act.commands, household.known):
            if not may_do_dangerous(who.role):
                return Refused(Denial.NOT_FOR_GUESTS)
            return await self._questions.sure(who, danger, act.commands)
        done = await self._carry_out(who, household, act.commands)
        problem = await household.run_scene(act.scene) if act.scene else None
        await household.read(reading.device for reading in act.readings)
        return replace(
            done,
            scene=act.scene,
            scene_problem=problem,
            refused=done.refused + act.refused,
            readings=act.readings,
        )

    async def _carry_out(self, who: Admitted, household: Household, commands: tuple[Command, ...]) -> Done:
        if not commands:
            return Done()
        self._conversations.remember(who.speaker, commands)
        carried = await household.execute(commands)
        return Done(carried.effects, refused=carried.refused)

    async def _ask(self, household: Household, ask: Ask) -> Answered:
        _, troubles = await household.read(reading.device for reading in ask.readings)
        return Answered(ask.question, ask.readings, troubles)
