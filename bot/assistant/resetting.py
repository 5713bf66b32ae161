"""Factory resets: the owners' only, and asked about before they begin."""

from __future__ import annotations

from bot.assistant.door import Admitted, Door
from bot.assistant.noting import Noting
from bot.assistant.questions import Questions
from bot.home.abilities import HasReset
from bot.home.announcer import Address
from bot.home.fit import Misfit, Reason
from bot.home.outcome import Denial, Outcome, Refused
from bot.home.request import Unsupported
from bot.home.resetting import Reset, Resettable
from bot.home.roles import may_reset
from bot.household import Household
from bot.jobs.resets import Resets


class Resetting:
    def __init__(self, resets: Resets, questions: Questions, door: Door, noting: Noting) -> None:
        self._resets = resets
        self._questions = questions
        self._door = door
        self._noting = noting

    async def ask(self, who: Admitted, household: Household, device: str | None) -> Outcome:
        """A reset was asked for, of this device or of one that is still to be chosen."""
        if not may_reset(who.role):
            refused = Refused(Denial.ONLY_OWNERS)
            if device is not None:
                self._noting.reset(who, household.known, refused, device)
            return refused
        if device is None:
            devices = (one.id for one in household.known.devices)
            return Resettable(tuple(id_ for id_ in devices if isinstance(household.cloud_of(id_), HasReset)))
        if not isinstance(household.cloud_of(device), HasReset):
            return Unsupported(device, Reason(Misfit.NO_RESET))
        return await self._questions.sure_of_reset(who, device)

    async def agreed(self, who: Admitted, household: Household, device: str) -> Outcome:
        """Yes was said; the role counts now."""
        if not may_reset(who.role):
            return Refused(Denial.ONLY_OWNERS)
        known, account = household.known.device(device), household.account_of(device)
        if known is None or account is None:
            return Refused(Denial.BUTTON_OUTDATED)
        address = await self._door.address_of(who)
        reset = await self._resets.start(who.home, known, account, address, who.speaker.person)
        self._noting.reset(who, household.known, reset, device)
        return reset

    async def shown_on(self, reset: Reset, address: Address) -> None:
        if address.card is not None:
            await self._resets.show_on(reset, address.card)
