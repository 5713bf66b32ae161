"""The Sokolovs, in a sandbox of their own: who belongs to their home changes in these tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tests.person import Neighbourhood, Person
from tests.running import bot_process, sandbox_alone

ANNA, DMITRY, MEI, EMMA, IGOR = range(1001, 1006)  # owner, member, member, guest, stranger
GROUP = -5001


@contextmanager
def family() -> Iterator[Neighbourhood]:
    unasked = {"HOUSEMATE_BACKGROUND_CALLS": "0"}
    with sandbox_alone("moscow") as sandbox, bot_process({**sandbox.environment, **unasked}):
        yield sandbox.world


def alone(world: Neighbourhood, person: int) -> Person:
    """Somebody in their private chat."""
    return Person(world, person, person)


def in_group(world: Neighbourhood, person: int) -> Person:
    return Person(world, person, GROUP)


def advance(world: Neighbourhood, seconds: float) -> None:
    world.post("/api/clock", {"advance": seconds})
