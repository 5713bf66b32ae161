"""Errors as the Bot API gives them, in Telegram's own words."""

from __future__ import annotations

from typing import Any


class TelegramError(Exception):
    """An answer with ``ok: false``. ``parameters`` are Telegram's ResponseParameters."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return body | {"parameters": self.parameters} if self.parameters else body


def bad_request(description: str, **parameters: int) -> TelegramError:
    return TelegramError(400, f"Bad Request: {description}", **parameters)


def forbidden(description: str) -> TelegramError:
    return TelegramError(403, f"Forbidden: {description}")


def conflict(description: str) -> TelegramError:
    return TelegramError(409, f"Conflict: {description}")


def too_many(retry_after: int) -> TelegramError:
    return TelegramError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def not_modified() -> TelegramError:
    return bad_request(
        "message is not modified: specified new message content and reply markup are exactly the same "
        "as a current content and reply markup of the message"
    )


def too_old() -> TelegramError:
    return bad_request("query is too old and response timeout expired or query ID is invalid")
