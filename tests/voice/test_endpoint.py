"""A recording goes to the operator's endpoint and comes back as text."""

from __future__ import annotations

import httpx
import pytest

from bot.home.errors import CloudError, CloudProtocolError, CloudUnavailableError
from bot.home.problem import Problem
from bot.voice.endpoint import TranscriptionEndpoint


def endpoint(answer: httpx.Response | Exception, seen: list[httpx.Request]) -> TranscriptionEndpoint:
    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    http = httpx.AsyncClient(transport=httpx.MockTransport(handle))
    return TranscriptionEndpoint(http, "http://localhost:9000/v1/", "whisper-1", "key")


async def test_the_recording_is_sent_and_the_text_comes_back() -> None:
    seen: list[httpx.Request] = []
    heard = await endpoint(httpx.Response(200, json={"text": " turn on the lamp\n"}), seen).transcribe(
        b"OggS", "en", ["Kitchen lamp", "Торшер"]
    )
    assert heard == "turn on the lamp"
    assert str(seen[0].url) == "http://localhost:9000/v1/audio/transcriptions"
    assert seen[0].headers["authorization"] == "Bearer key"
    assert b"OggS" in seen[0].content
    assert b"whisper-1" in seen[0].content
    assert "Kitchen lamp, Торшер".encode() in seen[0].content


@pytest.mark.parametrize(
    ("answer", "error", "problem"),
    [
        (httpx.ConnectError("refused"), CloudUnavailableError, Problem.CLOUD_UNREACHABLE),
        (httpx.Response(401), CloudError, Problem.NO_RIGHTS),
        (httpx.Response(503), CloudUnavailableError, Problem.CLOUD_FAILED),
        (httpx.Response(200, text="<html>"), CloudProtocolError, Problem.CLOUD_GARBLED),
        (httpx.Response(200, json=["text"]), CloudProtocolError, Problem.CLOUD_GARBLED),
    ],
)
async def test_every_failure_has_its_problem(
    answer: httpx.Response | Exception, error: type[CloudError], problem: Problem
) -> None:
    with pytest.raises(error) as raised:
        await endpoint(answer, []).transcribe(b"OggS", "en", [])
    assert raised.value.problem is problem
