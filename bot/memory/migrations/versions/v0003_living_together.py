"""Topics, guests with limits, settings, names of our own, snapshots, the journal, cards, talks, updates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_NUMBERED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)

_NEW_COLUMNS: Sequence[tuple[str, str, sa.types.TypeEngine[Any]]] = (
    ("people", "timezone", sa.String(64)),
    ("people", "units", sa.String(16)),
    ("homes", "quiet_from", sa.SmallInteger()),
    ("homes", "quiet_until", sa.SmallInteger()),
    ("homes", "reactions", sa.Boolean()),
    ("homes", "units", sa.String(16)),
    ("chats", "room", sa.Text()),
    ("memberships", "until", _TIME),
    ("memberships", "reach", sa.JSON()),
    ("invitations", "until", _TIME),
    ("invitations", "reach", sa.JSON()),
)
_NEW_TABLES = ("topics", "aliases", "favourites", "snapshots", "journal", "cards", "talks", "updates")


def upgrade() -> None:
    for table, name, type_ in _NEW_COLUMNS:
        op.add_column(table, sa.Column(name, type_))
    _topics()
    _names()
    _snapshots()
    _journal()
    _cards()
    _talks()
    _updates()


def downgrade() -> None:
    for table in reversed(_NEW_TABLES):
        op.drop_table(table)
    for table, name, _ in reversed(_NEW_COLUMNS):
        op.drop_column(table, name)


def _topics() -> None:
    op.create_table(
        "topics",
        sa.Column(
            "chat",
            sa.BigInteger(),
            sa.ForeignKey("chats.id", ondelete="CASCADE", onupdate="CASCADE"),
            primary_key=True,
        ),
        sa.Column("topic", sa.BigInteger(), primary_key=True, autoincrement=False),
        _home(index=True),
        sa.Column("room", sa.Text()),
    )


def _names() -> None:
    op.create_table(
        "aliases",
        _home(primary_key=True),
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        _person("SET NULL"),
    )
    op.create_table(
        "favourites",
        _home(primary_key=True),
        _person("CASCADE", primary_key=True),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("target", sa.Text(), primary_key=True),
        sa.Column("added", _TIME, nullable=False),
    )


def _snapshots() -> None:
    op.create_table(
        "snapshots",
        sa.Column("account", _NUMBERED, sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("taken", _TIME, nullable=False, index=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("id", _NUMBERED, primary_key=True),
        _home(),
        sa.Column("at", _TIME, nullable=False, index=True),
        _person("SET NULL"),
        sa.Column("chat", sa.BigInteger()),
        sa.Column("via", sa.String(16), nullable=False),
        sa.Column("what", sa.JSON(), nullable=False),
        sa.Column("result", sa.String(32), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_journal_home_id", "journal", ["home", "id"])


def _cards() -> None:
    op.create_table(
        "cards",
        sa.Column("chat", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("card", sa.BigInteger(), primary_key=True, autoincrement=False),
        _home(index=True),
        _person("CASCADE", nullable=False),
        sa.Column("topic", sa.BigInteger()),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("shows", sa.JSON(), nullable=False),
        sa.Column("until", _TIME, nullable=False, index=True),
    )


def _talks() -> None:
    op.create_table(
        "talks",
        sa.Column("chat", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("topic", sa.BigInteger(), primary_key=True, autoincrement=False),
        _person("CASCADE", primary_key=True),
        sa.Column("at", _TIME, nullable=False, index=True),
        sa.Column("content", sa.JSON(), nullable=False),
    )


def _updates() -> None:
    op.create_table(
        "updates",
        sa.Column("bot", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("seen", _TIME, nullable=False, index=True),
        sa.Column("holder", sa.String(32), nullable=False, index=True),
        sa.Column("free", _TIME, index=True),
        sa.Column("begun", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.Text()),
    )


def _home(*, primary_key: bool = False, index: bool = False) -> sa.Column[int]:
    """What belongs to a home goes with it."""
    home = sa.ForeignKey("homes.id", ondelete="CASCADE")
    return sa.Column("home", _NUMBERED, home, nullable=False, primary_key=primary_key, index=index)


def _person(ondelete: str, *, primary_key: bool = False, nullable: bool | None = None) -> sa.Column[int]:
    person = sa.ForeignKey("people.id", ondelete=ondelete)
    can_be_empty = not primary_key if nullable is None else nullable
    return sa.Column(
        "person", sa.BigInteger(), person, primary_key=primary_key, nullable=can_be_empty, index=True
    )
