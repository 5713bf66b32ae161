"""Quiet hours of a person, devices that a home wants to be asked about, and one entry for each act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0005"

_NEW_COLUMNS: Sequence[tuple[str, str, sa.types.TypeEngine[Any]]] = (
    ("people", "quiet_from", sa.SmallInteger()),
    ("people", "quiet_until", sa.SmallInteger()),
    ("homes", "sensitive", sa.JSON()),
    ("journal", "act", sa.String(64)),
)


def upgrade() -> None:
    for table, name, type_ in _NEW_COLUMNS:
        op.add_column(table, sa.Column(name, type_))
    op.create_index("ix_journal_home_act", "journal", ["home", "act"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_journal_home_act", "journal")
    for table, name, _ in reversed(_NEW_COLUMNS):
        op.drop_column(table, name)
