"""Sessions: one for each identity, with tokens that expire and rotate (reference, sections 3.1 to 3.4)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.aliyun.envelope import RefusalError
from bot.sandbox.world import Household, Thing

IOT_TOKEN_LIFE = 72_000
REFRESH_TOKEN_LIFE = 720_000


def _token() -> str:
    return uuid.uuid4().hex


@dataclass
class Session:
    """What one user of one tenant holds. ``replaced``: tokens that a later login has killed."""

    household: Household
    app_key: str
    identity: str
    iot_token: str
    iot_token_ends: float
    refresh_token: str
    refresh_token_ends: float
    replaced: set[str] = field(default_factory=set)

    @property
    def described(self) -> dict[str, Any]:
        return self.household.clouds["aliyun"]

    def things(self) -> list[Thing]:
        return [thing for thing in self.household.things if thing.cloud == "aliyun"]

    def rotate(self, now: float) -> None:
        self.iot_token, self.iot_token_ends = _token(), now + IOT_TOKEN_LIFE
        self.refresh_token, self.refresh_token_ends = _token(), now + REFRESH_TOKEN_LIFE

    def replace(self, now: float) -> None:
        """Another login: whoever holds the present tokens is logged out."""
        self.replaced.add(self.iot_token)
        self.rotate(now)

    def fields(self) -> dict[str, Any]:
        """The five fields of a session, as they are answered."""
        return {
            "identityId": self.identity,
            "iotToken": self.iot_token,
            "iotTokenExpire": IOT_TOKEN_LIFE,
            "refreshToken": self.refresh_token,
            "refreshTokenExpire": REFRESH_TOKEN_LIFE,
        }


class Sessions:
    def __init__(self, households: Iterable[Household], now: Callable[[], float]) -> None:
        self._now = now
        self._sessions = [_begun(house) for house in households if "aliyun" in house.clouds]

    def of(self, app_key: str, iot_token: str | None) -> Session:
        """The session of a living token. Raises RefusalError 460 (none), 401 (dead) or 29003 (replaced)."""
        if not iot_token:
            raise RefusalError(460, "iotToken is blank")
        for session in self._sessions:
            if iot_token in session.replaced:
                raise RefusalError(29003)
            if (session.app_key, session.iot_token) == (app_key, iot_token):
                if session.iot_token_ends <= self._now():
                    raise RefusalError(401, "iotToken expired")
                return session
        raise RefusalError(401, "iotToken invalid")

    def refresh(self, app_key: str, identity: object, refresh_token: object) -> Session:
        """New tokens for old; the old ones are dead. Raises RefusalError 2062 or 2401."""
        session = next((s for s in self._sessions if (s.app_key, s.identity) == (app_key, identity)), None)
        if session is None:
            raise RefusalError(2062)
        if session.refresh_token != refresh_token or session.refresh_token_ends <= self._now():
            raise RefusalError(2401)
        session.rotate(self._now())
        return session

    def log_in(self, app_key: str, auth_code: object) -> Session:
        """A new session, which ends the one before. Raises RefusalError 2459."""
        for session in self._sessions:
            if (session.app_key, session.described["auth_code"]) == (app_key, auth_code):
                session.replace(self._now())
                return session
        raise RefusalError(2459)


def _begun(household: Household) -> Session:
    described = household.clouds["aliyun"]
    settings, secrets = described["settings"], described["secrets"]
    return Session(
        household,
        settings["app_key"],
        settings["identity_id"],
        secrets["iot_token"],
        float(secrets["iot_token_expires_at"]),
        secrets["refresh_token"],
        float(secrets["refresh_token_expires_at"]),
    )
