"""What somebody keeps at hand: a star on each card, a card of their own, the top of the home's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.person import Message, Neighbourhood, Person

pytestmark = pytest.mark.process


@dataclass(frozen=True)
class Words:
    household: str
    lamp: str
    room: str
    star: str
    unstar: str
    none: str
    scene: str


WORDS = (
    Words("moscow", "Торшер", "Кухня", "☆ В избранное", "★ В избранном", "пока пусто", "☆"),
    Words("hangzhou", "床头灯", "厨房", "☆ 收藏", "★ 取消收藏", "还没有收藏", "☆"),
    Words("both", "Floor lamp", "Kitchen", "☆ Add", "★ In favourites", "no favourites", "☆"),
)


@pytest.fixture(params=WORDS, ids=lambda words: words.household)
def words(request: pytest.FixtureRequest) -> Words:
    assert isinstance(request.param, Words)
    return request.param


@pytest.fixture
def owner(world: Neighbourhood, words: Words) -> Iterator[Person]:
    owner = world.person(words.household)
    yield owner
    for what in (opened(owner, words.lamp), room(owner, words)):
        if any("★" in button["text"] for button in what.buttons):
            owner.presses(what, "★")
            owner.sees_change(what)


def opened(person: Person, device: str) -> Message:
    """The further page of a device."""
    card = person.says(device)
    person.presses(card, "⋯")
    return person.sees_change(card, lambda m: any("✏️" in b["text"] for b in m.buttons))


def room(person: Person, words: Words) -> Message:
    card = person.says("/rooms")
    person.presses(card, words.room)
    return person.sees_change(card, lambda m: any("✏️" in b["text"] for b in m.buttons))


def test_a_star_puts_a_thing_at_hand_and_takes_it_away(
    world: Neighbourhood, words: Words, owner: Person
) -> None:
    assert words.none in owner.says("/favorites").text
    for card in (opened(owner, words.lamp), room(owner, words)):
        owner.presses(card, words.star)
        owner.sees_change(card, lambda m: any(words.unstar in b["text"] for b in m.buttons))
    kept = owner.says("/favorites")
    assert words.lamp in kept.text
    assert words.room in kept.text
    for command in ("/devices", "/status"):
        home = owner.says(command)
        assert words.lamp in home.buttons[0]["text"], command
        assert words.room in home.buttons[1]["text"], command
    owner.presses(kept, words.lamp)
    owner.sees_change(kept, lambda m: any("⋯" in b["text"] for b in m.buttons))
    card = opened(owner, words.lamp)
    owner.presses(card, words.unstar)
    owner.sees_change(card, lambda m: any(words.star in b["text"] for b in m.buttons))
    assert words.lamp not in owner.says("/favorites").text


def test_favourites_are_each_persons_own(world: Neighbourhood, words: Words, owner: Person) -> None:
    card = opened(owner, words.lamp)
    owner.presses(card, words.star)
    owner.sees_change(card)
    other = world.person(words.household, "member", "group")
    assert words.lamp not in other.says("/favorites").text
    in_the_group = world.person(words.household, "owner", "group")
    assert words.lamp in in_the_group.says("/favorites").text


def test_scenes_are_chosen_from_a_list_and_start_from_the_card(world: Neighbourhood) -> None:
    owner = world.person("moscow")
    scenes = owner.says("/scenes")
    owner.presses(scenes, "⭐")
    choosing = owner.sees_change(scenes, lambda m: any("☆" in b["text"] for b in m.buttons))
    name = next(b["text"] for b in choosing.buttons if "☆" in b["text"]).removeprefix("☆ ")
    owner.presses(choosing, f"☆ {name}")
    chosen = owner.sees_change(choosing, lambda m: any(b["text"] == f"★ {name}" for b in m.buttons))
    assert name in owner.says("избранное").text
    owner.presses(chosen, f"★ {name}")
    owner.sees_change(chosen, lambda m: any(b["text"] == f"☆ {name}" for b in m.buttons))
