"""What a grounded request leads to: asked about, carried out, or handed back as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from bot.assistant.conversations import Conversations, Talk
from bot.assistant.door import Admitted
from bot.assistant.naming import Naming
from bot.assistant.noting import Noting
from bot.assistant.planning import Planned, Planning
from bot.assistant.questions import Agreed, AgreedNaming, AgreedRemoval, AgreedReset, Questions, Said
from bot.assistant.removing import Removing
from bot.assistant.resetting import Resetting
from bot.assistant.watching import Watching
from bot.home.button import Decide
from bot.home.command import Command
from bot.home.danger import Danger
from bot.home.effect import Status
from bot.home.limits import is_within
from bot.home.outcome import Answered, Denial, DidYouSay, Done, Outcome, Refused, Scheduled
from bot.home.problem import Problem
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
    Watch,
)
from bot.home.resetting import ConfirmReset
from bot.home.roles import may_do_dangerous
from bot.household import Household
from bot.household.dangers import danger_at_home
from bot.intents.following import put_off
from bot.intents.undo import undoing
from bot.memory.memory import Memory


class Acting:
    """Danger asks first, also of what is meant for later."""

    def __init__(
        self,
        memory: Memory,
        questions: Questions,
        conversations: Conversations,
        planning: Planning,
        resetting: Resetting,
        noting: Noting,
        watching: Watching,
        removing: Removing,
        naming: Naming,
    ) -> None:
        self._memory = memory
        self._questions = questions
        self._conversations = conversations
        self._planning = planning
        self._resetting = resetting
        self._noting = noting
        self._watching = watching
        self._removing = removing
        self._naming = naming

    async def answer(self, who: Admitted, household: Household, request: Request) -> Outcome:
        match request:
            case Act() | Ask() | Watch() if _is_beyond(request, who, household):
                return Refused(Denial.BUTTON_OUTDATED)
            case Act():
                return await self._act(who, household, request)
            case Ask():
                return await self._ask(who, household, request)
            case Watch():
                return await self._watching.begin(who, household, request)
            case Clarify():
                choose = await self._questions.which(who, request)
                await self._conversations.asked(who.speaker, choose.token)
                return choose
            case Cancel():
                await self._drop_question(who)
                return request
            case Manage(intent="timers", args=args):
                return await self._planning.plans(who, household, calls_off=bool(args.get("cancel")))
            case Manage(intent="reset", args=args):
                return await self._reset(who, household, args.get("device"))
            case Manage(intent="watch"):
                return await self._watching.listed(who, household)
            case Manage(intent="rename", args=args):
                return await self._naming.asked(who, household, args)
            case NotFound() | Unsupported() | NotUnderstood() | Ignored() | Manage():
                return request
        assert_never(request)

    async def ask_whether_said(self, who: Admitted, text: str) -> DidYouSay:
        """What was heard may not be what was said."""
        question = await self._questions.heard(who, text)
        await self._conversations.asked(who.speaker, question.token)
        return question

    async def undo_plans(self, who: Admitted, household: Household, talk: Talk) -> Outcome | None:
        """What was put off until later is called off; the last answer speaks for all of them."""
        called_off = [await self._planning.call_off(who, household, job) for job in talk.plans]
        await self._conversations.did(who.speaker, talk.last, talk.undo)
        return called_off[-1] if called_off else None

    async def _drop_question(self, who: Admitted) -> None:
        talk = await self._conversations.of(who.speaker)
        if talk.question:
            await self._questions.drop(talk.question)
            await self._conversations.asked(who.speaker, None)

    async def picked(self, who: Admitted, household: Household, token: str, places: Sequence[int]) -> Outcome:
        """The sentence goes on with what was chosen."""
        picked = await self._questions.picked(who, token, places)
        if isinstance(picked, Denial):
            return Refused(picked)
        await self._conversations.asked(who.speaker, None)
        return await self.answer(who, household, picked)

    async def decided(self, who: Admitted, household: Household, decide: Decide) -> Outcome | Said:
        """Yes carries out what was asked about; the role counts at the press, not at the question."""
        match await self._questions.decided(who, decide):
            case Said() as said:
                await self._conversations.asked(who.speaker, None)
                return said
            case Denial() as denial:
                return Refused(denial)
            case Cancel() as cancel:
                await self._conversations.asked(who.speaker, None)
                return cancel
            case AgreedReset(device=device):
                return await self._resetting.agreed(who, household, device)
            case AgreedRemoval(removal=removal):
                return await self._removing.agreed(who, household, removal)
            case AgreedNaming() as agreed:
                return await self._naming.agreed(who, household, agreed)
            case Agreed(act=act) if _is_beyond(act, who, household):
                return Refused(Denial.BUTTON_OUTDATED)
            case Agreed(act=act) if may_do_dangerous(who.role):
                return await self._do(who, household, act)
            case Agreed(act=act):
                return self._refused(who, household, act)

    async def _reset(self, who: Admitted, household: Household, device: str | None) -> Outcome:
        asked = await self._resetting.ask(who, household, device)
        if isinstance(asked, ConfirmReset):
            await self._conversations.asked(who.speaker, asked.token)
        return asked

    async def _act(self, who: Admitted, household: Household, act: Act) -> Outcome:
        if danger := await self.danger_of(who, household, act.commands):
            return await self.ask_first(who, household, danger, act)
        return await self._do(who, household, act)

    async def danger_of(
        self, who: Admitted, household: Household, commands: tuple[Command, ...]
    ) -> Danger | None:
        return await danger_at_home(self._memory, who.home.id, commands, household.known)

    async def ask_first(self, who: Admitted, household: Household, danger: Danger, act: Act) -> Outcome:
        """Whether that is really meant, where the asker's role may give the answer."""
        if not may_do_dangerous(who.role):
            return self._refused(who, household, act)
        confirm = await self._questions.sure(who, danger, act)
        await self._conversations.asked(who.speaker, confirm.token)
        return confirm

    def _refused(self, who: Admitted, household: Household, act: Act) -> Refused:
        refused = Refused(Denial.NOT_FOR_GUESTS)
        self._noting.act(who, household.known, act, refused)
        return refused

    async def _do(self, who: Admitted, household: Household, act: Act) -> Outcome:
        """Carry out what may be done, and note it."""
        outcome = await self._done_or_planned(who, household, act)
        self._noting.act(who, household.known, act, outcome)
        return outcome

    async def _done_or_planned(self, who: Admitted, household: Household, act: Act) -> Outcome:
        """Now, later, or some of it now and some later."""
        if act.when is None:
            return await self._do_now(who, household, act)
        planned = await self._planning.plan(who, household, act)
        match planned:
            case Planned(plans=plans, now=Act() as now):
                done = await self._do_now(who, household, now)
                kept = await self._planning.kept(who, plans, done)
                await self._conversations.planned(who.speaker, [plan.job for plan in kept], at_once=True)
                return Scheduled(kept, done) if kept else done
            case Planned(plans=plans):
                jobs = [plan.job for plan in plans]
                await self._conversations.planned(who.speaker, jobs, False, put_off(act, plans[0].due))
                return Scheduled(plans)
            case _:
                return planned

    async def _do_now(self, who: Admitted, household: Household, act: Act) -> Done:
        done = await self._carry_out(who, household, act.commands)
        problem = await self._run_scene(who, household, act)
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
        carried = await household.execute(commands, look_first=True)
        taken = [effect.command for effect in carried.effects if effect.status is not Status.REFUSED]
        undo = undoing(taken, carried.before, household.known)
        await self._conversations.did(who.speaker, commands, undo)
        return Done(carried.effects, refused=carried.refused)

    async def _run_scene(self, who: Admitted, household: Household, act: Act) -> Problem | None:
        if act.scene is None:
            return None
        if not act.commands:  # what a scene did, nobody can take back
            await self._conversations.did(who.speaker, (), None)
        return await household.run_scene(act.scene)

    async def _ask(self, who: Admitted, household: Household, ask: Ask) -> Answered:
        await self._conversations.spoke_of(who.speaker, [reading.device for reading in ask.readings], ask)
        _, troubles = await household.read(reading.device for reading in ask.readings)
        return Answered(ask.question, ask.readings, troubles)


def _is_beyond(request: Act | Ask | Watch, who: Admitted, household: Household) -> bool:
    """Whether it touches what somebody does not reach any more, since they were asked about it."""
    return who.reach is not None and not is_within(request, household.known)
