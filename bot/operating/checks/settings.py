"""The settings: which are set, and whether they can be meant. No value is shown."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.operating.checks.finding import Finding, fine, fix, note
from bot.settings import Settings
from bot.understanding.lexicon import locales_folder

ADDRESSES = ("_API", "_URL", "_OAUTH")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
NO_TOKEN = "Get one from @BotFather and set TELEGRAM_TOKEN in .env or in the environment."


def settings_findings(settings: Settings, env_file: Path = Path(".env")) -> list[Finding]:
    given = {_variable(field): getattr(settings, field) for field in sorted(settings.model_fields_set)}
    named = ", ".join(given) or "nothing"
    found = [note(f"set: {named}"), *_wrong(settings, given), *_env_file(env_file)]
    if settings.telegram_token is None:
        found.append(fix("TELEGRAM_TOKEN is not set", NO_TOKEN))
    if (settings.aliyun_app_key is None) != (settings.aliyun_app_secret is None):
        found.append(fix("only one of ALIYUN_APP_KEY and ALIYUN_APP_SECRET is set", "Set both, or neither."))
    return found


def _variable(field: str) -> str:
    return Settings.model_fields[field].alias or field


def _wrong(settings: Settings, given: dict[str, object]) -> Iterator[Finding]:
    for name, value in given.items():
        if name.endswith(ADDRESSES) and not _is_address(str(value)):
            yield fix(f"{name} is no address", "It has to begin with https:// (or http://) and name a host.")
    languages = sorted(file.parent.name for file in locales_folder().glob("*/lexicon.toml"))
    if settings.language not in languages:
        yield fix("HOUSEMATE_LANGUAGE is no language of ours", f"Choose one of {', '.join(languages)}.")
    if not _is_timezone(settings.timezone):
        yield fix("HOUSEMATE_TIMEZONE is no time zone", "Name one as Europe/Moscow or Asia/Shanghai.")
    if settings.log_level and settings.log_level.upper() not in LEVELS:
        yield fix("HOUSEMATE_LOG_LEVEL is no level", f"Choose one of {', '.join(LEVELS)}.")


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _is_timezone(text: str) -> bool:
    try:
        ZoneInfo(text)
    except (KeyError, OSError, ValueError):
        return False
    return True


def _env_file(file: Path) -> Iterator[Finding]:
    if not file.is_file():
        return
    if sys.platform != "win32" and file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield fix(f"{file} can be read by others on this machine", f"chmod 600 {file}")
    else:
        yield fine(f"{file} is private")
