"""Who refreshes an account's session, how many calls it made, and what its owner was told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_NUMBERED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "refreshes",
        _account(),
        sa.Column("holder", sa.String(32), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "calls",
        _account(),
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("background", sa.Boolean(), primary_key=True),
        sa.Column("made", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "notices",
        _account(),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("told", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    for table in ("notices", "calls", "refreshes"):
        op.drop_table(table)


def _account() -> sa.Column[int]:
    """What is known of an account goes with it."""
    return sa.Column("account", _NUMBERED, sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
