"""An account in a vendor's cloud, as a home keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Account:
    """``settings`` may be shown (host, household, app key); ``secrets`` never (tokens, app secret)."""

    id: int
    home: int
    cloud: str
    settings: Mapping[str, str]
    secrets: Mapping[str, str] = field(repr=False)


class KeepsSecrets(Protocol):
    """Where a cloud stores rotated tokens, before it uses them."""

    async def store_secrets(self, account: int, secrets: Mapping[str, str]) -> None:
        """Replace all secrets of the account; when this returns they survive a crash."""
