"""``POST /devices/actions`` and ``/groups/{id}/actions``: commands to bodies, and results to effects.

Pages: platform-capabilities, platform-group-capabilities. The answer is 200 and ``ok`` even when nothing
was done; what counts is the result of every single capability.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.clouds.yandex import wire
from bot.clouds.yandex.problems import problem_of
from bot.home.capability import Hsv
from bot.home.command import Command, SetTo, ShiftBy
from bot.home.effect import Effect, Status
from bot.home.problem import Problem

TYPES: Mapping[str, str] = {
    "on_off": "devices.capabilities.on_off",
    "toggle": "devices.capabilities.toggle",
    "range": "devices.capabilities.range",
    "mode": "devices.capabilities.mode",
    "color": "devices.capabilities.color_setting",
}


def is_sendable(command: Command) -> bool:
    """Yandex has no word for locks, texts, structs, ... ."""
    return command.key.kind in TYPES


def action_to_wire(command: Command, color_model: str | None) -> dict[str, Any]:
    """One action. ``color_model`` is the spelling that the device wants for colours."""
    state: dict[str, Any]
    match command.key.kind, command.change:
        case "range", ShiftBy(step=step):
            state = {"instance": command.key.instance, "value": _plain(step), "relative": True}
        case "color", SetTo(value=Hsv() as color):
            state = _color_to_wire(color, color_model)
        case _, SetTo(value=value):
            state = {"instance": command.key.instance, "value": _plain(value)}
        case _:
            raise TypeError(f"{command.key} takes absolute values, not {command.change}")
    if state["instance"] == "temperature_k":
        state["value"] = round(state["value"])
    return {"type": TYPES[command.key.kind], "state": state}


def actions_to_wire(commands: Sequence[Command], color_models: Mapping[str, str]) -> dict[str, Any]:
    """The body for commands of any number of devices; a device's actions stay in their order."""
    by_device: dict[str, list[dict[str, Any]]] = {}
    for command in commands:
        action = action_to_wire(command, color_models.get(command.device))
        by_device.setdefault(command.device, []).append(action)
    return {"devices": [{"id": id_, "actions": actions} for id_, actions in by_device.items()]}


def group_actions_to_wire(commands: Iterable[Command], color_model: str | None) -> dict[str, Any]:
    """The body for a group: what is to become of every member."""
    return {"actions": [action_to_wire(command, color_model) for command in commands]}


def group_effects_from_wire(
    answer: wire.ActionAnswer, members: Sequence[str], commands: Sequence[Command]
) -> tuple[Effect, ...]:
    """One effect for each member and command; whoever else answered was a member, too."""
    results = {device.id: device for device in answer.devices}
    return tuple(
        _effect(replace(command, device=member), results.get(member))
        for member in dict.fromkeys((*members, *results))
        for command in commands
    )


def effects_from_wire(answer: wire.ActionAnswer, commands: Sequence[Command]) -> tuple[Effect, ...]:
    """One effect for each command: accepted only where the answer says so in as many words."""
    results = {device.id: device for device in answer.devices}
    return tuple(_effect(command, results.get(command.device)) for command in commands)


def _effect(command: Command, device: wire.DeviceResult | None) -> Effect:
    if not is_sendable(command):
        return Effect(command, Status.REFUSED, Problem.ACTION_UNKNOWN)
    if device is None:
        return Effect(command, Status.UNKNOWN, Problem.CLOUD_GARBLED)
    if device.error_code:
        return _refused(command, device.error_code, device.error_message)
    result = _result(command, device.capabilities) or device.action_result
    if result is None:
        return Effect(command, Status.UNKNOWN, Problem.CLOUD_GARBLED)
    if result.status == "DONE":
        return Effect(command, Status.ACCEPTED)
    return _refused(command, result.error_code, result.error_message)


def _result(command: Command, results: Iterable[wire.CapabilityResult]) -> wire.ActionResult | None:
    spelt = ("rgb", "hsv") if command.key == ("color", "color") else (command.key.instance,)
    for result in results:
        if result.type == TYPES[command.key.kind] and result.state.instance in spelt:
            return result.state.action_result
    return None


def _refused(command: Command, code: str | None, message: str | None) -> Effect:
    return Effect(command, Status.REFUSED, problem_of(code), message or code)


def _color_to_wire(color: Hsv, model: str | None) -> dict[str, Any]:
    if model == "rgb":
        red, green, blue = color.rgb()
        return {"instance": "rgb", "value": red << 16 | green << 8 | blue}
    return {"instance": "hsv", "value": {"h": round(color.h), "s": round(color.s), "v": round(color.v)}}


def _plain(value: Any) -> Any:
    """Whole numbers go out as integers, as the platform wants them."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
