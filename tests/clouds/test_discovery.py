"""Clouds are found by their folders, and an account that cannot be connected says what it lacks."""

from __future__ import annotations

import httpx
import pytest

from bot import clouds
from bot.home.account import Account
from bot.home.errors import SettingsError
from tests.clocks import FrozenClock
from tests.clouds.vendor import VENDORS, Keeper

SETTINGS = {"host": "http://vendor.test", "app_key": "k", "identity_id": "i"}
SECRETS = {"access_token": "t0ken", "app_secret": "s3cret", "refresh_token": "r3fresh"}


def connect(cloud: str, settings: dict[str, str], secrets: dict[str, str]) -> object:
    account = Account(5, 1, cloud, settings, secrets)
    return clouds.connect(account, httpx.AsyncClient(), FrozenClock(), Keeper())


def test_the_clouds_are_their_folders() -> None:
    assert clouds.names() == ("aliyun", "demo", "yandex")


@pytest.mark.parametrize("name", clouds.names())
def test_a_cloud_answers_to_its_folders_name_and_shows_no_secret(name: str) -> None:
    cloud = connect(name, SETTINGS, SECRETS)
    assert getattr(cloud, "name", None) == name
    assert not any(secret in repr(vars(cloud)) for secret in SECRETS.values())


@pytest.mark.parametrize("name", [*VENDORS, "homekit", "client", "../yandex"])
def test_what_an_account_lacks_is_named(name: str) -> None:
    with pytest.raises(SettingsError, match="account 5"):
        connect(name, {}, SECRETS)
    with pytest.raises(SettingsError) as raised:
        connect(name, SETTINGS, {"access": "t0ken"})
    assert "t0ken" not in str(raised.value)


@pytest.mark.parametrize("name", VENDORS)
def test_a_pace_that_is_no_number_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match="no number"):
        connect(name, {**SETTINGS, "calls_per_minute": "fast"}, SECRETS)
