"""The bot's own account."""

from __future__ import annotations

from dataclasses import dataclass

BOT_ID = 5_550_007_007


@dataclass
class BotAccount:
    """``privacy`` is the switch that @BotFather calls privacy mode; on is Telegram's default."""

    id: int = BOT_ID
    name: str = "Housemate"
    username: str = "housemate_sandbox_bot"
    token: str = f"{BOT_ID}:sandbox-telegram-token"
    privacy: bool = True
