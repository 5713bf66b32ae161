"""Sealing and opening, for any secrets at all."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from bot.home.errors import SettingsError
from bot.memory.vault import Vault

KEY = "dGhpcyBpcyBub3QgYSBzZWNyZXQsIGl0IGlzIGEgMzI="  # 32 bytes of plain English
VAULT = Vault(KEY)

texts = st.text(st.characters(exclude_categories=["Cs"]))
secrets = st.dictionaries(texts, texts)


@given(home=st.integers(1, 2**62), cloud=texts, secrets=secrets)
def test_what_was_sealed_opens_for_the_same_home_and_cloud(
    home: int, cloud: str, secrets: dict[str, str]
) -> None:
    assert VAULT.open(home, cloud, VAULT.seal(home, cloud, secrets).text) == secrets


@given(secrets=secrets, place=st.integers(0), other=st.characters(codec="ascii"))
def test_a_changed_seal_never_opens_as_something_else(
    secrets: dict[str, str], place: int, other: str
) -> None:
    sealed = VAULT.seal(1, "yandex", secrets).text
    place %= len(sealed)
    broken = sealed[:place] + other + sealed[place + 1 :]
    try:
        opened = VAULT.open(1, "yandex", broken)
    except SettingsError:
        return
    assert opened == secrets  # base64's last character may change without a change of meaning


@pytest.mark.parametrize(("home", "cloud"), [(2, "yandex"), (1, "aliyun")])
def test_a_seal_does_not_open_for_another_home_or_cloud(home: int, cloud: str) -> None:
    sealed = VAULT.seal(1, "yandex", {"access_token": "t"})
    with pytest.raises(SettingsError, match="tampered"):
        VAULT.open(home, cloud, sealed.text)


def test_a_seal_of_another_key_does_not_open() -> None:
    sealed = Vault(Fernet.generate_key().decode()).seal(1, "yandex", {})
    with pytest.raises(SettingsError, match="HOUSEMATE_SECRET_KEY does not open"):
        VAULT.open(1, "yandex", sealed.text)


def test_a_vault_knows_its_own_keys_by_their_fingerprints_only() -> None:
    stranger = Vault(Fernet.generate_key().decode()).seal(1, "yandex", {})
    own = VAULT.seal(1, "yandex", {})
    assert VAULT.knows(own.key)
    assert not VAULT.knows(stranger.key)
    assert own.key not in KEY
