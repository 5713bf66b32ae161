"""The clouds of vendors, one folder each; what is in a folder is found, not registered.

A cloud is a package with ``connect(account, http, clock, keeper) -> Cloud``. A third cloud is one more
folder here: nothing else has to know of it (tests/clouds/test_contract.py runs over every one found).
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

import httpx

from bot.home.account import Account, Keeper
from bot.home.clock import Clock
from bot.home.cloud import Cloud
from bot.home.errors import SettingsError


def names() -> tuple[str, ...]:
    """The clouds there are: ``("aliyun", "demo", "yandex")``."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if module.ispkg))


def connect(account: Account, http: httpx.AsyncClient, clock: Clock, keeper: Keeper) -> Cloud:
    """The adapter of the account's cloud; nothing is sent yet.

    Raises ``SettingsError`` when there is no such cloud, or the account lacks a setting or a secret.
    """
    if account.cloud not in names():
        raise SettingsError(
            f"account {account.id}: no cloud {account.cloud!r}; there are {', '.join(names())}"
        )
    package = import_module(f"{__name__}.{account.cloud}")
    try:
        cloud: Cloud = package.connect(account, http, clock, keeper)
    except KeyError as missing:
        raise SettingsError(f"account {account.id} ({account.cloud}) lacks {missing}") from None
    except ValueError:
        raise SettingsError(f"account {account.id} ({account.cloud}): a setting is no number") from None
    return cloud
