"""The tables, in types that SQLite and PostgreSQL share.

A change here needs a migration beside it (migrations/versions); a test compares the two. Every
constraint has a name, because SQLite's batch migrations and PostgreSQL can only drop what has one.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

from bot.home.roles import Role


class UtcTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC. SQLite drops the zone, so it is taken off and put on again here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be kept")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

# SQLite numbers rows by itself only where the key is declared as INTEGER, and gives the number of a
# deleted row to the next one unless told otherwise: tokens of an account that was unlinked while it was
# being refreshed would be stored as those of the next one.
NUMBERED = BigInteger().with_variant(Integer, "sqlite")
_ROLE = Enum(
    Role,
    native_enum=False,
    create_constraint=False,  # a new role shall not need a migration
    length=16,
    values_callable=lambda roles: [role.value for role in roles],
)

people = Table(
    "people",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("language", String(16)),
    Column("timezone", String(64)),
    Column("units", String(16)),
    Column("quiet_from", SmallInteger),
    Column("quiet_until", SmallInteger),
)

homes = Table(
    "homes",
    metadata,
    Column("id", NUMBERED, primary_key=True),
    Column("name", Text, nullable=False),
    Column("language", String(16), nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("quiet_from", SmallInteger),  # minutes after midnight
    Column("quiet_until", SmallInteger),
    Column("reactions", Boolean),
    Column("units", String(16)),
    Column("sensitive", JSON(none_as_null=True)),
    sqlite_autoincrement=True,
)

chats = Table(
    "chats",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("type", String(16), nullable=False),
    Column("title", Text, nullable=False),
    Column("home", ForeignKey("homes.id", ondelete="SET NULL"), index=True),
    Column("language", String(16)),
    Column("room", Text),
)

topics = Table(
    "topics",
    metadata,
    Column("chat", ForeignKey("chats.id", ondelete="CASCADE", onupdate="CASCADE"), primary_key=True),
    Column("topic", BigInteger, primary_key=True, autoincrement=False),
    Column("home", ForeignKey("homes.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("room", Text),
)

memberships = Table(
    "memberships",
    metadata,
    Column("home", ForeignKey("homes.id", ondelete="CASCADE"), primary_key=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("role", _ROLE, nullable=False),
    Column("until", UtcTime),
    Column("reach", JSON(none_as_null=True)),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", NUMBERED, primary_key=True),
    Column("home", ForeignKey("homes.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("cloud", String(32), nullable=False),
    Column("settings", JSON, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("sealed_with", String(16), nullable=False),
    sqlite_autoincrement=True,
)

refreshes = Table(
    "refreshes",
    metadata,
    Column("account", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("holder", String(32), nullable=False),
    Column("expires", UtcTime, nullable=False),
)

calls = Table(
    "calls",
    metadata,
    Column("account", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("background", Boolean, primary_key=True),
    Column("made", BigInteger, nullable=False),
)

notices = Table(
    "notices",
    metadata,
    Column("account", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("told", UtcTime, nullable=False),
)

invitations = Table(
    "invitations",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("home", ForeignKey("homes.id", ondelete="CASCADE"), index=True),
    Column("role", _ROLE, nullable=False),
    Column("expires", UtcTime, nullable=False, index=True),
    Column("until", UtcTime),  # of the membership that it gives
    Column("reach", JSON(none_as_null=True)),
)

questions = Table(
    "questions",
    metadata,
    Column("token", String(12), primary_key=True),
    Column("home", ForeignKey("homes.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("chat", BigInteger, nullable=False),
    Column("asker", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("expires", UtcTime, nullable=False, index=True),
)
