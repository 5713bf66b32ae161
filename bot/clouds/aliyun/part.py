"""What every theme of an Aliyun account works with: the session, the time, and the things bound to it."""

from __future__ import annotations

from bot.clouds.aliyun.features import Feature
from bot.clouds.aliyun.gateway import NAME
from bot.clouds.aliyun.session import Session
from bot.clouds.aliyun.things import Thing, Things
from bot.clouds.client import refusal
from bot.home.capability import Key
from bot.home.clock import Clock
from bot.home.problem import Problem


class Part:
    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._clock = clock
        self._things = Things(session, clock)

    async def _thing(self, device: str) -> Thing:
        """Raises ``CloudError`` (DEVICE_GONE) for a device that is not bound to the account."""
        thing = await self._things.find(device)
        if thing is None:
            raise refusal(NAME, Problem.DEVICE_GONE, "not bound to this account")
        return thing

    async def _feature(self, device: str, key: Key) -> Feature:
        """Raises ``CloudError`` (ACTION_UNKNOWN) for what the device does not have."""
        feature = (await self._thing(device)).feature(key)
        if feature is None:
            raise refusal(NAME, Problem.ACTION_UNKNOWN, f"no {key}")
        return feature
