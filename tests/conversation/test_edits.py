"""A message that is edited: heard anew where it had led to nothing, and never done twice."""

from __future__ import annotations

import pytest

from tests.conversation.test_first_sentences import is_settled
from tests.person import Neighbourhood, value

pytestmark = pytest.mark.process

LAMP = "Лампа на кухне"


def test_a_sentence_that_was_not_understood_may_be_mended(world: Neighbourhood) -> None:
    anna = world.person("moscow")
    world.change(world.device(LAMP, "moscow")["id"], state={"on_off.on": False})
    written = anna.writes("абракадабра лампу на кухне")
    answer = anna.sees(lambda m: m.from_bot and m.id > written)
    anna.mends(written, "включи лампу на кухне")
    card = anna.sees_change(answer, is_settled)
    assert LAMP in card.text
    assert value(world.device(LAMP, "moscow"), "on_off") is True


def test_what_was_done_is_not_done_again_when_its_sentence_is_mended(world: Neighbourhood) -> None:
    anna = world.person("moscow")
    lamp = world.device(LAMP, "moscow")["id"]
    world.change(lamp, state={"on_off.on": True})
    written = anna.writes("выключи лампу на кухне")
    anna.sees(lambda m: m.from_bot and m.id > written)
    anna.has_been_answered()
    anna.mends(written, "включи лампу на кухне")
    anna.has_been_answered()
    assert value(world.device(LAMP, "moscow"), "on_off") is False
