"""Answers without a network: a transport that says what it is told to say, and remembers what it heard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

Said = httpx.Response | Exception | Callable[[httpx.Request], httpx.Response]


@dataclass
class Answers:
    """Each request gets the next answer; the last one is repeated for ever."""

    said: list[Said]
    heard: list[httpx.Request] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.heard.append(request)
        answer = self.said[min(len(self.heard), len(self.said)) - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, httpx.Response) else answer(request)

    @property
    def http(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.MockTransport(self))


def answers(*said: Any) -> Answers:
    """From JSON values, responses and exceptions, in the order in which they are given."""
    return Answers([one if isinstance(one, httpx.Response | Exception) else _json(one) for one in said])


def _json(value: Any) -> Callable[[httpx.Request], httpx.Response]:
    return lambda request: httpx.Response(200, json=value)
