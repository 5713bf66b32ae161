"""What a sentence leads to: an answer to what the bot asked, or a request of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from bot import metrics
from bot.assistant.acting import Acting
from bot.assistant.conversations import Conversations, Talk, talk_within
from bot.assistant.door import Admitted, Door
from bot.assistant.naming import Naming
from bot.assistant.questions import Questions, Said
from bot.assistant.reasons import Reasons
from bot.home.button import Decide
from bot.home.clock import Clock
from bot.home.house import House
from bot.home.limits import is_within
from bot.home.naming import Taken, Thing
from bot.home.outcome import Failed, Outcome
from bot.home.preferences import Units, units_of
from bot.home.request import Act, Cancel, Ignored, Manage, NotFound, NotUnderstood, Option, Request, Watch
from bot.household import Household
from bot.understanding.context import Context

ORDERS = Act | Cancel | Manage | Watch  # what is no name, when one was asked for
LOOK_AGAIN = timedelta(seconds=30)  # a name that is not found may belong to a device that is new


class Grounded(Protocol):
    @property
    def request(self) -> Request: ...


class Understands(Protocol):
    """What the assistant wants of understanding (bot/intents/ has it)."""

    def understand(self, text: str, house: House, context: Context) -> Grounded: ...

    def explain(self, understood: Any) -> Mapping[str, Any]: ...

    def taken(self, name: str, thing: Thing, house: House, context: Context) -> Taken | None: ...

    def find(self, text: str, house: House) -> tuple[str, ...]: ...

    def agrees(self, text: str) -> bool: ...

    def truth(self, text: str) -> bool | None: ...

    def chosen(self, text: str, house: House, options: Sequence[Option]) -> tuple[int, ...]: ...


class Sentences:
    """Reads sentences in the light of the conversation that they belong to."""

    def __init__(
        self,
        door: Door,
        understander: Understands,
        questions: Questions,
        conversations: Conversations,
        acting: Acting,
        reasons: Reasons,
        naming: Naming,
        clock: Clock,
    ) -> None:
        self._door = door
        self._understander = understander
        self._questions = questions
        self._conversations = conversations
        self._acting = acting
        self._reasons = reasons
        self._naming = naming
        self._clock = clock

    async def said(
        self, who: Admitted, household: Household, text: str, overheard: bool = False, sure: bool = True
    ) -> Outcome:
        talk = await self._conversations.of(who.speaker)
        house, troubles = await household.named()
        options = await self._questions.offered(who, talk.question) if talk.question else ()
        if who.reach is not None:  # and perhaps was not when that was spoken of
            talk = talk_within(talk, house)
            options = options if all(is_within(option.act, house) for option in options) else ()
        places = self._understander.chosen(text, house, options) if options else ()
        if talk.question and sure:
            if places:
                return await self._acting.picked(who, household, talk.question, places)
            if not options and not overheard and self._understander.agrees(text):
                return await self.decided(who, household, Decide(talk.question, True))
        context = await self._context(who, talk, house, overheard)
        request = self._read(who, text, house, context)
        if (
            (talk.question and not overheard)
            and (thing := await self._naming.awaited(who, talk.question))
            and (not isinstance(request, ORDERS) or await self._says_nothing_alone(who, text, house))
        ):
            return await self._naming.heard(who, household, talk.question, thing, text)
        if isinstance(request, NotFound) and not troubles:
            newer, troubles = await household.house(LOOK_AGAIN)
            if newer is not house:
                request = self._read(who, text, newer, context)
        if troubles and isinstance(request, NotFound | NotUnderstood) and not overheard:
            return Failed(troubles)
        if not sure and (places or isinstance(request, Act)):
            return await self._acting.ask_whether_said(who, text)
        if talk.given and request == Manage("undo"):
            return await self._naming.take_back(who, household, talk.given)
        if talk.plans and _takes_back(request, talk):
            called_off = await self._acting.undo_plans(who, household, talk)
            if talk.undo is None and called_off and not isinstance(request, Act):
                return called_off
        return await self._acting.answer(who, household, request)

    async def decided(self, who: Admitted, household: Household, decide: Decide) -> Outcome:
        """A yes or no to "really?", or to "did you say ...?", whose sentence then goes on."""
        decided = await self._acting.decided(who, household, decide)
        return await self.said(who, household, decided.text) if isinstance(decided, Said) else decided

    async def _says_nothing_alone(self, who: Admitted, text: str, house: House) -> bool:
        """A name may be a word that would go on from what was said: 小黄 also makes a lamp yellow."""
        alone = await self._context(who, Talk(self._clock.now()), house, overheard=False)
        return isinstance(self._understander.understand(text, house, alone).request, NotFound | NotUnderstood)

    def _read(self, who: Admitted, text: str, house: House, context: Context) -> Request:
        with metrics.UNDERSTANDING_SECONDS.time():
            understood = self._understander.understand(text, house, context)
        request = understood.request
        metrics.SENTENCES.labels(type(request).__name__).inc()
        if not isinstance(request, Ignored) and request != Manage("why"):
            self._reasons.keep(who.speaker, text, self._understander.explain(understood))
        return request

    async def _context(self, who: Admitted, talk: Talk, house: House, overheard: bool) -> Context:
        room = house.room(await self._door.room_of(who.speaker))
        return Context(
            language=await self._door.language_of(who.speaker),
            now=self._clock.now().astimezone(ZoneInfo(who.home.timezone)),
            room=room.id if room else None,
            overheard=overheard,
            last=talk.last or (talk.planned.commands if talk.planned else ()),
            undo=talk.undo,
            about=talk.about,
            heard=talk.heard,
            asked=talk.question is not None,
            planned=talk.planned,
            fahrenheit=units_of(await self._door.reads(who.speaker))[1] is Units.FAHRENHEIT,
        )


def _takes_back(request: Request, talk: Talk) -> bool:
    """Whether what was put off last is not to be done, or not then: "undo", «отмени», "no, at nine"."""
    if isinstance(request, Cancel):
        return request.revokes and talk.question is None
    return request in (Manage("undo"), talk.undo) or (isinstance(request, Act) and request.instead)
