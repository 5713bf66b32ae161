"""The gateway's door: signature, body digest, timestamp and nonce (reference, sections 1.2 to 1.5).

What fails here never reaches the platform: the answer is an HTTP status with an empty body and the
reason in ``x-ca-error-message``.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Mapping

WINDOW = 15 * 60
MEDIA_TYPE = "application/octet-stream"
METHODS = {"HmacSHA256": hashlib.sha256, "HmacSHA1": hashlib.sha1}
UNSIGNED = {
    "x-ca-signature",
    "x-ca-signature-headers",
    "accept",
    "content-md5",
    "content-type",
    "date",
    "host",
    "token",
    "user-agent",
}


class GatewayError(Exception):
    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def string_to_sign(method: str, path: str, headers: Mapping[str, str]) -> str:
    """The text under the signature; ``headers`` by lower-case name, signed ones in the client's order."""
    lines = [method, *(headers.get(name, "") for name in ("accept", "content-md5", "content-type", "date"))]
    lines += [f"{name}:{headers.get(name, '')}" for name in signed_names(headers)]
    return "\n".join([*lines, path])


def signed_names(headers: Mapping[str, str]) -> list[str]:
    return [name for name in headers.get("x-ca-signature-headers", "").split(",") if name]


def signature(app_secret: str, text: str, method: str = "HmacSHA256") -> str:
    digest = hmac.new(app_secret.encode(), text.encode(), METHODS[method]).digest()
    return base64.b64encode(digest).decode()


class Gateway:
    """Lets in what is signed with a tenant's secret, fresh and new. ``now`` is in seconds."""

    def __init__(self, tenants: Mapping[str, str], now: Callable[[], float]) -> None:
        self._tenants = tenants
        self._now = now
        self._nonces: dict[str, float] = {}

    def admit(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> str:
        """The app key of who sent the request. Raises GatewayError."""
        headers = {name.lower(): value for name, value in headers.items()}
        if method != "POST":
            raise GatewayError(405, "Unsupported method")
        if headers.get("content-type", "").partition(";")[0].strip() != MEDIA_TYPE:
            raise GatewayError(415, "Invalid Content-Type")
        app_key = headers.get("x-ca-key", "")
        if app_key not in self._tenants:
            raise GatewayError(403, "Invalid AppKey")
        self._check_digest(headers, body)
        self._check_time(headers)
        self._check_signature(method, path, headers, self._tenants[app_key])
        self._check_nonce(headers)
        return app_key

    def _check_digest(self, headers: Mapping[str, str], body: bytes) -> None:
        digest = base64.b64encode(hashlib.md5(body).digest()).decode()
        if headers.get("content-md5") != digest:
            raise GatewayError(400, "Content-MD5 does not match the body")

    def _check_time(self, headers: Mapping[str, str]) -> None:
        """A timestamp is optional, but one that is sent must be milliseconds of about now."""
        stamp = headers.get("x-ca-timestamp")
        if stamp is None:
            return
        if not stamp.isdecimal() or abs(int(stamp) / 1000 - self._now()) > WINDOW:
            raise GatewayError(400, "Timestamp expired")

    def _check_signature(self, method: str, path: str, headers: Mapping[str, str], secret: str) -> None:
        names = signed_names(headers)
        needed = {"x-ca-key", "x-ca-nonce", "x-ca-timestamp", "x-ca-signature-method"} & headers.keys()
        if names != sorted(names) or not needed <= set(names) or UNSIGNED & set(names):
            raise GatewayError(400, "Invalid x-ca-signature-headers")
        digest = headers.get("x-ca-signature-method", "HmacSHA256")
        if digest not in METHODS:
            raise GatewayError(400, "Invalid signature method")
        text = string_to_sign(method, path, headers)
        if not hmac.compare_digest(signature(secret, text, digest), headers.get("x-ca-signature", "")):
            shown = text.replace("\n", "#")
            raise GatewayError(403, f"Invalid Signature, Server StringToSign:`{shown}`")

    def _check_nonce(self, headers: Mapping[str, str]) -> None:
        nonce, now = headers.get("x-ca-nonce", ""), self._now()
        while self._nonces and next(iter(self._nonces.values())) < now - WINDOW:
            del self._nonces[next(iter(self._nonces))]
        if not nonce or nonce in self._nonces:
            raise GatewayError(403, "Nonce used")
        self._nonces[nonce] = now
