"""The whole sandbox: it starts, says how to live in it, and leaves nothing behind."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox.seed import seed
from bot.sandbox.server import Sandbox
from tests.sandbox.stage import ANNA, BASIC, BORIS, FAMILY, FORUM, household

NAMES = [
    "SANDBOX_URL",
    "TELEGRAM_TOKEN",
    "TELEGRAM_API",
    "YANDEX_API",
    "YANDEX_OAUTH",
    "YANDEX_CLIENT_ID",
    "YANDEX_CLIENT_SECRET",
    "ALIYUN_API",
    "ALIYUN_APP_KEY",
    "ALIYUN_APP_SECRET",
    "HOUSEMATE_OPEN",
    "HOUSEMATE_SEED",
    "HOUSEMATE_CLOCK_URL",
    "HOUSEMATE_DATA",
]


async def test_the_sandbox_opens_on_free_ports_and_cleans_up() -> None:
    async with Sandbox(port=0, homes=1) as sandbox:
        environment = sandbox.environment()
        assert list(environment) == NAMES
        data, planted = Path(environment["HOUSEMATE_DATA"]), Path(environment["HOUSEMATE_SEED"])
        assert list(data.iterdir()) == []
        homes = json.loads(planted.read_text())["homes"]
        assert len(homes) == 4
        async with aiohttp.ClientSession() as http, http.get(f"{sandbox.url}/api/ready") as ready:
            assert ready.status == 200
    assert not data.exists()
    assert not planted.exists()


async def test_the_clouds_calls_are_written_down_and_broken_like_telegrams() -> None:
    async with Sandbox(port=0, household="moscow") as sandbox, aiohttp.ClientSession() as http:
        home = sandbox.environment()["YANDEX_API"]
        fault = {"target": "yandex", "kind": "status", "status": 429, "retry_after": 3}
        await http.post(f"{sandbox.url}/api/faults", json=fault)
        async with http.get(f"{home}/v1.0/user/info") as refused:
            assert (refused.status, refused.headers["Retry-After"]) == (429, "3")
        async with http.get(f"{home}/v1.0/user/info") as unauthorized:
            assert unauthorized.status == 401
        async with http.get(f"{sandbox.url}/api/requests", params={"target": "yandex"}) as requests:
            calls = [(call["path"], call["status"]) for call in await requests.json()]
        assert calls == [("/v1.0/user/info", 429), ("/v1.0/user/info", 401)]


async def test_a_port_that_was_asked_for_and_is_taken_is_an_error() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match="address already in use"):
            await Sandbox(port=taken.getsockname()[1]).start()


def test_the_seed_holds_homes_and_leaves_strangers_out() -> None:
    flat = household()
    flat.clouds = {"yandex": {"settings": {"household": "h1"}, "secrets": {"access_token": "t"}}}
    assert seed([flat], {"yandex": "http://127.0.0.1:1"}) == {
        "homes": [
            {
                "name": "Flat",
                "language": "en",
                "timezone": "Europe/Moscow",
                "accounts": [
                    {
                        "cloud": "yandex",
                        "settings": {
                            "host": "http://127.0.0.1:1",
                            "oauth": "http://127.0.0.1:1",
                            "household": "h1",
                        },
                        "secrets": {"access_token": "t"},
                    }
                ],
                "people": [
                    {"id": ANNA, "name": "Anna Bell", "language": "en", "role": "owner"},
                    {"id": BORIS, "name": "Борис", "language": "ru", "role": "member"},
                ],
                "chats": [
                    {"id": ANNA, "type": "private", "title": "Anna"},
                    {"id": FAMILY, "type": "group", "title": "Family"},
                    {"id": BASIC, "type": "group", "title": "Old group"},
                    {"id": FORUM, "type": "forum", "title": "House"},
                ],
            }
        ]
    }
