"""The login of an account: renewed ahead of time by one, stored before it is used, given up for good."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import httpx
import pytest

from bot import clouds
from bot.clouds.yandex.cloud import YandexCloud
from bot.clouds.yandex.tokens import DAY, Tokens
from bot.home.account import Account
from bot.home.errors import CloudAuthError, CloudProtocolError, CloudUnavailableError
from bot.home.problem import Problem
from tests.clocks import FrozenClock
from tests.clouds.vendor import Keeper, Vendor

pytestmark = pytest.mark.filterwarnings("ignore::aiohttp.web_exceptions.NotAppKeyWarning")

YEAR = 365 * DAY


@dataclass
class Yandex:
    """Knows one living pair of tokens; ``log`` has every call in order.

    A refresh may leave the access token as it is, be lost on its way back, refused, or impossible.
    """

    access: str = "access-0"
    refresh: str = "refresh-0"
    unchanged: bool = False
    refuses_all: bool = False
    lives: float = YEAR
    lost: bool = False
    down: bool = False
    refusal: str = ""
    answering: asyncio.Event = field(default_factory=asyncio.Event)
    log: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.answering.set()

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0)  # so that calls made at once overlap, as they do on a network
        if request.url.path == "/token":
            return await self._renewed(dict(parse_qsl(request.content.decode())))
        token = request.headers["authorization"].removeprefix("Bearer ")
        good = token == self.access and not self.refuses_all
        self.log.append(f"call {token} {'ok' if good else 'refused'}")
        return httpx.Response(200, json={"status": "ok", "devices": []}) if good else httpx.Response(401)

    async def _renewed(self, form: Mapping[str, str]) -> httpx.Response:
        asked = form["refresh_token"]
        self.log.append(f"refresh {asked}")
        await self.answering.wait()
        if self.down:
            return httpx.Response(503)
        if self.refusal or asked != self.refresh:
            return httpx.Response(400, json={"error": self.refusal or "invalid_grant"})
        number = int(self.refresh.rpartition("-")[2]) + 1
        self.refresh = f"refresh-{number}"
        self.access = self.access if self.unchanged else f"access-{number}"
        if self.lost:
            raise httpx.ReadError("gone")
        told = {"access_token": self.access, "refresh_token": self.refresh, "expires_in": self.lives}
        return httpx.Response(200, json=told)


class Scene:
    """Some replicas of one account with a token that has ``left`` seconds to live, of ``lifetime``."""

    def __init__(
        self,
        yandex: Yandex | None = None,
        *,
        left: float = YEAR,
        lifetime: float = 0,
        app: bool = True,
        replicas: int = 1,
        fails: int = 0,
    ) -> None:
        self.clock = FrozenClock()
        self.yandex = yandex or Yandex()
        secrets = {
            "access_token": "access-0",
            "refresh_token": "refresh-0",
            "expires_at": str(int(self.clock.now().timestamp() + left)),
            **({"expires_in": str(int(lifetime))} if lifetime else {}),
            **({"client_id": "app", "client_secret": "s3cret"} if app else {}),
        }
        self.keeper = Keeper(fails=fails, secrets=secrets)
        settings = {"host": "http://yandex.test", "oauth": "http://oauth.test", "calls_per_minute": "60000"}
        self.account = Account(1, 1, "yandex", settings, secrets)
        self.clouds = [self.connect() for _ in range(replicas)]

    def connect(self) -> YandexCloud:
        http = httpx.AsyncClient(transport=httpx.MockTransport(self.yandex))
        cloud = clouds.connect(self.account, http, self.clock, self.keeper)
        assert isinstance(cloud, YandexCloud)
        return cloud

    async def call(self, replica: int = 0) -> None:
        await self.clouds[replica].listing()

    @property
    def refreshes(self) -> list[str]:
        return [entry for entry in self.yandex.log if entry.startswith("refresh")]


async def test_a_living_token_is_used_as_it_is() -> None:
    scene = Scene()
    await scene.call()
    assert scene.yandex.log == ["call access-0 ok"]


@pytest.mark.parametrize(
    ("lifetime", "left", "due"),
    [
        (YEAR, 7 * DAY - 1, True),
        (YEAR, 7 * DAY + 1, False),
        (10 * DAY, DAY - 1, True),
        (10 * DAY, DAY + 1, False),
        (0, 7 * DAY - 1, True),
        (0, 7 * DAY + 1, False),
        (YEAR, -1, True),
    ],
)
async def test_a_token_is_renewed_with_a_tenth_of_its_life_or_a_week_left(
    lifetime: float, left: float, due: bool
) -> None:
    scene = Scene(left=left, lifetime=lifetime)
    await scene.call()
    renewed = ["refresh refresh-0", "call access-1 ok"]
    assert scene.yandex.log == (renewed if due else ["call access-0 ok"])


async def test_new_tokens_are_stored_with_the_other_secrets() -> None:
    scene = Scene(left=DAY)
    await scene.call()
    assert scene.keeper.stored == [
        {
            "access_token": "access-1",
            "refresh_token": "refresh-1",
            "expires_at": str(int(scene.clock.now().timestamp() + YEAR)),
            "expires_in": str(int(YEAR)),
            "client_id": "app",
            "client_secret": "s3cret",
        }
    ]


async def test_many_at_once_renew_once_and_so_do_many_replicas() -> None:
    scene = Scene(left=DAY, replicas=3)
    await asyncio.gather(*(scene.call(n % 3) for n in range(12)))
    assert scene.refreshes == ["refresh refresh-0"]
    assert len(scene.keeper.stored) == 1


async def test_a_refused_token_is_renewed_and_the_call_made_once_more() -> None:
    scene = Scene(Yandex(access="another"))
    await asyncio.gather(*(scene.call() for _ in range(3)))
    assert scene.refreshes == ["refresh refresh-0"]
    assert scene.yandex.log[-1] == "call access-1 ok"


async def test_a_replica_uses_what_another_one_has_stored() -> None:
    scene = Scene(Yandex(access="another"), replicas=2)
    await scene.call(0)
    await scene.call(1)
    assert scene.refreshes == ["refresh refresh-0"]
    assert scene.yandex.log[-2:] == ["call access-0 refused", "call access-1 ok"]


async def test_an_access_token_may_come_back_unchanged_with_another_refresh_token() -> None:
    scene = Scene(Yandex(unchanged=True), left=DAY)
    for _ in range(3):
        await scene.call()
    assert scene.yandex.log == ["refresh refresh-0", *["call access-0 ok"] * 3]
    assert scene.keeper.secrets["refresh_token"] == "refresh-1"


async def test_a_new_token_that_does_not_help_is_the_end_of_it() -> None:
    scene = Scene(Yandex(unchanged=True, refuses_all=True))
    for _ in range(3):
        with pytest.raises(CloudAuthError) as raised:
            await scene.call()
        assert raised.value.problem is Problem.LOGIN_NEEDED
    assert scene.yandex.log == ["call access-0 refused", "refresh refresh-0", "call access-0 refused"]


@pytest.mark.parametrize(
    ("error", "problem"),
    [("invalid_grant", Problem.LOGIN_NEEDED), ("invalid_client", Problem.APP_KEY_REFUSED)],
)
async def test_a_refused_refresh_ends_the_login_for_good(error: str, problem: Problem) -> None:
    scene = Scene(Yandex(access="another", refusal=error))
    for _ in range(3):
        with pytest.raises(CloudAuthError) as raised:
            await scene.call()
        assert raised.value.problem is problem
    assert scene.yandex.log == ["call access-0 refused", "refresh refresh-0"]
    assert scene.keeper.stored == []


async def test_an_expired_pair_ends_after_one_refresh_and_one_call() -> None:
    scene = Scene(Yandex(access="another", refusal="invalid_grant"), left=-DAY)
    for _ in range(3):
        with pytest.raises(CloudAuthError):
            await scene.call()
    assert scene.yandex.log == ["refresh refresh-0", "call access-0 refused"]


async def test_without_the_app_behind_it_a_token_is_used_until_it_is_refused() -> None:
    scene = Scene(Yandex(), left=DAY, app=False)
    await scene.call()
    scene.yandex.access = "another"
    for _ in range(3):
        with pytest.raises(CloudAuthError):
            await scene.call()
    assert scene.yandex.log == ["call access-0 ok", "call access-0 refused"]


@pytest.mark.parametrize("app", [True, False])
async def test_a_new_login_is_noticed_within_a_minute(app: bool) -> None:
    scene = Scene(Yandex(access="access-9", refusal="invalid_grant"), app=app)
    with pytest.raises(CloudAuthError):
        await scene.call()
    scene.keeper.secrets = {**scene.keeper.secrets, "access_token": "access-9"}
    with pytest.raises(CloudAuthError):
        await scene.call()
    scene.clock.advance(minutes=1)
    await scene.call()
    assert scene.yandex.log[-1] == "call access-9 ok"


async def test_while_the_old_token_lives_a_refresh_that_fails_does_no_harm() -> None:
    scene = Scene(Yandex(down=True), left=DAY)
    for _ in range(3):
        await scene.call()
    assert scene.yandex.log == ["refresh refresh-0", *["call access-0 ok"] * 3]
    scene.yandex.down = False
    scene.clock.advance(hours=2.5)
    await scene.call()
    assert scene.yandex.log[-2:] == ["refresh refresh-0", "call access-1 ok"]


async def test_yandex_out_of_reach_is_no_end_of_the_login() -> None:
    scene = Scene(Yandex(access="another", down=True))
    with pytest.raises(CloudUnavailableError):
        await scene.call()
    scene.yandex.down = False
    await scene.call()
    assert scene.yandex.log[-1] == "call access-1 ok"


async def test_a_refresh_that_is_lost_on_its_way_back_ends_in_one_clear_word() -> None:
    scene = Scene(Yandex(access="another", lost=True))
    with pytest.raises(CloudUnavailableError):
        await scene.call()
    for _ in range(3):
        with pytest.raises(CloudAuthError) as raised:
            await scene.call()
        assert raised.value.problem is Problem.LOGIN_NEEDED
    assert scene.refreshes == ["refresh refresh-0", "refresh refresh-0"]


async def test_tokens_that_could_not_be_stored_are_not_used_and_not_lost() -> None:
    scene = Scene(Yandex(access="another"), fails=1)
    with pytest.raises(OSError, match="disk is full"):
        await scene.call()
    assert scene.refreshes == ["refresh refresh-0"]
    assert "call access-1 ok" not in scene.yandex.log
    await scene.call()
    assert scene.refreshes == ["refresh refresh-0"]
    assert scene.keeper.secrets["refresh_token"] == "refresh-1"


async def test_a_person_who_goes_away_does_not_interrupt_a_refresh() -> None:
    scene = Scene(left=DAY)
    scene.yandex.answering.clear()
    caller = asyncio.create_task(scene.call())
    await everybody_had_a_turn()
    assert scene.refreshes
    caller.cancel()
    with suppress(asyncio.CancelledError):
        await caller
    scene.yandex.answering.set()
    await everybody_had_a_turn()
    await scene.call()
    assert scene.yandex.log == ["refresh refresh-0", "call access-1 ok"]


async def everybody_had_a_turn() -> None:
    for _ in range(100):
        await asyncio.sleep(0)


@dataclass
class Unlinked(Keeper):
    async def secrets_of(self, account: int) -> Mapping[str, str]:
        raise LookupError(f"there is no account {account}")


@pytest.mark.parametrize("app", [True, False])
async def test_an_account_that_was_unlinked_meanwhile_needs_a_login(app: bool) -> None:
    scene = Scene(Yandex(access="another"), app=app)
    scene.keeper = Unlinked()
    cloud = scene.connect()
    for _ in range(2):
        with pytest.raises(CloudAuthError) as raised:
            await cloud.listing()
        assert raised.value.problem is Problem.LOGIN_NEEDED


async def test_keeping_renews_what_is_due_and_tells_how_long_the_login_holds() -> None:
    scene = Scene(left=DAY)
    state = await scene.clouds[0].keep()
    assert scene.yandex.log == ["refresh refresh-0"]
    assert state.login_ends == state.token_ends
    assert state.login_ends is not None
    assert (state.login_ends - scene.clock.now()).total_seconds() == YEAR
    await scene.clouds[0].keep()
    assert len(scene.yandex.log) == 1


async def test_keeping_tells_that_a_token_which_cannot_be_renewed_will_end() -> None:
    scene = Scene(left=DAY, app=False)
    state = await scene.clouds[0].keep()
    assert state.login_ends is not None
    assert (state.login_ends - scene.clock.now()).total_seconds() == DAY
    assert scene.yandex.log == []


def test_a_token_of_which_nothing_else_is_known_is_never_due() -> None:
    tokens = Tokens.of({"access_token": "a"})
    assert not tokens.due(FrozenClock().now())
    assert tokens.state().login_ends is None


async def test_against_the_stand_in_a_dead_token_is_renewed_and_the_wish_is_done(yandex: Vendor) -> None:
    vendor = yandex
    cloud = vendor.connect()
    devices = (await cloud.listing()).devices
    vendor.calls()
    vendor.breaks(kind="expire")
    assert (await cloud.listing()).devices == devices
    assert vendor.calls() == ["/v1.0/user/info", "/token", "/v1.0/user/info"]
    (stored,) = vendor.keeper.stored
    assert stored["refresh_token"] != vendor.account.secrets["refresh_token"]


async def test_against_the_stand_in_access_that_was_taken_away_is_told_once_and_for_all(
    yandex: Vendor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    vendor = yandex
    cloud = vendor.connect()
    vendor.breaks(kind="replace")
    for _ in range(3):
        with pytest.raises(CloudAuthError):
            await cloud.listing()
    assert vendor.calls() == ["/v1.0/user/info", "/token"]
    assert not any(
        secret in caplog.text for name, secret in vendor.account.secrets.items() if "token" in name
    )


async def test_an_answer_without_tokens_is_no_end_of_the_login(yandex: Vendor) -> None:
    vendor = yandex
    cloud = vendor.connect()
    vendor.breaks(kind="expire")
    vendor.breaks(kind="garbage", path="/token")
    with pytest.raises(CloudProtocolError):
        await cloud.listing()
    assert (await cloud.listing()).devices
