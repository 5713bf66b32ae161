"""Who lives in a household and where they chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.sandbox.world import Chat, Person, Topic

STRANGER = "stranger"


@dataclass(frozen=True)
class Resident:
    """Somebody and what they are to the home: owner, member, guest, or a stranger who has no role."""

    id: int
    name: str
    language: str
    role: str


@dataclass(frozen=True)
class Gathering:
    """A group that everybody is in; with ``topics`` it is a forum."""

    id: int
    title: str
    topics: tuple[str, ...] = ()


def people(residents: Sequence[Resident], gatherings: Sequence[Gathering]) -> list[Person]:
    return [
        Person(
            resident.id,
            resident.name,
            resident.language,
            {}
            if resident.role == STRANGER
            else dict.fromkeys((resident.id, *(g.id for g in gatherings)), resident.role),
        )
        for resident in residents
    ]


def chats(household: str, residents: Sequence[Resident], gatherings: Sequence[Gathering]) -> list[Chat]:
    """A private chat for each (a stranger's is nobody's home) and the gatherings; topics count from 2."""
    alone = [
        Chat(r.id, "private", r.name, [r.id], None if r.role == STRANGER else household) for r in residents
    ]
    everybody = [r.id for r in residents]
    together = [
        Chat(
            g.id,
            "forum" if g.topics else "group",
            g.title,
            list(everybody),
            household,
            [Topic(place, name) for place, name in enumerate(g.topics, start=2)],
        )
        for g in gatherings
    ]
    return alone + together
