"""People, homes, chats, memberships, accounts, invitations and open questions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_NUMBERED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _people_and_homes()
    _accounts()
    _invitations()
    _questions()


def downgrade() -> None:
    for table in ("questions", "invitations", "accounts", "memberships", "chats", "homes", "people"):
        op.drop_table(table)


def _people_and_homes() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.String(16)),
    )
    op.create_table(
        "homes",
        sa.Column("id", _NUMBERED, primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("timezone", sa.String(64), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "chats",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("type", sa.String(16), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("home", _NUMBERED, sa.ForeignKey("homes.id", ondelete="SET NULL"), index=True),
        sa.Column("language", sa.String(16)),
    )
    op.create_table(
        "memberships",
        sa.Column("home", _NUMBERED, sa.ForeignKey("homes.id", ondelete="CASCADE"), primary_key=True),
        sa.Column(
            "person",
            sa.BigInteger(),
            sa.ForeignKey("people.id", ondelete="CASCADE"),
            primary_key=True,
            index=True,
        ),
        sa.Column("role", sa.String(16), nullable=False),
    )


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", _NUMBERED, primary_key=True),
        _home(nullable=False),
        sa.Column("cloud", sa.String(32), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("sealed_with", sa.String(16), nullable=False),
        sqlite_autoincrement=True,
    )


def _invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("digest", sa.String(64), primary_key=True),
        _home(nullable=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False, index=True),
    )


def _questions() -> None:
    op.create_table(
        "questions",
        sa.Column("token", sa.String(12), primary_key=True),
        _home(nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column(
            "asker",
            sa.BigInteger(),
            sa.ForeignKey("people.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False, index=True),
    )


def _home(*, nullable: bool) -> sa.Column[int]:
    """What belongs to a home goes with it."""
    return sa.Column(
        "home",
        _NUMBERED,
        sa.ForeignKey("homes.id", ondelete="CASCADE"),
        nullable=nullable,
        index=True,
    )
