"""Very many homes in one process: what they weigh, and whether the last is served as fast as the first.

``python -m bench.crowd [HOMES]``: as many homes of 30 devices each, in a database (SQLite in a folder of its
own) and behind the real assistant; the clouds answer from the process, so that nothing but ours is measured.
In every home its owner says one sentence, as on the morning after an upgrade. No two homes share an object.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench.homes import MARKS, NOUNS, ROOMS
from bench.lone import memory as held
from bot.assistant import Assistant, Speaker
from bot.assistant.homes import Homes
from bot.home.account import Account
from bot.home.announcer import Address
from bot.home.clock import SystemClock
from bot.home.cloud import Listing
from bot.home.command import Command
from bot.home.document import from_document
from bot.home.effect import Effect, Status
from bot.home.house import Device
from bot.home.outcome import Done, Reply
from bot.home.roles import Role
from bot.intents import Understander
from bot.jobs.follow_up import FollowUps
from bot.jobs.later import later
from bot.memory.memory import Memory
from bot.understanding.lexicon import load_all

HOMES = 10_000
DEVICES = 30
ENDS = 500  # how many of the first and of the last homes are compared
WARM = 200  # sentences that warm up what all homes share, not counted
LANGUAGE = "en"


class Cloud:
    """A vendor that knows its devices and does at once as it is told."""

    name = "yandex"
    lists_values = True

    def __init__(self, number: int) -> None:
        self._number = number

    async def listing(self) -> Listing:
        house = from_document(document(self._number))
        return Listing(house.rooms, (), (), house.devices)

    async def read(self, device: Device) -> Device:
        return device

    async def execute(self, commands: Sequence[Command]) -> tuple[Effect, ...]:
        return tuple(Effect(command, Status.ACCEPTED) for command in commands)


def document(number: int) -> dict[str, Any]:
    """A home of thirty devices in six rooms as a cloud would tell it, every text made anew."""
    rooms, nouns = ROOMS[LANGUAGE].split("|")[:6], NOUNS[LANGUAGE].split("|")
    marks = MARKS[LANGUAGE].split("|")
    devices = []
    for n in range(DEVICES):
        noun, type_ = nouns[n % len(nouns)].split(":")
        name = f"{marks[(number + n // len(nouns)) % len(marks)]} {noun}"
        capabilities: list[dict[str, Any]] = [{"kind": "on_off", "value": False}]
        if type_ == "light":
            percent = {"min": 1, "max": 100, "step": 1, "unit": "percent", "value": 40 + n}
            capabilities += [
                {"kind": "range", "instance": "brightness", **percent},
                {"kind": "color", "models": ["hsv"], "temperature_k": {"min": 2700, "max": 6500}},
            ]
        elif type_ == "thermostat":
            degrees = {"min": 16, "max": 30, "step": 0.5, "unit": "celsius", "value": 21.5}
            modes = [{"value": value, "name": f"Mode {value}"} for value in ("auto", "heat", "eco")]
            capabilities += [
                {"kind": "range", "instance": "temperature", **degrees},
                {"kind": "mode", "instance": "thermostat", "modes": modes, "value": "auto"},
                {"kind": "sensor", "instance": "temperature", "unit": "celsius", "value": 20.5},
            ]
        room = f"h{number}-r{n % len(rooms)}"
        devices.append(
            {
                "id": f"h{number}-d{n:08d}",
                "name": name,
                "type": type_,
                "room": room,
                "capabilities": capabilities,
            }
        )
    named = [{"id": f"h{number}-r{n}", "name": name} for n, name in enumerate(rooms)]
    return {"name": f"Home {number}", "rooms": named, "devices": devices}


class Silent:
    async def announce(self, address: Address, reply: Reply) -> None:
        """Nobody is there to be told."""


async def settle(memory: Memory, homes: int) -> None:
    """All homes with an owner and an account each."""
    for start in range(1, homes + 1, 1000):
        async with memory.transaction():
            for number in range(start, min(start + 1000, homes + 1)):
                home = await memory.add_home(f"Home {number}", LANGUAGE, "UTC")
                await memory.meet(number, f"Owner {number}", LANGUAGE)
                await memory.add_member(home.id, number, Role.OWNER)
                await memory.add_account(home.id, "yandex", {"number": str(number)}, {"token": f"t{number}"})


Timer = Callable[[], float]


async def speak(assistant: Assistant, number: int, timer: Timer = time.perf_counter) -> float:
    """Seconds that one sentence takes in one home."""
    mark = MARKS[LANGUAGE].split("|")[number % len(MARKS[LANGUAGE].split("|"))]
    speaker = Speaker(number, f"Owner {number}", number, "private", LANGUAGE)
    began = timer()
    reply = await assistant.say(speaker, f"turn on the {mark.lower()} lamp in the kitchen")
    took = timer() - began
    assert isinstance(reply.outcome, Done), reply.outcome
    return took


async def main(
    homes: int,
    say: Callable[[str], None] = print,
    warm: int = WARM,
    ends: int = ENDS,
    timer: Timer = time.perf_counter,
) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        memory = await Memory.open(Path(folder), None, SystemClock())
        await settle(memory, homes)
        assistant = _assistant(memory)
        before = held()[1]
        say(f"{homes} homes of {DEVICES} devices are in the database; the process holds {before:.0f} MB")
        times = []
        for number in range(1, homes + 1):
            times.append(await speak(assistant, number, timer))
            if number % max(homes // 5, 1) == 0:
                say(f"{number} homes were spoken with; the process holds {held()[1]:.0f} MB")
        first = median(times[warm : warm + ends]) * 1000
        last = median(times[-ends:]) * 1000
        again = median([await speak(assistant, homes, timer) for _ in range(ends)]) * 1000
        most, after = held()
        say(f"first homes {first:.2f} ms, last homes {last:.2f} ms, ratio {last / first:.2f}")
        say(f"a home that was spoken with a moment ago: {again:.2f} ms")
        say(f"a home weighs {(after - before) * 1024 / homes:.1f} KB; at most {most:.0f} MB were held")
        await memory.close()
        return {
            "ratio": last / first,
            "megabytes": after,
            "kilobytes a home": (after - before) * 1024 / homes,
        }


def _assistant(memory: Memory) -> Assistant:
    clock = SystemClock()

    def connect(account: Account) -> Cloud:
        return Cloud(int(account.settings["number"]))

    return Assistant(
        memory,
        Homes(memory, connect, clock),
        Understander(load_all()),
        FollowUps(Silent()),
        clock,
        later(memory, clock),
    )


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else HOMES))
