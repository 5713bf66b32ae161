"""Yandex's login: a code that a person enters on Yandex's page, and new tokens for old ones.

Decides what an answer of the OAuth host means; when tokens are renewed is the session's (session.py).
Pages: "Entering the code on the authorization page", "Update a token".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import uuid4

import httpx
from pydantic import BaseModel, ConfigDict

from bot.clouds.client import Call, Client, pace, parsed, refusal
from bot.clouds.yandex.problems import OAUTH_ERRORS
from bot.clouds.yandex.tokens import Tokens
from bot.clouds.yandex.wire import NAME
from bot.home.account import Account
from bot.home.clock import Clock
from bot.home.errors import CloudError
from bot.home.problem import Problem

HOST = "https://oauth.yandex.ru"
LOGIN_CALLS_PER_MINUTE = 60
DEVICE_NAME = "Housemate"
REFUSED = frozenset({400, 401, 403})  # statuses whose JSON says why


@dataclass(frozen=True)
class App:
    """The app that is registered with Yandex."""

    id: str
    secret: str = field(repr=False)

    @classmethod
    def of(cls, account: Account) -> App | None:
        """The app by which the account logged in; None where it was given nothing but a token."""
        known = {**account.settings, **account.secrets}
        return cls(known["client_id"], known.get("client_secret", "")) if known.get("client_id") else None


@dataclass(frozen=True)
class DeviceCode:
    """A login that waits for its person, who enters ``user_code`` at ``verification_url``.

    Ask for its outcome every ``interval`` seconds; after ``expires_in`` seconds it is too late.
    """

    user_code: str
    verification_url: str
    interval: float
    expires_in: float
    device_code: str = field(repr=False)


class Login(Enum):
    """What has become of a login that has no tokens."""

    PENDING = "pending"
    SLOW_DOWN = "slow_down"  # asked too often: wait 5 seconds longer from now on
    DENIED = "denied"
    EXPIRED = "expired"


UNEXPLAINED = {401: Problem.CLOUD_FAILED, 403: Problem.CLOUD_FAILED}
"""A refusal without a word of the standard says nothing about the login: it is no reason to give it up."""

LOGINS = {
    "authorization_pending": Login.PENDING,
    "slow_down": Login.SLOW_DOWN,
    "access_denied": Login.DENIED,
    "expired_token": Login.EXPIRED,
    "invalid_grant": Login.EXPIRED,
    "bad_verification_code": Login.EXPIRED,
}


class Secretive(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)


class Refusal(Secretive):
    """A no; the error is a word of the standard (RFC 6749 and 8628) or one of Yandex's own."""

    error: str
    error_description: str | None = None


class CodeAnswer(Secretive):
    device_code: str
    user_code: str
    verification_url: str
    interval: float = 5
    expires_in: float = 600


class TokenAnswer(Secretive):
    access_token: str
    refresh_token: str | None = None
    expires_in: float = 0
    scope: str | None = None


Answer = TypeVar("Answer", CodeAnswer, TokenAnswer)


class OAuth:
    """The OAuth host in the name of one app. Nothing here is repeated by itself: codes work once."""

    def __init__(self, client: Client, host: str, app: App, clock: Clock) -> None:
        self._client = client
        self._host = host
        self._app = app
        self._clock = clock

    @classmethod
    def before_login(cls, http: httpx.AsyncClient, host: str, app: App, clock: Clock) -> OAuth:
        """For a login that is to become an account."""
        return cls(Client(http, NAME, pace({}, LOGIN_CALLS_PER_MINUTE)), host, app, clock)

    async def start(self) -> DeviceCode:
        """Begin a login. Raises ``CloudError``.

        Each has a device id of its own, so that a login for another home ends none of the same user.
        """
        form = {"client_id": self._app.id, "device_id": uuid4().hex, "device_name": DEVICE_NAME}
        answer = await self._post("/device/code", form, CodeAnswer)
        if isinstance(answer, Refusal):
            raise _refused(answer)
        return DeviceCode(
            answer.user_code, answer.verification_url, answer.interval, answer.expires_in, answer.device_code
        )

    async def poll(self, code: DeviceCode) -> Tokens | Login:
        """The tokens once the person has agreed. Raises ``CloudError``."""
        answer = await self._ask_for_tokens({"grant_type": "device_code", "code": code.device_code})
        if not isinstance(answer, Refusal):
            return self._granted(answer)
        if answer.error not in LOGINS:
            raise _refused(answer)
        return LOGINS[answer.error]

    async def refresh(self, refresh_token: str) -> Tokens:
        """New tokens; the access token may be the old one while that has plenty of time.

        Raises ``CloudError``, a ``CloudAuthError`` where only a new login helps.
        """
        answer = await self._ask_for_tokens({"grant_type": "refresh_token", "refresh_token": refresh_token})
        if isinstance(answer, Refusal):
            raise _refused(answer)
        return self._granted(answer)

    async def _ask_for_tokens(self, form: dict[str, str]) -> TokenAnswer | Refusal:
        credentials = {"client_id": self._app.id, "client_secret": self._app.secret}
        return await self._post("/token", {**form, **credentials}, TokenAnswer)

    def _granted(self, answer: TokenAnswer) -> Tokens:
        ends = self._clock.now().timestamp() + answer.expires_in if answer.expires_in else 0.0
        refresh, scope = answer.refresh_token or "", answer.scope or ""
        return Tokens(answer.access_token, refresh, ends, answer.expires_in, scope)

    async def _post(self, path: str, form: dict[str, str], model: type[Answer]) -> Answer | Refusal:
        call = Call(
            f"oauth{path.replace('/', '.')}",
            "POST",
            self._host + path,
            urlencode(form).encode(),
            {"Content-Type": "application/x-www-form-urlencoded"},
            writes=True,
            refusals=UNEXPLAINED,
            answers_with=REFUSED,
            vital=True,
        )

        def understand(value: Any) -> Answer | Refusal:
            if isinstance(value, dict) and "error" in value:
                return parsed(NAME, Refusal, value)
            return parsed(NAME, model, value)

        return await self._client.call(call, understand)


def _refused(said: Refusal) -> CloudError:
    problem = OAUTH_ERRORS.get(said.error, Problem.UNKNOWN)
    return refusal(NAME, problem, f"oauth {said.error:.40}", said.error_description)
