"""The tables of what devices were like, where no cloud remembers it."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, String, Table, Text, UniqueConstraint

from bot.memory.tables import NUMBERED, UtcTime, metadata

# A device's id and a capability's name are long, and samples are many: a series is their number.
series = Table(
    "series",
    metadata,
    Column("id", NUMBERED, primary_key=True),
    Column("home", ForeignKey("homes.id", ondelete="CASCADE"), nullable=False),
    Column("device", Text, nullable=False),
    Column("key", String(128), nullable=False),
    UniqueConstraint("home", "device", "key"),
)

samples = Table(
    "samples",
    metadata,
    Column("series", ForeignKey("series.id", ondelete="CASCADE"), primary_key=True),
    Column("at", UtcTime, primary_key=True, index=True),
    Column("value", JSON, nullable=False),
    sqlite_with_rowid=False,
)
