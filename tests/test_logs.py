"""The log: one line a happening, what caused it on every line, and nothing secret in any."""

from __future__ import annotations

import asyncio
import io
import json
import logging

import pytest

from bot.home.trace import cause, caused_by
from bot.logs import TEXT, JsonLines, Lines, covered
from bot.logs import _note_cause as note_cause

TOKEN = "100000001:AAHousemateHousemateHousemateHousem"


def _logger(formatter: logging.Formatter) -> tuple[logging.Logger, io.StringIO]:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(note_cause)
    handler.setFormatter(formatter)
    logger = logging.Logger("bot.test")
    logger.addHandler(handler)
    return logger, written


def test_a_line_is_one_json_object_with_what_caused_it() -> None:
    logger, written = _logger(JsonLines())
    with caused_by("u100000123"):
        logger.info("two\nlines of %s", "«кухня»")
    lines = written.getvalue().splitlines()
    assert len(lines) == 1
    line = json.loads(lines[0])
    assert line["request"] == "u100000123"
    assert line["message"] == "two\nlines of «кухня»"
    assert line["level"] == "INFO"
    assert line["time"].endswith("+00:00")


async def test_the_cause_reaches_what_is_started_and_ends_with_the_work() -> None:
    async def deep() -> str:
        await asyncio.sleep(0)
        return cause()

    with caused_by("u1"):
        task = asyncio.create_task(deep())
    assert await task == "u1"
    assert cause() == "-"


async def test_what_happens_at_the_same_time_keeps_its_own_cause() -> None:
    async def work(name: str) -> str:
        with caused_by(name):
            await asyncio.sleep(0)
            return cause()

    assert list(await asyncio.gather(work("u1"), work("u2"))) == ["u1", "u2"]


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        (f"POST https://api.telegram.org/bot{TOKEN}/sendMessage", TOKEN),
        ("headers {'Authorization': 'OAuth y0_AgAAAABsecret'}", "y0_AgAAAABsecret"),
        ("Authorization: Bearer abcdef123456", "abcdef123456"),
        ("postgresql://housemate:hush-hush@db:5432/housemate", "hush-hush"),
        ("redis://:hush-hush@redis:6379/0", "hush-hush"),
        ('{"iotToken": "f3a9c0ffee", "identityId": "x"}', "f3a9c0ffee"),
        ("grant_type=refresh_token&refresh_token=1:AQAA-secret", "1:AQAA-secret"),
        ("client_secret='topsecretvalue'", "topsecretvalue"),
    ],
)
def test_what_has_the_shape_of_a_secret_is_covered(text: str, secret: str) -> None:
    assert secret not in covered(text)
    assert "***" in covered(text)


@pytest.mark.parametrize(
    "text", ["chat -1001234567890 takes no message", "at 12:30:15, 3:2", "token expired"]
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert covered(text) == text


@pytest.mark.parametrize("formatter", [JsonLines(), Lines(TEXT)], ids=["json", "text"])
def test_a_secret_in_an_exception_is_covered(formatter: logging.Formatter) -> None:
    logger, written = _logger(formatter)
    try:
        raise ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe")
    except ValueError:
        logger.exception("failed")
    assert "ValueError" in written.getvalue()
    assert TOKEN not in written.getvalue()
