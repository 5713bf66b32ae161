"""The pair of tokens that is a session: where it is kept, when it ends, and how it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from bot.clouds.aliyun.gateway import NAME
from bot.clouds.client import parsed
from bot.home.abilities import SessionState


class SessionAnswer(BaseModel):
    """Lifetimes are in seconds, usually 20 hours and 200 hours."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    iotToken: str  # noqa: N815  # the vendor's spelling
    refreshToken: str  # noqa: N815
    iotTokenExpire: float  # noqa: N815
    refreshTokenExpire: float  # noqa: N815
    identityId: str = ""  # noqa: N815


@dataclass(frozen=True)
class Tokens:
    """Both tokens and when they end, in seconds since 1970; 0 where nobody knows."""

    iot: str = field(repr=False)
    refresh: str = field(repr=False)
    iot_ends: float
    refresh_ends: float

    @classmethod
    def of(cls, secrets: Mapping[str, str]) -> Tokens:
        """An account that has only a refresh token renews at its first call."""
        return cls(
            secrets.get("iot_token", ""),
            secrets["refresh_token"],
            float(secrets.get("iot_token_expires_at") or 0),
            float(secrets.get("refresh_token_expires_at") or 0),
        )

    def secrets(self) -> dict[str, str]:
        return {
            "iot_token": self.iot,
            "refresh_token": self.refresh,
            "iot_token_expires_at": str(int(self.iot_ends)),
            "refresh_token_expires_at": str(int(self.refresh_ends)),
        }

    def iot_lives(self, at: datetime) -> bool:
        return bool(self.iot) and at.timestamp() < self.iot_ends

    def state(self) -> SessionState:
        return SessionState(_moment(self.iot_ends), _moment(self.refresh_ends))


def tokens_from_wire(told: Any, now: datetime) -> tuple[str, Tokens]:
    """The identity and its new tokens. Raises ``CloudProtocolError``, which shows neither."""
    answer = parsed(NAME, SessionAnswer, told)
    since = now.timestamp()
    return answer.identityId, Tokens(
        answer.iotToken,
        answer.refreshToken,
        since + answer.iotTokenExpire,
        since + answer.refreshTokenExpire,
    )


def _moment(seconds: float) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None
