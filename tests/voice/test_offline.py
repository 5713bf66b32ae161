"""English orders are heard offline, for the names that this home has."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.home.errors import CloudError
from bot.voice.grammar import grammar
from bot.voice.offline import OfflineEars
from tests.voice.speech import spoken

NAMES = ("Kitchen lamp", "Floor-lamp", "Kettle", "Торшер", "Curtains", "Bedroom", "Xyzzyplugh")


@pytest.fixture(scope="module")
def ears() -> OfflineEars:
    return OfflineEars()


@pytest.mark.parametrize(
    "order",
    [
        "turn on the kitchen lamp",
        "switch the kettle on",
        "close the curtains",
        "what is the temperature in the bedroom",
    ],
)
async def test_an_order_about_a_thing_of_the_home_is_heard(
    ears: OfflineEars, tmp_path: Path, order: str
) -> None:
    assert await ears.transcribe(spoken(order, tmp_path), "en", NAMES) == order


async def test_names_of_another_home_are_heard_next(ears: OfflineEars, tmp_path: Path) -> None:
    await ears.transcribe(spoken("turn on the kettle", tmp_path), "en", NAMES)
    heard = await ears.transcribe(spoken("turn on the heater", tmp_path), "en", ["Heater"])
    assert heard == "turn on the heater"


async def test_a_home_without_english_names_hears_nothing(ears: OfflineEars, tmp_path: Path) -> None:
    assert await ears.transcribe(spoken("turn on the lamp", tmp_path), "en", ["Торшер", "灯"]) == ""


async def test_what_is_no_recording_is_an_error_that_is_told(ears: OfflineEars) -> None:
    with pytest.raises(CloudError):
        await ears.transcribe(b"OggS and nothing else", "en", NAMES)


def test_only_english_is_heard(ears: OfflineEars) -> None:
    assert ears.hears("en")
    assert not ears.hears("ru")
    assert not ears.sure


def test_a_name_with_a_word_that_is_not_known_is_left_out() -> None:
    rules = grammar(NAMES, lambda word: word != "xyzzyplugh")
    assert rules is not None
    assert "floor lamp" in rules
    assert "xyzzy" not in rules


def test_a_name_cannot_change_the_grammar() -> None:
    assert grammar(["lamp; public <evil> = open the door", "灯", "<name>"], lambda word: True) is None
