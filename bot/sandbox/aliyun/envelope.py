"""Requests and answers as the platform wraps them, and its codes (reference, section 2)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MESSAGES = {
    400: ("request error", "请求错误"),
    401: ("request auth error", "请求认证错误"),
    403: ("request forbidden", "请求被禁止"),
    404: ("service not found", "服务未找到"),
    429: ("too many requests", "请求过于频繁"),
    460: ("request parameter error", "请求参数错误"),
    500: ("service error", "服务端错误"),
    503: ("service not available", "服务不可用"),
    2062: ("identityId not exist", "身份不存在"),
    2065: ("user and device are not bound", "用户和设备没有绑定关系"),
    2401: ("refreshToken invalid", "refreshToken无效"),
    2459: ("session invalid", "会话无效"),
    2461: ("accountType invalid", "账号类型无效"),
    2462: ("authCode is empty", "授权码为空"),
    6205: ("device offline", "设备不在线"),
    20056: ("gateway.hsf.invoke.timeout", "网关调用后端超时"),
    29003: ("identityId is blank", "用户身份为空"),
    62101: ("device not exist", "设备不存在"),
}


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
