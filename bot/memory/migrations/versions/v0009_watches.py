"""What people want to be told of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0007"

_NUMBERED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "watches",
        sa.Column("id", _NUMBERED, primary_key=True),
        sa.Column("home", _NUMBERED, sa.ForeignKey("homes.id", ondelete="CASCADE"), nullable=False),
        sa.Column("person", sa.BigInteger(), sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("topic", sa.BigInteger()),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("what", sa.JSON(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("until", _TIME, nullable=False),
        sa.Column("silent", _TIME),
        sqlite_autoincrement=True,
    )
    for column in ("home", "person"):
        op.create_index(f"ix_watches_{column}", "watches", [column])


def downgrade() -> None:
    op.drop_table("watches")
