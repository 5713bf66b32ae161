"""What whoever watches the bot is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from bot import metrics, monitoring
from bot.home.errors import SettingsError
from bot.monitoring import Ready, monitored


@asynccontextmanager
async def _asking(ready: Ready) -> AsyncIterator[httpx.AsyncClient]:
    async with (
        monitored("127.0.0.1:0", ready) as port,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as http,
    ):
        yield http


async def _yes() -> bool:
    return True


async def _no() -> bool:
    return False


async def _database_away() -> bool:
    raise ConnectionError


async def _for_ever() -> bool:
    await asyncio.Event().wait()
    return True


async def test_a_process_that_serves_is_alive_and_ready() -> None:
    async with _asking(_yes) as http:
        assert (await http.get("/healthz")).status_code == 200
        assert (await http.get("/readyz")).status_code == 200


@pytest.mark.parametrize("ready", [_no, _database_away, _for_ever])
async def test_who_cannot_serve_is_alive_but_not_ready(ready: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(monitoring, "ANSWER_WITHIN", 0.05)
    async with _asking(ready) as http:
        assert (await http.get("/readyz")).status_code == 503
        assert (await http.get("/healthz")).status_code == 200


async def test_metrics_are_in_the_form_of_prometheus() -> None:
    metrics.UPDATES.labels("message", "done").inc()
    async with _asking(_yes) as http:
        answer = await http.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    assert 'housemate_updates_total{kind="message",result="done"}' in answer.text


async def test_without_an_address_nobody_listens() -> None:
    async with monitored(None, _yes) as port:
        assert port is None


@pytest.mark.parametrize("address", ["9000", ":9000", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:70000"])
async def test_an_address_that_is_none_is_named(address: str) -> None:
    with pytest.raises(SettingsError, match="HOUSEMATE_MONITOR"):
        async with monitored(address, _yes):
            pass


async def test_a_port_that_is_taken_is_told_as_a_setting() -> None:
    async with monitored("127.0.0.1:0", _yes) as port:
        with pytest.raises(SettingsError, match="HOUSEMATE_MONITOR"):
            async with monitored(f"127.0.0.1:{port}", _yes):
                pass
