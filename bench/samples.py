"""How many samples a home leaves in a day, and what they weigh.

``python -m bench.samples [HOMES]``: homes of 30 devices (12 lamps and plugs, 8 thermometers with humidity, 6
doors, 4 plugs that measure), read every six minutes for a day as alarms do. Thermometers follow the day and
tremble as cheap ones do, people come and go at random hours. Written to SQLite in a folder of its own.
"""

from __future__ import annotations

import asyncio
import math
import random
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bot.home.capability import Choice, Event, OnOff, Sensor
from bot.home.cloud import Cloud, Listing
from bot.home.history import kept_of
from bot.home.house import Device
from bot.household import Household
from bot.jobs.sampling import Sampler
from bot.memory.memory import Memory

HOMES = 20
DEVICES = 30
EVERY = timedelta(minutes=6)
DAY = datetime(2026, 11, 23, tzinfo=UTC)
OPEN = (Choice("opened"), Choice("closed"))


class Time:
    def __init__(self) -> None:
        self.moment = DAY

    def now(self) -> datetime:
        return self.moment


class Vendor:
    """Only what sampling needs: a listing with values."""

    name = "yandex"
    lists_values = True

    def __init__(self, time: Time, chance: random.Random) -> None:
        self._time = time
        self._chance = chance
        self._presses = {n: sorted(chance.uniform(0, 24) for _ in range(6)) for n in range(DEVICES)}

    async def listing(self) -> Listing:
        return Listing(devices=tuple(self._devices()))

    def _devices(self) -> Iterator[Device]:
        hour = (self._time.now() - DAY).total_seconds() / 3600
        for n in range(DEVICES):
            is_on = sum(press <= hour for press in self._presses[n]) % 2 == 1
            yield Device(
                f"{n:08}-51ae-4c3f-9c1d-7f6b1c2d3e4f", f"Thing {n}", capabilities=self._now(n, hour, is_on)
            )

    def _now(self, n: int, hour: float, is_on: bool) -> tuple[OnOff | Sensor | Event, ...]:
        tremble = partial(self._chance.gauss, 0)
        if n < 12:
            return (OnOff(value=is_on),)
        if n < 20:
            warmth = 21 + 1.5 * math.sin((hour - 9) / 24 * 2 * math.pi) + tremble(0.05)
            humidity = 45 + 5 * math.sin(hour / 5) + tremble(0.5)
            return (
                Sensor(instance="temperature", unit="celsius", value=round(warmth, 1)),
                Sensor(instance="humidity", unit="percent", value=round(humidity)),
            )
        if n < 26:
            return (Event(instance="open", choices=OPEN, value="opened" if is_on else "closed"),)
        power = round(max(0.0, 60 + tremble(2)), 1) if is_on else 0.0
        return OnOff(value=is_on), Sensor(instance="power", unit="watt", value=power)


async def measure(homes: int, folder: Path) -> None:
    time, chance = Time(), random.Random(7)
    memory = await Memory.open(folder, None, time)
    households: dict[int, Household] = {}
    sampler = Sampler(memory, time, households.get)
    for n in range(homes):
        home = await memory.add_home(f"Home {n}", "en", "UTC")
        cloud: Cloud = Vendor(time, chance)  # type: ignore[assignment]  # it is never told anything
        households[home.id] = Household(home.name, {n: cloud}, time, hear=partial(sampler.learned, home.id))
    empty = _size(folder)
    while time.moment < DAY + timedelta(days=1):
        for household in households.values():
            await household.house(timedelta())
        await sampler.write()
        time.moment += EVERY
    rows = sum(
        [
            len(await memory.moments(home, d.id, key, DAY, time.moment))
            for home, household in households.items()
            for d in household.known.devices
            for key in kept_of(d)
        ]
    )
    await memory.close()
    weight = _size(folder) - empty
    print(f"{homes} homes of {DEVICES} devices, a day: {rows} samples")
    print(f"{rows / homes:.0f} a home, {rows / homes / DEVICES:.1f} a device, {weight / rows:.0f} bytes each")


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir() if "housemate.db" in path.name)


def main() -> None:
    homes = int(sys.argv[1]) if len(sys.argv) > 1 else HOMES
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(homes, Path(folder)))


if __name__ == "__main__":
    main()
