"""Telegram's rate limits, alone and over HTTP."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.telegram.limits import BURST, GROUP, OVERALL, RateLimits
from tests.sandbox.stage import ANNA, FAMILY, Stage, open_stage

PAUSES = st.lists(st.floats(0, 3, allow_nan=False), max_size=120)


class Watch:
    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


def passed(pauses: list[float], chats: int, is_group: bool) -> list[tuple[float, int]]:
    """When messages passed, and to which chat, with these pauses between attempts."""
    watch = Watch()
    limits = RateLimits(watch)
    sent = []
    for n, pause in enumerate(pauses):
        watch.time += pause
        if limits.charge(n % chats, is_group) is None:
            sent.append((watch.time, n % chats))
    return sent


@given(PAUSES)
def test_no_second_sees_more_than_thirty_messages(pauses: list[float]) -> None:
    sent = passed([pause / 30 for pause in pauses], chats=60, is_group=False)
    for moment, _ in sent:
        assert sum(moment - 1 < other <= moment for other, _ in sent) <= OVERALL


@given(PAUSES, st.floats(1, 20))
def test_a_chat_gets_one_message_a_second_after_a_burst(pauses: list[float], seconds: float) -> None:
    sent = passed(pauses, chats=1, is_group=False)
    for moment, _ in sent:
        assert sum(moment - seconds < other <= moment for other, _ in sent) <= BURST + seconds + 1e-6


@given(PAUSES)
def test_no_minute_sees_more_than_twenty_messages_in_a_group(pauses: list[float]) -> None:
    sent = passed(pauses, chats=1, is_group=True)
    for moment, _ in sent:
        assert sum(moment - 60 < other <= moment for other, _ in sent) <= GROUP


@given(PAUSES, st.booleans())
def test_whoever_waits_as_long_as_told_passes(pauses: list[float], is_group: bool) -> None:
    watch = Watch()
    limits = RateLimits(watch)
    for pause in pauses:
        watch.time += pause
        wait = limits.charge(1, is_group)
        if wait is not None:
            watch.time += wait
            assert limits.charge(1, is_group) is None


def test_limits_that_are_switched_off_let_everything_pass() -> None:
    limits = RateLimits(Watch(), enforced=False)
    assert all(limits.charge(1, True) is None for _ in range(100))


async def until_refused(stage: Stage, chat: int) -> int:
    """How many messages pass at once."""
    for n in range(100):
        if not (await stage.ask("sendMessage", chat_id=chat, text=str(n)))["ok"]:
            return n
    raise AssertionError("nothing was refused")


async def test_too_many_messages_are_told_when_to_come_again() -> None:
    async with open_stage(limits=True) as stage:
        assert await until_refused(stage, ANNA) == BURST
        response = await stage.call("sendMessage", chat_id=ANNA, text="x")
        assert (response.status, await response.json()) == (
            429,
            {
                "ok": False,
                "error_code": 429,
                "description": "Too Many Requests: retry after 1",
                "parameters": {"retry_after": 1},
            },
        )
        await stage.post("clock", advance=1)
        await stage.do("sendMessage", chat_id=ANNA, text="x")


async def test_edits_count_and_refused_messages_leave_no_trace() -> None:
    async with open_stage(limits=True) as stage:
        sent = await stage.do("sendMessage", chat_id=FAMILY, text="0")
        place = {"chat_id": FAMILY, "message_id": sent["message_id"]}
        for n in range(1, GROUP):
            await stage.post("clock", advance=1)
            await stage.do("editMessageText", **place, text=str(n))
        await stage.post("clock", advance=1)
        answer = await stage.ask("editMessageText", **place, text="too much")
        assert answer["parameters"] == {"retry_after": 40}
        assert [m["text"] for m in await stage.sees(FAMILY, ANNA)] == ["19"]


async def test_what_is_wrong_anyway_does_not_count() -> None:
    async with open_stage(limits=True) as stage:
        for _ in range(BURST + 1):
            assert "empty" in await stage.fail("sendMessage", chat_id=ANNA, text="")
        assert await until_refused(stage, ANNA) == BURST
