"""/why tells how the last sentence was read."""

from __future__ import annotations

import pytest

from tests.person import Neighbourhood

pytestmark = pytest.mark.process


def test_a_guess_is_told_as_one(world: Neighbourhood) -> None:
    anna = world.person("moscow")
    anna.says("включи увлажнитиль")
    told = anna.says("/why")
    assert "увлажнитиль" in told.text
    assert "Увлажнитель" in told.text


def test_asking_in_words_explains_the_sentence_before(world: Neighbourhood) -> None:
    owner = world.person("hangzhou")
    owner.says("打开加湿器")
    assert "加湿器" in owner.says("/why").text


def test_a_stranger_learns_nothing(world: Neighbourhood) -> None:
    stranger = world.person("both", "stranger", "group")
    owner = world.person("both", "owner", "group")
    sent = stranger.writes("/why")
    owner.says("/devices")
    assert not any(message.reply_to == sent for message in owner.messages.values())
