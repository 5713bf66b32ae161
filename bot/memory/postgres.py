"""How PostgreSQL is opened, for one bot or for many replicas of it.

What a transaction promises is as durable as the server's ``synchronous_commit``, which is on unless its
operator said otherwise. Nothing that can be read in an error shows the password, or what was to be stored.
"""

from __future__ import annotations

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.home.errors import SettingsError

CONNECTIONS = 10  # a server has 100 unless told otherwise
_ANSWER_WITHIN = 10.0  # seconds for a connection to be made
_EXPECTED = "HOUSEMATE_DATABASE must be an address such as postgresql://user:password@host:5432/name"


def postgres_url(text: str) -> URL:
    """The address as SQLAlchemy wants it; ``SettingsError``, without the address, for anything else."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise SettingsError(_EXPECTED) from None  # the cause might show a part of the password
    if url.drivername not in ("postgresql", "postgres", "postgresql+asyncpg") or not url.database:
        raise SettingsError(_EXPECTED)
    # asyncpg calls it otherwise than everybody else
    query = {"ssl" if name == "sslmode" else name: value for name, value in url.query.items()}
    return url.set(drivername="postgresql+asyncpg", query=query)


def open_postgres(url: URL, connections: int) -> AsyncEngine:
    """Connections are made as they are needed, at most so many, and looked at before each use."""
    try:
        return create_async_engine(
            url,
            pool_size=connections,
            max_overflow=0,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={
                "timeout": _ANSWER_WITHIN,
                "server_settings": {"application_name": "housemate"},
            },
        )
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise SettingsError(
            "HOUSEMATE_DATABASE needs the extra: pip install 'housemate[postgres]'"
        ) from error
