"""How the API gateway knows who calls: HMAC over the request's own headers and a digest of its body.

Written by hand because the vendor's library blocks, repeats writes and signs a missing date as "None".
The request is signed anew for every attempt: a nonce may be used once.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import uuid
from collections.abc import Callable, Generator, Mapping
from email.utils import format_datetime

import httpx

from bot.home.clock import Clock

UNSIGNED = ("x-ca-signature", "x-ca-signature-headers")
DIGESTS = {"HmacSHA256": hashlib.sha256, "HmacSHA1": hashlib.sha1}
ACCEPT = "application/json; charset=utf-8"
CONTENT_TYPE = "application/octet-stream"


def string_to_sign(method: str, path: str, headers: Mapping[str, str]) -> str:
    """What is signed: ``headers`` have lower-case names, ``path`` includes the query if there is one."""
    plain = (headers.get(name, "") for name in ("accept", "content-md5", "content-type", "date"))
    block = (f"{name}:{headers[name]}" for name in signed_headers(headers))
    return "\n".join((method.upper(), *plain, *block, path))


def signed_headers(headers: Mapping[str, str]) -> list[str]:
    return sorted(name for name in headers if name.startswith("x-ca-") and name not in UNSIGNED)


def content_md5(body: bytes) -> str:
    return base64.b64encode(hashlib.md5(body, usedforsecurity=False).digest()).decode()


def signature(method: str, path: str, headers: Mapping[str, str], secret: str) -> str:
    """The value of ``x-ca-signature``; SHA-256 unless ``x-ca-signature-method`` says otherwise."""
    digest = DIGESTS[headers.get("x-ca-signature-method", "HmacSHA256")]
    text = string_to_sign(method, path, headers)
    return base64.b64encode(hmac.new(secret.encode(), text.encode(), digest).digest()).decode()


class AppSignature(httpx.Auth):
    """Signs every request of one app (a tenant of the platform) as it leaves."""

    requires_request_body = True

    def __init__(
        self, key: str, secret: str, clock: Clock, nonce: Callable[[], uuid.UUID] = uuid.uuid4
    ) -> None:
        self._key = key
        self._secret = secret
        self._clock = clock
        self._nonce = nonce

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        now = self._clock.now()
        headers = {
            "accept": ACCEPT,
            "content-type": CONTENT_TYPE,
            "content-md5": content_md5(request.content),
            "date": format_datetime(now, usegmt=True),
            "x-ca-key": self._key,
            "x-ca-nonce": str(self._nonce()),
            "x-ca-signature-method": "HmacSHA256",
            "x-ca-timestamp": str(int(now.timestamp() * 1000)),
        }
        path = request.url.raw_path.decode()
        headers["x-ca-signature"] = signature(request.method, path, headers, self._secret)
        headers["x-ca-signature-headers"] = ",".join(signed_headers(headers))
        request.headers.update(headers)
        yield request
