"""Names that people of a home give to things: given, taken back, listed, told to the vendor's app.

Whoever lives here may name what they reach; guests may not. The name in a vendor's app is its account's, and
hence the owners' and admins' to change.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from bot.assistant.conversations import Conversations
from bot.assistant.door import Admitted, Door
from bot.assistant.homes import call_by_own_names, own_names
from bot.assistant.nicknames import Nicknames, may_rename
from bot.assistant.noting import Noting
from bot.assistant.questions import REPLY_WITHIN, AgreedNaming, Questions
from bot.assistant.unnaming import Unnaming
from bot.home.clock import Clock
from bot.home.house import House
from bot.home.named import (
    AskedName,
    ConfirmName,
    Named,
    NameDropped,
    NamesListed,
    NotNamed,
    WhichIsNamed,
)
from bot.home.names_buttons import (
    AskName,
    AskNickname,
    DropName,
    NamesButton,
    NameThis,
    UndoNaming,
    mark_of_name,
)
from bot.home.naming import (
    Given,
    Misnamed,
    OwnName,
    Taken,
    Thing,
    bearer_of,
    is_called,
    misnamed,
    same,
    tidied,
)
from bot.home.outcome import Denial, Outcome, Refused
from bot.home.request import Manage, Sort
from bot.home.roles import may_manage, may_name
from bot.household import Household
from bot.memory.memory import Memory
from bot.memory.records import Alias
from bot.understanding.context import Context


class KnowsWords(Protocol):
    """What naming wants of understanding."""

    def taken(self, name: str, thing: Thing, house: House, context: Context) -> Taken | None: ...


class Naming:
    def __init__(
        self,
        memory: Memory,
        questions: Questions,
        conversations: Conversations,
        door: Door,
        noting: Noting,
        words: KnowsWords,
        clock: Clock,
    ) -> None:
        self._memory = memory
        self._questions = questions
        self._conversations = conversations
        self._door = door
        self._words = words
        self._noting = noting
        self._nicknames = Nicknames(questions, conversations, noting)
        self._unnaming = Unnaming(memory, conversations, self._nicknames, noting)
        self._clock = clock

    async def asked(self, who: Admitted, household: Household, args: Mapping[str, Any]) -> Outcome:
        """A sentence gives a name: to one thing, to one of several, or to something that was not said."""
        things, name = _things(args), args.get("name")
        if not may_name(who.role):
            return Refused(Denial.NOT_FOR_GUESTS)
        if not things:
            return Manage("rename")
        if len(things) > 1:
            return await self._which(who, things, name)
        return await self._name_or_ask(who, household, things[0], name)

    async def pressed(self, who: Admitted, household: Household, button: NamesButton) -> Outcome:
        if denial := await self.denial(who, button):
            return Refused(denial)
        match button:
            case AskName(thing=thing):
                return await self._name_or_ask(who, household, thing, None)
            case NameThis(token=token, place=place):
                return await self._picked(who, household, token, place)
            case DropName(mark=mark, page=page):
                return await self._drop(who, household, mark, page)
            case UndoNaming(mark=mark):
                return await self._unnaming.pressed(who, household, mark)
            case AskNickname(mark=mark):
                return await self._nicknames.ask(who, household, await self._marked(who, household, mark))

    async def denial(self, who: Admitted, button: NamesButton) -> Denial | None:
        """Why somebody may not press this, by their role, or because others were asked."""
        if isinstance(button, AskNickname):
            return None if may_manage(who.role) else Denial.ONLY_MANAGERS
        if not may_name(who.role):
            return Denial.NOT_FOR_GUESTS
        if isinstance(button, NameThis):
            asked = await self._questions.look(who, button.token, "which is named")
            return asked if isinstance(asked, Denial) else None
        return None

    async def listed(self, who: Admitted, household: Household, page: int = 0) -> NamesListed:
        return NamesListed(await self._visible(who, household), page, may_name(who.role))

    async def awaited(self, who: Admitted, token: str | None) -> Thing | None:
        """The thing for which the bot has asked this person a name here."""
        asked = await self._questions.look(who, token, "name") if token else Denial.QUESTION_OVER
        return None if isinstance(asked, Denial) else Thing(Sort(asked["sort"]), asked["id"])

    async def heard(
        self, who: Admitted, household: Household, token: str, thing: Thing, name: str
    ) -> Outcome:
        """The name that was asked for; a name that cannot be leaves the question open."""
        named = await self.name(who, household, thing, name)
        if not isinstance(named, NotNamed):
            await self._questions.drop(token)
        return named

    async def name(self, who: Admitted, household: Household, thing: Thing, name: str) -> Outcome:
        """Give the name; asks first where it says something already."""
        name, house = tidied(name), household.known
        if not may_name(who.role):
            return Refused(Denial.NOT_FOR_GUESTS)
        if bearer_of(thing, house) is None:
            return Refused(Denial.BUTTON_OUTDATED)
        if why := misnamed(name):
            return NotNamed(thing, name, why)
        if is_called(thing, name, house):
            return Named(thing, name, already=True)
        bearer = await self._own_bearer(who, name)
        if who.reach and bearer and bearer_of(bearer, house) is None:
            return NotNamed(thing, name, Misnamed.ELSEWHERE)
        if bearer and bearer_of(bearer, house):
            return await self._confirm(who, thing, name, Taken(bearer), moves=True)
        now = self._clock.now().astimezone(ZoneInfo(who.home.timezone))
        context = Context(await self._door.language_of(who.speaker), now)
        if taken := self._words.taken(name, thing, house, context):
            return await self._confirm(who, thing, name, taken)
        return await self._give(who, household, thing, name)

    async def agreed(self, who: Admitted, household: Household, agreed: AgreedNaming) -> Outcome:
        """Yes was said to a name; the role counts now."""
        await self._conversations.asked(who.speaker, None)
        if agreed.kind == "nickname":
            return await self._nicknames.give(who, household, agreed.payload["id"], agreed.payload["name"])
        if not may_name(who.role):
            return Refused(Denial.NOT_FOR_GUESTS)
        thing = Thing(Sort(agreed.payload["sort"]), agreed.payload["id"])
        if bearer_of(thing, household.known) is None:
            return Refused(Denial.BUTTON_OUTDATED)
        return await self._give(who, household, thing, agreed.payload["name"])

    async def _give(self, who: Admitted, household: Household, thing: Thing, name: str) -> Outcome:
        before = await self._own_bearer(who, name)
        alias = Alias(name, thing.sort.value, thing.id, who.speaker.person)
        if not await self._memory.add_alias(who.home.id, alias):
            return NotNamed(thing, name, Misnamed.TOO_MANY)
        await call_by_own_names(self._memory, who.home.id, household)
        self._noting.named(who, household.known, OwnName(name, thing))
        if thing.sort is Sort.DEVICE:
            await self._conversations.spoke_of(who.speaker, [thing.id])
        await self._conversations.asked(who.speaker, None)
        await self._conversations.gave(who.speaker, Given(OwnName(name, thing), moved_from=before))
        renames = may_rename(who, household, thing)
        return Named(thing, name, moved=before is not None, renames=renames)

    async def take_back(self, who: Admitted, household: Household, given: Given) -> Outcome:
        """Undo what was just named."""
        return await self._unnaming.take_back(who, household, given)

    async def _name_or_ask(
        self, who: Admitted, household: Household, thing: Thing, name: str | None
    ) -> Outcome:
        if name is not None:
            return await self.name(who, household, thing, name)
        if bearer_of(thing, household.known) is None:
            return Refused(Denial.BUTTON_OUTDATED)
        payload = {"sort": thing.sort.value, "id": thing.id}
        question = await self._questions.ask(who, "name", payload, REPLY_WITHIN)
        await self._conversations.asked(who.speaker, question.token)
        return AskedName(thing, question.expires)

    async def _which(self, who: Admitted, things: tuple[Thing, ...], name: str | None) -> WhichIsNamed:
        payload = {"things": [[thing.sort.value, thing.id] for thing in things], "name": name}
        question = await self._questions.ask(who, "which is named", payload, REPLY_WITHIN)
        return WhichIsNamed(things, name, question.token)

    async def _picked(self, who: Admitted, household: Household, token: str, place: int) -> Outcome:
        asked = await self._questions.look(who, token, "which is named")
        if isinstance(asked, Denial):
            return Refused(asked)
        if not 0 <= place < len(asked["things"]):
            return Refused(Denial.BUTTON_OUTDATED)
        await self._questions.drop(token)
        sort, id_ = asked["things"][place]
        return await self._name_or_ask(who, household, Thing(Sort(sort), id_), asked["name"])

    async def _confirm(
        self, who: Admitted, thing: Thing, name: str, taken: Taken, moves: bool = False
    ) -> ConfirmName:
        payload = {"sort": thing.sort.value, "id": thing.id, "name": name}
        question = await self._questions.ask(who, "naming", payload)
        await self._conversations.asked(who.speaker, question.token)
        return ConfirmName(thing, name, taken, question.token, question.expires, moves)

    async def _drop(self, who: Admitted, household: Household, mark: str, page: int | None) -> Outcome:
        own = await self._marked(who, household, mark)
        if own is not None:
            await self._memory.drop_alias(who.home.id, own.name)
            await call_by_own_names(self._memory, who.home.id, household)
            self._noting.unnamed(who, household.known, own)
            given = (await self._conversations.of(who.speaker)).given
            if given and given.own == own:
                await self._conversations.gave(who.speaker, None)
        if page is not None:
            return await self.listed(who, household, page)
        return NameDropped(own) if own else Refused(Denial.BUTTON_OUTDATED)

    async def _visible(self, who: Admitted, household: Household) -> tuple[OwnName, ...]:
        """The names of what somebody reaches; whoever reaches everything also sees those of what is gone."""
        await household.named()
        names = own_names(await self._memory.aliases(who.home.id))
        house = household.known
        return tuple(own for own in names if who.reach is None or bearer_of(own.thing, house))

    async def _marked(self, who: Admitted, household: Household, mark: str) -> OwnName | None:
        return next(
            (own for own in await self._visible(who, household) if mark_of_name(own.name) == mark), None
        )

    async def _own_bearer(self, who: Admitted, name: str) -> Thing | None:
        """The thing that people of the home call so, wherever it is."""
        names = own_names(await self._memory.aliases(who.home.id))
        return next((own.thing for own in names if same(own.name) == same(name)), None)


def _things(args: Mapping[str, Any]) -> tuple[Thing, ...]:
    """The things that a request to rename speaks of (bot/intents/naming.py)."""
    one = tuple(Thing(sort, args[sort.value]) for sort in Sort if sort.value in args)
    return one or tuple(
        Thing(sort, id_) for sort in Sort if f"{sort.value}s" in args for id_ in args[f"{sort.value}s"]
    )
