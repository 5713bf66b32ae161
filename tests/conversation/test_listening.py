"""A conversation in each language goes on: undo, a bit more, "which one?" answered in words, never mind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from tests.conversation.test_first_sentences import is_settled
from tests.person import Message, Neighbourhood, Person, value

pytestmark = pytest.mark.process


@dataclass(frozen=True)
class Spoken:
    """The same conversation in one household, in its language."""

    household: str
    lamp: str
    dim: str
    undo: str
    brighter: str
    which: tuple[str, str]
    second: str
    never_mind: str
    in_room: str


SPOKEN = (
    Spoken(
        "moscow", "Лампа на кухне", "лампу на кухне на 30 процентов", "верни как было", "чуть поярче",
        ("включи бра", "Бра"), "вторую, пожалуйста", "не надо", "{}",
    ),
    Spoken(
        "hangzhou", "床头灯", "把床头灯调到30%", "撤销", "再亮一点",
        ("打开夜灯", "夜灯"), "第二个", "算了", "{}的那个",
    ),
    Spoken(
        "both", "Bedside lamp", "set the bedside lamp to 30 percent", "undo", "a bit brighter",
        ("turn on the night light", "Night light"), "the second one, please",
        "never mind", "the one in the {}",
    ),
)  # fmt: skip


@pytest.fixture(params=SPOKEN, ids=lambda spoken: spoken.household)
def spoken(request: pytest.FixtureRequest) -> Spoken:
    assert isinstance(request.param, Spoken)
    return request.param


def done(owner: Person, text: str) -> Message:
    """Say it, and wait until the card has settled."""
    card = owner.says(text)
    return owner.sees(lambda m: m.id == card.id and is_settled(m))


def twins(world: Neighbourhood, spoken: Spoken) -> list[dict[str, Any]]:
    return [d for d in world.devices(spoken.household) if d["name"] == spoken.which[1]]


def asked(world: Neighbourhood, spoken: Spoken, owner: Person) -> Message:
    for twin in twins(world, spoken):
        world.change(twin["id"], state={"on_off.on": False})
    return owner.says(spoken.which[0])


def lit(world: Neighbourhood, spoken: Spoken) -> list[str]:
    """The rooms of those that are on."""
    return [d["room"] for d in twins(world, spoken) if value(d, "on_off")]


def test_undo_brings_back_the_brightness_that_somebody_had_chosen(
    world: Neighbourhood, spoken: Spoken
) -> None:
    owner = world.person(spoken.household)
    lamp = world.device(spoken.lamp, spoken.household)["id"]
    world.change(lamp, state={"on_off.on": True, "range.brightness": 77})
    done(owner, spoken.dim)
    assert value(world.device(spoken.lamp, spoken.household), "range", "brightness") == 30
    card = done(owner, spoken.undo)
    assert spoken.lamp in card.text
    assert value(world.device(spoken.lamp, spoken.household), "range", "brightness") == 77


def test_a_bit_more_is_of_what_was_just_set(world: Neighbourhood, spoken: Spoken) -> None:
    owner = world.person(spoken.household)
    world.change(world.device(spoken.lamp, spoken.household)["id"], state={"on_off.on": True})
    done(owner, spoken.dim)
    done(owner, spoken.brighter)
    assert value(world.device(spoken.lamp, spoken.household), "range", "brightness") > 30


def test_which_one_is_answered_by_its_place(world: Neighbourhood, spoken: Spoken) -> None:
    owner = world.person(spoken.household)
    question = asked(world, spoken, owner)
    done(owner, spoken.second)
    (room,) = lit(world, spoken)
    assert room in question.buttons[1]["text"]


def test_which_one_is_answered_by_its_room(world: Neighbourhood, spoken: Spoken) -> None:
    owner = world.person(spoken.household)
    asked(world, spoken, owner)
    room = twins(world, spoken)[0]["room"]
    done(owner, spoken.in_room.format(room.lower()))
    assert lit(world, spoken) == [room]


def test_never_mind_leaves_everything_and_the_buttons_are_over(world: Neighbourhood, spoken: Spoken) -> None:
    owner = world.person(spoken.household)
    question = asked(world, spoken, owner)
    owner.says(spoken.never_mind)
    owner.presses(question, question.buttons[0]["text"])
    owner.has_been_answered()
    assert lit(world, spoken) == []
