"""The phone's widget in the Aliyun stand-in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.sandbox.aliyun_caller import Aliyun, Json, aliyun_home

QUERY, UPDATE, PROPERTIES = (
    f"/iotx/ilop/{name}"
    for name in ("queryComponentProduct", "updateComponentProduct", "queryComponentProperty")
)


@pytest.fixture
async def aliyun() -> AsyncIterator[Aliyun]:
    async with aliyun_home() as home:
        yield home


def entry(aliyun: Aliyun, name: str, *identifiers: str) -> Json:
    thing = aliyun.thing(name)
    named: Json = {"iotId": thing.id, "productKey": thing.vendor["binding"]["productKey"]}
    chosen = [{"propertyIdentifier": identifier} for identifier in identifiers]
    return named | ({"properties": chosen} if chosen else {})


async def test_the_widget_shows_every_value_as_a_string(aliyun: Aliyun) -> None:
    (lamp,) = await aliyun.data(QUERY)
    assert (lamp["nickName"], lamp["deviceStatus"]) == ("客厅灯", 1)
    shown = {p["propertyIdentifier"]: (p["propertyValue"], p["propertyDataType"]) for p in lamp["properties"]}
    assert shown == {"LightSwitch": ("0", "BOOL"), "Brightness": ("80", "INT")}


async def test_an_update_replaces_the_whole_list(aliyun: Aliyun) -> None:
    wanted = [entry(aliyun, "空调", "TargetTemperature"), entry(aliyun, "书房插座")]
    assert await aliyun.data(UPDATE, componentProductList=wanted) is None
    first, second = await aliyun.data(QUERY)
    assert [p["propertyValue"] for p in first["properties"]] == ["24.0"]
    assert [p["propertyIdentifier"] for p in second["properties"]] == ["PowerSwitch"]
    await aliyun.data(UPDATE, componentProductList=[])
    assert await aliyun.data(QUERY) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"productKey": "a1Nothing00"}, 2000),
        ({"iotId": "nothing"}, 62101),
        ({"iotId": None}, 460),
        ({"properties": "all"}, 460),
        ({"properties": ["LightSwitch"]}, 460),
        ({"properties": [{"propertyIdentifier": "Loudness"}]}, 460),
    ],
)
async def test_a_wrong_entry_leaves_the_list_as_it_was(
    aliyun: Aliyun, changes: dict[str, Any], code: int
) -> None:
    wanted = [entry(aliyun, "空调"), entry(aliyun, "客厅灯") | changes]
    assert await aliyun.code(UPDATE, componentProductList=wanted) == code
    assert [widget["nickName"] for widget in await aliyun.data(QUERY)] == ["客厅灯"]


async def test_the_list_goes_by_its_own_name_and_names_nothing_twice(aliyun: Aliyun) -> None:
    wanted = [entry(aliyun, "空调")]
    assert await aliyun.code(UPDATE, data=wanted) == 460
    assert await aliyun.code(UPDATE, componentProductList=wanted * 2) == 460


async def test_what_a_widget_could_show_is_had_by_type_in_capitals(aliyun: Aliyun) -> None:
    lamp = entry(aliyun, "客厅灯")
    switches = await aliyun.data(PROPERTIES, **lamp, query={"dataType": "BOOL"})
    assert [(s["propertyIdentifier"], s["dataType"]) for s in switches] == [
        ("LightSwitch", "BOOL"),
        ("NightLightSwitch", "BOOL"),
    ]
    assert len(await aliyun.data(PROPERTIES, **lamp, query={})) > 2
    assert await aliyun.code(PROPERTIES, **lamp, query={"dataType": "bool"}) == 460
    assert await aliyun.code(PROPERTIES, **lamp) == 460
    assert await aliyun.code(PROPERTIES, **(lamp | {"productKey": "x"}), query={}) == 2000
