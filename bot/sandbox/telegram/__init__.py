"""A pretend Telegram Bot API server, complete for what Housemate uses, with Telegram's limits enforced.

Written from the Bot API manual (10.3) and the published limits; docs/sandbox.md lists what it enforces.
"""

from __future__ import annotations

from bot.sandbox.telegram.server import build_app
from bot.sandbox.telegram.telegram import Telegram

__all__ = ["Telegram", "build_app"]
