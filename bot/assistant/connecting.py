"""The accounts of a home: owners see them, sign in to clouds and part with them, in private only."""

from __future__ import annotations

from collections import Counter
from typing import assert_never

from bot.assistant.door import Admitted, Door
from bot.assistant.furnishing import Furnishing
from bot.assistant.homes import Homes
from bot.assistant.login_codes import LoginCodes
from bot.assistant.noting import Noting
from bot.assistant.questions import Questions
from bot.assistant.tries import Tries
from bot.home.account import PART
from bot.home.account_buttons import (
    AgreeDisconnect,
    AskDisconnect,
    ChoosePart,
    ConnectCloud,
    OfAccounts,
    ShowAccounts,
    StopSigningIn,
)
from bot.home.announcer import Address
from bot.home.errors import CloudError
from bot.home.founding import DEMO
from bot.home.outcome import Denial, Outcome, Refused
from bot.home.problem import OF_THE_LOGIN
from bot.home.roles import Role
from bot.home.signing_in import AccountLine, AccountsShown, ConfirmDisconnect, Phase, SigningIn, Standing
from bot.household import Household
from bot.jobs.signing_in import Logins
from bot.memory.memory import Memory

KIND = "disconnect"


class Connecting:
    def __init__(
        self,
        memory: Memory,
        door: Door,
        questions: Questions,
        logins: Logins,
        homes: Homes,
        furnishing: Furnishing,
        codes: LoginCodes,
        tries: Tries,
        noting: Noting,
    ) -> None:
        self._memory = memory
        self._door = door
        self._questions = questions
        self._logins = logins
        self._homes = homes
        self._furnishing = furnishing
        self._codes = codes
        self._tries = tries
        self._noting = noting

    async def denial(self, who: Admitted, button: OfAccounts) -> Denial | None:
        """Why a press is refused, as far as that can be told at once."""
        if who.speaker.chat_type != "private":
            return Denial.ONLY_IN_PRIVATE
        if who.role is not Role.OWNER:
            return Denial.ONLY_OWNERS
        if isinstance(button, AgreeDisconnect):
            question = await self._questions.pending(who, button.token, KIND)
            return question if isinstance(question, Denial) else None
        return None

    async def press(self, who: Admitted, household: Household, button: OfAccounts) -> Outcome:
        if denial := await self.denial(who, button):
            return Refused(denial)
        match button:
            case ShowAccounts():
                return await self._shown(who, household)
            case ConnectCloud(cloud=cloud, again=again):
                return await self._begin(who, household, cloud, again)
            case ChoosePart(job=job, place=place):
                return await self._choose(who, job, place)
            case StopSigningIn(job=job):
                stopped = await self._logins.stop(who.home, job)
                return stopped or await self._shown(who, household)
            case AskDisconnect(account=account):
                return await self._ask(who, household, account)
            case AgreeDisconnect(token=token):
                return await self._disconnect(who, household, token)
        assert_never(button)

    async def shown_on(self, login: SigningIn, address: Address) -> None:
        if address.card is not None:
            await self._logins.show_on(login, address.card)

    async def _begin(self, who: Admitted, household: Household, cloud: str, again: int | None) -> Outcome:
        if cloud == DEMO:
            return await self._furnishing.furnish(who)
        if cloud not in self._logins.offered:
            return Refused(Denial.BUTTON_OUTDATED)
        if not self._tries.another(who.speaker.person):
            return SigningIn(cloud, Phase.TOO_OFTEN)
        if self._logins.takes_code(cloud):
            return await self._codes.ask(who, cloud)
        address = await self._door.address_of(who)
        try:
            begun = await self._logins.begin(who.home, cloud, address, who.speaker.person, again)
            return begun or await self._shown(who, household)
        except CloudError:
            return SigningIn(cloud, Phase.FAILED)

    async def _choose(self, who: Admitted, job: int, place: int) -> Outcome:
        kept = await self._logins.choose(who.home, job, place, who.speaker.person)
        if kept is None:
            return Refused(Denial.BUTTON_OUTDATED)
        self._noting.connected(who, kept)
        self._homes.drop(who.home.id)
        house, _ = await (await self._homes.whole(who.home)).house()
        return kept.told_with(house)

    async def _shown(self, who: Admitted, household: Household) -> AccountsShown:
        return AccountsShown(who.home.name, await self._lines(who, household), self._logins.offered)

    async def _lines(self, who: Admitted, household: Household) -> tuple[AccountLine, ...]:
        house, troubles = await household.house()
        counts = Counter(household.account_of(device.id) for device in house.devices)
        problems = {trouble.account: trouble.problem for trouble in troubles}
        lines = []
        for account in await self._memory.accounts(who.home.id):
            problem, part = problems.get(account.id), account.settings.get(PART)
            standing = Standing.WORKS if problem is None else Standing.SILENT
            if problem in OF_THE_LOGIN:
                standing = Standing.NEEDS_LOGIN
            lines.append(AccountLine(account.id, account.cloud, standing, counts[account.id], part))
        return tuple(lines)

    async def _ask(self, who: Admitted, household: Household, account: int) -> Outcome:
        line = next((one for one in await self._lines(who, household) if one.account == account), None)
        if line is None:
            return Refused(Denial.BUTTON_OUTDATED)
        question = await self._questions.ask(who, KIND, {"account": account})
        return ConfirmDisconnect(line, question.token, question.expires)

    async def _disconnect(self, who: Admitted, household: Household, token: str) -> Outcome:
        question = await self._questions.settle(who, token, KIND)
        if isinstance(question, Denial):
            return Refused(question)
        account = await self._memory.account(int(question.payload["account"]))
        if account is None or account.home != who.home.id:
            return Refused(Denial.BUTTON_OUTDATED)
        if not await self._memory.remove_account(account.id):
            return Refused(Denial.BUTTON_OUTDATED)  # another owner was quicker
        self._noting.disconnected(who, account.which)
        self._homes.drop(who.home.id)
        left = tuple(line for line in await self._lines(who, household) if line.account != account.id)
        return AccountsShown(who.home.name, left, self._logins.offered)
