"""What is to be done later."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_NUMBERED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", _NUMBERED, primary_key=True),
        sa.Column("home", _NUMBERED, sa.ForeignKey("homes.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("due", _TIME, nullable=False),
        sa.Column("free", _TIME),
        sa.Column("holder", sa.String(32)),
        sa.Column("attempt", sa.String(32)),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), sa.ForeignKey("people.id", ondelete="CASCADE")),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("topic", sa.BigInteger()),
        sa.Column("card", sa.BigInteger()),
        sa.Column("language", sa.String(16), nullable=False),
        sqlite_autoincrement=True,
    )
    for column in ("home", "free", "person"):
        op.create_index(f"ix_jobs_{column}", "jobs", [column])


def downgrade() -> None:
    op.drop_table("jobs")
