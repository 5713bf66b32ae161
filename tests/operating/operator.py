"""The operator at the terminal: runs commands, and looks into the data folder afterwards."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.home.account import Account
from bot.home.clock import SystemClock
from bot.memory.memory import Memory
from bot.memory.seed import plant
from tests.running import Alone

MOSCOW, HANGZHOU, ALMATY = "1", "2", "3"

T = TypeVar("T")


@dataclass(frozen=True)
class Operator:
    sandbox: Alone
    data: Path

    def runs(self, *arguments: str, typing: str = "", **environment: str | None) -> Result:
        """A command as it is typed; ``environment`` changes single variables, None takes one away."""
        given = {**self.sandbox.environment, "HOUSEMATE_DATA": str(self.data), **environment}
        result = CliRunner().invoke(main, arguments, input=typing, env=given)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def document(self, *arguments: str) -> Any:
        """What a command printed as JSON."""
        result = self.runs(*arguments)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def seed(self) -> list[dict[str, Any]]:
        """The homes of the sandbox as its seed file has them, accounts and secrets included."""
        path = Path(self.sandbox.environment["HOUSEMATE_SEED"])
        return list(json.loads(path.read_text("utf-8"))["homes"])

    async def plant(self) -> None:
        await self.remembering(lambda memory: plant(memory, Path(self.sandbox.environment["HOUSEMATE_SEED"])))

    async def remembering(self, work: Callable[[Memory], Awaitable[T]]) -> T:
        memory = await Memory.open(self.data, None, SystemClock())
        try:
            return await work(memory)
        finally:
            await memory.close()

    def accounts(self, home: int = 1) -> tuple[Account, ...]:
        return asyncio.run(self.remembering(lambda memory: memory.accounts(home)))

    def changes(self, account: Account) -> None:
        """Put other settings or secrets into the folder."""
        asyncio.run(self.remembering(lambda memory: memory.change_account(account)))
