"""The tokens of a Yandex login: where an account keeps them, and when they are due to be renewed.

Page: "Update a token". The refresh token lives as long as the access token, so an expired pair cannot be
rescued: renewing must happen ahead of time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.home.abilities import SessionState

DAY = 86_400.0
RENEW_AHEAD = 7 * DAY  # or a tenth of the token's life, whichever is less


@dataclass(frozen=True)
class Tokens:
    """``ends`` is in seconds since 1970, ``lifetime`` in seconds; 0 where nobody knows.

    ``refresh`` is empty for a token that nobody can renew. ``scope`` holds the rights, told at a login only.
    """

    access: str = field(repr=False)
    refresh: str = field(default="", repr=False)
    ends: float = 0.0
    lifetime: float = 0.0
    scope: str = ""

    @classmethod
    def of(cls, secrets: Mapping[str, str]) -> Tokens:
        return cls(
            secrets["access_token"],
            secrets.get("refresh_token", ""),
            float(secrets.get("expires_at") or 0),
            float(secrets.get("expires_in") or 0),
        )

    def secrets(self) -> dict[str, str]:
        return {
            "access_token": self.access,
            "refresh_token": self.refresh,
            "expires_at": str(int(self.ends)),
            "expires_in": str(int(self.lifetime)),
        }

    def left(self, now: datetime) -> float:
        """Seconds to live; not negative."""
        return max(0.0, self.ends - now.timestamp())

    def due(self, now: datetime) -> bool:
        """Whether it is time for new ones."""
        ahead = min(RENEW_AHEAD, self.lifetime / 10) if self.lifetime else RENEW_AHEAD
        return bool(self.refresh and self.ends) and self.left(now) < ahead

    def state(self) -> SessionState:
        ends = datetime.fromtimestamp(self.ends, UTC) if self.ends else None
        return SessionState(ends, ends)
