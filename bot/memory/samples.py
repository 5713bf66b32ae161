"""What devices were like, where no cloud remembers it. For how long is the operator's choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.dialects.postgresql import insert  # SQLite has the same clause in the same words
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.home.abilities import Moment
from bot.home.capability import Key
from bot.home.sampling import Sample
from bot.memory.database import prune
from bot.memory.part import Part
from bot.memory.sample_tables import samples, series
from bot.memory.tables import homes

SAMPLES_DAYS = 31


class Samples(Part):
    samples_days = SAMPLES_DAYS
    """How long samples are kept; 0: none are written."""

    async def write_samples(self, taken: Mapping[int, Sequence[Sample]]) -> None:
        """Keep samples of some homes; what is kept already is so once, and of a home that is gone nothing."""
        if not self.samples_days:
            return
        async with self._database.writing() as connection:
            there = select(homes.c.id).where(homes.c.id.in_(taken)).order_by(homes.c.id)
            kept = there.with_for_update(read=True, key_share=True)
            for home in (await connection.execute(kept)).scalars().all():
                numbers = await _numbers(connection, home, taken[home])
                rows = [
                    {
                        "series": numbers[sample.device, str(sample.key)],
                        "at": sample.at,
                        "value": sample.value,
                    }
                    for sample in taken[home]
                ]
                await connection.execute(insert(samples).on_conflict_do_nothing(), rows)

    async def moments(
        self, home: int, device: str, key: Key, since: datetime, until: datetime
    ) -> tuple[Moment, ...]:
        """The values between two moments, oldest first, after the last one before them, if there is one."""
        own = _of(home, device, key)
        before = select(func.max(samples.c.at)).join(series).where(own, samples.c.at < since)
        async with self._database.reading() as connection:
            first = (await connection.execute(before)).scalar_one_or_none()
            query = select(samples.c.at, samples.c.value).join(series)
            query = query.where(own, samples.c.at >= (first or since), samples.c.at < until)
            rows = await connection.execute(query.order_by(samples.c.at))
            return tuple(Moment(*row) for row in rows)

    async def sampled_since(self, home: int, device: str, key: Key) -> datetime | None:
        """When the oldest value that is kept was there; None: none is."""
        query = select(func.min(samples.c.at)).join(series).where(_of(home, device, key))
        async with self._database.reading() as connection:
            first: datetime | None = (await connection.execute(query)).scalar_one_or_none()
        return first

    async def prune_samples(self) -> None:
        too_old = self._clock.now() - timedelta(days=self.samples_days)
        empty = ~select(samples.c.series).where(samples.c.series == series.c.id).exists()
        async with self._database.writing() as connection:
            await connection.execute(prune(samples, samples.c.at <= too_old))
            await connection.execute(delete(series).where(empty))


def _of(home: int, device: str, key: Key) -> ColumnElement[bool]:
    return (series.c.home == home) & (series.c.device == device) & (series.c.key == str(key))


async def _numbers(
    connection: AsyncConnection, home: int, taken: Iterable[Sample]
) -> Mapping[tuple[str, str], int]:
    """The series of some samples; new ones are begun."""
    names = sorted({(sample.device, str(sample.key)) for sample in taken})
    rows = [{"home": home, "device": device, "key": key} for device, key in names]
    own = (series.c.home == home) & series.c.device.in_({device for device, _ in names})
    query = select(series.c.device, series.c.key, series.c.id).where(own).order_by(series.c.id)
    query = query.with_for_update(read=True, key_share=True)  # one that was empty may be about to go
    known = {(device, key): number for device, key, number in await connection.execute(query)}
    if missing := [row for row in rows if (row["device"], row["key"]) not in known]:
        await connection.execute(insert(series).on_conflict_do_nothing(), missing)
        known = {(device, key): number for device, key, number in await connection.execute(query)}
    return known
