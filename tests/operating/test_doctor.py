"""``housemate doctor``: what it finds, what it says to do, and what it never shows."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from bot.home.account import Account
from bot.home.cloud import Listing
from bot.operating.checks.accounts import unreadable_findings
from bot.operating.checks.finding import Level
from bot.operating.checks.network import network_findings
from bot.settings import read_settings
from tests.clocks import FrozenClock
from tests.operating.operator import Operator

ROOT = Path(__file__).parent.parent.parent


def _todo_after(printed: str, part: str) -> str:
    """What the report says to do about the finding that contains ``part``."""
    lines = printed.splitlines()
    place = next((n for n, line in enumerate(lines) if part in line), None)
    assert place is not None, printed
    assert lines[place].lstrip().startswith("!!"), lines[place]
    return lines[place + 1]


def test_where_all_is_well_nothing_needs_doing(operator: Operator) -> None:
    result = operator.runs("doctor")
    assert result.exit_code == 0, result.output
    assert "!!" not in result.output
    assert "Nothing needs doing." in result.output
    for part in ("knows the bot as @", "the clock is right", "lists", "was called", "refresh token ends in"):
        assert part in result.output


@pytest.mark.process
def test_no_secret_is_shown(operator: Operator) -> None:
    operator.sandbox.world.fault("yandex", "status", status=401)
    given = {**operator.sandbox.environment, "HOUSEMATE_DATA": str(operator.data), "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "doctor"],
        env={**given, "HOUSEMATE_LOG_LEVEL": "DEBUG"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    printed = ended.stdout + ended.stderr
    assert "knows the bot as @" in printed
    homes = operator.seed()
    secrets = [s for home in homes for a in home["accounts"] for s in a["secrets"].values()]
    secrets += [operator.sandbox.environment[n] for n in ("TELEGRAM_TOKEN", "ALIYUN_APP_SECRET")]
    secrets.append((operator.data / "secret.key").read_text())
    assert len(secrets) > 10
    assert [secret for secret in secrets if secret in printed] == []


def test_a_missing_token_is_told_with_the_way_to_one(operator: Operator) -> None:
    result = operator.runs("doctor", TELEGRAM_TOKEN=None)
    assert result.exit_code == 1
    assert "@BotFather" in _todo_after(result.output, "TELEGRAM_TOKEN is not set")


def test_a_token_that_telegram_does_not_know_is_told(operator: Operator) -> None:
    result = operator.runs("doctor", TELEGRAM_TOKEN="1:nonsense")
    assert "@BotFather" in _todo_after(result.output, "does not accept the token")
    assert "nonsense" not in result.output


def test_a_forbidden_account_is_to_be_revoked_and_linked_again(operator: Operator) -> None:
    operator.sandbox.world.fault("yandex", "status", status=403, count=9)
    result = operator.runs("doctor")
    assert result.exit_code == 1
    assert "iot:view and iot:control" in _todo_after(result.output, "refuses for want of rights")
    assert "housemate connect yandex" in result.output


def test_a_dead_login_is_to_be_connected_again(operator: Operator) -> None:
    (account,) = operator.accounts(home=2)
    operator.changes(replace(account, secrets={**account.secrets, "iot_token": "", "refresh_token": "dead"}))
    result = operator.runs("doctor")
    assert "housemate connect aliyun" in _todo_after(result.output, "does not accept the login any more")


def test_a_cloud_that_cannot_be_reached_is_told(operator: Operator) -> None:
    account = operator.accounts(home=1)[0]
    nowhere = replace(account, settings={**account.settings, "host": "http://127.0.0.1:1"})
    operator.changes(nowhere)
    result = operator.runs("doctor")
    assert "network" in _todo_after(result.output, "Yandex at http://127.0.0.1:1 cannot be reached")


def _ending(account: Account, **ends: timedelta) -> Account:
    now = datetime.now(UTC)
    moments = {name: str(int((now + left).timestamp())) for name, left in ends.items()}
    return replace(account, secrets={**account.secrets, **moments})


def test_a_session_that_lay_idle_for_six_days_is_told(operator: Operator) -> None:
    (account,) = operator.accounts(home=2)
    later = timedelta(hours=12)
    operator.changes(_ending(account, iot_token_expires_at=later, refresh_token_expires_at=timedelta(days=2)))
    result = operator.runs("doctor")
    assert "Start the bot" in _todo_after(result.output, "was idle for long and ends in 2 days")


def test_a_pasted_token_that_soon_ends_is_told(operator: Operator) -> None:
    account = operator.accounts(home=1)[0]
    soon = _ending(account, expires_at=timedelta(days=9))
    operator.changes(replace(soon, secrets={**soon.secrets, "refresh_token": ""}))
    result = operator.runs("doctor")
    assert "connect yandex" in _todo_after(result.output, "ends in 9 days and cannot be renewed")


def test_an_ended_token_is_told(operator: Operator) -> None:
    account = operator.accounts(home=1)[0]
    over = _ending(account, expires_at=timedelta(hours=-5))
    operator.changes(replace(over, secrets={**over.secrets, "refresh_token": ""}))
    assert "the access token ended 5 hours ago" in operator.runs("doctor").output


def test_rights_that_the_login_was_not_granted_are_named(operator: Operator) -> None:
    account = operator.accounts(home=1)[0]
    operator.changes(replace(account, settings={**account.settings, "scope": "iot:view"}))
    assert "Rights added" in "".join(
        _todo_after(operator.runs("doctor").output, "the token lacks iot:control")
    )


def test_parts_that_could_not_be_read_are_named_without_commanding_the_terminal() -> None:
    (found,) = unreadable_findings("aliyun", Listing(unreadable=("灯: \x1b[2Jmodel", *"abcdefgh")))
    assert found.level is Level.NOTE
    assert "灯: " in found.text
    assert "\x1b" not in found.text
    assert found.text.endswith("and 1 more")
    assert "housemate export --anonymous" in found.todo


def test_calls_are_counted(operator: Operator) -> None:
    first = operator.runs("doctor").output
    assert "yandex (account 1) was called 1 times today and 1 times in 7 days" in first
    assert "was called 2 times today" in operator.runs("doctor").output


def test_calls_that_used_up_the_budget_are_told(operator: Operator) -> None:
    result = operator.runs("doctor", HOUSEMATE_BACKGROUND_CALLS="0")
    assert "Fewer watches" in _todo_after(result.output, "are used up")


@pytest.mark.parametrize("name", [".", "housemate.db", "secret.key"])
def test_what_others_can_read_is_to_be_closed(operator: Operator, name: str) -> None:
    path = operator.data / name
    path.chmod(0o755)
    result = operator.runs("doctor")
    assert result.exit_code == 1
    assert f"chmod {'700' if name == '.' else '600'} {path}" in result.output


def test_an_env_file_that_others_can_read_is_to_be_closed(operator: Operator, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("HOUSEMATE_LANGUAGE=ru\n")
    (tmp_path / ".env").chmod(0o644)
    assert "chmod 600 .env" in _todo_after(operator.runs("doctor").output, ".env can be read by others")


def _schema(folder: Path, version: str) -> None:
    connection = sqlite3.connect(folder / "housemate.db")
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
    connection.close()


@pytest.mark.parametrize(
    ("version", "todo"), [("0000", "housemate migrate"), ("9999", "Install that version")]
)
def test_a_database_of_another_version_is_left_alone(operator: Operator, version: str, todo: str) -> None:
    _schema(operator.data, version)
    result = operator.runs("doctor")
    assert result.exit_code == 1
    assert todo in _todo_after(result.output, f"the database has the schema {version}")
    assert "Home 1" not in result.output
    _schema(operator.data, version)  # it still has the table, so nothing was migrated


def test_a_key_that_is_lost_is_told(operator: Operator) -> None:
    (operator.data / "secret.key").unlink()
    result = operator.runs("doctor")
    assert "Put it back" in _todo_after(result.output, "secret.key is missing")
    assert not (operator.data / "secret.key").exists()


def test_another_key_than_the_one_used_is_told(operator: Operator) -> None:
    (operator.data / "secret.key").write_text("A" * 43 + "=")
    result = operator.runs("doctor")
    assert result.exit_code == 1
    assert "was sealed" in result.output or "sealed with another key" in result.output


def test_an_empty_folder_is_not_made_by_looking(newcomer: Operator) -> None:
    result = newcomer.runs("doctor")
    assert "there is no database" in result.output
    assert not newcomer.data.exists()


@pytest.mark.parametrize(
    ("variable", "wrong"),
    [
        ("TELEGRAM_API", "api.telegram.org"),
        ("YANDEX_API", "ftp://iot"),
        ("HOUSEMATE_LANGUAGE", "tlh"),
        ("HOUSEMATE_TIMEZONE", "Mars/Olympus"),
        ("HOUSEMATE_LOG_LEVEL", "CHATTY"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_named(newcomer: Operator, variable: str, wrong: str) -> None:
    result = newcomer.runs("doctor", **{variable: wrong})
    assert result.exit_code == 1
    assert _todo_after(result.output, f"{variable} is no")


@pytest.mark.parametrize(
    ("ahead", "level", "told"),
    [
        (timedelta(seconds=5), Level.FINE, "right within 5 s"),
        (timedelta(minutes=20), Level.FIX, "1200 s ahead"),
        (timedelta(minutes=-20), Level.FIX, "1200 s behind"),
    ],
)
async def test_the_machines_clock_is_compared(ahead: timedelta, level: Level, told: str) -> None:
    now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(404, headers={"date": "Mon, 23 Nov 2026 12:00:00 GMT"})

    settings = read_settings({"TELEGRAM_TOKEN": ""})
    hosts = {"http://127.0.0.1:2": "Yandex"}
    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        found = await network_findings(settings, hosts, hosts, http, FrozenClock(now + ahead))
    assert found[-1].level is level
    assert told in found[-1].text


def test_a_home_without_owner_is_told(operator: Operator) -> None:
    async def add() -> None:
        await operator.remembering(lambda memory: memory.add_home("Empty", "en", "UTC"))

    asyncio.run(add())
    result = operator.runs("doctor")
    assert "invitation" in _todo_after(result.output, "nobody owns this home")
    assert "housemate connect" in _todo_after(result.output, "no account is connected")
