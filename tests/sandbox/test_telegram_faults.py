"""Faults on order: what the bot gets, and whether it took effect."""

from __future__ import annotations

import asyncio
import json

import aiohttp
import pytest

from tests.sandbox.stage import ANNA, Json, Stage


async def break_(stage: Stage, kind: str, **more: Json) -> None:
    await stage.post("faults", target="telegram", kind=kind, path="/sendMessage", **more)


async def texts(stage: Stage) -> list[str]:
    return [message["text"] for message in await stage.sees(ANNA, ANNA)]


@pytest.mark.parametrize(("apply", "seen"), [("before", []), ("after", ["x"])])
@pytest.mark.parametrize(
    ("fault", "status", "body"),
    [
        (
            {"kind": "status", "status": 503},
            503,
            {"ok": False, "error_code": 503, "description": "Internal Server Error"},
        ),
        (
            {"kind": "status", "status": 429, "retry_after": 5},
            429,
            {
                "ok": False,
                "error_code": 429,
                "description": "Too Many Requests: retry after 5",
                "parameters": {"retry_after": 5},
            },
        ),
        ({"kind": "code", "code": 403}, 403, {"ok": False, "error_code": 403, "description": "Forbidden"}),
    ],
)
async def test_a_refusal_on_order(
    stage: Stage, fault: Json, status: int, body: Json, apply: str, seen: list[str]
) -> None:
    await break_(stage, **fault, apply=apply)
    response = await stage.call("sendMessage", chat_id=ANNA, text="x")
    assert (response.status, await response.json()) == (status, body)
    assert await texts(stage) == seen
    await stage.do("sendMessage", chat_id=ANNA, text="y")


@pytest.mark.parametrize(("apply", "seen"), [("before", []), ("after", ["x"])])
async def test_a_connection_that_drops(stage: Stage, apply: str, seen: list[str]) -> None:
    await break_(stage, "drop", apply=apply)
    with pytest.raises(aiohttp.ClientError):
        await stage.call("sendMessage", chat_id=ANNA, text="x")
    assert await texts(stage) == seen
    assert (await stage.get("requests", target="telegram"))[-1]["status"] == 0


async def test_an_answer_that_never_comes(stage: Stage) -> None:
    await break_(stage, "hang")
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(stage.call("sendMessage", chat_id=ANNA, text="x"), 0.2)
    assert await texts(stage) == []


async def test_a_slow_answer_comes_after_all(stage: Stage) -> None:
    await break_(stage, "slow", seconds=0.01)
    await stage.do("sendMessage", chat_id=ANNA, text="x")


async def test_garbage_is_no_json(stage: Stage) -> None:
    await break_(stage, "garbage")
    response = await stage.call("sendMessage", chat_id=ANNA, text="x")
    assert response.status == 200
    with pytest.raises(json.JSONDecodeError):
        json.loads(await response.text())


async def test_half_of_an_answer_is_the_beginning_of_the_real_one(stage: Stage) -> None:
    await break_(stage, "truncated")
    body = await (await stage.call("sendMessage", chat_id=ANNA, text="x")).text()
    assert body.startswith('{"ok": true')
    with pytest.raises(json.JSONDecodeError):
        json.loads(body)
    assert await texts(stage) == ["x"]


async def test_wrong_types_keep_the_shape(stage: Stage) -> None:
    await break_(stage, "wrong_types")
    answer = await stage.ask("sendMessage", chat_id=ANNA, text="x")
    assert (answer["ok"], answer["result"]["text"], answer["result"]["message_id"]) == ("True", 1, "1")


async def test_a_fault_strikes_as_often_as_ordered_and_can_be_taken_back(stage: Stage) -> None:
    await break_(stage, "status", count=2)
    statuses = [(await stage.call("sendMessage", chat_id=ANNA, text="x")).status for _ in range(3)]
    assert statuses == [503, 503, 200]
    await break_(stage, "status", count=9)
    assert (await stage.call("getMe")).status == 200
    await stage.people.delete("/api/faults")
    assert (await stage.call("sendMessage", chat_id=ANNA, text="x")).status == 200
