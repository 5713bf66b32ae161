"""The last known listing of each account, so that a restart or another replica need not ask for it first.

What is too large to be worth it is not kept, and what is a month old goes.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.memory.database import prune, upsert
from bot.memory.house_tables import snapshots
from bot.memory.part import Part
from bot.memory.tables import accounts

LARGEST = 1_000_000  # bytes, packed
KEPT = timedelta(days=30)


class Snapshots(Part):
    async def keep_snapshot(self, account: int, taken: datetime, document: Mapping[str, Any]) -> bool:
        """Keep what an account listed, unless a newer one is kept; whether it is worth keeping at all."""
        content = zlib.compress(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode(), 6)
        if len(content) > LARGEST:
            return False
        values = {"taken": taken, "content": content}
        row = upsert(snapshots, {"account": account}, values, only_if=snapshots.c.taken < taken)
        linked = select(accounts.c.id).where(accounts.c.id == account)
        async with self._database.writing() as connection:
            kept = linked.with_for_update(read=True, key_share=True)
            if (await connection.execute(kept)).first() is None:
                return False
            await connection.execute(row)
        return True

    async def snapshot(self, account: int) -> tuple[datetime, Mapping[str, Any]] | None:
        """When it was taken, and the document."""
        query = select(snapshots.c.taken, snapshots.c.content).where(snapshots.c.account == account)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        return (row.taken, json.loads(zlib.decompress(row.content))) if row else None

    async def prune_snapshots(self) -> None:
        async with self._database.writing() as connection:
            await connection.execute(prune(snapshots, snapshots.c.taken <= self._clock.now() - KEPT))
