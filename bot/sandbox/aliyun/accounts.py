"""``/account/*``: logging in and refreshing the session (reference, sections 3.2 and 3.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.sandbox.aliyun.envelope import RefusalError
from bot.sandbox.aliyun.operation import Call, Operation

ACCOUNT_TYPES = ("OA_SESSION", "OA_TOKEN")
REGION_NEEDS = {
    "COUNTRY_CODE": ("countryCode",),
    "PHONE": ("phone", "phoneLocationCode"),
    "EMAIL": ("email",),
    "GOOGLE_AUTHCODE": ("authCode",),
    "THIRD_AUTHCODE": ("authCode",),
}


def refresh(call: Call) -> dict[str, Any]:
    request = _request(call)
    session = call.cloud.sessions.refresh(
        call.app_key, request.get("identityId"), request.get("refreshToken")
    )
    return session.fields()


def log_in(call: Call) -> dict[str, Any]:
    """Raises RefusalError 2461 (accountType), 2462 (no authCode) or 2459 (no such authCode)."""
    request = _request(call)
    if request.get("accountType") not in ACCOUNT_TYPES:
        raise RefusalError(2461)
    if not request.get("authCode"):
        raise RefusalError(2462)
    if request.get("appKey") != call.app_key:
        raise RefusalError(403, "appKey")
    return call.cloud.sessions.log_in(call.app_key, request["authCode"]).fields()


def region(call: Call) -> dict[str, Any]:
    """Where an account lives: everybody here. Raises RefusalError 460 when what ``type`` needs is missing."""
    for name in REGION_NEEDS.get(call.text("type"), ("type of region lookup",)):
        call.text(name)
    return {
        "regionId": "ap-sandbox-1",
        "shortRegionId": "sandbox",
        "regionEnglishName": "Sandbox",
        "apiGatewayEndpoint": call.host,
        "oaApiGatewayEndpoint": call.host,
        "mqttEndpoint": call.host,
        "pushChannelEndpoint": call.host,
    }


def _request(call: Call) -> Mapping[str, Any]:
    """The parameters of account operations lie one level deeper, under ``request``."""
    request = call.params.get("request")
    if not isinstance(request, dict):
        raise RefusalError(460, "request")
    return request


OPERATIONS = (
    Operation("/living/account/region/get", ("1.0.2",), region, open=True),
    Operation("/account/checkOrRefreshSession", ("1.0.4",), refresh, open=True),
    Operation("/account/createSessionByAuthCode", ("1.0.4",), log_in, open=True),
)
