"""Tags on things in the Aliyun stand-in, and their limits."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.sandbox.aliyun_caller import Aliyun, aliyun_home

SET, GET, DELETE = (f"/thing/extended/property/{verb}" for verb in ("set", "get", "delete"))


@pytest.fixture
async def aliyun() -> AsyncIterator[Aliyun]:
    async with aliyun_home() as home:
        yield home


async def tag(aliyun: Aliyun, key: object, value: object, name: str = "客厅灯") -> int:
    return await aliyun.code(SET, iotId=aliyun.thing(name).id, dataKey=key, dataValue=value)


async def test_a_tag_is_kept_replaced_and_deleted(aliyun: Aliyun) -> None:
    lamp = aliyun.thing("客厅灯").id
    assert await aliyun.data(GET, iotId=lamp, dataKey="note") is None
    assert await tag(aliyun, "note", "旧") == 200
    assert await tag(aliyun, "note", "新") == 200
    assert await aliyun.data(GET, iotId=lamp, dataKey="note") == "新"
    assert await aliyun.data(GET, iotId=aliyun.thing("空调").id, dataKey="note") is None
    await aliyun.data(DELETE, iotId=lamp, dataKey="note")
    assert await aliyun.data(GET, iotId=lamp, dataKey="note") is None


async def test_deleting_has_another_version_than_the_rest(aliyun: Aliyun) -> None:
    answer = await aliyun.call(DELETE, "1.0.2", iotId=aliyun.thing("客厅灯").id, dataKey="note")
    assert answer["code"] == 404


async def test_an_eleventh_tag_is_refused_and_an_old_one_can_still_be_replaced(aliyun: Aliyun) -> None:
    for number in range(10):
        assert await tag(aliyun, f"key{number}", "value") == 200
    assert await tag(aliyun, "key10", "value") == 460
    assert await tag(aliyun, "key0", "another") == 200
    assert await tag(aliyun, "key10", "value", "空调") == 200


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("灯" * 63, "value", 200),
        ("灯" * 64, "value", 460),
        ("key", "值" * 127, 200),
        ("key", "值" * 128, 460),
        ("", "value", 460),
        (None, "value", 460),
        ("key", 5, 460),
    ],
)
async def test_a_key_is_below_64_characters_and_a_value_below_128(
    aliyun: Aliyun, key: object, value: object, code: int
) -> None:
    assert await tag(aliyun, key, value) == code
