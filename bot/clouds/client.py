"""One account's way to its vendor over HTTP: JSON in, JSON out, every failure a ``CloudError``.

Decides what a failure means (one table), what is tried again (reads only), how long a person waits for it
and how fast an account may call; when it may not call at all is restraint.py's. Nothing that is secret
belongs into a URL: httpx logs URLs, and so do we.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

import httpx
import stamina
from aiolimiter import AsyncLimiter
from pydantic import BaseModel, ValidationError

from bot.clouds.restraint import Meter, Restraint
from bot.home.account import Account, CountsCalls
from bot.home.clock import Clock, SystemClock
from bot.home.errors import (
    CloudAuthError,
    CloudBusyError,
    CloudError,
    CloudProtocolError,
    CloudUnavailableError,
)
from bot.home.problem import Problem
from bot.metrics import CLOUD_CALLS, CLOUD_SECONDS

CONNECT_TIMEOUT = 5.0  # all in seconds
WRITE_TIMEOUT = 15.0  # a vendor may wait several for a device
READ_TIMEOUT = 8.0
READ_PATIENCE = 10.0  # for all attempts of a read together
LEAST_TIMEOUT = 0.5  # an attempt that has begun is given so much
DOUBTFUL_TIMEOUT = 4.0  # for a vendor that did not answer lately; it gives its own devices 3 s
READS: Any = {"attempts": 3, "timeout": READ_PATIENCE, "wait_initial": 0.3, "wait_jitter": 0.3}
NOT_TOLD = 0.0  # a 429 that does not say for how long: the restraint does
BURST_SECONDS = 12.0  # what an account may call in so long, it may call at once

T = TypeVar("T")
Model = TypeVar("Model", bound=BaseModel)

log = logging.getLogger(__name__)

# The first class that matches decides: what failed, and whether a write may have taken effect.
FAILURES: tuple[tuple[type[Exception], Problem, bool], ...] = (
    (httpx.ConnectError, Problem.CLOUD_UNREACHABLE, False),
    (httpx.ConnectTimeout, Problem.CLOUD_UNREACHABLE, False),
    (httpx.PoolTimeout, Problem.CLOUD_UNREACHABLE, False),
    (httpx.UnsupportedProtocol, Problem.CLOUD_UNREACHABLE, False),
    (httpx.LocalProtocolError, Problem.CLOUD_UNREACHABLE, False),
    (httpx.InvalidURL, Problem.CLOUD_UNREACHABLE, False),
    (httpx.HTTPError, Problem.CLOUD_SILENT, True),
    (TimeoutError, Problem.CLOUD_SILENT, True),
)
REFUSALS: Mapping[int, Problem] = {
    401: Problem.LOGIN_NEEDED,
    403: Problem.NO_RIGHTS,
}
LOGIN_TROUBLES = frozenset(
    {Problem.LOGIN_NEEDED, Problem.LOGIN_REPLACED, Problem.NO_RIGHTS, Problem.APP_KEY_REFUSED}
)


@dataclass(frozen=True)
class Call:
    """One request. ``operation`` names it in logs and metrics; ``refusals`` say what a 4xx means here.

    ``writes``: it changes something, so it is sent once and never again. ``answers_with``: statuses beyond
    success whose JSON is an answer all the same. ``vital``: no day's budget stops it, since an account
    that cannot renew its login is lost.
    """

    operation: str
    method: str
    url: str
    body: bytes | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    auth: httpx.Auth | None = field(default=None, repr=False)
    writes: bool = False
    refusals: Mapping[int, Problem] = field(default_factory=dict)
    answers_with: frozenset[int] = frozenset()
    vital: bool = False


class Manners(NamedTuple):
    """How a vendor wants to be called. ``quiet_at_least``: seconds without a call after each 429."""

    calls_per_minute: float
    quiet_at_least: float = 0.0


class Client:
    """Calls of one account. ``pace`` is shared by all of them, so that no sentence can flood a vendor."""

    def __init__(
        self, http: httpx.AsyncClient, cloud: str, pace: AsyncLimiter, restraint: Restraint | None = None
    ) -> None:
        self._http = http
        self._cloud = cloud
        self._pace = pace
        self._restraint = restraint or Restraint(cloud, SystemClock())

    @classmethod
    def of(
        cls, account: Account, http: httpx.AsyncClient, clock: Clock, counts: CountsCalls, manners: Manners
    ) -> Client:
        """For an account that exists: its calls are counted, and withheld where they must be."""
        restraint = Restraint(account.cloud, clock, Meter(counts, account.id), manners.quiet_at_least)
        return cls(http, account.cloud, pace(account.settings, manners.calls_per_minute), restraint)

    async def call(self, call: Call, understand: Callable[[Any], T]) -> T:
        """Send ``call`` and give its JSON to ``understand``, whose ``CloudError`` counts as the call's.

        Raises ``CloudError``. A read that got no usable answer is tried again, with back-off.
        """
        if call.writes:
            return await self._attempt(call, understand, self._patience(WRITE_TIMEOUT))
        loop = asyncio.get_running_loop()
        patience_ends = loop.time() + READ_PATIENCE
        async for attempt in stamina.retry_context(self._is_worth_another_try, **READS):
            with attempt:
                left = max(LEAST_TIMEOUT, patience_ends - loop.time())
                return await self._attempt(call, understand, self._patience(min(READ_TIMEOUT, left)))
        raise AssertionError("stamina ends with the answer or the last error")

    def _is_worth_another_try(self, error: Exception) -> bool:
        transient = isinstance(error, CloudUnavailableError | CloudProtocolError)
        return transient and not self._restraint.in_doubt

    def _patience(self, seconds: float) -> float:
        return min(seconds, DOUBTFUL_TIMEOUT) if self._restraint.in_doubt else seconds

    async def _attempt(self, call: Call, understand: Callable[[Any], T], seconds: float) -> T:
        self._restraint.check(call.vital)
        async with self._pace:
            # While this call waited for its turn, another may have been refused.
            self._restraint.check(call.vital)
            return await self._exchange(call, understand, seconds)

    async def _exchange(self, call: Call, understand: Callable[[Any], T], seconds: float) -> T:
        result = "ok"
        try:
            with CLOUD_SECONDS.labels(self._cloud, call.operation).time(), self._restraint.sending():
                response = await self._sent(call, seconds)
            answer = understand(self._json(call, response))
        except CloudError as error:
            if isinstance(error, CloudBusyError):
                self._restraint.keep_quiet(error)
            result = error.problem.value
            log.warning("%s failed: %s", call.operation, error)
            raise
        finally:
            CLOUD_CALLS.labels(self._cloud, call.operation, result).inc()
        self._restraint.answered()
        return answer

    async def _sent(self, call: Call, seconds: float) -> httpx.Response:
        """``seconds`` are for everything together: httpx's own timeouts begin anew with every byte."""
        connect = min(seconds, CONNECT_TIMEOUT)
        try:
            async with asyncio.timeout(seconds):
                return await self._http.request(
                    call.method,
                    call.url,
                    content=call.body,
                    headers=dict(call.headers),
                    auth=call.auth,
                    timeout=httpx.Timeout(seconds, connect=connect, pool=connect),
                )
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            problem, maybe_done = next((p, m) for kind, p, m in FAILURES if isinstance(error, kind))
            raise CloudUnavailableError(
                self._cloud, problem, type(error).__name__, maybe_done=maybe_done and call.writes
            ) from error

    def _json(self, call: Call, response: httpx.Response) -> Any:
        try:
            body = json.loads(response.content)
        except (ValueError, RecursionError):
            body = None
        log.info(
            "%s %s: HTTP %d, request %s",
            self._cloud,
            call.operation,
            response.status_code,
            _request_id(response, body),
        )
        answers = response.is_success or (response.status_code in call.answers_with and body is not None)
        if not answers:
            raise self._refusal(call, response, body)
        if body is None:
            raise CloudProtocolError(self._cloud, "no JSON")
        return body

    def _refusal(self, call: Call, response: httpx.Response, body: Any) -> CloudError:
        status = response.status_code
        if status == httpx.codes.TOO_MANY_REQUESTS:
            return CloudBusyError(self._cloud, _retry_after(response))
        if status >= httpx.codes.INTERNAL_SERVER_ERROR:
            return CloudUnavailableError(
                self._cloud, Problem.CLOUD_FAILED, f"HTTP {status}", maybe_done=call.writes
            )
        if status < httpx.codes.BAD_REQUEST:
            return CloudProtocolError(self._cloud, f"HTTP {status}")
        problem = call.refusals.get(status) or REFUSALS.get(status, Problem.UNKNOWN)
        message = body.get("message") if isinstance(body, dict) else None
        said = message if isinstance(message, str) else None
        return refusal(self._cloud, problem, f"HTTP {status}", said)


