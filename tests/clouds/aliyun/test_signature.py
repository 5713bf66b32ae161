"""The signature against the four vectors of the platform's reference, and on a real request."""

from __future__ import annotations

import uuid

import httpx
import pytest

from bot.clouds.aliyun.signature import AppSignature, content_md5, signature, signed_headers, string_to_sign
from tests.clocks import FrozenClock

KEY, SECRET = "23456789", "0123456789abcdef0123456789abcdef"
DATE = "Sun, 22 Nov 2026 04:00:00 GMT"
PLAIN_BODY = (
    '{"id":"1509086454180","version":"1.0","params":{"iotId":"D95D2429TESTE4F31A2697",'
    '"items":{"LightSwitch":1}},"request":{"apiVer":"1.0.2","iotToken":"token"}}'
)
CHINESE_BODY = (
    '{"id":"7f1c2a90-0000-4000-8000-000000000002","version":"1.0","request":{"apiVer":"1.0.2",'
    '"iotToken":"token","language":"zh-CN"},"params":{"iotId":"D95D2429TESTE4F31A2697","nickName":"客厅灯"}}'
)
LIBRARY_HEADERS = {
    "accept": "application/json",
    "content-type": "application/octet-stream",
    "date": DATE,
    "x-ca-key": KEY,
    "x-ca-nonce": "11111111-2222-3333-4444-555555555555",
    "x-ca-signaturemethod": "HmacSHA256",
}
OUR_HEADERS = {
    "accept": "application/json; charset=utf-8",
    "content-type": "application/octet-stream; charset=utf-8",
    "date": DATE,
    "x-ca-key": KEY,
    "x-ca-nonce": "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee",
    "x-ca-signature-method": "HmacSHA256",
    "x-ca-timestamp": "1795320000000",
}
SHA1_HEADERS = {**OUR_HEADERS, "x-ca-signature-method": "HmacSHA1"}
DATELESS_HEADERS = {name: value for name, value in OUR_HEADERS.items() if name != "date"}
NICKNAME = "/uc/setDeviceNickName"


@pytest.mark.parametrize(
    ("path", "headers", "body", "md5", "expected"),
    [
        (
            "/thing/properties/set",
            LIBRARY_HEADERS,
            PLAIN_BODY,
            "QxVI9lzm6Hso2iFTPrO92Q==",
            "0p6u6dLF/c9Xs61qqz+FcbntzJPIcrtAxrPrmDl6FiA=",
        ),
        (
            NICKNAME,
            OUR_HEADERS,
            CHINESE_BODY,
            "LU7Gb212nacN7JsxjqSO5w==",
            "7Tx0Ex5volKGhP+X3FT9qpThNG2MVUvLBQjIt2I8CRE=",
        ),
        (NICKNAME, SHA1_HEADERS, CHINESE_BODY, "LU7Gb212nacN7JsxjqSO5w==", "AIU3KZJnRZnB3J9XjKUoP527G4o="),
        (
            NICKNAME,
            DATELESS_HEADERS,
            CHINESE_BODY,
            "LU7Gb212nacN7JsxjqSO5w==",
            "VqK0pEdtA+VzyyvnciRCDkwRuQCaDWqBNoCDeOqz1gU=",
        ),
    ],
    ids=["library defaults", "our headers", "SHA-1", "no date"],
)
def test_the_reference_vectors(
    path: str, headers: dict[str, str], body: str, md5: str, expected: str
) -> None:
    assert content_md5(body.encode()) == md5
    assert signature("POST", path, {**headers, "content-md5": md5}, SECRET) == expected


def test_a_missing_date_is_an_empty_line() -> None:
    lines = string_to_sign("post", "/path", {"accept": "a", "x-ca-key": "k"}).split("\n")
    assert lines == ["POST", "a", "", "", "", "x-ca-key:k", "/path"]


async def test_what_leaves_is_signed_as_it_leaves() -> None:
    nonces = iter([uuid.UUID(int=1), uuid.UUID(int=2)])
    auth = AppSignature(KEY, SECRET, FrozenClock(), nonce=lambda: next(nonces))
    heard: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        heard.append(request)
        return httpx.Response(200, json={})

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        for _ in range(2):
            await http.post("http://gateway.test/a/b?x=1", content="тело".encode(), auth=auth)
    assert len({request.headers["x-ca-nonce"] for request in heard}) == 2
    for request in heard:
        headers = dict(request.headers)
        assert headers["content-md5"] == content_md5("тело".encode())
        assert headers["x-ca-timestamp"] == "1795435200000"
        assert headers["date"] == "Mon, 23 Nov 2026 12:00:00 GMT"
        assert headers["x-ca-signature-headers"] == ",".join(signed_headers(headers))
        assert headers["x-ca-signature"] == signature("POST", "/a/b?x=1", headers, SECRET)
        assert SECRET not in str(headers)
