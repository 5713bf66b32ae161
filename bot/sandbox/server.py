"""Starts and stops the sandbox: the stand-ins, the page, the seed file, the folder for the bot's data."""

from __future__ import annotations

import json
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.sandbox import aliyun, person, telegram, yandex
from bot.sandbox.households import households, keys
from bot.sandbox.seed import seed
from bot.sandbox.stand_in import stand_in_middleware
from bot.sandbox.telegram import Telegram
from bot.sandbox.world import World

HOST = "127.0.0.1"
USUAL_PORT = 8080
PATIENCE = 0.2  # seconds that open calls (long polls, the page's feed) get when the sandbox stops
SERVERS = ("page", "telegram", "yandex", "aliyun")  # on consecutive ports


class Sandbox:
    """All of the sandbox in one process; ``async with`` starts and stops it.

    ``port`` is the page's, and the three after it are the stand-ins'; 0 picks free ones, None the usual ones
    if they are free. The other options are those of the command (docs/sandbox.md).
    """

    def __init__(
        self,
        household: str = "all",
        homes: int = 0,
        seed: int = 7,
        no_limits: bool = False,
        duplicate: float = 0.0,
        port: int | None = None,
    ) -> None:
        furnished = households(household, homes, seed)
        self.world = World(furnished, limits=not no_limits, duplicate=duplicate, seed=seed)
        self.telegram = Telegram(self.world)
        self._port = port
        self._runners: list[web.AppRunner] = []
        self._addresses: dict[str, str] = {}
        self._folder: Path | None = None

    async def start(self) -> None:
        """Listen; raises OSError when a port that was asked for is taken."""
        apps = self._apps()
        for app in apps.values():
            # Long polls, feeds and hanging faults end with the sandbox, not after aiohttp's minute.
            runner = web.AppRunner(app, access_log=None, shutdown_timeout=PATIENCE)
            await runner.setup()
            self._runners.append(runner)
        try:
            await self._listen()
            self._write_seed()
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Stop listening and remove the temporary folder."""
        for runner in reversed(self._runners):
            await runner.cleanup()
        self._runners.clear()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    @property
    def url(self) -> str:
        """The page and the person API."""
        return self._addresses["page"]

    def environment(self) -> dict[str, str]:
        """What a bot needs to live in this sandbox."""
        if self._folder is None:
            raise RuntimeError("the sandbox was not started")
        return {
            "SANDBOX_URL": self.url,
            "TELEGRAM_TOKEN": self.telegram.bot.token,
            "TELEGRAM_API": self._addresses["telegram"],
            "YANDEX_API": self._addresses["yandex"],
            "YANDEX_OAUTH": self._addresses["yandex"],
            "YANDEX_CLIENT_ID": keys.YANDEX_CLIENT_ID,
            "YANDEX_CLIENT_SECRET": keys.YANDEX_CLIENT_SECRET,
            "ALIYUN_API": self._addresses["aliyun"],
            "ALIYUN_APP_KEY": keys.ALIYUN_APP_KEY,
            "ALIYUN_APP_SECRET": keys.ALIYUN_APP_SECRET,
            "HOUSEMATE_OPEN": "anyone",
            "HOUSEMATE_SEED": str(self._folder / "seed.json"),
            "HOUSEMATE_CLOCK_URL": f"{self.url}/api/clock",
            "HOUSEMATE_DATA": str(self._folder / "data"),
        }

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    def _apps(self) -> dict[str, web.Application]:
        clouds = {"yandex": yandex.build_app(self.world), "aliyun": aliyun.build_app(self.world)}
        for target, app in clouds.items():
            app.middlewares.insert(0, stand_in_middleware(self.world, target))
        return {
            "page": person.build_app(self.telegram),
            "telegram": telegram.build_app(self.telegram),
            **clouds,
        }

    async def _listen(self) -> None:
        if self._port is not None:
            await self._listen_at(self._port)
            return
        try:
            await self._listen_at(USUAL_PORT)
        except OSError:
            for runner in self._runners:
                for site in list(runner.sites):
                    with suppress(RuntimeError):
                        await site.stop()
            await self._listen_at(0)

    async def _listen_at(self, port: int) -> None:
        """The page comes last, so that ``/api/ready`` speaks for all."""
        for place, (name, runner) in reversed(list(enumerate(zip(SERVERS, self._runners, strict=True)))):
            site = web.TCPSite(runner, HOST, port + place if port else 0)
            await site.start()
            self._addresses[name] = site.name if port else f"http://{HOST}:{runner.addresses[-1][1]}"

    def _write_seed(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="housemate-sandbox-"))
        (self._folder / "data").mkdir(mode=0o700)
        planted = seed(self.world.households, self._addresses)
        text = json.dumps(planted, ensure_ascii=False, indent=1)
        (self._folder / "seed.json").write_text(text, encoding="utf-8")
