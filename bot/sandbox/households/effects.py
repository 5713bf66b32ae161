"""What a service does to the thing that offers it, told in the thing's own capabilities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Become:
    """``key`` (``kind.instance``) becomes ``value``."""

    key: str
    value: Any


@dataclass(frozen=True)
class Flip:
    """What was on is off, and the other way round."""

    key: str


@dataclass(frozen=True)
class Announce:
    """The event ``identifier`` happens, with ``values`` as the wire has them."""

    identifier: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Later:
    """``effects`` follow after ``seconds``, or after the service's input ``hours`` so many hours later."""

    effects: Sequence[Effect]
    seconds: float = 0.0
    hours: str | None = None


@dataclass(frozen=True)
class Abandon:
    """Whatever was to follow later does not."""


Effect = Become | Flip | Announce | Later | Abandon
