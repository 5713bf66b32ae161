"""Accounts: what is sealed, what is durable and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from bot.home.account import KeepsSecrets
from bot.home.clock import Clock
from bot.home.errors import SettingsError
from bot.memory.memory import Memory
from tests.databases import Place, stolen

SETTINGS = {"host": "http://127.0.0.1:9", "app_key": "32"}
SECRETS = {"app_secret": "plain-app-secret", "iot_token": "plain-iot-token-日本"}


async def test_an_account_comes_back_as_it_was_linked(memory: Memory) -> None:
    home = await memory.add_home("Flat", "zh", "Asia/Shanghai")
    account = await memory.add_account(home.id, "aliyun", SETTINGS, SECRETS)
    assert await memory.accounts(home.id) == (account,)
    assert (account.settings, account.secrets) == (SETTINGS, SECRETS)


async def test_an_account_belongs_to_one_home(memory: Memory) -> None:
    home = await memory.add_home("Flat", "zh", "UTC")
    other = await memory.add_home("Dacha", "ru", "UTC")
    await memory.add_account(home.id, "aliyun", SETTINGS, SECRETS)
    assert await memory.accounts(other.id) == ()


async def test_an_unlinked_account_is_gone_and_the_others_stay(memory: Memory) -> None:
    home = await memory.add_home("Flat", "zh", "UTC")
    first = await memory.add_account(home.id, "aliyun", SETTINGS, SECRETS)
    second = await memory.add_account(home.id, "yandex", SETTINGS, SECRETS)
    assert await memory.remove_account(first.id)
    assert not await memory.remove_account(first.id)
    assert await memory.accounts(home.id) == (second,)


async def test_the_number_of_an_unlinked_account_is_never_given_to_another(memory: Memory) -> None:
    home = await memory.add_home("Flat", "zh", "UTC")
    unlinked = await memory.add_account(home.id, "aliyun", SETTINGS, SECRETS)
    await memory.remove_account(unlinked.id)
    await memory.add_account(home.id, "aliyun", SETTINGS, SECRETS)
    with pytest.raises(LookupError):
        await memory.store_secrets(unlinked.id, {"iot_token": "of the unlinked one"})


async def test_rotated_secrets_replace_all_the_old_ones(memory: Memory) -> None:
    home = await memory.add_home("Flat", "zh", "UTC")
    account = await memory.add_account(home.id, "aliyun", SETTINGS, SECRETS)
    keeper: KeepsSecrets = memory
    await keeper.store_secrets(account.id, {"iot_token": "rotated"})
    (stored,) = await memory.accounts(home.id)
    assert stored.secrets == {"iot_token": "rotated"}


async def test_secrets_of_an_account_that_is_gone_are_an_error(memory: Memory) -> None:
    with pytest.raises(LookupError, match="no account 7"):
        await memory.store_secrets(7, SECRETS)


async def test_no_secret_is_on_the_disk_in_the_clear(memory: Memory, place: Place) -> None:
    home = await memory.add_home("Flat", "zh", "UTC")
    account = await memory.add_account(home.id, "aliyun", SETTINGS, SECRETS)
    await memory.store_secrets(account.id, {"refresh_token": "plain-refresh-token"})
    found = await stolen(place)
    assert SETTINGS["host"].encode() in found, "the search must be able to find something"
    for secret in (*SECRETS.values(), "plain-refresh-token", "refresh_token"):
        assert secret.encode() not in found
    key = place.key or (place.folder / "secret.key").read_text()
    assert key.encode() not in found


async def test_secrets_are_not_shown_by_accident(memory: Memory) -> None:
    home = await memory.add_home("Flat", "zh", "UTC")
    account = await memory.add_account(home.id, "aliyun", SETTINGS, SECRETS)
    assert "plain" not in repr(account)


async def test_secrets_moved_to_another_home_are_refused(memory: Memory) -> None:
    home = await memory.add_home("Flat", "zh", "UTC")
    thief = await memory.add_home("Thief", "en", "UTC")
    await memory.add_account(home.id, "aliyun", SETTINGS, SECRETS)
    async with memory._database.writing() as connection:
        await connection.execute(text("UPDATE accounts SET home = :home"), {"home": thief.id})
    with pytest.raises(SettingsError, match="tampered"):
        await memory.accounts(thief.id)


async def linked(place: Place, key: str | None, clock: Clock) -> int:
    memory = await place.open(clock, key=key)
    home = await memory.add_home("Flat", "zh", "UTC")
    await memory.add_account(home.id, "aliyun", SETTINGS, SECRETS)
    await memory.close()
    return home.id


async def test_a_wrong_key_is_one_clear_error(place: Place, clock: Clock) -> None:
    right, wrong = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    await linked(place, right, clock)
    with pytest.raises(SettingsError, match="HOUSEMATE_SECRET_KEY does not open this database") as error:
        await place.open(clock, key=wrong)
    assert right not in str(error.value)
    assert wrong not in str(error.value)


async def test_a_lost_key_file_is_the_same_error(tmp_path: Path, clock: Clock) -> None:
    place = Place(tmp_path)
    await linked(place, None, clock)
    (place.folder / "secret.key").unlink()
    with pytest.raises(SettingsError, match="does not open this database"):
        await place.open(clock)


async def test_a_new_key_before_the_old_one_opens_everything_and_seals_what_is_new(
    place: Place, clock: Clock
) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    home = await linked(place, old, clock)
    memory = await place.open(clock, key=f"{new}, {old}")
    (account,) = await memory.accounts(home)
    await memory.store_secrets(account.id, account.secrets)
    await memory.close()

    memory = await place.open(clock, key=new)
    assert (await memory.accounts(home))[0].secrets == SECRETS
    await memory.close()


async def test_an_old_key_that_is_still_needed_cannot_be_dropped(place: Place, clock: Clock) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    await linked(place, old, clock)
    memory = await place.open(clock, key=f"{new},{old}")
    home = await memory.add_home("Dacha", "ru", "UTC")
    await memory.add_account(home.id, "yandex", SETTINGS, SECRETS)
    await memory.close()
    for key in (old, new):
        with pytest.raises(SettingsError, match="does not open"):
            await place.open(clock, key=key)


@pytest.mark.parametrize("key", ["password", ",", "é" * 44, "A" * 43])
async def test_what_is_no_key_is_told_so(place: Place, clock: Clock, key: str) -> None:
    with pytest.raises(SettingsError, match=r"HOUSEMATE_SECRET_KEY .* Fernet keys") as error:
        await place.open(clock, key=key)
    assert len(key) < 5 or key not in str(error.value)


async def test_keys_are_rotated_and_the_old_one_can_go(place: Place, clock: Clock) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    home = await linked(place, old, clock)
    memory = await place.open(clock, key=f"{new},{old}")
    await memory.add_account(home, "yandex", SETTINGS, SECRETS)
    assert await memory.rotate_keys() == 1, "what the new key seals already is left alone"
    assert await memory.rotate_keys() == 0
    await memory.close()

    memory = await place.open(clock, key=new)
    assert [account.secrets for account in await memory.accounts(home)] == [SECRETS, SECRETS]
    await memory.close()


async def test_a_rotation_that_was_interrupted_goes_on_where_it_was(place: Place, clock: Clock) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    home = await linked(place, old, clock)
    memory = await place.open(clock, key=old)
    await memory.add_account(home, "yandex", SETTINGS, SECRETS)
    await memory.close()
    memory = await place.open(clock, key=f"{new},{old}")
    first, _ = await memory.accounts(home)
    assert await memory._rotate(first.id)
    await memory.close()

    memory = await place.open(clock, key=f"{new},{old}")
    assert await memory.rotate_keys() == 1
    await memory.close()
    await (await place.open(clock, key=new)).close()
