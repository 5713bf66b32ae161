"""Everything that can be set from outside: the environment, or a file named ``.env``."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """One field a variable; ``.env.example`` lists them with their meaning."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", populate_by_name=True
    )

    telegram_token: SecretStr | None = None
    telegram_api: str = "https://api.telegram.org"

    yandex_api: str = "https://api.iot.yandex.net"
    yandex_oauth: str = "https://oauth.yandex.ru"
    yandex_client_id: str | None = None
    yandex_client_secret: SecretStr | None = None

    aliyun_api: str = "https://api.link.aliyun.com"
    aliyun_app_key: str | None = None
    aliyun_app_secret: SecretStr | None = None

    data: Path = Field(Path("data"), alias="HOUSEMATE_DATA")
    secret_key: SecretStr | None = Field(None, alias="HOUSEMATE_SECRET_KEY")
    seed: Path | None = Field(None, alias="HOUSEMATE_SEED")
    clock_url: str | None = Field(None, alias="HOUSEMATE_CLOCK_URL")
    language: str = Field("en", alias="HOUSEMATE_LANGUAGE")
    log_level: str = Field("INFO", alias="HOUSEMATE_LOG_LEVEL")


__all__ = ["Settings", "ValidationError"]
