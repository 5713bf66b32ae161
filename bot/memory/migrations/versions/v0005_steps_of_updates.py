"""What was changed here on an update's behalf, for whoever takes it over."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("updates", sa.Column("steps", sa.JSON()))


def downgrade() -> None:
    op.drop_column("updates", "steps")
