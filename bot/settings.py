"""Everything that can be set from outside: the environment, or a file named ``.env``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.home.errors import SettingsError


class Settings(BaseSettings):
    """One field a variable; ``.env.example`` lists them with their meaning."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore")

    telegram_token: SecretStr | None = Field(None, alias="TELEGRAM_TOKEN")
    telegram_api: str = Field("https://api.telegram.org", alias="TELEGRAM_API")

    yandex_api: str = Field("https://api.iot.yandex.net", alias="YANDEX_API")
    yandex_oauth: str = Field("https://oauth.yandex.ru", alias="YANDEX_OAUTH")
    yandex_client_id: str | None = Field(None, alias="YANDEX_CLIENT_ID")
    yandex_client_secret: SecretStr | None = Field(None, alias="YANDEX_CLIENT_SECRET")
    aliyun_api: str = Field("https://api.link.aliyun.com", alias="ALIYUN_API")
    aliyun_app_key: str | None = Field(None, alias="ALIYUN_APP_KEY")
    aliyun_app_secret: SecretStr | None = Field(None, alias="ALIYUN_APP_SECRET")

    transcribe_url: str | None = Field(None, alias="HOUSEMATE_TRANSCRIBE_URL")
    transcribe_model: str = Field("whisper-1", alias="HOUSEMATE_TRANSCRIBE_MODEL")
    transcribe_key: SecretStr | None = Field(None, alias="HOUSEMATE_TRANSCRIBE_KEY")

    open: Literal["invited", "anyone"] = Field("invited", alias="HOUSEMATE_OPEN")
    grace_minutes: int = Field(10, alias="HOUSEMATE_GRACE_MINUTES", ge=0)
    background_calls: int = Field(300, alias="HOUSEMATE_BACKGROUND_CALLS", ge=0)

    samples_days: int = Field(31, alias="HOUSEMATE_SAMPLES_DAYS", ge=0)
    journal_days: int = Field(90, alias="HOUSEMATE_JOURNAL_DAYS", ge=0)

    database: SecretStr | None = Field(None, alias="HOUSEMATE_DATABASE")
    database_connections: int = Field(10, alias="HOUSEMATE_DATABASE_CONNECTIONS", ge=1)
    redis: SecretStr | None = Field(None, alias="HOUSEMATE_REDIS")
    data: Path = Field(Path("data"), alias="HOUSEMATE_DATA")
    secret_key: SecretStr | None = Field(None, alias="HOUSEMATE_SECRET_KEY")
    seed: Path | None = Field(None, alias="HOUSEMATE_SEED")
    clock_url: str | None = Field(None, alias="HOUSEMATE_CLOCK_URL")
    language: str = Field("en", alias="HOUSEMATE_LANGUAGE")
    timezone: str = Field("UTC", alias="HOUSEMATE_TIMEZONE")
    log_level: str | None = Field(None, alias="HOUSEMATE_LOG_LEVEL")
    log_format: Literal["text", "json"] = Field("text", alias="HOUSEMATE_LOG_FORMAT")
    monitor: str | None = Field(None, alias="HOUSEMATE_MONITOR")
    webhook_url: str | None = Field(None, alias="HOUSEMATE_WEBHOOK_URL", pattern="^https?://[^/]+")
    webhook_secret: SecretStr | None = Field(None, alias="HOUSEMATE_WEBHOOK_SECRET")
    webhook_listen: str = Field("127.0.0.1:8090", alias="HOUSEMATE_WEBHOOK_LISTEN")


def read_settings(given: Mapping[str, str] | None = None) -> Settings:
    """The settings; ``given`` variables win over the environment and ``.env``.

    Raises ``SettingsError`` that names each variable which is wrong, and why, without its value.
    """
    try:
        return Settings(**(given or {}))  # type: ignore[arg-type]  # pydantic converts the texts
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise SettingsError(wrong) from None
