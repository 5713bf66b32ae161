"""One signed call to the platform: the envelope around it and what its code means.

Decides nothing about tokens: that is the session's (session.py). HTTP answers 200 even for errors, the
``code`` inside tells; a refused signature is a bare HTTP 4xx.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import Any

import httpx
from pydantic import BaseModel, ConfigDict

from bot.clouds.aliyun.codes import SUCCESS, Retry, meaning_of
from bot.clouds.aliyun.operations import Operation
from bot.clouds.client import LOGIN_TROUBLES, NOT_TOLD, Call, Client, parsed, refusal
from bot.home.errors import CloudAuthError, CloudBusyError, CloudError, CloudUnavailableError
from bot.home.problem import Problem

NAME = "aliyun"
HTTP_REFUSALS = dict.fromkeys((400, 401, 403), Problem.APP_KEY_REFUSED)


class TokenRefusedError(CloudError):
    """The token was not accepted: a new one may help, once."""

    def __init__(self, code: int, problem: Problem, vendor_says: str | None) -> None:
        super().__init__(NAME, problem, f"code {code}", vendor_says=vendor_says)
        self.code = code

    def final(self) -> CloudError:
        """The same as it stands when a new token did not help."""
        kind = CloudAuthError if self.problem in LOGIN_TROUBLES else CloudError
        return kind(NAME, self.problem, self.detail, vendor_says=self.vendor_says)


class Envelope(BaseModel):
    """Every answer. ``localizedMsg`` is for people, ``message`` (sometimes ``msg``) for the log."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    code: int
    data: Any = None
    localizedMsg: str | None = None  # noqa: N815  # the vendor's spelling
    message: str | None = None


class Gateway:
    """Calls on one host in the name of one app."""

    def __init__(self, client: Client, host: str, signature: httpx.Auth) -> None:
        self._client = client
        self._host = host
        self._signature = signature

    async def call(self, operation: Operation, params: Mapping[str, Any], token: str | None = None) -> Any:
        """The answer's ``data``.

        Raises ``TokenRefusedError`` where a new token may help, otherwise ``CloudError``.
        """
        request: dict[str, Any] = {"apiVer": operation.version}
        if token is not None:
            request["iotToken"] = token
        envelope = {"id": str(uuid.uuid4()), "version": "1.0", "request": request, "params": params}
        call = Call(
            operation.path,
            "POST",
            self._host + operation.path,
            json.dumps(envelope, ensure_ascii=False, allow_nan=False).encode(),
            auth=self._signature,
            writes=operation.writes,
            refusals=HTTP_REFUSALS,
            vital=token is None,  # a login, or its renewal
        )
        return await self._client.call(call, lambda answer: _data(answer, operation))


def _data(answer: Any, operation: Operation) -> Any:
    envelope = parsed(NAME, Envelope, answer)
    if envelope.code == SUCCESS:
        return envelope.data
    problem, retry = meaning_of(envelope.code)
    said, detail = envelope.localizedMsg or envelope.message, f"code {envelope.code}"
    match retry:
        case Retry.LATER:
            raise CloudUnavailableError(NAME, problem, detail, maybe_done=operation.writes)
        case Retry.QUIET:
            raise CloudBusyError(NAME, NOT_TOLD, detail)
        case Retry.TOKEN:
            raise TokenRefusedError(envelope.code, problem, said)
        case Retry.NEVER:
            raise refusal(NAME, problem, detail, said)
