"""What memory hands out: plain values, as they were when they were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.home.roles import Role


@dataclass(frozen=True)
class Person:
    """Somebody who wrote to the bot; ``id`` is Telegram's. ``language`` is None until one is known."""

    id: int
    name: str
    language: str | None


@dataclass(frozen=True)
class Home:
    """``language`` is what the home's groups are spoken to in, ``timezone`` an IANA name."""

    id: int
    name: str
    language: str
    timezone: str


@dataclass(frozen=True)
class Start:
    """What a home starts with when its founder has not said otherwise."""

    language: str = "en"
    timezone: str = "UTC"


@dataclass(frozen=True)
class Chat:
    """``type`` is private, group or forum; ``home`` is None until the chat is bound to one."""

    id: int
    type: str
    title: str
    home: int | None
    language: str | None


@dataclass(frozen=True)
class Membership:
    """One of the homes of a person, and what they may do there."""

    home: Home
    role: Role


@dataclass(frozen=True)
class CallsOfADay:
    """Vendor calls of one account on one day (UTC): for people who waited, and for nobody."""

    day: date
    asked: int
    background: int


@dataclass(frozen=True)
class Question:
    """A question with buttons that waits for its answer.

    ``kind`` is choose or confirm; ``payload`` is what was given to ``ask``, as JSON gives it back
    (tuples have become lists).
    """

    token: str
    home: int
    chat: int
    asker: int
    kind: str
    payload: Mapping[str, Any]
    expires: datetime
