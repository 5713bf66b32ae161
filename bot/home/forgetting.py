"""Being forgotten: asked for, confirmed, done. Outcomes are members of the union in bot/home/outcome.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

CONFIRM_WITHIN = timedelta(minutes=5)


@dataclass(frozen=True)
class AskForget:
    """Show what is known of the presser, and offer to forget it."""


@dataclass(frozen=True)
class Forget:
    """Forget the presser. ``asked`` is when they were asked, in seconds of Unix time.

    ``homes`` names the homes that go with them, which only they own: in a digest, empty where nobody has
    agreed to that yet.
    """

    asked: int
    homes: str = ""


@dataclass(frozen=True)
class KeepMe:
    """Do not forget the presser after all."""


ForgetButton = AskForget | Forget | KeepMe


@dataclass(frozen=True)
class OwnedAlone:
    """A home that has no other owner, and how many other people belong to it."""

    name: str
    others: int


@dataclass(frozen=True)
class ForgetAsked:
    """What is known of a person, by where it is kept; ``alone`` are homes that cannot be without them."""

    told: Mapping[str, Sequence[Mapping[str, Any]]]
    asked: int
    alone: tuple[OwnedAlone, ...] = ()


@dataclass(frozen=True)
class ConfirmEnd:
    """Whether these homes are to be erased together with their only owner."""

    alone: tuple[OwnedAlone, ...]
    asked: int
    homes: str


@dataclass(frozen=True)
class Forgotten:
    """Nothing is known of the person any more; ``homes`` went with them."""

    homes: tuple[str, ...] = ()


ForgetOutcome = ForgetAsked | ConfirmEnd | Forgotten
