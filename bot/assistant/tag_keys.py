"""The keys of the notes on devices, which the cloud cannot list: remembered with the account."""

from __future__ import annotations

import json

from bot.home.account import TAG_KEYS
from bot.household import Household
from bot.memory.memory import Memory


class TagKeys:
    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def of(self, household: Household, device: str) -> tuple[str, ...]:
        """In the order in which they were made."""
        account = household.account_of(device)
        kept = await self._memory.account_setting(account, TAG_KEYS) if account is not None else None
        return tuple(json.loads(kept).get(device, ())) if kept else ()

    async def remember(self, household: Household, device: str, key: str) -> None:
        keys = await self.of(household, device)
        await self._keep(household, device, tuple(dict.fromkeys((*keys, key))))

    async def forget(self, household: Household, device: str, *gone: str) -> None:
        keys = await self.of(household, device)
        await self._keep(household, device, tuple(key for key in keys if key not in gone))

    async def _keep(self, household: Household, device: str, keys: tuple[str, ...]) -> None:
        account = household.account_of(device)
        if account is None:
            return

        def change(kept: str | None) -> str:
            by_device = json.loads(kept) if kept else {}
            return json.dumps({**by_device, device: list(keys)}, ensure_ascii=False)

        await self._memory.change_account_setting(account, TAG_KEYS, change)
