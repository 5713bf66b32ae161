"""What a failure on the way to a vendor means, and what is tried again."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import REGISTRY
from pydantic import BaseModel

from bot.clouds import client
from bot.clouds.client import Call, Client, pace, parsed
from bot.home.background import background
from bot.home.errors import (
    CloudAuthError,
    CloudBusyError,
    CloudError,
    CloudProtocolError,
    CloudUnavailableError,
)
from bot.home.problem import Problem
from tests.clouds.answers import Answers, answers

READ = Call("things.read", "GET", "http://vendor.test/things")
WRITE = Call("things.write", "POST", "http://vendor.test/things", b"{}", writes=True)


async def ask(said: Answers, call: Call = READ) -> Any:
    async with said.http as http:
        return await Client(http, "vendor", pace({}, 6000)).call(call, lambda value: value)


@pytest.mark.parametrize(
    ("failure", "problem", "maybe_done"),
    [
        (httpx.ConnectError("refused"), Problem.CLOUD_UNREACHABLE, False),
        (httpx.ConnectTimeout("slow"), Problem.CLOUD_UNREACHABLE, False),
        (httpx.PoolTimeout("full"), Problem.CLOUD_UNREACHABLE, False),
        (httpx.InvalidURL("what"), Problem.CLOUD_UNREACHABLE, False),
        (httpx.ReadTimeout("slow"), Problem.CLOUD_SILENT, True),
        (httpx.WriteTimeout("slow"), Problem.CLOUD_SILENT, True),
        (httpx.ReadError("gone"), Problem.CLOUD_SILENT, True),
        (httpx.RemoteProtocolError("cut"), Problem.CLOUD_SILENT, True),
        (httpx.Response(500), Problem.CLOUD_FAILED, True),
        (httpx.Response(504), Problem.CLOUD_FAILED, True),
    ],
)
async def test_a_write_that_got_no_answer_may_have_been_done_unless_it_never_left(
    failure: Any, problem: Problem, maybe_done: bool
) -> None:
    said = answers(failure)
    with pytest.raises(CloudUnavailableError) as raised:
        await ask(said, WRITE)
    assert (raised.value.problem, raised.value.maybe_done) == (problem, maybe_done)
    assert len(said.heard) == 1


@pytest.mark.parametrize("failure", [httpx.ReadTimeout("slow"), httpx.Response(502), httpx.Response(200)])
async def test_a_read_is_tried_three_times(failure: Any) -> None:
    said = answers(failure)
    with pytest.raises(CloudError):
        await ask(said)
    assert len(said.heard) == 3
    assert await ask(answers(failure, failure, {"a": 1})) == {"a": 1}


@pytest.mark.parametrize(
    ("status", "problem", "kind"),
    [
        (401, Problem.LOGIN_NEEDED, CloudAuthError),
        (403, Problem.NO_RIGHTS, CloudAuthError),
        (404, Problem.UNKNOWN, CloudError),
        (400, Problem.UNKNOWN, CloudError),
        (302, Problem.CLOUD_GARBLED, CloudProtocolError),
    ],
)
async def test_a_clear_no_is_not_asked_again(status: int, problem: Problem, kind: type[CloudError]) -> None:
    said = answers(httpx.Response(status, text="Forbidden"))
    with pytest.raises(kind) as raised:
        await ask(said, WRITE)
    assert raised.value.problem is problem
    assert len(said.heard) == 1


async def test_an_operation_may_say_what_a_status_means() -> None:
    call = Call("scenes.run", "POST", "http://vendor.test/", writes=True, refusals={404: Problem.SCENE_GONE})
    with pytest.raises(CloudError) as raised:
        await ask(answers(httpx.Response(404, json={"message": "Сценарий не найден"})), call)
    assert raised.value.problem is Problem.SCENE_GONE
    assert raised.value.vendor_says == "Сценарий не найден"
    assert "Сценарий" not in str(raised.value)


async def test_a_read_may_take_ten_seconds_altogether_and_a_write_fifteen() -> None:
    given: list[float] = []

    def silent(request: httpx.Request) -> httpx.Response:
        given.append(request.extensions["timeout"]["read"])
        raise httpx.ReadTimeout("slow")

    for call in (READ, WRITE):
        with pytest.raises(CloudUnavailableError):
            await ask(Answers([silent]), call)
    first, *_, write = given
    assert (first, write) == (8, 15)


async def test_a_vendor_that_sends_its_answer_drop_by_drop_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def drops() -> AsyncIterator[bytes]:
        while True:
            await asyncio.sleep(0)
            yield b" "

    monkeypatch.setattr(client, "WRITE_TIMEOUT", 0.01)
    with pytest.raises(CloudUnavailableError) as raised:
        await ask(answers(httpx.Response(200, content=drops())), WRITE)
    assert (raised.value.problem, raised.value.maybe_done) == (Problem.CLOUD_SILENT, True)


async def test_a_vendor_that_cannot_be_reached_is_soon_tried_once_for_people_and_not_for_jobs() -> None:
    said = answers(httpx.ConnectError("refused"))
    async with said.http as http:
        line = Client(http, "vendor", pace({}, 6000))
        for _ in range(4):
            with pytest.raises(CloudUnavailableError) as raised:
                await line.call(READ, lambda value: value)
            assert raised.value.problem is Problem.CLOUD_UNREACHABLE
        assert len(said.heard) == 3 + 2 + 1 + 1
        with background(), pytest.raises(CloudUnavailableError):
            await line.call(READ, lambda value: value)
    assert len(said.heard) == 7


async def test_any_answer_shows_that_the_vendor_is_there() -> None:
    said = answers(httpx.Response(500))
    async with said.http as http:
        line = Client(http, "vendor", pace({}, 6000))
        for _ in range(3):
            with pytest.raises(CloudUnavailableError):
                await line.call(READ, lambda value: value)
    assert len(said.heard) == 9


async def test_an_operation_may_be_answered_with_a_refusal_in_json() -> None:
    call = replace(WRITE, answers_with=frozenset({400}))
    assert await ask(answers(httpx.Response(400, json={"error": "pending"})), call) == {"error": "pending"}
    for other in (httpx.Response(400, text="<h1>"), httpx.Response(401, json={})):
        with pytest.raises(CloudError):
            await ask(answers(other), call)


@pytest.mark.parametrize(("told", "seconds"), [("17", 17), ("soon", 10), (None, 10), ("-5", 10)])
async def test_a_busy_cloud_says_when_to_come_back(told: str | None, seconds: float) -> None:
    said = answers(httpx.Response(429, headers={"Retry-After": told} if told else {}))
    with pytest.raises(CloudBusyError) as raised:
        await ask(said)
    assert raised.value.retry_after == seconds
    assert len(said.heard) == 1


@given(st.binary())
async def test_whatever_a_vendor_sends_is_json_or_an_error_of_ours(body: bytes) -> None:
    try:
        value = await ask(answers(httpx.Response(200, content=body)), WRITE)
    except CloudProtocolError:
        return
    assert value == json.loads(body)


class Secretive(BaseModel):
    number: int


def test_a_wrong_answer_is_named_by_its_place_and_not_by_its_value() -> None:
    with pytest.raises(CloudProtocolError) as raised:
        parsed("vendor", Secretive, {"number": "s3cret"})
    assert "number" in str(raised.value)
    assert "s3cret" not in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


async def test_every_attempt_is_counted_by_what_came_of_it() -> None:
    def count(result: str) -> float:
        labels = {"cloud": "vendor", "operation": "things.read", "result": result}
        return REGISTRY.get_sample_value("housemate_cloud_calls_total", labels) or 0

    failed, ok = count("cloud_failed"), count("ok")
    await ask(answers(httpx.Response(500), {"a": 1}))
    assert (count("cloud_failed") - failed, count("ok") - ok) == (1, 1)


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, json={"request_id": "r-17"}),
        httpx.Response(200, json={}, headers={"x-ca-request-id": "r-17"}),
        httpx.Response(404, json={"request_id": "r-17"}),
    ],
)
async def test_the_vendors_request_id_is_logged(
    answer: httpx.Response, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with suppress(CloudError):
        await ask(answers(answer))
    assert "r-17" in caplog.text


def test_an_account_may_have_a_pace_of_its_own() -> None:
    assert pace({}, 300).max_rate == 60
    assert pace({"calls_per_minute": "50"}, 300).max_rate == 10
