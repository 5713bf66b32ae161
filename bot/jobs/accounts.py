"""Keeps the logins of all accounts alive, whether anybody speaks to the homes or not.

An idle login dies: Aliyun's refresh token after 200 hours, and then somebody has to log in by hand. So every
account is looked at now and then; its cloud renews what is due, which is a call or two a day at most. Where
that does not succeed for days, the owner is warned while there is time.

Renewals are not background calls (bot/home/background.py): a login must not die of a spent budget, and a
person who needs the new token at that moment waits for the same renewal.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot.home.abilities import KeepsSession, SessionState
from bot.home.clock import Clock
from bot.home.errors import CloudError, HomeError
from bot.home.problem import OF_THE_LOGIN
from bot.jobs.notices import Kind, Notices
from bot.jobs.whose import HouseholdOf
from bot.memory.memory import Memory

LOOK_EVERY = 600.0  # seconds
WARN_AHEAD = timedelta(hours=200) - timedelta(days=6)  # an Aliyun login that was idle for six days
DAY = timedelta(days=1)

log = logging.getLogger(__name__)


class Accounts:
    """``look`` is one round over every account of every home."""

    def __init__(self, memory: Memory, household_of: HouseholdOf, notices: Notices, clock: Clock) -> None:
        self._memory = memory
        self._household_of = household_of
        self._notices = notices
        self._clock = clock

    async def look(self) -> None:
        self._notices.listen_afresh()
        for home in await self._memory.homes():
            try:
                household = await self._household_of(home)
            except HomeError as error:
                log.warning("home %d cannot be looked after: %s", home.id, error)
                continue
            for account, cloud in household.clouds.items():
                if isinstance(cloud, KeepsSession):
                    await self._keep(account, cloud)

    async def _keep(self, account: int, cloud: KeepsSession) -> None:
        try:
            state = await cloud.keep()
        except CloudError as error:
            log.warning("account %d: its login was not kept: %s", account, error)
            if error.problem in OF_THE_LOGIN:
                self._notices.heard(account, error.problem)
            return
        days_left = _days_left(state, self._clock.now())
        if days_left is None:
            await self._notices.withdraw(account, Kind.AGEING)
        else:
            await self._notices.ageing(account, days_left)


def _days_left(state: SessionState, now: datetime) -> int | None:
    """Within how many days the login ends, at least one; None while that is far away."""
    if state.login_ends is None or state.login_ends - now > WARN_AHEAD:
        return None
    return max(1, -((now - state.login_ends) // DAY))
