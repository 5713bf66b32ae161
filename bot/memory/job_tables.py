"""The table of what is to be done later."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Integer, SmallInteger, String, Table

from bot.memory.tables import UtcTime, metadata

_NUMBERED = BigInteger().with_variant(Integer, "sqlite")

# ``due`` is when a job was meant to be done, ``free`` from when on anybody may take it: the same while it
# waits, the end of the lease while ``holder`` has it, never while it is paused. So one index finds both what
# is due and what a worker that died has left.
jobs = Table(
    "jobs",
    metadata,
    Column("id", _NUMBERED, primary_key=True),
    Column("home", ForeignKey("homes.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("due", UtcTime, nullable=False),
    Column("free", UtcTime, index=True),
    Column("holder", String(32)),
    Column("attempt", String(32)),
    Column("tries", SmallInteger, nullable=False),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), index=True),
    Column("chat", BigInteger, nullable=False),
    Column("topic", BigInteger),
    Column("card", BigInteger),
    Column("language", String(16), nullable=False),
    sqlite_autoincrement=True,
)
