"""Logins that were granted become accounts: a new one, or the one that was there."""

from __future__ import annotations

from dataclasses import dataclass

from bot.home.account import PART, WhichAccount
from bot.home.deed import Deed, DeedKind
from bot.home.house import House
from bot.home.signing_in import Granted, Phase, SigningIn, is_same_login
from bot.memory.memory import Memory
from bot.memory.records import Home


def of_accounts(home: Home) -> str:
    """What a transaction is alone with that decides which accounts a home has."""
    return f"accounts of {home.id}"


@dataclass(frozen=True)
class Kept:
    """A login was kept as this account of a home; ``anew``: the account was there before."""

    account: WhichAccount
    anew: bool

    @property
    def deed(self) -> Deed:
        kind = DeedKind.CONNECTED_ANEW if self.anew else DeedKind.CONNECTED
        return Deed(kind, account=self.account)

    def told_with(self, house: House) -> SigningIn:
        """How the login ended, with what the house has by now."""
        phase = Phase.AGAIN if self.anew else Phase.CONNECTED
        return SigningIn(self.account.cloud, phase, devices=len(house.devices), rooms=len(house.rooms))


async def keep_login(memory: Memory, home: Home, cloud: str, granted: Granted) -> Kept:
    which = WhichAccount(cloud, granted.settings.get(PART))
    async with memory.transaction(of_accounts(home)):
        for account in await memory.accounts(home.id):
            if is_same_login(account, cloud, granted.settings):
                await memory.change_account(account.connected_anew(granted.settings, granted.secrets))
                return Kept(which, anew=True)
        await memory.add_account(home.id, cloud, granted.settings, granted.secrets)
    return Kept(which, anew=False)
