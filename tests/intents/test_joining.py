"""Clauses become one request only when all of them can be done."""

from __future__ import annotations

from dataclasses import replace

from bot.home.capability import Key
from bot.home.command import Command, SetTo
from bot.home.fit import Misfit, Reason
from bot.home.request import (
    Act,
    Ask,
    CannotDo,
    Clarify,
    NotFound,
    NotUnderstood,
    Option,
    Question,
    Reading,
    Sort,
    Unsupported,
)
from bot.intents.joining import deferred, together, worth

ON = Key("on_off", "on")
LAMP = Command("lamp", ON, SetTo(True))
FAN = Command("fan", ON, SetTo(False))
SPEED = Key("range", "fan_speed")
WARMTH = Ask((Reading("sensor", "temperature"),), Question())


def test_acts_are_done_in_the_order_said() -> None:
    assert together([Act((LAMP,)), Act((FAN,))]) == Act((LAMP, FAN))


def test_what_is_missing_stands_in_the_way_of_the_rest() -> None:
    assert together([Act((LAMP,)), NotFound("cat")]) == NotFound("cat")
    assert together([Act((LAMP,)), NotUnderstood()]) == NotUnderstood()
    assert together([]) == NotUnderstood()


def test_an_order_and_a_question_are_both_answered() -> None:
    joined = together([Act((LAMP,)), WARMTH])
    assert joined == Act((LAMP,), readings=WARMTH.readings, question=WARMTH.question)


def test_an_option_does_the_rest_of_the_sentence_as_well() -> None:
    unclear = Clarify((Option(Sort.DEVICE, "fan", Act((FAN,))),))
    assert together([Act((LAMP,)), unclear]) == Clarify((Option(Sort.DEVICE, "fan", Act((LAMP, FAN))),))
    other = Clarify((Option(Sort.DEVICE, "lamp", Act((LAMP,))),))
    assert together([unclear, other]) == NotUnderstood()


def test_two_wishes_for_one_of_the_same_things_are_one_question() -> None:
    on = Clarify((Option(Sort.DEVICE, "fan", Act((FAN,))),))
    faster = Clarify((Option(Sort.DEVICE, "fan", Act((replace(FAN, change=SetTo(2), key=SPEED),))),))
    assert together([on, faster]) == Clarify(
        (Option(Sort.DEVICE, "fan", Act((FAN, replace(FAN, change=SetTo(2), key=SPEED)))),)
    )


def test_what_is_for_later_is_not_done_now() -> None:
    assert deferred(Act((LAMP,)), ["guard.time"]) == Unsupported("lamp", Reason(Misfit.LATER))
    assert deferred(Act((LAMP,)), ["guard.if"]) == Unsupported("lamp", Reason(Misfit.CONDITION))
    assert deferred(Act(scene="s"), ["guard.time"]) == NotUnderstood()
    assert deferred(Act((LAMP,)), ["small.please"]) == Act((LAMP,))
    assert deferred(WARMTH, ["guard.time"]) == WARMTH


def test_a_reading_that_leaves_something_undone_is_worth_less() -> None:
    whole = Act((LAMP,))
    assert worth(Act((LAMP,), refused=(CannotDo("fan", Reason(Misfit.READ_ONLY)),))) < worth(whole)
    assert worth(NotUnderstood()) < worth(NotFound("x")) < worth(whole)
