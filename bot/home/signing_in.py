"""Signing in to a cloud from a chat: a code that is entered on the vendor's page becomes an account.

What comes of it are members of the closed union in bot/home/outcome.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, StrEnum
from typing import Protocol, runtime_checkable

from bot.home.account import Account

IDENTITY: Mapping[str, tuple[str, ...]] = {"yandex": ("household", "identity"), "aliyun": ("identity_id",)}
"""The settings that tell whose account it is, and which part of it."""


def is_same_login(account: Account, cloud: str, settings: Mapping[str, str]) -> bool:
    """Whether an account is that of the same user in that cloud, and the same household of it."""
    return account.cloud == cloud and all(
        account.settings.get(name) == settings.get(name) for name in IDENTITY[cloud]
    )


@dataclass(frozen=True)
class Code:
    """What a person enters at ``address`` until ``ends``. ``every``: seconds between two looks.

    ``secret`` is what the looks are made with.
    """

    address: str
    code: str
    ends: datetime
    every: float
    secret: str = field(repr=False)


@dataclass(frozen=True)
class Part:
    """A flat, a dacha: what of a user's account a home can be connected to; ``name`` None: all of it.

    ``settings`` are those of an account that is narrowed to it.
    """

    name: str | None
    devices: int
    settings: Mapping[str, str]


@dataclass(frozen=True)
class Granted:
    """What an account is made of. ``parts``: one of them has to be chosen before."""

    settings: Mapping[str, str]
    secrets: Mapping[str, str] = field(repr=False)
    parts: tuple[Part, ...] = ()

    def narrowed(self, part: Part) -> Granted:
        return replace(self, settings={**self.settings, **part.settings}, parts=())


def choosable(
    granted: Granted, cloud: str, accounts: Sequence[Account], again: int | None = None
) -> tuple[Part, ...]:
    """The parts that a home can be connected to beside the accounts it has; one alone needs no question.

    A login for an account that is there (``again``), or of which the home has all, is that account's; and
    where the home has a part it cannot have all: every device would be there twice.
    """
    known = {
        account.id: part
        for part in granted.parts
        for account in accounts
        if is_same_login(account, cloud, granted.narrowed(part).settings)
    }
    whole = [part for part in known.values() if part.name is None]
    if again in known:
        return (known[again],)
    if whole:
        return (whole[0],)
    return tuple(part for part in granted.parts if part.name is not None or not known)


class NotYet(Enum):
    """What has become of a login that gave nothing."""

    PENDING = "pending"
    SLOWER = "slower"  # asked too often
    DENIED = "denied"
    EXPIRED = "expired"


@runtime_checkable
class SignsIn(Protocol):
    """A cloud that lets people in by a code, in the name of the operator's app."""

    async def begin(self) -> Code:
        """Raises ``CloudError``."""

    async def look(self, secret: str) -> Granted | NotYet:
        """What is granted is granted once: keep it. Raises ``CloudError``."""


@runtime_checkable
class TakesCodes(Protocol):
    """A cloud that lets people in by a code which they bring, in the name of the operator's app."""

    async def redeem(self, code: str) -> Granted:
        """A code works once, so keep what is granted. Raises ``CloudError``; a ``CloudAuthError`` where the
        code is not accepted.
        """


@dataclass(frozen=True)
class LoginCodeAsked:
    """The code is asked for, by a reply until the deadline; ``refused``: the one before was not accepted."""

    cloud: str
    token: str
    deadline: datetime
    refused: bool = False


class Phase(StrEnum):
    WAITING = "waiting"
    CONNECTED = "connected"
    AGAIN = "again"  # the account was there and has a new login
    DENIED = "denied"
    EXPIRED = "expired"
    STOPPED = "stopped"
    FAILED = "failed"
    NOT_CHOSEN = "not_chosen"  # which of its parts, in time
    TOO_OFTEN = "too_often"  # tried again and again
    NOT_ALLOWED = "not_allowed"  # whoever asked for it is no owner any more


@dataclass(frozen=True)
class SigningIn:
    """How a login stands. While it waits: where to enter what, for how many minutes; ``job`` is its number.

    At the end: how many devices in how many rooms are there now.
    """

    cloud: str
    phase: Phase
    address: str = ""
    code: str = ""
    minutes: int = 0
    devices: int = 0
    rooms: int = 0
    job: int | None = None


@dataclass(frozen=True)
class PartAsked:
    """Which part of an account belongs to this home; a button carries ``job`` and a part's place."""

    cloud: str
    parts: tuple[Part, ...]
    job: int


class Standing(StrEnum):
    WORKS = "works"
    NEEDS_LOGIN = "needs_login"
    SILENT = "silent"


@dataclass(frozen=True)
class AccountLine:
    """``account`` is its number in memory; ``devices``: how many it has, as far as is known.

    ``part``: what of the user's account it is, where that is not all.
    """

    account: int
    cloud: str
    standing: Standing
    devices: int
    part: str | None = None


@dataclass(frozen=True)
class AccountsShown:
    """The home's accounts, and the clouds that can be signed in to from here. ``founded``: just now."""

    called: str
    accounts: tuple[AccountLine, ...]
    offered: tuple[str, ...]
    founded: bool = False


@dataclass(frozen=True)
class ConfirmDisconnect:
    """Whether an account is to be forgotten with its devices. Only the asker may say yes, once."""

    line: AccountLine
    token: str
    deadline: datetime


AccountOutcome = AccountsShown | SigningIn | PartAsked | LoginCodeAsked | ConfirmDisconnect
