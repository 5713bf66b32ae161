"""The servers that bots beside each other share. No address is shown: passwords are in it."""

from __future__ import annotations

from bot.home.errors import SettingsError
from bot.memory.memory import KEY_IS_NEEDED
from bot.memory.postgres import postgres_url
from bot.memory.schema import server_revision
from bot.operating.checks.finding import Finding, Level, fine, fix
from bot.operating.checks.folder import schema_finding
from bot.settings import Settings

PATIENCE = 5.0  # seconds


async def database_findings(address: str, has_key: bool) -> tuple[list[Finding], bool]:
    """What there is to say of HOUSEMATE_DATABASE, and whether it can be opened as it is."""
    if not has_key:
        return [fix("HOUSEMATE_SECRET_KEY is not set", KEY_IS_NEEDED)], False
    try:
        found = await server_revision(postgres_url(address))
    except SettingsError as error:
        return [fix(str(error), "Check HOUSEMATE_DATABASE, and that the server runs and lets us in.")], False
    schema = schema_finding(found)
    return [fine("PostgreSQL answers"), schema], schema.level is not Level.FIX


async def redis_findings(settings: Settings) -> list[Finding]:
    if settings.redis is None:
        return []
    try:
        from redis.asyncio import from_url
        from redis.exceptions import RedisError
    except ModuleNotFoundError:
        return [fix("HOUSEMATE_REDIS is set, but the extra is missing", "pip install 'housemate[redis]'")]
    todo = "Check HOUSEMATE_REDIS, and that the server runs. Without it every bot goes on by itself."
    address = settings.redis.get_secret_value()
    try:
        client = from_url(address, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE)
    except ValueError:
        return [fix("HOUSEMATE_REDIS is no address", "It has to begin with redis:// and name a host.")]
    try:
        await client.echo("housemate")
    except (RedisError, OSError) as error:
        return [fix(f"Redis gives no answer ({type(error).__name__})", todo)]
    finally:
        await client.aclose()
    return [fine("Redis answers")]
