"""How Alembic runs here: on the connection that schema.py opened, inside its transaction.

Batch mode rewrites a table where SQLite cannot alter it. That drops the old table, so the connection
must not enforce foreign keys: their cascades would empty the tables that refer to it.
"""

from __future__ import annotations

from alembic import context

from bot.memory import (  # noqa: F401 - their tables join the others by being imported
    house_tables,
    job_tables,
    sample_tables,
)
from bot.memory.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
