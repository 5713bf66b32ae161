"""The login by device code, and new tokens for old ones: against the stand-in, and word by word."""

from __future__ import annotations

import logging
from urllib.parse import parse_qsl

import httpx
import pytest

from bot.clouds.yandex.oauth import App, DeviceCode, Login, OAuth
from bot.clouds.yandex.tokens import Tokens
from bot.home.account import Account
from bot.home.errors import CloudAuthError, CloudError, CloudProtocolError
from bot.home.problem import Problem
from tests.clocks import FrozenClock
from tests.clouds.answers import Answers, answers
from tests.clouds.vendor import Vendor, WorldClock

pytestmark = pytest.mark.filterwarnings("ignore::aiohttp.web_exceptions.NotAppKeyWarning")

CODE = DeviceCode("abcd", "https://ya.test/device", 5, 600, "d3vice")


def of(vendor: Vendor, secret: str | None = None) -> OAuth:
    account = vendor.account
    app = App(account.settings["client_id"], secret or account.secrets["client_secret"])
    return OAuth.before_login(vendor.http, account.settings["oauth"], app, WorldClock(vendor.world))


def saying(said: Answers) -> OAuth:
    return OAuth.before_login(said.http, "http://oauth.test", App("app", "s3cret"), FrozenClock())


def refusing(error: str, status: int = 400) -> Answers:
    told = {"error": error, "error_description": "Так не пойдёт"}
    return answers(httpx.Response(status, json=told))


async def test_a_person_who_enters_the_code_has_logged_in(yandex: Vendor) -> None:
    oauth = of(yandex)
    code = await oauth.start()
    assert (code.interval, code.expires_in) == (5, 600)
    assert await oauth.poll(code) is Login.PENDING
    assert await oauth.poll(code) is Login.SLOW_DOWN
    form = {"user_code": code.user_code, "household": yandex.household.name}
    assert (await yandex.http.post(code.verification_url, data=form)).is_success
    tokens = await oauth.poll(code)
    assert isinstance(tokens, Tokens)
    assert tokens.scope == "iot:view iot:control"
    cloud = yandex.connect(**tokens.secrets())
    assert (await cloud.listing()).devices
    assert await oauth.poll(code) is Login.EXPIRED, "a code works once"


async def test_a_login_ends_none_that_the_same_person_has_elsewhere(yandex: Vendor) -> None:
    oauth = of(yandex)
    logins = []
    for _ in range(2):
        code = await oauth.start()
        form = {"user_code": code.user_code, "household": yandex.household.name}
        assert (await yandex.http.post(code.verification_url, data=form)).is_success
        tokens = await oauth.poll(code)
        assert isinstance(tokens, Tokens)
        logins.append(tokens)
    first, second = logins
    assert first.access != second.access
    for tokens in (first, second, await oauth.refresh(first.refresh), await oauth.refresh(second.refresh)):
        assert (await yandex.connect(**tokens.secrets()).listing()).devices


async def test_a_code_that_nobody_entered_expires(yandex: Vendor) -> None:
    oauth = of(yandex)
    code = await oauth.start()
    yandex.world.clock.advance(600)
    assert await oauth.poll(code) is Login.EXPIRED


async def test_an_app_that_yandex_does_not_know_is_told(yandex: Vendor) -> None:
    oauth = of(yandex, secret="wr0ng")
    code = await oauth.start()
    with pytest.raises(CloudAuthError) as raised:
        await oauth.poll(code)
    assert raised.value.problem is Problem.APP_KEY_REFUSED


@pytest.mark.parametrize(
    ("error", "login"),
    [
        ("authorization_pending", Login.PENDING),
        ("slow_down", Login.SLOW_DOWN),
        ("access_denied", Login.DENIED),
        ("expired_token", Login.EXPIRED),
        ("invalid_grant", Login.EXPIRED),
        ("bad_verification_code", Login.EXPIRED),
    ],
)
async def test_each_answer_to_a_poll_is_a_state_of_the_login(error: str, login: Login) -> None:
    said = refusing(error)
    assert await saying(said).poll(CODE) is login
    assert len(said.heard) == 1


@pytest.mark.parametrize(
    ("error", "problem", "kind"),
    [
        ("invalid_grant", Problem.LOGIN_NEEDED, CloudAuthError),
        ("invalid_client", Problem.APP_KEY_REFUSED, CloudAuthError),
        ("unauthorized_client", Problem.APP_KEY_REFUSED, CloudAuthError),
        ("a_word_of_tomorrow", Problem.UNKNOWN, CloudError),
    ],
)
@pytest.mark.parametrize("status", [400, 401, 403])
async def test_a_refused_refresh_has_its_problem(
    error: str, problem: Problem, kind: type[CloudError], status: int
) -> None:
    said = refusing(error, status)
    with pytest.raises(kind) as raised:
        await saying(said).refresh("r3fresh")
    assert (raised.value.problem, raised.value.vendor_says) == (problem, "Так не пойдёт")
    assert len(said.heard) == 1


@pytest.mark.parametrize("told", [{}, [], {"access_token": 5}, {"error": 5}, "x"])
async def test_an_answer_outside_the_description_is_an_error_that_shows_nothing(told: object) -> None:
    with pytest.raises(CloudProtocolError):
        await saying(answers(told)).refresh("r3fresh")


async def test_a_refresh_sends_a_form_and_reads_how_long_the_tokens_live() -> None:
    told = {"access_token": "n3w", "refresh_token": "n3xt", "expires_in": 1000, "token_type": "bearer"}
    said = answers(told)
    tokens = await saying(said).refresh("r3fresh & more")
    now = FrozenClock().now().timestamp()
    assert tokens == Tokens("n3w", "n3xt", now + 1000, 1000)
    (request,) = said.heard
    assert dict(parse_qsl(request.content.decode())) == {
        "grant_type": "refresh_token",
        "refresh_token": "r3fresh & more",
        "client_id": "app",
        "client_secret": "s3cret",
    }
    assert "r3fresh" not in str(request.url)


async def test_nothing_secret_is_logged_or_shown(yandex: Vendor, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    oauth = of(yandex)
    code = await oauth.start()
    shown: list[object] = [oauth, code, await oauth.poll(code)]
    account = yandex.account
    tokens = await oauth.refresh(account.secrets["refresh_token"])
    shown.append(tokens)
    yandex.breaks(kind="wrong_types", path="/token")
    with pytest.raises(CloudProtocolError) as raised:
        await oauth.refresh(tokens.refresh)
    shown += [raised.value, raised.value.detail, raised.value.__cause__]
    told = caplog.text + repr(shown)
    secrets = [code.device_code, tokens.access, tokens.refresh, *account.secrets.values()]
    app_id = account.settings["client_id"]
    assert [s for s in secrets if s in told and s != app_id and not s.isdecimal()] == []


@pytest.mark.parametrize(
    ("settings", "secrets", "app"),
    [
        ({}, {}, None),
        ({"client_id": "a"}, {"client_secret": "s"}, App("a", "s")),
        ({}, {"client_id": "a", "client_secret": "s"}, App("a", "s")),
        ({"client_id": "a"}, {}, App("a", "")),
        ({}, {"client_secret": "s"}, None),
    ],
)
def test_an_account_may_know_the_app_it_was_connected_by(
    settings: dict[str, str], secrets: dict[str, str], app: App | None
) -> None:
    assert App.of(Account(1, 1, "yandex", settings, secrets)) == app
