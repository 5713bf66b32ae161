"""Every call that a stand-in received, secrets masked, for ``GET /api/requests``."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from typing import Any

SECRET = re.compile(
    r'("(?:iotToken|refreshToken|appSecret|deviceSecret|authCode|access_token|refresh_token|client_secret|secret_token)"'
    r'\s*:\s*")[^"]*|((?:^|[&?])(?:client_secret|refresh_token|access_token|secret_token|(?:device_)?code)=)[^&]*'
    r"|(/bot\d+:)[^/]+"
)
KEPT = 100_000


def masked(text: str) -> str:
    return SECRET.sub(lambda m: (m[1] or m[2] or m[3]) + "***", text)


class Journal:
    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._n = 0
        self._entries: deque[dict[str, Any]] = deque(maxlen=KEPT)

    def record(self, target: str, method: str, path: str, status: int, body: str) -> None:
        self._n += 1
        entry = {
            "n": self._n,
            "time": self._now(),
            "target": target,
            "method": method,
            "path": masked(path),
            "status": status,
            "body": masked(body),
        }
        self._entries.append(entry)

    def after(self, n: int, target: str | None) -> list[dict[str, Any]]:
        return [e for e in self._entries if e["n"] > n and target in (None, e["target"])]
