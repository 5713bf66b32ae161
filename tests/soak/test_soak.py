"""Bots are killed, databases restarted, updates come twice: what was said is done once, in order, or told.

``HOUSEMATE_SOAK`` is how many sentences are said; without it a few, for every run of the tests.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from tests.databases import Place, stolen
from tests.redis_server import RedisServer, own_redis
from tests.running import Process
from tests.soak.load import Street, Tally, all_delivered
from tests.soak.servers import PostgresServer, Replica, free_port, own_postgres, proxy

SAID = int(os.environ.get("HOUSEMATE_SOAK", "100"))
HOMES = 50
REPLICAS = int(os.environ.get("HOUSEMATE_SOAK_REPLICAS", "2"))
A_SECOND = float(os.environ.get("HOUSEMATE_SOAK_PACE", "12"))
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


@pytest.mark.process
async def test_replicas_that_are_killed_do_everything_once_and_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with own_postgres() as postgres, own_redis(tmp_path) as redis:
        async with _sandbox() as environment:
            port = free_port()
            own = {
                **environment,
                "HOUSEMATE_DATABASE": postgres.url,
                "HOUSEMATE_REDIS": redis.url,
                "HOUSEMATE_SECRET_KEY": KEY,
                "HOUSEMATE_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
                "HOUSEMATE_LOG_FORMAT": "json",
                "HOUSEMATE_LOG_LEVEL": "INFO",
            }
            replicas = [Replica(f"bot{n}", tmp_path, own) for n in range(REPLICAS)]
            async with proxy(port, replicas):
                try:
                    for replica in replicas:  # the first one plants the homes
                        replica.start()
                        await replica.ready()
                    street = Street(environment["SANDBOX_URL"], HOMES)
                    await street.meet()
                    restarts: dict[int, PostgresServer | RedisServer] = {
                        SAID // 3: postgres,
                        2 * SAID // 3: redis,
                    }
                    killing = asyncio.create_task(_kill_for_ever(replicas))
                    for number in range(SAID):
                        await street.says(number)
                        await asyncio.sleep(1 / A_SECOND)
                        if server := restarts.get(number):
                            await asyncio.to_thread(server.stop)
                            await asyncio.to_thread(server.start)
                        if number % 500 == 499:
                            await street.note_writes()
                    killing.cancel()
                    killed = (await asyncio.gather(killing, return_exceptions=True))[0]
                    assert isinstance(killed, asyncio.CancelledError), killed
                    for replica in replicas:
                        await replica.revive()
                    telegram, token = environment["TELEGRAM_API"], environment["TELEGRAM_TOKEN"]
                    await all_delivered(telegram, token, SETTLED_WITHIN)
                    tally = await street.tally()
                    await street.close()
                    kills = sum(replica.starts - 1 for replica in replicas)
                    with capsys.disabled():
                        print(f"\nsoak: {REPLICAS} replicas, {kills} kills, {tally}")
                    await _assert_nothing_leaked(environment, replicas, postgres.url, tmp_path)
                finally:
                    for replica in replicas:
                        replica.kill()
    _assert_all_is_told(tally)
    assert kills >= 1


async def _kill_for_ever(replicas: list[Replica]) -> None:
    """One after the other, the next as soon as the last one is ready again."""
    turn = 0
    chance = random.Random(7)
    while True:
        replica = replicas[turn % len(replicas)]
        await asyncio.sleep(chance.uniform(0.2, 1.0))
        replica.kill()
        replica.start()
        await replica.ready()
        turn += 1


def _assert_all_is_told(tally: Tally) -> None:
    assert tally.said == SAID
    assert (tally.twice, tally.disordered, tally.lost) == (0, 0, 0), "\n".join(tally.troubles)


async def _assert_nothing_leaked(
    environment: dict[str, str], replicas: list[Replica], database: str, folder: Path
) -> None:
    homes = json.loads(Path(environment["HOUSEMATE_SEED"]).read_text())["homes"]
    secrets = {s for home in homes for account in home["accounts"] for s in account["secrets"].values()}
    secrets |= {environment[n] for n in ("TELEGRAM_TOKEN", "YANDEX_CLIENT_SECRET", "ALIYUN_APP_SECRET")}
    secrets = {str(secret) for secret in secrets if len(str(secret)) >= 8} | {KEY}
    assert len(secrets) > HOMES
    shown = {replica.log.name: replica.log.read_bytes() for replica in replicas}
    shown |= {f"metrics of {replica.log.stem}": (await replica.metrics()).encode() for replica in replicas}
    shown["the database"] = await stolen(Place(folder, database))
    assert all(len(text) > 1000 for text in shown.values())
    leaks = [(where, len(s)) for where, text in shown.items() for s in secrets if s.encode() in text]
    assert leaks == []


def test_the_street_counts_what_is_lost_doubled_or_out_of_order() -> None:
    from tests.soak.load import _add

    tally = Tally()
    _add(tally, 1, [18, 19, 20, 21], [18, 20, 20, 21, 19], unknown=0)
    assert (tally.said, tally.reached, tally.lost) == (4, 3, 1)
    assert tally.twice + tally.disordered == 2
    assert tally.troubles
    fine = Tally()
    _add(fine, 1, [18, 19, 20], [18, 20], unknown=1)
    assert (fine.reached, fine.told_unknown, fine.lost, fine.twice, fine.troubles) == (2, 1, 0, 0, [])
