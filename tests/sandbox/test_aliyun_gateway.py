"""The door of the Aliyun stand-in: the reference's four vectors, and everything that is turned away."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.aliyun.signature import Gateway, GatewayError, signature, string_to_sign
from tests.sandbox.aliyun_caller import Aliyun, aliyun_home

KEY, SECRET = "23456789", "0123456789abcdef0123456789abcdef"
SENT_AT = 1795320000.0
LIBRARY_BODY = (
    '{"id":"1509086454180","version":"1.0","params":{"iotId":"D95D2429TESTE4F31A2697",'
    '"items":{"LightSwitch":1}},"request":{"apiVer":"1.0.2","iotToken":"token"}}'
)
NICKNAME_BODY = (
    '{"id":"7f1c2a90-0000-4000-8000-000000000002","version":"1.0","request":{"apiVer":"1.0.2",'
    '"iotToken":"token","language":"zh-CN"},"params":{"iotId":"D95D2429TESTE4F31A2697","nickName":"客厅灯"}}'
)
LIBRARY = {
    "Accept": "application/json",
    "Content-MD5": "QxVI9lzm6Hso2iFTPrO92Q==",
    "Content-Type": "application/octet-stream",
    "Date": "Sun, 22 Nov 2026 04:00:00 GMT",
    "X-Ca-Key": KEY,
    "X-Ca-Nonce": "11111111-2222-3333-4444-555555555555",
    "X-Ca-SignatureMethod": "HmacSHA256",
    "X-Ca-Signature-Headers": "x-ca-key,x-ca-nonce,x-ca-signaturemethod",
    "X-Ca-Signature": "0p6u6dLF/c9Xs61qqz+FcbntzJPIcrtAxrPrmDl6FiA=",
}
RECOMMENDED = {
    "Accept": "application/json; charset=utf-8",
    "Content-MD5": "LU7Gb212nacN7JsxjqSO5w==",
    "Content-Type": "application/octet-stream; charset=utf-8",
    "Date": "Sun, 22 Nov 2026 04:00:00 GMT",
    "X-Ca-Key": KEY,
    "X-Ca-Nonce": "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee",
    "X-Ca-Signature-Method": "HmacSHA256",
    "X-Ca-Timestamp": "1795320000000",
    "X-Ca-Signature-Headers": "x-ca-key,x-ca-nonce,x-ca-signature-method,x-ca-timestamp",
    "X-Ca-Signature": "7Tx0Ex5volKGhP+X3FT9qpThNG2MVUvLBQjIt2I8CRE=",
}
SHA1 = RECOMMENDED | {
    "X-Ca-Signature-Method": "HmacSHA1",
    "X-Ca-Signature": "AIU3KZJnRZnB3J9XjKUoP527G4o=",
}
DATELESS = {name: value for name, value in RECOMMENDED.items() if name != "Date"} | {
    "X-Ca-Signature": "VqK0pEdtA+VzyyvnciRCDkwRuQCaDWqBNoCDeOqz1gU="
}


@pytest.mark.parametrize(
    ("path", "body", "headers"),
    [
        ("/thing/properties/set", LIBRARY_BODY, LIBRARY),
        ("/uc/setDeviceNickName", NICKNAME_BODY, RECOMMENDED),
        ("/uc/setDeviceNickName", NICKNAME_BODY, SHA1),
        ("/uc/setDeviceNickName", NICKNAME_BODY, DATELESS),
    ],
    ids=["library defaults", "recommended", "sha-1", "no date"],
)
def test_the_reference_vectors_are_let_in_and_their_forgeries_are_not(
    path: str, body: str, headers: dict[str, str]
) -> None:
    gateway = Gateway({KEY: SECRET}, lambda: SENT_AT)
    assert gateway.admit("POST", path, headers, body.encode()) == KEY
    with pytest.raises(GatewayError, match="Invalid Signature"):
        Gateway({KEY: SECRET}, lambda: SENT_AT).admit("POST", path + "x", headers, body.encode())


def test_a_query_is_part_of_what_is_signed() -> None:
    headers = {name.lower(): value for name, value in LIBRARY.items()}
    text = string_to_sign("POST", "/thing/properties/set?a=1", headers)
    assert text.endswith("\n/thing/properties/set?a=1")
    assert signature(SECRET, text) != LIBRARY["X-Ca-Signature"]


@pytest.fixture
async def aliyun() -> AsyncIterator[Aliyun]:
    async with aliyun_home() as home:
        yield home


async def turned_away(aliyun: Aliyun, path: str = "/living/home/query", body: bytes = b"{}") -> str:
    """The gateway's reason; its answers have no body."""
    async with aliyun.post(path, body) as response:
        assert 400 <= response.status < 500
        assert await response.read() == b""
        return response.headers["x-ca-error-message"]


async def test_both_digests_are_accepted(aliyun: Aliyun) -> None:
    for digest in ("HmacSHA256", "HmacSHA1"):
        aliyun.digest = digest
        assert await aliyun.data("/living/home/query", pageNo=1, pageSize=20)


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("content-md5", "1B2M2Y8AsgTpgAmY7PhCfg==", "Content-MD5"),
        ("content-md5", None, "Content-MD5"),
        ("content-type", "application/json", "Content-Type"),
        ("x-ca-key", "11111111", "AppKey"),
        ("x-ca-signature-method", "HmacMD5", "signature method"),
        ("x-ca-timestamp", "1795320000", "Timestamp"),
        ("x-ca-timestamp", "soon", "Timestamp"),
        ("x-ca-nonce", None, "Nonce"),
    ],
)
async def test_a_wrong_header_is_turned_away(
    aliyun: Aliyun, name: str, value: str | None, reason: str
) -> None:
    aliyun.extra[name] = value
    assert reason in await turned_away(aliyun)


async def test_a_signature_under_another_secret_is_turned_away(aliyun: Aliyun) -> None:
    aliyun.account["secrets"]["app_secret"] = "guessed"
    assert "Invalid Signature" in await turned_away(aliyun)


async def test_a_timestamp_of_twenty_minutes_ago_is_turned_away(aliyun: Aliyun) -> None:
    aliyun.extra["x-ca-timestamp"] = str(round((aliyun.world.clock.now() - 1200) * 1000))
    assert "Timestamp" in await turned_away(aliyun)


async def test_a_nonce_works_once(aliyun: Aliyun) -> None:
    aliyun.extra["x-ca-nonce"] = "5d0c1f0e-6d5c-4a55-9d66-0f3f4c1d2b1a"
    await aliyun.data("/living/home/query", pageNo=1, pageSize=20)
    assert await turned_away(aliyun) == "Nonce used"


async def test_only_posts_are_served(aliyun: Aliyun) -> None:
    async with aliyun.http.get("/living/home/query") as response:
        assert response.status == 405


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"id": "1", "version": "1.0", "request": {}, "params": []}',
        b'{"id": "1", "version": "2.0", "request": {}, "params": {}}',
        b'{"id": 1, "version": "1.0", "request": {}, "params": {}}',
    ],
)
async def test_what_is_no_envelope_is_a_malformed_request(aliyun: Aliyun, body: bytes) -> None:
    async with aliyun.post("/living/home/query", body) as response:
        assert (await response.json())["code"] == 400


async def test_an_unknown_path_or_version_is_not_found(aliyun: Aliyun) -> None:
    assert (await aliyun.call("/thing/properties/wish"))["code"] == 404
    assert (await aliyun.call("/uc/listBindingByAccount", "9.9.9", pageNo=1, pageSize=1))["code"] == 404
