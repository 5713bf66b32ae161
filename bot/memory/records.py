"""What memory hands out: plain values, as they were when they were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.home.announcer import Address
from bot.home.roles import Reach, Role


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
    """``type`` is private, group or forum; ``home`` is None until the chat is bound to one, perhaps to a
    ``room`` of it."""

    id: int
    type: str
    title: str
    home: int | None
    language: str | None
    room: str | None = None


@dataclass(frozen=True)
class Binding:
    """What a chat, or a topic of it, is about."""

    home: int
    room: str | None = None


@dataclass(frozen=True)
class Membership:
    """One of the homes of a person, and what they may do there, ``until`` when and with what (None: all)."""

    home: Home
    role: Role
    until: datetime | None = None
    reach: Reach | None = None


@dataclass(frozen=True)
class Member:
    """One of the people of a home; ``until`` and ``reach`` as in ``Membership``."""

    person: Person
    role: Role
    until: datetime | None = None
    reach: Reach | None = None


@dataclass(frozen=True)
class Invited:
    """An invitation that nobody has used yet; ``digest`` names it, the link itself is not kept."""

    digest: str
    role: Role
    expires: datetime
    until: datetime | None = None
    reach: Reach | None = None


@dataclass(frozen=True)
class Alias:
    """Another name for a device, room or scene (``kind``), given by people of the home."""

    name: str
    kind: str
    target: str
    person: int | None = None


@dataclass(frozen=True)
class Favourite:
    kind: str
    target: str


@dataclass(frozen=True)
class Entry:
    """A line of the journal: ``what`` was asked or done, in the caller's form, and how it ended.

    ``via`` is sentence, press, voice, inline or job; ``person`` is None for a job, or who is forgotten.
    """

    id: int
    home: int
    at: datetime
    person: int | None
    chat: int | None
    via: str
    what: Mapping[str, Any]
    result: str


@dataclass(frozen=True)
class LiveCard:
    """A card that is kept fresh for ``person`` until then; ``shows`` says what is on it."""

    address: Address
    home: int
    person: int
    shows: Mapping[str, Any]
    until: datetime


@dataclass(frozen=True)
class Claim:
    """An update that is the caller's to deal with. ``begun``: somebody had begun, and did not say how
    that ended; ``content`` is the update where it was taken over rather than received."""

    id: int
    begun: bool = False
    content: str | None = None


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
