"""/forget over the person API: a file of what is known, a confirmation, and then a stranger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.person import Message, Neighbourhood, Person
from tests.running import bot_process, sandbox_alone

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def apart() -> Iterator[Neighbourhood]:
    """A home of our own, which goes with its owner in the end."""
    unasked = {"HOUSEMATE_BACKGROUND_CALLS": "0"}
    with sandbox_alone("moscow") as sandbox, bot_process({**sandbox.environment, **unasked}):
        yield sandbox.world


def asks(person: Person) -> Message:
    """``/forget``: a file comes, then the card."""
    sent = person.writes("/forget")
    return person.sees(lambda m: m.id > sent and len(m.buttons) == 2)


def file_of(person: Person) -> Any:
    path = f"/api/chats/{person.chat}/messages"
    messages = person.world.get(path, **{"as": person.id, "after": 0, "wait": 0})["messages"]
    link = next(m["document"] for m in reversed(messages) if m["document"])
    return person.world.http.get(link if isinstance(link, str) else link["url"]).json()


def test_a_guest_gets_the_file_and_is_a_stranger_afterwards(apart: Neighbourhood) -> None:
    guest = apart.person("moscow", "guest", "private")
    guest.says("/devices")
    card = asks(guest)
    told = file_of(guest)
    assert [person["id"] for person in told["people"]] == [guest.id]
    assert [member["role"] for member in told["memberships"]] == ["guest"]
    guest.presses(card, card.buttons[1]["text"])
    kept = guest.sees_change(card)
    assert kept.buttons == ()
    card = asks(guest)
    guest.presses(card, card.buttons[0]["text"])
    guest.sees_change(card)
    greeted = guest.says("/devices")
    assert greeted.buttons == ()
    assert guest.says("/forget").buttons == ()


def test_in_a_group_nothing_is_told_and_nobody_forgotten(apart: Neighbourhood) -> None:
    anna = apart.person("moscow", "owner", "group")
    told = anna.says("/forget")
    assert told.buttons == ()
    anna.presses(anna.says("/devices"), data="jx:1:")
    assert anna.says("/devices").buttons


@pytest.mark.parametrize("language", ["English", "中文", "Русский"])
def test_the_only_owner_is_told_what_goes_with_them(apart: Neighbourhood, language: str) -> None:
    anna = apart.person("moscow")
    anna.presses(anna.says("/language"), language)
    card = asks(anna)
    assert "/members" in card.text
    assert card.buttons[0]["style"] == "danger"
    anna.presses(card, card.buttons[0]["text"])
    end = anna.sees_change(card)
    assert len(end.buttons) == 2
    anna.presses(end, end.buttons[1]["text"])
    anna.sees_change(end)
    assert anna.says("/devices").buttons


def test_the_only_owner_takes_the_home_along(apart: Neighbourhood) -> None:
    anna = apart.person("moscow")
    card = asks(anna)
    anna.presses(card, card.buttons[0]["text"])
    end = anna.sees_change(card)
    anna.presses(end, end.buttons[0]["text"])
    anna.sees_change(end)
    assert anna.says("/devices").buttons == ()
    member = apart.person("moscow", "member", "private")
    assert member.says("/devices").buttons == ()
