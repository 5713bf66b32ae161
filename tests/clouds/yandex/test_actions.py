"""Commands to the body of ``/devices/actions``, and its results to effects."""

from __future__ import annotations

from typing import Any

import pytest

from bot.clouds.client import parsed
from bot.clouds.yandex import wire
from bot.clouds.yandex.actions import actions_to_wire, effects_from_wire
from bot.clouds.yandex.problems import ERROR_CODES
from bot.home.capability import Hsv, Key
from bot.home.command import Command, Flip, SetTo, ShiftBy
from bot.home.effect import Effect, Status
from bot.home.problem import Problem

CODES = (
    "DEVICE_UNREACHABLE DEVICE_BUSY DEVICE_NOT_FOUND DEVICE_OFF DEVICE_STUCK INTERNAL_ERROR INVALID_ACTION "
    "INVALID_VALUE NOT_SUPPORTED_IN_CURRENT_MODE ACCOUNT_LINKING_ERROR REMOTE_CONTROL_DISABLED DOOR_OPEN "
    "LID_OPEN NOT_ENOUGH_WATER NOT_ENOUGH_DETERGENT LOW_CHARGE_LEVEL CONTAINER_FULL CONTAINER_EMPTY "
    "DRIP_TRAY_FULL FIRMWARE_OUT_OF_DATE HUMAN_INVOLVEMENT_NEEDED"
)


def command(kind: str, instance: str, change: Any, device: str = "d") -> Command:
    return Command(device, Key(kind, instance), change)


@pytest.mark.parametrize(
    ("given", "model", "type_", "state"),
    [
        (command("on_off", "on", SetTo(True)), None, "on_off", {"instance": "on", "value": True}),
        (command("toggle", "mute", SetTo(False)), None, "toggle", {"instance": "mute", "value": False}),
        (command("range", "brightness", SetTo(30.0)), None, "range", {"instance": "brightness", "value": 30}),
        (
            command("range", "temperature", SetTo(21.5)),
            None,
            "range",
            {"instance": "temperature", "value": 21.5},
        ),
        (
            command("range", "volume", ShiftBy(-2.0)),
            None,
            "range",
            {"instance": "volume", "value": -2, "relative": True},
        ),
        (command("mode", "program", SetTo("eco")), None, "mode", {"instance": "program", "value": "eco"}),
        (
            command("color", "scene", SetTo("party")),
            "rgb",
            "color_setting",
            {"instance": "scene", "value": "party"},
        ),
        (
            command("color", "temperature_k", SetTo(2700.4)),
            "rgb",
            "color_setting",
            {"instance": "temperature_k", "value": 2700},
        ),
        (
            command("color", "color", SetTo(Hsv(0.4, 65, 100))),
            "hsv",
            "color_setting",
            {"instance": "hsv", "value": {"h": 0, "s": 65, "v": 100}},
        ),
        (
            command("color", "color", SetTo(Hsv(120, 100, 100))),
            "rgb",
            "color_setting",
            {"instance": "rgb", "value": 0x00FF00},
        ),
    ],
)
def test_a_command_is_written_as_yandex_wants_it(
    given: Command, model: str | None, type_: str, state: dict[str, Any]
) -> None:
    body = actions_to_wire([given], {"d": model} if model else {})
    action = {"type": f"devices.capabilities.{type_}", "state": state}
    assert body == {"devices": [{"id": "d", "actions": [action]}]}
    value = body["devices"][0]["actions"][0]["state"]["value"]
    assert type(value) is type(state["value"])


def test_all_actions_of_a_device_are_together_and_in_order() -> None:
    body = actions_to_wire(
        [
            command("on_off", "on", SetTo(True), "a"),
            command("on_off", "on", SetTo(False), "b"),
            command("range", "brightness", SetTo(5), "a"),
        ],
        {},
    )
    assert [(d["id"], [a["state"]["value"] for a in d["actions"]]) for d in body["devices"]] == [
        ("a", [True, 5]),
        ("b", [False]),
    ]


@pytest.mark.parametrize(
    "relative", [command("on_off", "on", Flip()), command("color", "temperature_k", ShiftBy(100))]
)
def test_a_relative_command_that_yandex_does_not_know_is_a_mistake_of_ours(relative: Command) -> None:
    with pytest.raises(TypeError, match="absolute"):
        actions_to_wire([relative], {})


ON = command("on_off", "on", SetTo(True))


def effect(*devices: Any, given: Command = ON) -> Effect:
    answer = parsed("yandex", wire.ActionAnswer, {"status": "ok", "devices": list(devices)})
    return effects_from_wire(answer, [given])[0]


def result(status: str, code: str | None = None, message: str | None = None, **more: Any) -> dict[str, Any]:
    told = {"status": status, "error_code": code, "error_message": message}
    kind = {"type": "devices.capabilities.on_off", "state": {"instance": "on", "action_result": told}}
    return {"id": "d", "capabilities": [{**kind, **more}]}


def test_done_is_accepted_and_no_more() -> None:
    assert effect(result("DONE")) == Effect(ON, Status.ACCEPTED)


def test_every_code_of_the_reference_has_its_problem() -> None:
    assert set(CODES.split()) == set(ERROR_CODES)
    assert Problem.UNKNOWN not in ERROR_CODES.values()
    assert len(set(ERROR_CODES.values())) == 21


@pytest.mark.parametrize("code", CODES.split())
def test_a_refusal_has_its_problem(code: str) -> None:
    refused = effect(result("ERROR", code))
    assert (refused.status, refused.problem) == (Status.REFUSED, ERROR_CODES[code])


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (result("ERROR", "NEW_CODE", "Что-то новое"), "Что-то новое"),
        (result("ERROR", "NEW_CODE"), "NEW_CODE"),
        (result("ERROR"), None),
        (result("MAYBE"), None),
        ({"id": "d", "error_code": "NEW_CODE", "error_message": "Всё"}, "Всё"),
        ({"id": "d", "action_result": {"status": "ERROR", "error_code": "NEW_CODE"}}, "NEW_CODE"),
    ],
)
def test_a_refusal_that_nobody_knows_is_told_in_the_vendors_words(told: Any, says: str | None) -> None:
    assert effect(told) == Effect(ON, Status.REFUSED, Problem.UNKNOWN, says)


@pytest.mark.parametrize(
    "devices",
    [
        [],
        [{"id": "d"}],
        [{"id": "another", **{k: v for k, v in result("DONE").items() if k != "id"}}],
        [{"id": "d", "capabilities": [{"type": "devices.capabilities.on_off", "state": {"instance": "on"}}]}],
        [result("DONE", type="devices.capabilities.range")],
    ],
)
def test_what_the_answer_does_not_mention_is_not_done(devices: list[Any]) -> None:
    assert effect(*devices) == Effect(ON, Status.UNKNOWN, Problem.CLOUD_GARBLED)


@pytest.mark.parametrize("instance", ["rgb", "hsv"])
def test_a_colour_is_answered_in_either_spelling(instance: str) -> None:
    told = {
        "type": "devices.capabilities.color_setting",
        "state": {"instance": instance, "action_result": {"status": "DONE"}},
    }
    given = command("color", "color", SetTo(Hsv(1, 2, 3)))
    assert effect({"id": "d", "capabilities": [told]}, given=given).status is Status.ACCEPTED
