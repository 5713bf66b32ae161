"""The tables of what people do in a home and what is known of it, beside who they are (tables.py)."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    Text,
)

from bot.memory.tables import NUMBERED, UtcTime, metadata

# ``key`` is the name as it is compared: people do not mind capitals.
aliases = Table(
    "aliases",
    metadata,
    Column("home", ForeignKey("homes.id", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("target", Text, nullable=False),
    Column("person", ForeignKey("people.id", ondelete="SET NULL"), index=True),
)

favourites = Table(
    "favourites",
    metadata,
    Column("home", ForeignKey("homes.id", ondelete="CASCADE"), primary_key=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("kind", String(16), primary_key=True),
    Column("target", Text, primary_key=True),
    Column("added", UtcTime, nullable=False),
)

snapshots = Table(
    "snapshots",
    metadata,
    Column("account", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("taken", UtcTime, nullable=False, index=True),
    Column("content", LargeBinary, nullable=False),
)

# ``act`` names what an entry is about, so that whoever writes it again writes no second one.
journal = Table(
    "journal",
    metadata,
    Column("id", NUMBERED, primary_key=True),
    Column("home", ForeignKey("homes.id", ondelete="CASCADE"), nullable=False),
    Column("at", UtcTime, nullable=False, index=True),
    Column("person", ForeignKey("people.id", ondelete="SET NULL"), index=True),
    Column("chat", BigInteger),
    Column("via", String(16), nullable=False),
    Column("what", JSON, nullable=False),
    Column("result", String(32), nullable=False),
    Column("act", String(64)),
    Index(None, "home", "id"),
    Index(None, "home", "act", unique=True),
    sqlite_autoincrement=True,
)

cards = Table(
    "cards",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("card", BigInteger, primary_key=True, autoincrement=False),
    Column("home", ForeignKey("homes.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("topic", BigInteger),
    Column("language", String(16), nullable=False),
    Column("shows", JSON, nullable=False),
    Column("until", UtcTime, nullable=False, index=True),
)

# ``seen`` is what was told last and what the devices were like then; until ``silent`` nobody is told.
watches = Table(
    "watches",
    metadata,
    Column("id", NUMBERED, primary_key=True),
    Column("home", ForeignKey("homes.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("chat", BigInteger, nullable=False),
    Column("topic", BigInteger),
    Column("language", String(16), nullable=False),
    Column("what", JSON, nullable=False),
    Column("seen", JSON, nullable=False),
    Column("until", UtcTime, nullable=False),
    Column("silent", UtcTime),
    sqlite_autoincrement=True,
)

# ``topic`` is 0 where there is none: a part of a key is never empty.
talks = Table(
    "talks",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("topic", BigInteger, primary_key=True, autoincrement=False),
    Column("person", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("at", UtcTime, nullable=False, index=True),
    Column("content", JSON, nullable=False),
)

# ``free`` is when anybody may take the update over from its holder, nothing once it is dealt with. ``steps``:
# what was changed here on its behalf (bot/home/once.py).
updates = Table(
    "updates",
    metadata,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("seen", UtcTime, nullable=False, index=True),
    Column("holder", String(32), nullable=False, index=True),
    Column("free", UtcTime, index=True),
    Column("begun", Boolean, nullable=False),
    Column("steps", JSON(none_as_null=True)),
    Column("sealed", Text),
)
