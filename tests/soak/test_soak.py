"""Bots are killed, databases restarted, updates come twice: what was said is done once, in order, or told.

``HOUSEMATE_SOAK`` is how many sentences are said; without it a few, for every run of the tests.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from tests.databases import Place, stolen
from tests.ports import free_port
from tests.redis_server import RedisServer, own_redis
from tests.running import Process
from tests.soak.load import Street, Tally, all_delivered
from tests.soak.servers import PostgresServer, Replica, own_postgres, proxy

SAID = int(os.environ.get("HOUSEMATE_SOAK", "100"))
HOMES = 50
REPLICAS = int(os.environ.get("HOUSEMATE_SOAK_REPLICAS", "2"))
A_SECOND = float(os.environ.get("HOUSEMATE_SOAK_PACE", "12"))
SMALL_KILLS = 20 if "HOUSEMATE_SOAK" in os.environ else 5
SETTLED_WITHIN = 300.0 + SAID / 4
KEY = Fernet.generate_key().decode()


@asynccontextmanager
async def _sandbox() -> AsyncIterator[dict[str, str]]:
    process = Process(
        "sandbox", "--no-bot", "--port", "0", "--no-limits", "--duplicate", "5%", "--homes", str(HOMES)
    )
    try:
        environment: dict[str, str] = {}
        while line := await asyncio.to_thread(process.line):
            name, _, given = line.partition("=")
            environment[name] = given
        yield environment
    finally:
        process.stop()


@dataclass
class Run:
    """One soak: who is killed, how often, and what is restarted after how many sentences."""

    environment: dict[str, str]
    replicas: list[Replica]
    restarts: dict[int, PostgresServer | RedisServer] = field(default_factory=dict)
    least_kills: int = 1
    metrics: bytes = b""

    @property
    def kills(self) -> int:
        return sum(replica.starts - 1 for replica in self.replicas)

    async def whole(self) -> Tally:
        """Say everything while bots die, until it is dealt with; the bots live at the end."""
        for replica in self.replicas:  # the first one plants the homes
            replica.start()
            await replica.ready()
        street = Street(self.environment["SANDBOX_URL"], HOMES)
        await street.meet()
        killing = asyncio.create_task(self._kill_for_ever())
        try:
            await self._say_everything(street, killing)
        finally:
            killing.cancel()
        killed = (await asyncio.gather(killing, return_exceptions=True))[0]
        assert isinstance(killed, asyncio.CancelledError), killed
        for replica in self.replicas:
            await replica.revive()
        telegram, token = self.environment["TELEGRAM_API"], self.environment["TELEGRAM_TOKEN"]
        await all_delivered(telegram, token, SETTLED_WITHIN)
        tally = await street.tally()
        await street.close()
        for replica in self.replicas:
            self.metrics += (await replica.metrics()).encode()
        return tally

    async def _say_everything(self, street: Street, killing: asyncio.Task[None]) -> None:
        """Slower where the bots have not died often enough yet."""
        for number in range(SAID):
            await street.says(number)
            await asyncio.sleep(1 / A_SECOND)
            if server := self.restarts.get(number):
                await asyncio.to_thread(server.stop)
                await asyncio.to_thread(server.start)
            if number % 500 == 499:
                await street.note_writes()
            while not killing.done() and self.kills * SAID < number * self.least_kills:  # noqa: ASYNC110
                await asyncio.sleep(0.05)

    async def _kill_for_ever(self) -> None:
        """One after the other, the next as soon as the last one is ready again."""
        turn = 0
        chance = random.Random(7)
        while True:
            replica = self.replicas[turn % len(self.replicas)]
            await asyncio.sleep(chance.uniform(0.2, 1.0))
            self.metrics += (await replica.metrics()).encode()
            replica.kill()
            replica.start()
            await replica.ready()
            turn += 1


@pytest.mark.process
async def test_replicas_that_are_killed_do_everything_once_and_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with own_postgres() as postgres, own_redis(tmp_path) as redis:
        async with _sandbox() as environment:
            port = free_port()
            own = {
                **_settings(environment),
                "HOUSEMATE_DATABASE": postgres.url,
                "HOUSEMATE_REDIS": redis.url,
                "HOUSEMATE_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
            }
            replicas = [Replica(f"bot{n}", tmp_path, own) for n in range(REPLICAS)]
            run = Run(environment, replicas, {SAID // 3: postgres, 2 * SAID // 3: redis})
            try:
                async with proxy(port, replicas):
                    tally = await run.whole()
                    with capsys.disabled():
                        print(f"\nsoak: {REPLICAS} replicas, {run.kills} kills, {tally}")
                    await _assert_nothing_leaked(run, await stolen(Place(tmp_path, postgres.url)))
            finally:
                for replica in replicas:
                    replica.kill()
    _assert_all_is_told(tally)


@pytest.mark.process
async def test_the_small_installation_is_killed_and_its_file_stays_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with _sandbox() as environment:
        bot = Replica("bot", tmp_path, _settings(environment), webhook=False)
        run = Run(environment, [bot], least_kills=SMALL_KILLS)
        try:
            tally = await run.whole()
            place = Place(tmp_path / "bot", None)
            await _assert_nothing_leaked(run, await stolen(place))
        finally:
            bot.kill()
    with capsys.disabled():
        print(f"\nsoak: SQLite, {run.kills} kills, {tally}")
    with closing(sqlite3.connect(tmp_path / "bot" / "housemate.db")) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
    _assert_all_is_told(tally)
    assert run.kills >= SMALL_KILLS


def _settings(environment: dict[str, str]) -> dict[str, str]:
    logging = {"HOUSEMATE_LOG_FORMAT": "json", "HOUSEMATE_LOG_LEVEL": "INFO"}
    return {**environment, **logging, "HOUSEMATE_SECRET_KEY": KEY}


def _assert_all_is_told(tally: Tally) -> None:
    assert tally.said == SAID
    assert (tally.twice, tally.disordered, tally.lost) == (0, 0, 0), "\n".join(tally.troubles)


async def _assert_nothing_leaked(run: Run, database: bytes) -> None:
    """Neither the database, nor the logs, nor what the metrics said in any of the bots' lives."""
    homes = json.loads(Path(run.environment["HOUSEMATE_SEED"]).read_text())["homes"]
    secrets = {s for home in homes for account in home["accounts"] for s in account["secrets"].values()}
    names = ("TELEGRAM_TOKEN", "YANDEX_CLIENT_SECRET", "ALIYUN_APP_SECRET")
    secrets |= {run.environment[name] for name in names}
    secrets = {str(secret) for secret in secrets if len(str(secret)) >= 8} | {KEY}
    assert len(secrets) > HOMES
    shown = {replica.log.name: replica.log.read_bytes() for replica in run.replicas}
    shown |= {"metrics": run.metrics, "the database": database}
    assert all(len(text) > 1000 for text in shown.values())
    leaks = [(where, len(s)) for where, text in shown.items() for s in secrets if s.encode() in text]
    assert leaks == []


def test_the_street_counts_what_is_lost_doubled_or_out_of_order() -> None:
    from tests.soak.load import _add

    tally = Tally()
    _add(tally, 1, [18, 19, 20, 21], [18, 20, 20, 21, 19], unknown=[])
    assert (tally.said, tally.reached, tally.lost) == (4, 3, 1)
    assert tally.twice + tally.disordered == 2
    assert tally.troubles
    unsure = Tally()
    _add(unsure, 1, [18, 19, 20], [18, 20], unknown=[20])
    assert (unsure.told_unknown, unsure.lost) == (0, 1), "another sentence's card tells nothing of this one"
    fine = Tally()
    _add(fine, 1, [18, 19, 20], [18, 20], unknown=[18, 19])
    assert (fine.reached, fine.told_unknown, fine.lost, fine.twice, fine.troubles) == (2, 1, 0, 0, [])
