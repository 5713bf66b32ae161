"""The user's session: renewed once, by one, stored before it is used, and given up for good when it ended."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from bot.clouds.aliyun.gateway import Gateway
from bot.clouds.aliyun.operations import GET_STATUS, REFRESH_SESSION
from bot.clouds.aliyun.session import Session
from bot.clouds.aliyun.tokens import Tokens
from bot.clouds.client import Client, pace
from bot.home.account import Account
from bot.home.errors import CloudAuthError, CloudError, CloudProtocolError, CloudUnavailableError
from bot.home.problem import Problem
from tests.clocks import FrozenClock
from tests.clouds.vendor import Keeper


@dataclass
class Platform:
    """Knows one living pair of tokens.

    ``verdict`` may answer a call otherwise; a refresh may be lost on its way back, refused or impossible.
    """

    iot: str = "iot-0"
    refresh: str = "refresh-0"
    verdict: Callable[[str], int] = lambda token: 200
    lost: bool = False
    dead: bool = False
    down: bool = False
    garbled: bool = False
    log: list[str] = field(default_factory=list)
    pause: asyncio.Event | None = None
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0)  # so that calls made at once overlap, as they do on a network
        envelope = json.loads(request.content)
        if request.url.path == REFRESH_SESSION.path:
            answer = self._renewed(envelope)
            self.asked.set()
            if self.pause:
                await self.pause.wait()
            return answer
        token = envelope["request"].get("iotToken", "")
        code = self.verdict(token)
        if code == 200 and token != self.iot:
            code = 2062
        self.log.append(f"call {token} {code}")
        return httpx.Response(200, json={"code": code, "data": {"status": 1}})

    def _renewed(self, envelope: dict[str, Any]) -> httpx.Response:
        given = envelope["params"]["request"]["refreshToken"]
        assert "iotToken" not in envelope["request"]
        self.log.append(f"refresh {given}")
        if self.dead or given != self.refresh:
            return httpx.Response(200, json={"code": 2401})
        if self.down:
            return httpx.Response(200, json={"code": 503})
        number = int(self.refresh.partition("-")[2]) + 1
        self.iot, self.refresh = f"iot-{number}", f"refresh-{number}"
        if self.lost:
            raise httpx.ReadTimeout("lost", request=None)
        data: dict[str, Any] = {
            "identityId": "me",
            "iotToken": self.iot,
            "refreshToken": self.refresh,
            "iotTokenExpire": 72000,
            "refreshTokenExpire": 720000,
        }
        if self.garbled:
            data["iotTokenExpire"] = data.pop("refreshToken")
        return httpx.Response(200, json={"code": 200, "data": data})


@dataclass
class Scene:
    """A session with 20 hours to live, on a platform."""

    platform: Platform = field(default_factory=Platform)
    clock: FrozenClock = field(default_factory=FrozenClock)
    keeper: Keeper = field(default_factory=Keeper)
    lives: float = 72000

    def __post_init__(self) -> None:
        secrets = {
            "app_secret": "s",
            "iot_token": "iot-0",
            "iot_token_expires_at": str(self.clock.now().timestamp() + self.lives),
            "refresh_token": "refresh-0",
        }
        settings = {"identity_id": "me"}
        http = httpx.AsyncClient(transport=httpx.MockTransport(self.platform))
        client = Client(http, "aliyun", pace({}, 6000))
        gateway = Gateway(client, "http://gateway.test", httpx.Auth())
        account = Account(3, 1, "aliyun", settings, secrets)
        self.keeper.secrets = secrets
        self.session = Session(gateway, account, self.clock, self.keeper)
        self.replica = Session(gateway, account, self.clock, self.keeper)

    async def call(self) -> Any:
        return await self.session.call(GET_STATUS, {"iotId": "x"})


async def test_a_living_token_is_used_as_it_is() -> None:
    scene = Scene()
    assert await scene.call() == {"status": 1}
    assert scene.platform.log == ["call iot-0 200"]


async def test_a_token_is_renewed_an_hour_ahead_and_stored_with_the_other_secrets() -> None:
    scene = Scene()
    scene.clock.advance(hours=19, seconds=1)
    await scene.call()
    assert scene.platform.log == ["refresh refresh-0", "call iot-1 200"]
    (stored,) = scene.keeper.stored
    ends = scene.clock.now().timestamp() + 72000
    assert stored == {
        "app_secret": "s",
        "iot_token": "iot-1",
        "iot_token_expires_at": str(int(ends)),
        "refresh_token": "refresh-1",
        "refresh_token_expires_at": str(int(ends + 648000)),
    }


async def test_many_at_once_renew_once() -> None:
    scene = Scene(lives=0)
    await asyncio.gather(*(scene.call() for _ in range(8)))
    assert [entry for entry in scene.platform.log if entry.startswith("refresh")] == ["refresh refresh-0"]
    assert len(scene.keeper.stored) == 1


@pytest.mark.parametrize("code", [401, 460, 2043, 2062, 2402, 29003])
async def test_a_refused_token_is_renewed_and_the_call_made_once_more(code: int) -> None:
    scene = Scene(Platform(verdict=lambda token: code if token == "iot-0" else 200))
    assert await scene.call() == {"status": 1}
    assert scene.platform.log == [f"call iot-0 {code}", "refresh refresh-0", "call iot-1 200"]


@pytest.mark.parametrize(
    ("code", "problem", "is_login"),
    [(401, Problem.NO_RIGHTS, True), (460, Problem.VALUE_REFUSED, False), (2062, Problem.LOGIN_NEEDED, True)],
)
async def test_a_new_token_that_does_not_help_is_the_end_of_it(
    code: int, problem: Problem, is_login: bool
) -> None:
    scene = Scene(Platform(verdict=lambda token: code))
    with pytest.raises(CloudError) as raised:
        await scene.call()
    assert raised.value.problem is problem
    assert isinstance(raised.value, CloudAuthError) is is_login
    assert len(scene.platform.log) == 3


async def test_calls_refused_together_renew_once() -> None:
    scene = Scene(Platform(verdict=lambda token: 2062 if token == "iot-0" else 200))
    await asyncio.gather(*(scene.call() for _ in range(5)))
    assert [entry for entry in scene.platform.log if entry.startswith("refresh")] == ["refresh refresh-0"]


@pytest.mark.parametrize(("code", "problem"), [(2062, Problem.LOGIN_NEEDED), (29003, Problem.LOGIN_REPLACED)])
async def test_a_dead_refresh_token_ends_the_session_for_good(code: int, problem: Problem) -> None:
    scene = Scene(Platform(verdict=lambda token: code, dead=True))
    for _ in range(3):
        with pytest.raises(CloudAuthError) as raised:
            await scene.call()
        assert raised.value.problem is problem
    assert scene.platform.log == [f"call iot-0 {code}", "refresh refresh-0"]
    assert scene.keeper.stored == []


async def test_while_the_old_token_lives_a_platform_that_cannot_renew_does_no_harm() -> None:
    scene = Scene(Platform(down=True))
    scene.clock.advance(hours=19, minutes=30)
    assert await scene.call() == {"status": 1}
    assert scene.platform.log == ["refresh refresh-0", "call iot-0 200"]
    scene.clock.advance(hours=1)
    with pytest.raises(CloudUnavailableError):
        await scene.call()


async def test_a_lost_refresh_ends_in_needs_login_told_by_the_platform() -> None:
    scene = Scene(Platform(lost=True), lives=0)
    with pytest.raises(CloudUnavailableError):
        await scene.call()
    for _ in range(3):
        with pytest.raises(CloudAuthError) as raised:
            await scene.call()
        assert raised.value.problem is Problem.LOGIN_NEEDED
    assert scene.platform.log == ["refresh refresh-0", "refresh refresh-0"]


async def test_tokens_that_could_not_be_stored_are_not_used_and_not_lost() -> None:
    scene = Scene(lives=0, keeper=Keeper(fails=1))
    with pytest.raises(OSError, match="disk is full"):
        await scene.call()
    assert scene.platform.log == ["refresh refresh-0"]
    assert await scene.call() == {"status": 1}
    assert scene.platform.log == ["refresh refresh-0", "call iot-1 200"]


async def test_a_garbled_refresh_shows_no_token(caplog: pytest.LogCaptureFixture) -> None:
    scene = Scene(Platform(garbled=True), lives=0)
    with pytest.raises(CloudProtocolError) as raised:
        await scene.call()
    assert "SessionAnswer" in str(raised.value)
    assert not any(token in str(raised.value) + caplog.text for token in ("iot-1", "refresh-1", "refresh-0"))


def test_tokens_do_not_show_themselves() -> None:
    tokens = Tokens.of({"iot_token": "t0ken", "refresh_token": "r3fresh"})
    assert "t0ken" not in repr(tokens)
    assert "r3fresh" not in repr(tokens)


def refreshes(scene: Scene) -> list[str]:
    return [entry for entry in scene.platform.log if entry.startswith("refresh")]


async def test_two_replicas_at_once_renew_once() -> None:
    scene = Scene(lives=0)
    sessions = (scene.session, scene.replica) * 4
    await asyncio.gather(*(session.call(GET_STATUS, {"iotId": "x"}) for session in sessions))
    assert refreshes(scene) == ["refresh refresh-0"]
    assert {entry for entry in scene.platform.log if entry.startswith("call")} == {"call iot-1 200"}


async def test_a_replica_whose_token_was_renewed_elsewhere_takes_the_new_one() -> None:
    scene = Scene()
    scene.clock.advance(hours=19, minutes=30)
    await scene.replica.call(GET_STATUS, {"iotId": "x"})
    assert await scene.call() == {"status": 1}
    assert refreshes(scene) == ["refresh refresh-0"]


async def test_whoever_waits_may_give_up_and_the_new_pair_is_stored_all_the_same() -> None:
    scene = Scene(Platform(pause=asyncio.Event()), lives=0)
    caller = asyncio.create_task(scene.call())
    await scene.platform.asked.wait()
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    assert scene.platform.pause
    scene.platform.pause.set()
    assert await scene.call() == {"status": 1}
    assert refreshes(scene) == ["refresh refresh-0"]
    assert [stored["refresh_token"] for stored in scene.keeper.stored] == ["refresh-1"]


async def test_the_new_pair_is_stored_before_it_is_used() -> None:
    scene = Scene(lives=0)
    used_before_stored: list[str] = []

    def verdict(token: str) -> int:
        if not any(stored["iot_token"] == token for stored in scene.keeper.stored):
            used_before_stored.append(token)
        return 200

    scene.platform.verdict = verdict
    await asyncio.gather(*(scene.call() for _ in range(3)))
    assert used_before_stored == []


async def test_a_crash_between_answer_and_storage_ends_in_needs_login_and_stays_there() -> None:
    crashed = Scene(lives=0, keeper=Keeper(fails=1))
    with pytest.raises(OSError, match="disk is full"):
        await crashed.call()
    restarted = Scene(crashed.platform, lives=0)
    for _ in range(3):
        with pytest.raises(CloudAuthError) as raised:
            await restarted.call()
        assert raised.value.problem is Problem.LOGIN_NEEDED
    assert refreshes(restarted) == ["refresh refresh-0"] * 2


@pytest.mark.parametrize("code", [2062, 29003])
async def test_a_new_login_is_found_within_a_minute_and_without_a_restart(code: int) -> None:
    scene = Scene(Platform(verdict=lambda token: code if token == "iot-0" else 200, dead=True))
    with pytest.raises(CloudAuthError):
        await scene.call()
    scene.platform.dead = False
    scene.platform.iot, scene.platform.refresh = "iot-7", "refresh-7"
    later = str(scene.clock.now().timestamp() + 72000)
    new = {
        "app_secret": "s",
        "iot_token": "iot-7",
        "iot_token_expires_at": later,
        "refresh_token": "refresh-7",
    }
    await scene.keeper.store_secrets(3, new)
    with pytest.raises(CloudAuthError):
        await scene.call()
    scene.clock.advance(seconds=61)
    assert await scene.call() == {"status": 1}
    assert scene.platform.log[-1] == "call iot-7 200"


async def test_while_a_session_has_ended_its_secrets_are_looked_at_once_a_minute() -> None:
    looks = 0

    class Watched(Keeper):
        async def secrets_of(self, account: int) -> Mapping[str, str]:
            nonlocal looks
            looks += 1
            return await super().secrets_of(account)

    scene = Scene(Platform(dead=True), lives=0, keeper=Watched())
    for _ in range(5):
        with pytest.raises(CloudAuthError):
            await scene.call()
    assert looks == 1
    scene.clock.advance(minutes=2)
    for _ in range(5):
        with pytest.raises(CloudAuthError):
            await scene.call()
    assert looks == 2
    assert refreshes(scene) == ["refresh refresh-0"]


async def test_tokens_of_a_new_login_win_over_a_pair_that_could_not_be_stored() -> None:
    scene = Scene(lives=0, keeper=Keeper(fails=1))
    with pytest.raises(OSError, match="disk is full"):
        await scene.call()
    scene.platform.iot, scene.platform.refresh = "iot-7", "refresh-7"
    await scene.keeper.store_secrets(3, {"app_secret": "s", "refresh_token": "refresh-7"})
    assert await scene.call() == {"status": 1}
    assert refreshes(scene) == ["refresh refresh-0", "refresh refresh-7"]


async def test_an_account_that_was_unlinked_needs_a_login() -> None:
    class Gone(Keeper):
        async def secrets_of(self, account: int) -> Mapping[str, str]:
            raise LookupError("there is no account 3")

    scene = Scene(lives=0, keeper=Gone())
    with pytest.raises(CloudAuthError) as raised:
        await scene.call()
    assert raised.value.problem is Problem.LOGIN_NEEDED
    assert scene.platform.log == []


@pytest.mark.parametrize(
    "platform",
    [Platform(), Platform(dead=True), Platform(lost=True), Platform(garbled=True), Platform(down=True)],
    ids=["renewed", "dead", "lost", "garbled", "down"],
)
async def test_no_token_is_ever_logged_or_told(platform: Platform, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    scene = Scene(platform, lives=0)
    told: list[str] = []
    for _ in range(3):
        try:
            told.append(repr(await scene.call()))
        except CloudError as error:
            told += [str(error), repr(error), repr(vars(error))]
    told.append(repr(vars(scene.session)))
    assert platform.log
    everything = caplog.text + "".join(told)
    assert not [token for token in ("iot-0", "iot-1", "refresh-0", "refresh-1") if token in everything]
