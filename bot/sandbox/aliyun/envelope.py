"""Requests and answers as the platform wraps them (reference, sections 2.1 and 2.2)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.sandbox.aliyun.codes import MESSAGES


class RefusalError(Exception):
    """The platform's answer is this code; ``detail`` is added to its message."""

    def __init__(self, code: int, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


@dataclass(frozen=True)
class Envelope:
    """A request's wrapping; ``language`` only colours the messages of errors."""

    id: str
    api_version: str
    iot_token: str | None
    language: str
    params: Mapping[str, Any]


def opened(body: bytes) -> Envelope:
    """Raises RefusalError 400 for what is no envelope."""
    try:
        wrapped = json.loads(body)
    except ValueError:
        raise RefusalError(400, "not JSON") from None
    request = wrapped.get("request") if isinstance(wrapped, dict) else None
    if not isinstance(request, dict) or not isinstance(wrapped.get("params", {}), dict):
        raise RefusalError(400, "request and params must be objects")
    if not isinstance(wrapped.get("id"), str) or wrapped.get("version") not in ("1.0", "1.0.0"):
        raise RefusalError(400, "id or version")
    token = request.get("iotToken")
    return Envelope(
        wrapped["id"],
        str(request.get("apiVer", "")),
        token if isinstance(token, str) else None,
        str(request.get("language", "zh-CN")),
        wrapped.get("params", {}),
    )


def success(id_: str, data: Any) -> dict[str, Any]:
    return {"code": 200, "data": data, "id": id_}


def failure(refusal: RefusalError, envelope: Envelope | None) -> dict[str, Any]:
    english, chinese = MESSAGES.get(refusal.code, ("error", "错误"))
    chinese_wanted = envelope is None or envelope.language.startswith("zh")
    return {
        "code": refusal.code,
        "message": f"{english}: {refusal.detail}" if refusal.detail else english,
        "localizedMsg": chinese if chinese_wanted else english,
        "id": envelope.id if envelope else "",
    }
