"""The forms of Yandex's answers: everything in JSON carries a request_id, a missing scope is plain text."""

from __future__ import annotations

import uuid
from typing import Any

from aiohttp import web


def ok(**fields: Any) -> web.Response:
    return web.json_response({"status": "ok", "request_id": str(uuid.uuid4())} | fields)


class RefusalError(Exception):
    """The request as a whole is answered with an error: JSON with ``message``, or plain text."""

    def __init__(self, status: int, message: str, *, code: str | None = None, plain: bool = False) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code
        self.plain = plain

    def response(self) -> web.Response:
        if self.plain:
            return web.Response(status=self.status, text=self.message)
        body = {"request_id": str(uuid.uuid4()), "status": "error", "message": self.message}
        return web.json_response(body | ({"code": self.code} if self.code else {}), status=self.status)


DEVICE_NOT_FOUND = "Устройство не найдено"
GROUP_NOT_FOUND = "Группа не найдена"
SCENARIO_NOT_FOUND = "Сценарий не найден"


def not_found(message: str) -> RefusalError:
    return RefusalError(404, message)
