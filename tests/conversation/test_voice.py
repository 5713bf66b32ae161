"""A voice message in the sandbox: heard offline, asked about, done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conversation.test_first_sentences import is_settled
from tests.person import Neighbourhood, value
from tests.voice.speech import spoken

pytestmark = pytest.mark.process


def test_what_was_heard_is_done_after_a_yes(world: Neighbourhood, tmp_path: Path) -> None:
    owner = world.person("both")
    lamp = world.device("Kitchen lamp", "both")["id"]
    world.change(lamp, state={"on_off.on": False})
    asked = owner.speaks(spoken("turn on the kitchen lamp", tmp_path))
    assert "turn on the kitchen lamp" in asked.text
    assert value(world.device("Kitchen lamp", "both"), "on_off") is False
    owner.presses(asked, "Yes")
    done = owner.sees_change(asked, is_settled)
    assert "Kitchen lamp" in done.text
    assert value(world.device("Kitchen lamp", "both"), "on_off") is True


def test_another_language_is_asked_to_write(world: Neighbourhood, tmp_path: Path) -> None:
    answer = world.person("moscow").speaks(spoken("turn on the lamp", tmp_path))
    assert "английский" in answer.text
