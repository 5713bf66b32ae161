"""What a soak kills and starts again: replicas, PostgreSQL; and the proxy in front of the replicas."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import httpx
from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout, web

from tests.databases import _NOBODY, _make_cluster, _programs, _serving, _wait_for
from tests.ports import free_port

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60.0  # seconds for one answer: the machine may be busy
READY_WITHIN = 240.0  # seconds; other tests may have the machine to themselves for a while


class Replica:
    """One bot in webhook mode; ``log`` has what all its lives have written."""

    def __init__(self, name: str, folder: Path, environment: Mapping[str, str], webhook: bool = True) -> None:
        self.port, self._monitor = free_port(), free_port()
        self.log = folder / f"{name}.log"
        self.starts = 0
        own = {"HOUSEMATE_DATA": str(folder / name), "HOUSEMATE_MONITOR": f"127.0.0.1:{self._monitor}"}
        if webhook:
            own["HOUSEMATE_WEBHOOK_LISTEN"] = f"127.0.0.1:{self.port}"
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("TELEGRAM_", "HOUSEMATE_"))}
        self._environment = {**clean, "PYTHONPATH": str(ROOT), **environment, **own}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.starts += 1
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"], stdout=log, stderr=log, cwd=ROOT, env=self._environment
            )

    async def ready(self) -> None:
        async with asyncio.timeout(READY_WITHIN), httpx.AsyncClient(trust_env=False) as http:
            while not await self._is_ready(http):
                assert self._process is not None
                assert self._process.poll() is None, self.log.read_text()[-2000:]
                await asyncio.sleep(0.1)

    async def _is_ready(self, http: httpx.AsyncClient) -> bool:
        try:
            return (await http.get(f"http://127.0.0.1:{self._monitor}/readyz")).status_code == 200
        except httpx.HTTPError:
            return False

    async def metrics(self) -> str:
        async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as http:
            return (await http.get(f"http://127.0.0.1:{self._monitor}/metrics")).text

    def kill(self) -> None:
        """As a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(60)

    async def revive(self) -> None:
        """Be ready, however it was left."""
        if self._process is None or self._process.poll() is not None:
            self.start()
        await self.ready()

    def stop(self) -> int:
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(60)


class PostgresServer:
    """A server of the soak's own, durable as a server is, which can be restarted."""

    def __init__(self, folder: Path, as_nobody: dict[str, Any]) -> None:
        self._folder, self._as_nobody = folder, as_nobody
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        _make_cluster(_programs(), folder, as_nobody)

    @property
    def url(self) -> str:
        return f"postgresql://housemate:hush@127.0.0.1:{self._port}/postgres"

    def start(self) -> None:
        log_file = self._folder / "log"
        with log_file.open("wb") as log:
            self._process = subprocess.Popen(
                _serving(_programs(), self._folder, self._port),
                stdout=log,
                stderr=log,
                cwd=self._folder,
                **self._as_nobody,
            )
        _wait_for(self._process, log_file)

    def stop(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGINT)  # connections are not waited for
        self._process.wait(30)


@contextmanager
def own_postgres() -> Iterator[PostgresServer]:
    folder = Path(tempfile.mkdtemp(prefix="housemate-soak-"))
    as_nobody: dict[str, Any] = {}
    if os.geteuid() == 0:
        shutil.chown(folder, _NOBODY, _NOBODY)
        as_nobody = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}
    try:
        server = PostgresServer(folder, as_nobody)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def proxy(port: int, replicas: list[Replica]) -> AsyncIterator[None]:
    """Deliveries go to the replicas in turn; one that breaks off is Telegram's to bring again."""
    turn = 0

    async def forward(request: web.Request) -> web.Response:
        nonlocal turn
        body = await request.read()
        headers = {k: v for k, v in request.headers.items() if k.lower() not in ("host", "content-length")}
        for _ in replicas:
            turn += 1
            address = f"http://127.0.0.1:{replicas[turn % len(replicas)].port}{request.path}"
            try:
                async with session.post(address, data=body, headers=headers) as answer:
                    return web.Response(status=answer.status, body=await answer.read())
            except ClientConnectorError:
                continue  # nothing was delivered
            except (ClientError, TimeoutError, OSError):
                break
        return web.Response(status=502)

    app = web.Application()
    app.router.add_post("/{path:.*}", forward)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    # a connection is never used twice: a dead replica's would look like a delivery that broke off
    async with ClientSession(timeout=ClientTimeout(total=70)) as session:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            yield
        finally:
            await runner.cleanup()
