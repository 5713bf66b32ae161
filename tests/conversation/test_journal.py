"""/journal over the person API: what was done is told, to those who live there, in their language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conversation.test_first_sentences import is_settled
from tests.person import Neighbourhood, Person, value
from tests.running import bot_process, sandbox_alone

pytestmark = pytest.mark.process

LAMP = "Лампа на кухне"


def switches_on(world: Neighbourhood, person: Person) -> None:
    world.change(world.device(LAMP, "moscow")["id"], online=True, state={"on_off.on": False})
    card = person.says("включи лампу на кухне")
    person.sees(lambda m: m.id == card.id and is_settled(m))
    assert value(world.device(LAMP, "moscow"), "on_off") is True


@pytest.fixture
def anna(world: Neighbourhood) -> Iterator[Person]:
    """She reads Russian again afterwards: others meet her in the same sandbox."""
    anna = world.person("moscow")
    yield anna
    anna.presses(anna.says("/language"), "Русский")
    anna.has_been_answered()


@pytest.mark.parametrize(
    ("button", "sentence"),
    [("English", f"turned on {LAMP}"), ("中文", f"打开了 {LAMP}"), ("Русский", f"включено: {LAMP}")],
)
def test_what_was_done_stands_in_it(world: Neighbourhood, anna: Person, button: str, sentence: str) -> None:
    anna.presses(anna.says("/language"), button)
    switches_on(world, anna)
    card = anna.says("/journal")
    assert any(sentence in line for line in card.text.splitlines()[:4])


def test_it_is_shown_by_who_and_what(world: Neighbourhood, anna: Person) -> None:
    switches_on(world, anna)
    filters = anna.after(anna.says("/journal"), "🔍")
    of_lamp = anna.after(filters, LAMP)
    lines = [line for line in of_lamp.text.splitlines() if "·" in line]
    assert lines
    assert all(LAMP in line for line in lines)
    whole = anna.after(of_lamp, "📖")
    assert whole.text.splitlines()[0] != of_lamp.text.splitlines()[0]


def test_a_device_that_refuses_is_among_the_failures(world: Neighbourhood, anna: Person) -> None:
    world.change(world.device(LAMP, "moscow")["id"], online=False)
    card = anna.says("включи лампу на кухне")
    anna.sees(lambda m: m.id == card.id and is_settled(m))
    bad = anna.after(anna.says("/journal"), "⚠️")
    world.change(world.device(LAMP, "moscow")["id"], online=True)
    lines = [line for line in bad.text.splitlines() if "·" in line]
    assert LAMP in lines[0]
    assert all("❌" in line or "⚠️" in line or "❓" in line or "🚫" in line for line in lines)


def test_in_a_group_nothing_of_it_is_shown(world: Neighbourhood) -> None:
    anna = world.person("moscow", "owner", "group")
    card = anna.says("/journal")
    assert LAMP not in card.text
    assert not card.buttons


def test_a_guest_does_not_see_it(world: Neighbourhood) -> None:
    guest = world.person("moscow", "guest", "private")
    card = guest.says("/journal")
    assert "·" not in card.text
    guest.presses(card, data="jl::::")
    guest.has_been_answered()
    assert not any("·" in message.text for message in guest.messages.values() if message.id >= card.id)


def test_an_act_whose_telling_was_cut_short_is_one_line() -> None:
    with sandbox_alone("moscow") as sandbox:
        world, environment = sandbox.world, sandbox.environment
        anna = world.person("moscow")
        with bot_process(environment) as bot:
            world.fault("telegram", "slow", path="/sendMessage", apply="after", count=1, seconds=60)
            sent = anna.writes("включи лампу на кухне")
            unheard = anna.sees(lambda m: m.from_bot and m.id > sent)
            bot.kill()
        with bot_process(environment):
            anna.sees(lambda m: m.from_bot and m.id > unheard.id and is_settled(m), within=60)
            journal = anna.says("/journal")
        assert journal.text.count(LAMP) == 1, journal.text
