"""Redis for real: at ``TEST_REDIS_URL``, else a server that the tests start from this machine's own."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import pytest

from bot.shared import Shared, in_process
from tests.ports import free_port
from tests.tools import REQUIRED, needs

READY_WITHIN = 15.0


class RedisServer:
    """A server of the test's own, which may be stopped and started again."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program = program
        self._folder = folder
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self._port}/0"

    def start(self) -> None:
        command = [self._program, "--port", str(self._port), "--bind", "127.0.0.1", "--save", ""]
        command += ["--appendonly", "no", "--dir", str(self._folder)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + READY_WITHIN
        while not _answers(self._port):
            assert self._process.poll() is None, "redis-server ended"
            assert time.monotonic() < until, "redis-server does not get ready"
            time.sleep(0.02)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None


@contextmanager
def own_redis(folder: Path) -> Iterator[RedisServer]:
    server = RedisServer(_program(), folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    given = os.environ.get("TEST_REDIS_URL")
    if given:
        yield given
        return
    with own_redis(tmp_path_factory.mktemp("redis")) as server:
        yield server.url


@pytest.fixture(params=["process", "redis"])
async def shared(request: pytest.FixtureRequest) -> AsyncIterator[Shared]:
    """What is shared, in both of its forms; nothing is in it, and nobody else has it."""
    if request.param == "process":
        yield in_process()
        return
    url: str = request.getfixturevalue("redis_url")
    from bot.shared.in_redis import in_redis

    made = in_redis(url, f"test-{uuid4().hex}")
    yield made
    await made.close()


def _program() -> str:
    if find_spec("redis") is None:
        say = pytest.fail if os.environ.get(REQUIRED) else pytest.skip
        say("the package redis is not installed")
    return needs("redis-server")


def _answers(port: int) -> bool:
    with socket.socket() as asking:
        asking.settimeout(1)
        try:
            asking.connect(("127.0.0.1", port))
            asking.sendall(b"PING\r\n")
            return asking.recv(16).startswith(b"+PONG")
        except OSError:
            return False
