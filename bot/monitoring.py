"""What watches the program from outside is told here, on a port of its own that nobody else reaches.

``/healthz``: the process answers. ``/readyz``: it may be sent updates; 503 while it starts or ends, and when
its database is away. ``/metrics``: for Prometheus.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.home.errors import SettingsError

Ready = Callable[[], Awaitable[bool]]

ANSWER_WITHIN = 2.0  # seconds, for whatever readiness depends on


def build_monitor(ready: Ready) -> web.Application:
    async def readyz(_: web.Request) -> web.Response:
        is_ready = await _holds(ready)
        return web.Response(text="ready\n" if is_ready else "not ready\n", status=200 if is_ready else 503)

    app = web.Application()
    app.router.add_get("/healthz", _healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", _metrics)
    return app


@asynccontextmanager
async def monitored(address: str | None, ready: Ready) -> AsyncIterator[int | None]:
    """Answer at ``address`` (``host:port``; port 0: a free one) meanwhile; the port, if there is one."""
    if address is None:
        yield None
        return
    host, port = split_address(address, "HOUSEMATE_MONITOR")
    runner = web.AppRunner(build_monitor(ready), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise SettingsError(f"HOUSEMATE_MONITOR: {address} cannot be listened at ({error})") from None
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


def split_address(address: str, setting: str) -> tuple[str, int]:
    """``host:port``; ``SettingsError`` names the setting for anything else."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise SettingsError(f"{setting} must be an address such as 127.0.0.1:9000")
    return host.strip("[]"), int(port)


async def _holds(ready: Ready) -> bool:
    try:
        async with asyncio.timeout(ANSWER_WITHIN):
            return await ready()
    except Exception:
        return False  # whatever it was, this is what the asker wants to know


async def _healthz(_: web.Request) -> web.Response:
    return web.Response(text="alive\n")


async def _metrics(_: web.Request) -> web.Response:
    return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})
