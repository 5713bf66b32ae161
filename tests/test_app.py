"""What the program refuses before it starts, and how it shows that it lives."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import httpx
import pytest

from bot.app import build
from bot.clock import FollowedClock
from bot.heartbeat import beat, is_alive
from bot.home.errors import SettingsError
from bot.memory.seed import is_loopback
from bot.settings import read_settings

PRETENCE = {
    "TELEGRAM_TOKEN": "1:token",
    "TELEGRAM_API": "http://127.0.0.1:1",
    "YANDEX_API": "http://127.0.0.1:2",
    "YANDEX_OAUTH": "http://127.0.0.1:2",
    "ALIYUN_API": "http://127.0.0.1:3",
}


@pytest.mark.parametrize("name", ["HOUSEMATE_SEED", "HOUSEMATE_CLOCK_URL"])
@pytest.mark.parametrize("endpoint", ["TELEGRAM_API", "YANDEX_API", "YANDEX_OAUTH", "ALIYUN_API"])
async def test_a_seed_or_a_pretended_clock_is_refused_with_a_real_endpoint(
    name: str, endpoint: str, tmp_path: Path
) -> None:
    given = {**PRETENCE, "HOUSEMATE_DATA": str(tmp_path), name: "http://127.0.0.1/x"}
    given[endpoint] = "https://api.example.org"
    with pytest.raises(SettingsError, match=name):
        async with build(read_settings(given)):
            pass
    assert list(tmp_path.iterdir()) == []


async def test_without_a_token_the_variable_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TELEGRAM_TOKEN", raising=False)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError, match="TELEGRAM_TOKEN"):
        async with build(read_settings({"HOUSEMATE_DATA": str(tmp_path)})):
            pass


async def test_a_token_that_is_no_token_is_told_at_once(tmp_path: Path) -> None:
    given = {"TELEGRAM_TOKEN": "my token", "HOUSEMATE_DATA": str(tmp_path)}
    with pytest.raises(SettingsError, match="TELEGRAM_TOKEN"):
        async with build(read_settings(given)):
            pass


@pytest.mark.parametrize(
    ("url", "loopback"),
    [
        ("http://127.0.0.1:8080", True),
        ("http://localhost:1", True),
        ("http://[::1]:1", True),
        ("http://127.0.0.1.example.org", False),
        ("https://api.telegram.org", False),
        ("http://10.0.0.1", False),
        ("127.0.0.1", False),
    ],
)
def test_only_this_machine_is_loopback(url: str, loopback: bool) -> None:
    assert is_loopback(url) is loopback


def test_a_wrong_setting_is_named_and_its_value_is_not_shown() -> None:
    with pytest.raises(SettingsError) as raised:
        read_settings({"TELEGRAM_TOKEN": ["secret"]})  # type: ignore[dict-item]
    assert "TELEGRAM_TOKEN" in str(raised.value)
    assert "secret" not in str(raised.value)


async def test_a_bot_that_serves_is_alive_and_one_that_stopped_is_not(tmp_path: Path) -> None:
    assert not is_alive(tmp_path)
    heart = asyncio.create_task(beat(tmp_path))
    await asyncio.sleep(0)
    assert is_alive(tmp_path)
    heart.cancel()
    long_ago = (tmp_path / "heartbeat").stat().st_mtime - 3600
    os.utime(tmp_path / "heartbeat", (long_ago, long_ago))
    assert not is_alive(tmp_path)


async def test_the_sandboxes_clock_is_followed() -> None:
    offsets = iter([100.0, 4000.0])

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"now": 0, "offset": next(offsets, 4000.0)})

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        clock = FollowedClock("http://127.0.0.1/api/clock")
        before = clock.now()
        await clock.look(http)
        assert 99 < (clock.now() - before).total_seconds() < 110


async def test_who_waits_in_the_sandboxes_time_does_so_no_longer_than_it_takes_there() -> None:
    offsets = iter([0.0, 30.0, 90.0])
    answers = httpx.MockTransport(lambda _: httpx.Response(200, json={"now": 0, "offset": next(offsets)}))
    async with httpx.AsyncClient(transport=answers) as http, asyncio.timeout(10):
        clock = FollowedClock("http://127.0.0.1/api/clock")
        await clock.look(http)
        waiting = asyncio.create_task(clock.sleep(60))
        before = clock.seconds()
        await clock.look(http)
        await asyncio.sleep(0)
        assert not waiting.done()
        await clock.look(http)
        await waiting
        assert 90 <= clock.seconds() - before < 100
