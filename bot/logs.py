"""How the log is written: for people, or a JSON object a line for a collector.

Nothing in the program logs a secret or a message; what foreign libraries put into an exception is not known,
so whatever has the shape of a token is covered here once more.
"""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any, Literal

from bot.home.trace import cause

Format = Literal["text", "json"]

TEXT = "%(asctime)s %(levelname)s %(name)s [%(cause)s] %(message)s"
CHATTY = ("httpx", "alembic", "aiohttp.access")
COVERED = "***"
# A bot's token; what follows "Bearer" or "OAuth"; a password in an address; a value beside a telling name.
_SECRETS = re.compile(
    r"(?P<token>(?<!\d)\d{3,}:[A-Za-z0-9_-]{20,})"
    r"|(?P<scheme>\b(?:Bearer|OAuth) +)[^\s\"',]+"
    r"|(?P<address>\b[a-z][a-z+]*://[^\s/:@]*:)[^\s/@]+(?=@)"
    r"|(?P<name>\b(?:\w*token|\w*secret|password|authCode)[\"']?\s*[:=]\s*[\"']?)[^\s\"',&}]+",
    re.IGNORECASE,
)


def set_up(level: str, how: Format) -> None:
    handler = logging.StreamHandler()
    handler.addFilter(_note_cause)
    handler.setFormatter(JsonLines() if how == "json" else Lines(TEXT))
    logging.basicConfig(level=level.upper(), handlers=[handler])
    for chatty in CHATTY:
        logging.getLogger(chatty).setLevel(logging.WARNING)


def covered(text: str) -> str:
    """The text with everything that looks like a secret covered."""
    return _SECRETS.sub(lambda m: (m["scheme"] or m["address"] or m["name"] or "") + COVERED, text)


class Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return covered(super().format(record))


class JsonLines(logging.Formatter):
    """``time``, ``level``, ``logger``, ``request``, ``message``; ``error`` is an exception's trace."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": getattr(record, "cause", cause()),
            "message": covered(record.getMessage()),
        }
        if record.exc_info:
            line["error"] = covered(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def _note_cause(record: logging.LogRecord) -> bool:
    record.cause = cause()
    return True
