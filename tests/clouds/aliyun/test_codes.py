"""Every code of the reference: which problem it is, and whether it is tried again."""

from __future__ import annotations

import httpx
import pytest

from bot.clouds.aliyun.codes import CODES, Retry, meaning_of
from bot.clouds.aliyun.gateway import Gateway, TokenRefusedError
from bot.clouds.aliyun.operations import GET_PROPERTIES, SET_PROPERTIES
from bot.clouds.client import Client, pace
from bot.clouds.quiet import FIRST_QUIET
from bot.home.errors import CloudAuthError, CloudBusyError, CloudError, CloudUnavailableError
from bot.home.problem import Problem
from tests.clouds.answers import Answers, answers

REFERENCE = {
    "NEVER": "400 403 404 750 751 755 756 781 2000 2064 2065 2066 2067 2073 2075 2401 2407 2459 2461 2462 "
    "6205 6221 6618 28560 28563 29004 62101",
    "TOKEN": "401 460 2043 2062 2402 29003",
    "LATER": "500 503 2074 20056",
    "QUIET": "429",
}


def test_the_table_holds_every_code_of_the_reference_with_its_retry_class() -> None:
    expected = {int(code): Retry[name] for name, codes in REFERENCE.items() for code in codes.split()}
    assert {code: meaning.retry for code, meaning in CODES.items()} == expected


async def ask(said: Answers, writes: bool) -> None:
    async with said.http as http:
        gateway = Gateway(Client(http, "aliyun", pace({}, 6000)), "http://gateway.test", None)  # type: ignore[arg-type]
        await gateway.call(SET_PROPERTIES if writes else GET_PROPERTIES, {}, "token")


@pytest.mark.parametrize("writes", [False, True])
@pytest.mark.parametrize("code", CODES)
async def test_a_code_ends_in_its_problem_and_its_retry(code: int, writes: bool) -> None:
    said = answers({"code": code, "message": "no", "localizedMsg": "不"})
    with pytest.raises(CloudError) as raised:
        await ask(said, writes)
    assert raised.value.problem is CODES[code].problem
    assert len(said.heard) == (3 if CODES[code].retry is Retry.LATER and not writes else 1)
    match CODES[code].retry:
        case Retry.LATER:
            assert isinstance(raised.value, CloudUnavailableError)
            assert raised.value.maybe_done is writes
        case Retry.QUIET:
            assert isinstance(raised.value, CloudBusyError)
            assert raised.value.retry_after == FIRST_QUIET
        case Retry.TOKEN:
            assert isinstance(raised.value, TokenRefusedError)
        case Retry.NEVER:
            assert raised.value.vendor_says == "不"


async def test_a_code_that_nobody_knows_is_told_in_the_vendors_words() -> None:
    assert meaning_of(9201).problem is Problem.UNKNOWN
    with pytest.raises(CloudError) as raised:
        await ask(answers({"code": 9201, "localizedMsg": "设备升级中"}), writes=True)
    assert (raised.value.problem, raised.value.vendor_says) == (Problem.UNKNOWN, "设备升级中")
    assert "9201" in str(raised.value)


async def test_a_refused_signature_is_about_the_app_key() -> None:
    said = answers(httpx.Response(403, headers={"x-ca-error-message": "Invalid Signature"}))
    with pytest.raises(CloudAuthError) as raised:
        await ask(said, writes=False)
    assert raised.value.problem is Problem.APP_KEY_REFUSED
    assert len(said.heard) == 1


async def test_a_code_may_come_as_text_and_success_without_data() -> None:
    await ask(answers({"code": "200"}), writes=True)
