"""What devices were like, where no cloud remembers it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_NUMBERED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "series",
        sa.Column("id", _NUMBERED, primary_key=True),
        sa.Column("home", _NUMBERED, sa.ForeignKey("homes.id", ondelete="CASCADE"), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("key", sa.String(128), nullable=False),
        sa.UniqueConstraint("home", "device", "key", name="uq_series_home_device_key"),
    )
    op.create_table(
        "samples",
        sa.Column(
            "series",
            _NUMBERED,
            sa.ForeignKey("series.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("at", _TIME, primary_key=True),
        sa.Column("value", sa.JSON(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_samples_at", "samples", ["at"])


def downgrade() -> None:
    op.drop_table("samples")
    op.drop_table("series")
