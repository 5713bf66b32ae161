"""``housemate connect``: what is typed is tried at once, and only what works is kept."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import click
import httpx
import pytest

from bot.operating.connect import connect_account
from bot.operating.yandex import log_in
from bot.sandbox.households import keys
from bot.settings import read_settings
from tests.operating.operator import Operator

ROOT = Path(__file__).parent.parent.parent
YANDEX_HOUSEHOLD = "moscow"


def _yandex(operator: Operator, home: int = 0) -> dict[str, Any]:
    return next(a for a in operator.seed()[home]["accounts"] if a["cloud"] == "yandex")


def _aliyun(operator: Operator, home: int = 1) -> dict[str, Any]:
    return next(a for a in operator.seed()[home]["accounts"] if a["cloud"] == "aliyun")


def _pastes(operator: Operator, *arguments: str, token: str | None = None, more: str = "Flat\n") -> Any:
    token = token or _yandex(operator)["secrets"]["access_token"]
    return operator.runs("connect", "yandex", "--token", *arguments, typing=f"{token}\n{more}")


def test_a_pasted_token_is_tried_and_kept_and_the_owners_link_is_printed(newcomer: Operator) -> None:
    result = _pastes(newcomer, "--household", "all")
    assert result.exit_code == 0, result.output
    assert "Connected: 39 devices" in result.output
    assert "https://t.me/housemate_sandbox_bot?start=" in result.output
    (account,) = newcomer.accounts()
    assert account.cloud == "yandex"
    assert _yandex(newcomer)["secrets"]["access_token"] not in result.output


def test_without_a_token_of_the_bot_the_start_command_is_printed(newcomer: Operator) -> None:
    token = _yandex(newcomer)["secrets"]["access_token"]
    arguments = ("connect", "yandex", "--token", "--household", "all")
    result = newcomer.runs(*arguments, typing=f"{token}\nFlat\n", TELEGRAM_TOKEN=None)
    assert "\n/start " in result.output
    assert "t.me" not in result.output


def test_what_does_not_work_leaves_nothing_behind(newcomer: Operator) -> None:
    result = _pastes(newcomer, token="y0_nonsense")
    assert result.exit_code == 1
    assert "does not accept the login" in result.output
    assert "Nothing was kept" in result.output
    assert newcomer.accounts() == ()
    assert "no home yet" in newcomer.runs("devices").output


def test_rights_that_are_missing_are_explained(newcomer: Operator) -> None:
    newcomer.sandbox.world.fault("yandex", "status", status=403, count=9)
    result = _pastes(newcomer)
    assert result.exit_code == 1
    assert "iot:view and iot:control" in result.output


def test_connecting_again_gives_the_same_account_its_new_secrets(operator: Operator) -> None:
    (before,) = operator.accounts()
    ours = {"calls_per_minute": "100", "tags": '{"lamp": ["warranty"]}'}
    tuned = {**before.settings, **ours}
    operator.changes(type(before)(before.id, before.home, before.cloud, tuned, {"access_token": "old"}))
    result = _pastes(operator, "--home", "1", "--household", before.settings["household"])
    assert "Connected again" in result.output
    assert "owner" not in result.output
    (after,) = operator.accounts()
    assert after.id == before.id
    assert after.secrets["access_token"] == before.secrets["access_token"]
    assert after.settings.items() >= ours.items()


def test_a_login_that_fails_leaves_the_old_one_as_it_was(operator: Operator) -> None:
    before = operator.accounts()
    assert _pastes(operator, "--home", "1", token="y0_nonsense").exit_code == 1
    assert operator.accounts() == before


def test_another_household_of_the_account_is_another_account(operator: Operator) -> None:
    known = operator.accounts()[0].settings["household"]
    asked = _pastes(operator, "--home", "1", more="0\n")
    assert asked.exit_code == 0, asked.output
    assert "The account has several households:" in asked.output
    whole = operator.accounts()[1]
    assert "household" not in whole.settings
    assert _pastes(operator, "--home", "1", more="1\n").exit_code == 0
    assert _pastes(operator, "--home", "1", more="0\n").exit_code == 0
    accounts = operator.accounts()
    assert len(accounts) == 2
    assert accounts[0].settings["household"] == known


def test_a_household_that_is_not_there_is_refused_with_those_that_are(operator: Operator) -> None:
    result = _pastes(operator, "--home", "1", "--household", "Nowhere")
    assert result.exit_code == 1
    assert operator.accounts()[0].settings["household"] in result.output


class Person:
    """Enters the code while the operator waits: at the given pause, and not before."""

    def __init__(self, operator: Operator, capsys: pytest.CaptureFixture[str], at: int = 1) -> None:
        self._oauth = operator.sandbox.environment["YANDEX_OAUTH"]
        self._capsys = capsys
        self._at = at
        self.pauses: list[float] = []
        self.printed = ""

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.printed += self._capsys.readouterr().out
        if len(self.pauses) == self._at:
            code = self.printed.partition("code: ")[2].split()[0]
            form = {"user_code": code, "household": YANDEX_HOUSEHOLD}
            async with httpx.AsyncClient() as http:
                (await http.post(f"{self._oauth}/device", data=form)).raise_for_status()


def _by_code(operator: Operator, pause: Callable[[float], Awaitable[None]]) -> None:
    given = {**operator.sandbox.environment, "HOUSEMATE_DATA": str(operator.data)}
    settings = read_settings(given)
    asyncio.run(connect_account(settings, 1, lambda desk: log_in(desk, False, "all", pause)))


def test_a_code_is_shown_and_waited_for(first_time: Operator, capsys: pytest.CaptureFixture[str]) -> None:
    operator = first_time
    asyncio.run(operator.plant())
    person = Person(operator, capsys, at=3)
    _by_code(operator, person.pause)
    assert "/device and enter this code: " in person.printed
    assert person.pauses == [5, 5, 10]  # the second question came too soon, and was told so
    account = operator.accounts()[-1]
    assert account.secrets["refresh_token"]
    assert account.secrets["client_secret"] == operator.sandbox.environment["YANDEX_CLIENT_SECRET"]
    assert account.settings["client_id"] == operator.sandbox.environment["YANDEX_CLIENT_ID"]
    assert set(account.settings["scope"].split()) == {"iot:view", "iot:control"}
    told = person.printed + capsys.readouterr().out
    assert not [secret for secret in account.secrets.values() if len(secret) > 12 and secret in told]


def test_a_code_that_nobody_enters_ends_the_waiting(
    operator: Operator, capsys: pytest.CaptureFixture[str]
) -> None:
    before = operator.accounts()
    person = Person(operator, capsys, at=0)
    with pytest.raises(click.ClickException, match="not entered in time"):
        _by_code(operator, person.pause)
    assert sum(person.pauses) >= 600
    assert operator.accounts() == before


def test_an_app_that_yandex_does_not_know_is_told(newcomer: Operator) -> None:
    result = newcomer.runs("connect", "yandex", YANDEX_CLIENT_ID="nobody")
    assert result.exit_code == 1
    assert "app" in result.output
    assert "Nothing was kept" in result.output


@pytest.mark.process
def test_waiting_for_a_code_can_be_interrupted(newcomer: Operator) -> None:
    given = {**newcomer.sandbox.environment, "HOUSEMATE_DATA": str(newcomer.data), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "bot", "connect", "yandex"],
        env=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A test run that was started in the background ignores SIGINT, and its children would too.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        try:
            assert process.stdout
            while "Ctrl+C stops" not in process.stdout.readline():
                assert process.poll() is None
            process.send_signal(signal.SIGINT)
            _, told = process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == 1
    assert "Stopped. Nothing was kept." in told
    assert "Traceback" not in told
    assert newcomer.accounts() == ()


def _by_refresh_token(operator: Operator, token: str | None = None, more: str = "家\n") -> Any:
    account = _aliyun(operator)
    identity, known = account["settings"]["identity_id"], account["secrets"]["refresh_token"]
    return operator.runs("connect", "aliyun", typing=f"{identity}\n{token or known}\n{more}")


def test_a_refresh_token_is_exchanged_and_the_new_one_kept(first_time: Operator) -> None:
    result = _by_refresh_token(first_time)
    assert result.exit_code == 0, result.output
    assert "Connected: 21 devices" in result.output
    (account,) = first_time.accounts()
    assert account.secrets["refresh_token"] != _aliyun(first_time)["secrets"]["refresh_token"]
    assert [secret for secret in account.secrets.values() if secret in result.output] == []
    assert first_time.runs("doctor").exit_code == 1  # nobody owns the home yet
    assert "lists 21 devices" in first_time.runs("doctor").output


def test_a_refresh_token_that_was_used_already_is_refused(first_time: Operator) -> None:
    assert _by_refresh_token(first_time).exit_code == 0
    before = first_time.accounts()
    again = _by_refresh_token(first_time, more="")
    assert again.exit_code == 1
    assert "does not accept the login" in again.output
    assert first_time.accounts() == before


def test_a_token_that_was_taken_is_kept_although_the_listing_failed(first_time: Operator) -> None:
    first_time.sandbox.world.fault("aliyun", "status", status=503, count=50, path="/uc/listBindingByAccount")
    result = _by_refresh_token(first_time)
    assert result.exit_code == 0, result.output
    assert "the login was taken" in result.output
    first_time.sandbox.world.mend()
    assert "lists 21 devices" in first_time.runs("doctor").output


AUTH_CODE = keys.opaque("auth code", "hangzhou")


def test_an_auth_code_becomes_a_session(first_time: Operator) -> None:
    result = first_time.runs("connect", "aliyun", "--auth-code", typing=f"{AUTH_CODE}\n家\n")
    assert result.exit_code == 0, result.output
    (account,) = first_time.accounts()
    assert account.settings["identity_id"] == _aliyun(first_time)["settings"]["identity_id"]
    assert AUTH_CODE not in result.output
    renewed = first_time.runs("connect", "aliyun", "--auth-code", typing=f"{AUTH_CODE}\n")
    assert "Connected again" in renewed.output
    (after,) = first_time.accounts()
    assert after.id == account.id
    assert after.secrets["iot_token"] != account.secrets["iot_token"]


def test_an_auth_code_that_is_not_one_is_refused(newcomer: Operator) -> None:
    result = newcomer.runs("connect", "aliyun", "--auth-code", typing="nonsense\n")
    assert result.exit_code == 1
    assert "Nothing was kept" in result.output


def test_an_app_key_that_is_missing_is_asked_for(newcomer: Operator) -> None:
    asked = newcomer.runs(
        "connect", "aliyun", typing="key\nsecret\nid\ntoken\n", ALIYUN_APP_KEY=None, ALIYUN_APP_SECRET=None
    )
    assert "App key: key" in asked.output
    assert "secret\n" not in asked.output.replace("App secret: \n", "")
    assert "does not accept the app's signature" in asked.output
