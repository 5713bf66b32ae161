"""A name that was just given is taken back: by "undo", or by the button beside what was told of it."""

from __future__ import annotations

from bot.assistant.conversations import Conversations
from bot.assistant.door import Admitted
from bot.assistant.homes import call_by_own_names
from bot.assistant.nicknames import Nicknames
from bot.assistant.noting import Noting
from bot.home.named import NameDropped
from bot.home.names_buttons import mark_of_name
from bot.home.naming import Given, OwnName, Thing, bearer_of, same
from bot.home.outcome import Denial, Outcome, Refused
from bot.home.roles import may_name
from bot.household import Household
from bot.memory.memory import Memory
from bot.memory.records import Alias


class Unnaming:
    def __init__(
        self, memory: Memory, conversations: Conversations, nicknames: Nicknames, noting: Noting
    ) -> None:
        self._memory = memory
        self._conversations = conversations
        self._nicknames = nicknames
        self._noting = noting

    async def pressed(self, who: Admitted, household: Household, mark: str) -> Outcome:
        """As long as the conversation knows of it; what was before that, nobody remembers."""
        given = (await self._conversations.of(who.speaker)).given
        if given is None or mark_of_name(given.own.name) != mark:
            return Refused(Denial.BUTTON_OUTDATED)
        return await self.take_back(who, household, given)

    async def take_back(self, who: Admitted, household: Household, given: Given) -> Outcome:
        """Here, and in the vendor's app if it was given there too; nothing where somebody may not do both."""
        if not may_name(who.role):
            return Refused(Denial.NOT_FOR_GUESTS)
        nickname = await self._nicknames.take_back(who, household, given)
        if isinstance(nickname, Denial):
            return Refused(nickname)
        await self._conversations.gave(who.speaker, None)
        if not given.at_home:
            return nickname or Refused(Denial.BUTTON_OUTDATED)
        returned = await self._drop(who, household, given)
        return NameDropped(given.own, returned, nickname)

    async def _drop(self, who: Admitted, household: Household, given: Given) -> Thing | None:
        """The name goes, or goes back to what had it before; not if it is another thing's by now."""
        own, before, house = given.own, given.moved_from, household.known
        bearers = {same(alias.name): alias.target for alias in await self._memory.aliases(who.home.id)}
        if bearers.get(same(own.name)) != own.thing.id:
            return None
        if before is None or bearer_of(before, house) is None:
            await self._memory.drop_alias(who.home.id, own.name)
            self._noting.unnamed(who, house, own)
            before = None
        else:
            alias = Alias(own.name, before.sort.value, before.id, who.speaker.person)
            await self._memory.add_alias(who.home.id, alias)
            self._noting.named(who, house, OwnName(own.name, before))
        await call_by_own_names(self._memory, who.home.id, household)
        return before
