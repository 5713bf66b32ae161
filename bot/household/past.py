"""What was of a device: from its cloud where that keeps a history, else from what the bot has noted down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.home.abilities import Happened, HasHistory, Moment
from bot.home.capability import Event, Key
from bot.home.errors import CloudError
from bot.home.house import Device
from bot.home.problem import Problem
from bot.household.household import Household
from bot.household.samples import Sampled

MARKED = 2  # events of a device that are marked on the chart of its values: each may cost three calls


@dataclass(frozen=True)
class Past:
    """Values and events between two moments, oldest first; ``problem``: why there are none.

    ``noted``: they are the bot's own notes, which begin at ``noted_since``.
    """

    moments: tuple[Moment, ...] = ()
    happened: tuple[Happened, ...] = ()
    problem: Problem | None = None
    noted: bool = False
    noted_since: datetime | None = None


async def past_of(
    household: Household,
    device: Device,
    key: Key,
    since: datetime,
    until: datetime,
    samples: Sampled | None = None,
) -> Past | None:
    """``samples`` are those that the bot took itself; None where nobody keeps a history of the device."""
    cloud = household.cloud_of(device.id)
    if isinstance(cloud, HasHistory):
        return await _kept_by(cloud, device, key, since, until)
    if samples is None:
        return None
    past = await _kept_by(samples, device, key, since, until)
    return replace(past, noted=True, noted_since=await samples.kept_since(device.id, key))


async def _kept_by(keeper: HasHistory, device: Device, key: Key, since: datetime, until: datetime) -> Past:
    try:
        if key.kind == "event":
            happened = await keeper.happenings(device.id, key.instance, since, until, newest_first=False)
            return Past(happened=happened)
        moments = await keeper.history(device.id, key, since, until, newest_first=False)
    except CloudError as error:
        return Past(problem=error.problem)
    return Past(moments, await _marks(keeper, device, since, until))


async def _marks(
    keeper: HasHistory, device: Device, since: datetime, until: datetime
) -> tuple[Happened, ...]:
    """A chart is not worse for the want of them."""
    found: list[Happened] = []
    events = [c for c in device.capabilities if isinstance(c, Event)]
    for event in events[:MARKED]:
        try:
            found += await keeper.happenings(device.id, event.instance, since, until, newest_first=False)
        except CloudError:
            continue
    return tuple(sorted(found, key=lambda one: one.at))
