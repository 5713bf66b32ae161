"""How secrets are sealed: Fernet, with the home and the cloud inside, so that a row moved is a row refused.

Fernet (AES-128-CBC and HMAC-SHA256) authenticates no data beside its plaintext; therefore what the
secrets belong to is written into it and compared when it is opened.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.home.errors import SettingsError


@dataclass(frozen=True)
class Sealed:
    """Secrets as the database keeps them; ``key`` is the fingerprint of the key that seals them."""

    text: str
    key: str


class Vault:
    """Seals with the first of several keys and opens with any of them."""

    def __init__(self, keys: str) -> None:
        """``keys``: Fernet keys, separated by commas. Raises ``SettingsError`` for anything else."""
        names = [key.strip() for key in keys.split(",") if key.strip()]
        try:
            self._fernet = MultiFernet([Fernet(name) for name in names])
        except ValueError:
            # without its cause: a traceback must not show a part of the key
            raise SettingsError(
                "HOUSEMATE_SECRET_KEY (or the file secret.key) must hold Fernet keys, 44 characters of "
                "URL-safe base64 each, several of them separated by commas."
            ) from None
        self._fingerprints = tuple(_fingerprint(name) for name in names)

    @property
    def first(self) -> str:
        """The fingerprint of the key that seals."""
        return self._fingerprints[0]

    def knows(self, fingerprint: str) -> bool:
        return fingerprint in self._fingerprints

    def seal(self, home: int, cloud: str, secrets: Mapping[str, str]) -> Sealed:
        plain = json.dumps({"home": home, "cloud": cloud, "secrets": dict(secrets)}, ensure_ascii=False)
        return Sealed(self._fernet.encrypt(plain.encode()).decode(), self._fingerprints[0])

    def open(self, home: int, cloud: str, sealed: str) -> Mapping[str, str]:
        """The secrets of that home's account; ``SettingsError`` where the key or the owner is another."""
        try:
            content = json.loads(self._fernet.decrypt(sealed.encode()))
        except InvalidToken:
            raise wrong_key() from None
        if (content["home"], content["cloud"]) != (home, cloud):
            raise SettingsError(
                f"The database was tampered with: an account of home {home} in {cloud} holds secrets "
                "that were sealed for another one. Link it again."
            )
        secrets: Mapping[str, str] = content["secrets"]
        return secrets

    def seal_text(self, text: str) -> str:
        """For what is no account's: it lies sealed only for a moment, so no rotation minds it."""
        return self._fernet.encrypt(text.encode()).decode()

    def open_text(self, sealed: str) -> str:
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise wrong_key() from None


def wrong_key() -> SettingsError:
    return SettingsError(
        "HOUSEMATE_SECRET_KEY does not open this database: its accounts were sealed with another key. "
        "Set the key that was used before (after the new one and a comma, if there is a new one), or put "
        "back the data folder's file secret.key."
    )


def _fingerprint(key: str) -> str:
    """Tells keys apart without giving them away: they are random, so a hash cannot be guessed back."""
    return sha256(b"housemate key:" + key.encode()).hexdigest()[:16]