def pace(settings: Mapping[str, str], calls_per_minute: float) -> AsyncLimiter:
    """How fast an account may call; its setting ``calls_per_minute`` wins over the cloud's default."""
    per_minute = float(settings.get("calls_per_minute") or calls_per_minute)
    return AsyncLimiter(max(1.0, per_minute * BURST_SECONDS / 60), BURST_SECONDS)


def refusal(cloud: str, problem: Problem, detail: str, vendor_says: str | None = None) -> CloudError:
    """The error for a clear no, of the class that fits its problem."""
    kind = CloudAuthError if problem in LOGIN_TROUBLES else CloudError
    return kind(cloud, problem, detail, vendor_says=vendor_says)


def parsed(cloud: str, model: type[Model], value: Any) -> Model:
    """``value`` as the vendor describes it; ``CloudProtocolError`` names what is not so, never its value."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise CloudProtocolError(cloud, f"{model.__name__}: {_places(error)}") from None


def _places(error: ValidationError) -> str:
    shown = (f"{'.'.join(map(str, e['loc']))} {e['type']}" for e in error.errors()[:3])
    return ", ".join(shown)


def _request_id(response: httpx.Response, body: Any) -> str:
    """Yandex puts it into the body, Aliyun's gateway into a header."""
    told = body.get("request_id") if isinstance(body, dict) else None
    return str(told or response.headers.get("x-ca-request-id") or response.headers.get("x-request-id", "-"))


def _retry_after(response: httpx.Response) -> float:
    told = response.headers.get("retry-after", "")
    return float(told) if told.isdecimal() else NOT_TOLD
