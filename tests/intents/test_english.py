"""What is peculiar to the English of a household."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.understand import Line, Run
from tests.understanding.answers import of_frame
from tests.understanding.phrase_book import NOON, Phrase, home
from tests.understanding.saying import answered, understander
from tests.understanding.verdict import verdict

HOUSE = home("en", "house")


def is_right(said: str, expected: str) -> bool:
    phrase = Phrase("en", "said", "house", tuple(said.split(" >> ")), expected)
    return verdict(phrase, answered(phrase), HOUSE).right


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("turn on the fan, sorry, the ac", "ac.on=true"),
        ("turn on the fan no the ac", "ac.on=true"),
        ("desk lamp on blue... no, on warm white", "desk_lamp.temperature_k=2700"),
        ("tv off and the radiator to 20, no, 22", "tv.on=false;radiator.temperature=22"),
        ("open the curtains, I mean the blinds", "blinds.open=100"),
    ],
)
def test_of_a_corrected_order_only_the_correction_is_done(said: str, expected: str) -> None:
    assert is_right(said, expected)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("fan on at 8 tomorrow morning >> no, at nine", "fan.on=true @at:24T09:00"),
        ("fan on at 8 tonight >> actually no, at half past nine", "fan.on=true @at:23T21:30"),
        ("fan on at 8 tomorrow morning >> make that nine", "fan.on=true @at:24T09:00 or not_understood"),
        ("fan on >> no, at nine", "not_understood"),
        ("fan on at 8 tomorrow morning >> no", "cancel"),
    ],
)
def test_a_plan_is_moved_by_another_time(said: str, expected: str) -> None:
    assert is_right(said, expected)


def test_a_number_said_last_is_for_everything_that_is_dimmed() -> None:
    assert is_right("dim the chandelier and the strip to ten", "chandelier.brightness=10;strip.brightness=10")
    assert is_right(
        "dim the chandelier and set the strip to 10", "chandelier.brightness-;strip.brightness=10"
    )


def test_above_twelve_a_bare_number_is_no_hour() -> None:
    assert is_right("ac on at 23", "ac.temperature=23")
    assert is_right("ac on at 11", "ac.on=true @at:23T23:00")
    assert is_right("volume on the tv at twenty", "tv.volume=20")


@pytest.mark.parametrize("said", ["the telly's on the blink again", "coffee's on me", "the ac's off"])
def test_an_is_that_is_run_together_with_its_subject_tells(said: str) -> None:
    assert not _acts(said)


@pytest.mark.parametrize("said", ["I'm on my way", "off we go", "lock it in", "start without me", "fan club"])
def test_idioms_made_of_orders_order_nothing(said: str) -> None:
    assert not _acts(said)


def test_verbs_that_do_not_go_together_are_no_order() -> None:
    assert is_right("vacuum on quiet", "vacuum.work_speed=quiet")
    assert not _acts("unlock the back door")


def test_a_light_between_a_lamp_and_a_colour_is_a_shade() -> None:
    pale = answered(Phrase("en", "said", "house", ("moon lamp light blue",)))["commands"][0]["value"]
    assert pale["s"] < 100


def test_what_is_asked_on_a_condition_is_refused_also_where_it_is_unclear() -> None:
    assert is_right("turn the heating on when I get home", "cannot:condition")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("power the purifier down", "purifier.on=false"),
        ("fire the coffee machine up", "coffee.on=true"),
        ("shut the telly up", "tv.mute=true"),
        ("turn the telly down", "tv.volume-"),
    ],
)
def test_the_second_word_of_a_verb_may_stand_behind_the_thing(said: str, expected: str) -> None:
    assert is_right(said, expected)


def test_whether_somebody_did_it_is_asked_of_the_state_that_it_leads_to() -> None:
    assert is_right("did anybody lock the front door", "ask:front_door.lock")
    assert is_right("did you turn off the fan?", "ask:fan.on")
    assert is_right("what's on tonight", "not_understood")


def test_what_is_set_for_a_time_is_switched_on_then() -> None:
    assert is_right("set the coffee machine for six thirty tomorrow", "coffee.on=true @at:24T06:30")
    assert is_right("lights out in the nursery at half seven tonight", "moon.on=false @at:23T19:30")


def test_a_planned_scene_without_a_verb_is_talk_when_it_is_overheard() -> None:
    phrase = Phrase("en", "said", "house", ("I'm leaving at six",))
    assert answered(phrase, overheard=True)["outcome"] == "ignored"


def test_a_letter_too_many_beside_a_name_is_a_slip() -> None:
    assert is_right("turn off the xTV", "tv.on=false")
    assert is_right("turn off the T", "tv.on=false")


def _acts(said: str) -> bool:
    return of_frame(answered(Phrase("en", "said", "house", (said,))), HOUSE).outcome == "act"


@pytest.mark.parametrize(
    "said",
    ["the desk lamp, the chandelier and the strip, all off", "desk lamp, chandelier, strip: all of them off"],
)
def test_all_of_what_was_listed_is_not_the_whole_house(said: str) -> None:
    house = replace(HOUSE, scenes=())  # one of them is called "All off"
    run = Run(understander(), None, explain=False, houses={"house": house})
    answer = run.answer(Line(said, "en", False, "said", None, NOON, "house"))
    expected = Phrase("en", "said", "house", (said,), "desk_lamp.on=false;chandelier.on=false;strip.on=false")
    assert verdict(expected, answer, house).right, answer


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("ac on cool at 20", "ac.thermostat=cool;ac.temperature=20"),
        ("set the ac to heat 23", "ac.thermostat=heat;ac.temperature=23"),
        ("dim the chandelier to about 20", "chandelier.brightness=20"),
        ("turn the radiator up 23", "radiator.temperature=23"),
        ("turn the radiator up by 2", "radiator.temperature+2"),
        ("turn the radiator up 2", "radiator.temperature+2"),
    ],
)
def test_where_to_go_is_told_from_how_far(said: str, expected: str) -> None:
    assert is_right(said, expected)


def test_them_all_are_those_that_were_spoken_of_and_never_everything() -> None:
    assert not _acts("turn them all off")
    turns = ("is the desk lamp or the fan on?", "turn them all off")
    assert _is_right(turns, "desk_lamp.on=false;fan.on=false")


def test_a_place_said_last_is_that_of_everything_listed_where_it_is_there() -> None:
    assert is_right("shut the blinds and curtains upstairs", "blinds.on=false")
    assert is_right("turn off the fan and the lights in the bedroom", "fan.on=false;lights@bedroom.on=false")


def test_a_number_corrects_a_name_that_has_one_and_counts_nothing() -> None:
    assert not _is_acted(("turn on the desk lamp", "i meant 2"))


def test_the_house_is_never_opened() -> None:
    assert not _acts("open up the house")


def test_one_am_tonight_is_in_the_night_that_begins_today() -> None:
    assert is_right("desk lamp on tonight at 1 am", "desk_lamp.on=true @at:24T01:00")


def _is_right(turns: tuple[str, ...], expected: str) -> bool:
    phrase = Phrase("en", "said", "house", turns, expected)
    return verdict(phrase, answered(phrase), HOUSE).right


def _is_acted(turns: tuple[str, ...]) -> bool:
    return bool(answered(Phrase("en", "said", "house", turns))["outcome"] == "act")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("hall light on from 6 till 11", "hall_light.on=true @at:23T18:00 @for:18000"),
        ("hall light on from six to eleven pm", "hall_light.on=true @at:23T18:00 @for:18000"),
        ("every evening from 6 to 11 hall light on", "hall_light.on=true @every:0 18 * * * @for:18000"),
        ("radiator to 21 between 7 and 9 in the morning", "radiator.temperature=21 @at:24T07:00 @for:7200"),
        ("hall light on until 6 am", "hall_light.on=true @for:64800"),
    ],
)
def test_from_when_till_when_is_a_time_and_how_long(said: str, expected: str) -> None:
    assert is_right(said, expected)


def test_what_is_felt_tells_what_is_to_be_turned_up() -> None:
    assert is_right("too cold in the study, turn it up", "radiator.temperature+")


def test_a_place_after_a_comma_tells_which_one() -> None:
    assert is_right("turn off the light, the study one", "desk_lamp.on=false")


def test_all_of_them_sums_up_what_was_named() -> None:
    assert is_right("turn on the bedroom lights, all of them", "left_lamp.on=true;right_lamp.on=true")


@pytest.mark.parametrize(
    "said", ["we need more light bulbs", "close to home now", "open the wine", "a cold beer"]
)
def test_what_is_bought_or_near_moves_nothing(said: str) -> None:
    assert not _acts(said)
    assert answered(Phrase("en", "said", "house", (said,)), overheard=True)["outcome"] != "act"
