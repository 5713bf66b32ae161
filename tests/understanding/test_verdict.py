"""The judge of the phrases: what counts as right, as meant, and as harm."""

from __future__ import annotations

from typing import Any

import pytest

from tests.understanding.answers import expected
from tests.understanding.phrase_book import Phrase, home
from tests.understanding.verdict import Verdict, verdict

HOUSE = home("en", "house")
CURTAIN_OPEN = {"device": "curtain", "kind": "range", "instance": "open", "change": "set", "value": 100}
LAMP_ON = {"device": "desk_lamp", "kind": "on_off", "instance": "on", "change": "set", "value": True}
LAMP_DIM = {"device": "desk_lamp", "kind": "range", "instance": "brightness", "change": "set", "value": 30}


def judged(wanted: str | None, *commands: dict[str, Any], **fields: Any) -> Verdict:
    frame = {"outcome": "act" if commands else "not_understood", "commands": list(commands), **fields}
    return verdict(Phrase("en", "test", "house", ("said",), wanted), frame, HOUSE)


def test_what_was_asked_is_right() -> None:
    assert judged("desk_lamp.on=true", LAMP_ON).right
    assert not judged("desk_lamp.on=true", LAMP_ON).harmful


def test_the_opposite_is_harm() -> None:
    found = judged("desk_lamp.on=false", LAMP_ON)
    assert (found.meant, found.harmful) == (False, True)


def test_another_value_is_meant_but_not_right() -> None:
    found = judged("desk_lamp.brightness=60", LAMP_DIM)
    assert (found.meant, found.right, found.harmful) == (True, False, False)


def test_one_device_too_many_is_harm() -> None:
    assert judged("desk_lamp.on=true", LAMP_ON, CURTAIN_OPEN).harmful


def test_one_device_too_few_is_wrong_without_harm() -> None:
    found = judged("desk_lamp.on=true; curtain.open=100", LAMP_ON)
    assert (found.meant, found.harmful) == (False, False)


def test_acting_where_nothing_was_to_be_done_is_harm() -> None:
    assert judged("not_found", LAMP_ON).harmful
    assert judged(None, LAMP_ON).acted


def test_a_curtain_by_its_switch_or_its_position_is_the_same() -> None:
    assert judged("curtain.on=true", CURTAIN_OPEN).right


def test_switching_on_beside_a_setting_says_nothing() -> None:
    assert judged("desk_lamp.brightness=30", LAMP_ON, LAMP_DIM).right


def test_the_time_belongs_to_the_answer() -> None:
    assert judged("desk_lamp.on=true @in:60", LAMP_ON, when={"in_seconds": 60}).right
    assert judged("desk_lamp.on=true @in:60", LAMP_ON).meant
    assert not judged("desk_lamp.on=true @in:60", LAMP_ON).right


def test_days_of_the_week_may_be_spelt_in_any_way() -> None:
    wanted = "desk_lamp.on=true @every:30 7 * * 1-5"
    assert judged(wanted, LAMP_ON, when={"every": "30 7 * * 1,2,3,4,5"}).right
    assert not judged(wanted, LAMP_ON, when={"every": "30 7 * * 1-6"}).right


def test_any_of_several_answers_is_right() -> None:
    assert judged("not_understood or desk_lamp.on=true", LAMP_ON).right
    assert judged("not_understood or desk_lamp.on=true").right


def test_a_set_of_devices_stands_for_its_members() -> None:
    (answer,) = expected("lights@upstairs-moon.on=false", HOUSE)
    assert {effect.device for effect in answer.effects} == {
        "left_lamp", "right_lamp", "desk_lamp", "mirror_light"
    }  # fmt: skip


def test_everything_leaves_out_what_opens() -> None:
    (answer,) = expected("all.on=false", HOUSE)
    assert {"curtain", "blinds", "gate", "front_door"}.isdisjoint(effect.device for effect in answer.effects)


@pytest.mark.parametrize("wrong", ["nobody.on=true", "desk_lamp", "desk_lamp.on=true @soon:1"])
def test_a_broken_notation_is_told(wrong: str) -> None:
    with pytest.raises(ValueError, match="no "):
        expected(wrong, HOUSE)
