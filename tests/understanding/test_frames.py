"""Requests become output lines with every field that the format names."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from bot.home.capability import Choice, Hsv, Key, Limits
from bot.home.command import Command, Flip, SetTo, ShiftBy
from bot.home.fit import Misfit, Reason
from bot.home.request import (
    Act,
    Ask,
    Asked,
    Cancel,
    CannotDo,
    Clarify,
    Ignored,
    Manage,
    NotFound,
    NotUnderstood,
    Option,
    Question,
    Reading,
    Request,
    Sort,
    Unsupported,
    When,
)
from bot.understanding.frames import frame_of

ON = Command("d1", Key("on_off", "on"), SetTo(True))
DIM = Command("d1", Key("range", "brightness"), ShiftBy(-10.0), "percent")
PAINT = Command("d1", Key("color", "color"), SetTo(Hsv(240, 100, 100)))
REQUESTS: list[tuple[Request, dict[str, object]]] = [
    (Act((ON,)), {"outcome": "act", "commands": [
        {"device": "d1", "kind": "on_off", "instance": "on", "change": "set", "value": True}]}),
    (Act((DIM,)), {"commands": [
        {"device": "d1", "kind": "range", "instance": "brightness", "change": "shift", "value": -10.0,
         "unit": "percent"}]}),
    (Act((PAINT,)), {"commands": [
        {"device": "d1", "kind": "color", "instance": "color", "change": "set",
         "value": {"h": 240, "s": 100, "v": 100}}]}),
    (Act((Command("d1", Key("on_off", "on"), Flip()),)), {"commands": [
        {"device": "d1", "kind": "on_off", "instance": "on", "change": "flip", "value": None}]}),
    (Act(scene="s1"), {"outcome": "act", "scene": "s1", "commands": []}),
    (Act((ON,), when=When(at=datetime(2026, 11, 23, 7, 30))), {"when": {"at": "2026-11-23T07:30"}}),
    (Act((ON,), when=When(in_seconds=600, for_seconds=5)), {"when": {"in_seconds": 600, "for_seconds": 5}}),
    (Act((ON,), refused=(CannotDo("d2", Reason(Misfit.READ_ONLY)),)), {
        "refused": [{"device": "d2", "reason": {"code": "read_only", "allowed": None}}]}),
    (Act((ON,), readings=(Reading("d3", "temperature"),), question=Question()), {
        "report": [{"device": "d3", "instance": "temperature"}], "question": {"kind": "value"}}),
    (Ask((Reading("d1"),), Question(Asked.IS, True, "any")), {
        "outcome": "report", "report": [{"device": "d1", "instance": None}],
        "question": {"kind": "is", "value": True, "quantifier": "any"}}),
    (Clarify((Option(Sort.DEVICE, "d1", Act((ON,))), Option(Sort.SCENE, "s1", Act(scene="s1")))), {
        "outcome": "clarify", "candidates": ["d1", "s1"],
        "readings": [
            {"commands": [{"kind": "on_off", "instance": "on", "change": "set", "value": True}],
             "scene": None},
            {"commands": [], "scene": "s1"}]}),
    (NotFound("x", ("d1",)), {"outcome": "not_found", "candidates": ["d1"]}),
    (Unsupported("d1", Reason(Misfit.OUT_OF_RANGE, Limits(0, 9))), {
        "outcome": "unsupported",
        "reason": {"code": "out_of_range", "allowed": {"min": 0, "max": 9, "step": None}, "device": "d1"}}),
    (Unsupported("d1", Reason(Misfit.NOT_A_CHOICE, (Choice("eco"),))), {
        "reason": {"code": "not_a_choice", "allowed": ["eco"], "device": "d1"}}),
    (Manage("help"), {"outcome": "manage", "manage": {"intent": "help", "args": {}}}),
    (NotUnderstood(), {"outcome": "not_understood"}),
    (Ignored(), {"outcome": "ignored"}),
    (Cancel(), {"outcome": "cancel"}),
]  # fmt: skip


@pytest.mark.parametrize(("request_", "told"), REQUESTS)
def test_a_frame_tells_the_request_and_has_every_field(request_: Request, told: dict[str, object]) -> None:
    frame = frame_of(request_)
    assert {"outcome", "commands", "scene", "report", "candidates", "when", "reason"} <= set(frame)
    assert frame | told == frame
    json.dumps(frame)
