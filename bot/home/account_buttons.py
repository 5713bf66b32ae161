"""Buttons about the accounts of a home in its clouds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ShowAccounts:
    pass


@dataclass(frozen=True)
class ConnectCloud:
    """Sign in to a cloud; ``again``: for this account of the home, which has to be signed in to anew."""

    cloud: str
    again: int | None = None


@dataclass(frozen=True)
class StopSigningIn:
    job: int


@dataclass(frozen=True)
class ChoosePart:
    """Connect the home to one of the parts of an account; ``job`` is the login that waits for it."""

    job: int
    place: int


@dataclass(frozen=True)
class AskDisconnect:
    """Forget an account; asks first."""

    account: int


@dataclass(frozen=True)
class AgreeDisconnect:
    token: str


@dataclass(frozen=True)
class FoundHome:
    """Whoever has no home wants one of their own."""


@dataclass(frozen=True)
class NameHome:
    """Give a home another name; None: found one more, which is to be named first."""

    home: int | None


OfNoHome = FoundHome | NameHome
"""Pressed before it is known of which home is spoken."""

OfAccounts = ShowAccounts | ConnectCloud | StopSigningIn | ChoosePart | AskDisconnect | AgreeDisconnect
AccountButton = OfNoHome | OfAccounts
