"""Updates that come twice: after a crash, or an answer that Telegram did not hear, it repeats them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from aiogram import BaseMiddleware
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.types import TelegramObject, Update

from bot.home.errors import HomeError
from bot.home.once import beginning_with

KEPT = 5_000


class KeepsUpdates(Protocol):
    """Who deals with which update; among replicas and over restarts where it is kept in the database."""

    async def claim(self, id: int) -> bool:
        """Whether it is ours to deal with; ``HomeError`` while somebody else is at it, who may yet die."""

    async def begin(self, id: int) -> bool:
        """Write down that something is about to be done; False where somebody had begun before."""

    async def finish(self, id: int) -> None: ...

    async def release(self, id: int) -> None:
        """It could not be dealt with, and may be tried again."""

    async def recall(self, id: int, step: str) -> Any:
        """What a step of it made, for whoever dealt with it before and did not come to the end."""

    async def keep(self, id: int, step: str, made: Any) -> None:
        """Raises ``HomeError`` where it is in other hands."""


class UpdatesInProcess:
    """Of very many updates the last ones, for a bot without a memory."""

    def __init__(self) -> None:
        self._ids: OrderedDict[int, None] = OrderedDict()

    async def claim(self, id: int) -> bool:
        if id in self._ids:
            return False
        self._ids[id] = None
        if len(self._ids) > KEPT:
            self._ids.popitem(last=False)
        return True

    async def begin(self, id: int) -> bool:
        return True

    async def finish(self, id: int) -> None:
        pass

    async def release(self, id: int) -> None:
        self._ids.pop(id, None)

    async def recall(self, id: int, step: str) -> Any:
        return None

    async def keep(self, id: int, step: str, made: Any) -> None:
        pass


class _Steps:
    def __init__(self, kept: KeepsUpdates, id: int) -> None:
        self._kept = kept
        self._id = id

    async def recall(self, step: str) -> Any:
        return await self._kept.recall(self._id, step)

    async def keep(self, step: str, made: Any) -> None:
        await self._kept.keep(self._id, step, made)


class Seen(BaseMiddleware):
    """Lets every update through once, by its id; again only where it could not be dealt with at all."""

    def __init__(self, kept: KeepsUpdates | None = None) -> None:
        self._kept = kept or UpdatesInProcess()

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        if not isinstance(event, Update):
            return await handler(event, data)
        id_ = event.update_id
        if not await self._kept.claim(id_):
            return UNHANDLED
        try:
            with beginning_with(lambda: self._kept.begin(id_), _Steps(self._kept, id_)):
                answer = await handler(event, data)
        except HomeError:
            await self._kept.release(id_)
            raise
        except Exception:
            await self._kept.finish(id_)
            raise
        await self._kept.finish(id_)
        return answer
