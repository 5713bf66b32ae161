"""Names one slip away are found, however many names there are, and no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.fuzzy import near_words
from bot.understanding.keyboard import russian_readings
from bot.understanding.slips import Slips, is_other_thing

TEXTS = st.text("abcde灯厅客", min_size=2, max_size=8)


@given(TEXTS, st.integers(0, 7), st.sampled_from("abcxyz"))
def test_a_wrong_added_or_lost_character_is_seen_through(name: str, place: int, char: str) -> None:
    place = place % len(name)
    slips = Slips([name])
    assert name in slips.near(name[:place] + name[place + 1 :])
    assert name in slips.near(name[:place] + char + name[place:])
    assert name in slips.near(name[:place] + char + name[place + 1 :])


@given(TEXTS, st.integers(0, 6))
def test_two_characters_mixed_up_are_seen_through(name: str, place: int) -> None:
    place = place % (len(name) - 1)
    mixed = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    assert name in Slips([name]).near(mixed)


def test_two_slips_are_another_name() -> None:
    assert Slips(["kitchen"]).near("kichn") == set()


def test_what_sounds_the_same_is_the_same() -> None:
    assert Slips(["窗帘"]).near("床联") == {"窗帘"}
    assert Slips.sounds_alike("空条", "空调")
    assert not Slips.sounds_alike("空气", "空调")


@pytest.mark.parametrize(
    ("said", "word"), [("trun", "turn"), ("ligth", "light"), ("включть", "включить"), ("kitchne", "kitchen")]
)
def test_a_word_with_a_slip_is_near(said: str, word: str) -> None:
    assert word in dict(near_words(said, (), (word,)))


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("nice", "rice"),
        ("seats", "heat"),
        ("unlock", "lock"),
        ("unsecure", "secure"),
        ("on", "in"),
        ("hot", "pot"),
    ],
)
def test_another_word_is_not_near(said: str, word: str) -> None:
    assert near_words(said, (), (word,)) == []


def test_russian_is_read_from_the_wrong_keyboard_and_from_latin_spelling() -> None:
    assert "включи свет" in russian_readings("drk.xb cdtn")
    assert "включи торшер" in russian_readings("vkljuchi torsher")
    assert list(russian_readings("включи")) == []
    assert list(russian_readings("打开")) == []


@pytest.mark.parametrize(
    ("said", "name"),
    [("三号灯", "二号灯"), ("右床头灯", "左床头灯"), ("次卧空调", "主卧空调"), ("热水器", "热水壶")],
)
def test_what_tells_two_things_apart_is_no_slip(said: str, name: str) -> None:
    assert is_other_thing(said, name)


@pytest.mark.parametrize(
    ("said", "name"), [("二号登", "二号灯"), ("做床头灯", "左床头灯"), ("主沃空调", "主卧空调")]
)
def test_a_wrong_character_is_a_slip(said: str, name: str) -> None:
    assert not is_other_thing(said, name)
