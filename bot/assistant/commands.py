"""What is shown to whoever gives a command: one outcome for each, of the home as far as they reach."""

from __future__ import annotations

from bot.assistant.browsing import Browsing
from bot.assistant.door import Admitted
from bot.assistant.planning import Planning
from bot.assistant.reasons import Reasons
from bot.assistant.sentences import Understands
from bot.home.button import Browse
from bot.home.outcome import Denial, Failed, Outcome, Refused
from bot.home.request import Manage
from bot.home.shown import Found
from bot.household import Household


class Commands:
    def __init__(
        self, browsing: Browsing, planning: Planning, reasons: Reasons, understander: Understands
    ) -> None:
        self._browsing = browsing
        self._planning = planning
        self._reasons = reasons
        self._understander = understander

    async def browse(self, who: Admitted, household: Household, what: Browse) -> Outcome:
        """The home, or a part of it."""
        house, troubles = await household.house()
        if troubles and not house.devices:
            return Failed(troubles)
        return await self._browsing.browse(who, household, what, troubles)

    async def help(self, who: Admitted, household: Household) -> Outcome:
        """What can be said, with the home to take examples from."""
        await household.house()
        return Manage("help")

    async def why(self, who: Admitted, household: Household) -> Outcome:
        """Why the speaker's last sentence here was read as it was."""
        return self._reasons.of(who, household.known) or Refused(Denial.NOTHING_SAID)

    async def find(self, who: Admitted, household: Household, text: str) -> Outcome:
        """The devices that the speaker looks for, by what is known of them: no device is read."""
        house, _ = await household.house()
        return Found(text, self._understander.find(text, house))

    async def plans(self, who: Admitted, household: Household) -> Outcome:
        """Everything that will be done later."""
        await household.house()
        return await self._planning.plans(who, household)
