"""``housemate doctor`` where bots share PostgreSQL and Redis; no password is ever shown."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet

from bot.operating.checks.servers import database_findings
from tests.databases import Postgres
from tests.operating.operator import Operator

NOWHERE = "127.0.0.1:9"
KEY = Fernet.generate_key().decode()


def test_a_database_that_cannot_be_used_is_told_without_its_password(newcomer: Operator) -> None:
    pytest.importorskip("asyncpg")
    address = f"postgresql://anna:hush-hush@{NOWHERE}/home"

    def told(address: str, key: str | None) -> str:
        result = newcomer.runs("doctor", HOUSEMATE_DATABASE=address, HOUSEMATE_SECRET_KEY=key)
        assert result.exit_code == 1
        assert "hush-hush" not in result.output
        return result.output

    assert "!!  HOUSEMATE_DATABASE: the database cannot be used" in told(address, KEY)
    assert "!!  HOUSEMATE_SECRET_KEY is not set" in told(address, None)
    assert "!!  HOUSEMATE_DATABASE must be an address such as" in told("mysql://anna:hush-hush@h/x", KEY)


async def test_a_database_is_told_by_its_schema(postgres: Postgres) -> None:
    present, empty = postgres.migrated(), postgres.empty()
    found, readable = await database_findings(present, has_key=True)
    assert ([finding.level.value for finding in found], readable) == (["ok", "ok"], True)
    found, readable = await database_findings(empty, has_key=True)
    assert ([finding.level.value for finding in found], readable) == (["ok", "!!"], False)
    assert found[1].todo == "housemate migrate"
    for address in (present, empty):
        postgres.drop(address)


def test_redis_is_asked_whether_it_is_there(newcomer: Operator, redis_url: str) -> None:
    assert "ok  Redis answers" in newcomer.runs("doctor", HOUSEMATE_REDIS=redis_url).output
    away = newcomer.runs("doctor", HOUSEMATE_REDIS=f"redis://:hush-hush@{NOWHERE}/0").output
    assert "!!  Redis gives no answer" in away
    nonsense = newcomer.runs("doctor", HOUSEMATE_REDIS="hush-hush").output
    assert "!!  HOUSEMATE_REDIS is no address" in nonsense
    assert "hush-hush" not in away + nonsense


def test_a_backup_is_written_and_put_back_at_the_terminal(operator: Operator) -> None:
    file = operator.data.parent / "backup.db"
    written = operator.runs("backup", str(file))
    assert written.exit_code == 0, written.output
    assert "secret.key" in written.output
    assert "--force" in operator.runs("restore", str(file)).output
    done = operator.runs("restore", str(file), "--force")
    assert done.exit_code == 0, done.output
    assert "homes: 3" in done.output
    assert operator.runs("backup", str(operator.data / "housemate.db")).exit_code == 1
