"""A request as one output line of ``housemate understand`` (docs/understand-format.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.home.capability import Choice, Hsv, Limits
from bot.home.command import Command, Flip, SetTo, ShiftBy
from bot.home.fit import Reason
from bot.home.request import (
    Act,
    Ask,
    Cancel,
    CannotDo,
    Clarify,
    Ignored,
    Manage,
    NotFound,
    NotUnderstood,
    Question,
    Reading,
    Request,
    Unsupported,
    Watch,
    When,
)
from bot.home.watching import watch_to_json

Frame = dict[str, Any]


def frame_of(request: Request) -> Frame:
    """The fields that depend on the request; those about the text and the time are the caller's."""
    frame: Frame = {
        "outcome": "",
        "commands": [],
        "scene": None,
        "report": [],
        "candidates": [],
        "when": None,
        "reason": None,
    }
    return frame | _told(request)


def _told(request: Request) -> Frame:
    match request:
        case Act():
            return {"outcome": "act", **_act(request)}
        case Ask(readings=readings, question=question):
            return {"outcome": "report", "report": _report(readings), "question": _question(question)}
        case Watch():
            return {"outcome": "manage", "manage": {"intent": "watch", "args": _watch(request)}}
        case Clarify():
            return {"outcome": "clarify", **_clarify(request)}
        case NotFound(near=near):
            return {"outcome": "not_found", "candidates": list(near)}
        case Unsupported(reason=reason, device=device):
            return {"outcome": "unsupported", "reason": {**_reason(reason), "device": device}}
        case Manage(intent=intent, args=args):
            return {"outcome": "manage", "manage": {"intent": intent, "args": dict(args)}}
        case NotUnderstood():
            return {"outcome": "not_understood"}
        case Ignored():
            return {"outcome": "ignored"}
        case Cancel():
            return {"outcome": "cancel"}


def _act(act: Act) -> Frame:
    """``when`` at the top where all commands share it; else each command that waits carries its own."""
    commands = [_command(command) for command in act.commands]
    for command, when in zip(commands, act.whens, strict=False):
        if when:
            command["when"] = _when(when)
    frame: Frame = {
        "commands": commands,
        "scene": act.scene,
        "when": _when(act.when) if act.when and not act.whens else None,
    }
    if act.readings and act.question:
        frame |= {"report": _report(act.readings), "question": _question(act.question)}
    if act.refused:
        frame["refused"] = [_refused(refused) for refused in act.refused]
    return frame


def _command(command: Command) -> Frame:
    frame: Frame = {"device": command.device, "kind": command.key.kind, "instance": command.key.instance}
    match command.change:
        case SetTo(value=value):
            frame |= {"change": "set", "value": _value(value)}
        case ShiftBy(step=step):
            frame |= {"change": "shift", "value": step}
        case Flip():
            frame |= {"change": "flip", "value": None}
    return frame | ({"unit": command.unit} if command.unit else {})


def _value(value: Any) -> Any:
    if isinstance(value, Hsv):
        return {"h": value.h, "s": value.s, "v": value.v}
    return dict(value) if isinstance(value, Mapping) else value


def _report(readings: tuple[Reading, ...]) -> list[Frame]:
    return [{"device": reading.device, "instance": reading.instance} for reading in readings]


def _question(question: Question) -> Frame:
    frame: Frame = {"kind": question.asked.value}
    if question.value is not None:
        frame["value"] = question.value
    return frame | ({"quantifier": question.quantifier} if question.quantifier else {})


def _clarify(clarify: Clarify) -> Frame:
    """What would be done, without the device; ``readings`` where that differs between the options."""
    acts = [
        _act(o.act) if isinstance(o.act, Act) else {"commands": [], "scene": None} for o in clarify.options
    ]
    readings = [{"commands": [_nameless(c) for c in a["commands"]], "scene": a["scene"]} for a in acts]
    frame: Frame = {"candidates": [option.id for option in clarify.options]}
    if readings:
        frame["commands"] = readings[0]["commands"]
    if any(reading != readings[0] for reading in readings):
        frame["readings"] = readings
    when = next((act["when"] for act in acts if act.get("when")), None)
    return frame | ({"when": when} if when else {})


def _watch(watch: Watch) -> Frame:
    """What is to be told of, in the shape in which it is kept."""
    return {name: value for name, value in watch_to_json(watch).items() if value is not None}


def _nameless(command: Frame) -> Frame:
    return {field: value for field, value in command.items() if field != "device"}


def _refused(refused: CannotDo) -> Frame:
    return {"device": refused.device, "reason": _reason(refused.reason)}


def _reason(reason: Reason) -> Frame:
    allowed: Any = reason.allowed
    match reason.allowed:
        case Limits(min=low, max=high, step=step):
            allowed = {"min": low, "max": high, "step": step}
        case tuple(items):
            allowed = [item.value if isinstance(item, Choice) else item for item in items]
    return {"code": reason.code.value, "allowed": allowed}


def _when(when: When) -> Frame:
    told: Frame = {
        "in_seconds": when.in_seconds,
        "at": when.at.isoformat(timespec="minutes") if when.at else None,
        "every": when.every,
        "for_seconds": when.for_seconds,
    }
    return {field: value for field, value in told.items() if value is not None}
