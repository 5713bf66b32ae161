"""Acts, questions, moments, limits and names as JSON and back, for what must outlive a restart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.home.capability import Hsv, Key
from bot.home.command import Change, Command, Flip, SetTo, ShiftBy
from bot.home.fit import Misfit, Reason
from bot.home.naming import Given, OwnName, Thing
from bot.home.request import Act, Ask, Asked, CannotDo, Option, Question, Reading, Sort, Watch, When
from bot.home.roles import Reach
from bot.home.watching import watch_from_json, watch_to_json


def option_to_json(option: Option) -> dict[str, Any]:
    return {"sort": option.sort, "id": option.id, **request_to_json(option.act)}


def option_from_json(data: Mapping[str, Any]) -> Option:
    return Option(Sort(data["sort"]), data["id"], request_from_json(data))


def command_to_json(command: Command) -> dict[str, Any]:
    return {
        "device": command.device,
        "key": list(command.key),
        "unit": command.unit,
        **_change(command.change),
    }


def command_from_json(data: Mapping[str, Any]) -> Command:
    kind, instance = data["key"]
    return Command(data["device"], Key(kind, instance), _change_from_json(data), data["unit"])


def refusal_to_json(refusal: CannotDo) -> dict[str, Any]:
    """What cannot be done, without what would be allowed."""
    return {"device": refusal.device, "code": refusal.reason.code.value}


def refusal_from_json(data: Mapping[str, Any]) -> CannotDo:
    return CannotDo(data["device"], Reason(Misfit(data["code"])))


def request_to_json(request: Act | Ask | Watch) -> dict[str, Any]:
    if isinstance(request, Watch):
        return {"watch": watch_to_json(request)}
    readings = [[reading.device, reading.instance] for reading in request.readings]
    question = request.question
    asked = [question.asked, question.value, question.quantifier] if question else None
    match request:
        case Act(commands=commands, scene=scene):
            written = [command_to_json(command) for command in commands]
            times = {"when": when_to_json(request.when), "whens": [when_to_json(w) for w in request.whens]}
            return {"commands": written, "scene": scene, "readings": readings, "question": asked, **times}
        case Ask():
            return {"readings": readings, "question": asked}


def request_from_json(data: Mapping[str, Any]) -> Act | Ask | Watch:
    if "watch" in data:
        return watch_from_json(data["watch"])
    readings = tuple(Reading(device, instance) for device, instance in data["readings"])
    asked = data["question"]
    question = Question(Asked(asked[0]), asked[1], asked[2]) if asked else None
    if "commands" not in data:
        return Ask(readings, question or Question())
    commands = tuple(command_from_json(command) for command in data["commands"])
    return Act(
        commands,
        data["scene"],
        readings,
        question,
        when=when_from_json(data.get("when")),
        whens=tuple(when_from_json(when) for when in data.get("whens", ())),
    )


def when_to_json(when: When | None) -> dict[str, Any] | None:
    if when is None:
        return None
    return {
        "in_seconds": when.in_seconds,
        "at": moment_to_json(when.at),
        "every": when.every,
        "for_seconds": when.for_seconds,
    }


def when_from_json(data: Mapping[str, Any] | None) -> When | None:
    if data is None:
        return None
    at = moment_from_json(data["at"])
    return When(data["in_seconds"], at, data["every"], data["for_seconds"])


def moment_to_json(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def moment_from_json(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def reach_to_json(reach: Reach | None) -> dict[str, Any] | None:
    return None if reach is None else {"devices": sorted(reach.devices), "rooms": sorted(reach.rooms)}


def reach_from_json(data: Mapping[str, Any] | None) -> Reach | None:
    return None if data is None else Reach(frozenset(data["devices"]), frozenset(data["rooms"]))


def own_name_to_json(own: OwnName) -> dict[str, Any]:
    return {"name": own.name, "sort": own.thing.sort.value, "id": own.thing.id}


def own_name_from_json(data: Mapping[str, Any]) -> OwnName:
    return OwnName(data["name"], Thing(Sort(data["sort"]), data["id"]))


def given_to_json(given: Given | None) -> dict[str, Any] | None:
    if given is None:
        return None
    before = given.moved_from
    return {
        "own": own_name_to_json(given.own),
        "at_home": given.at_home,
        "moved_from": [before.sort.value, before.id] if before else None,
        "nickname": given.nickname,
    }


def given_from_json(data: Mapping[str, Any] | None) -> Given | None:
    if data is None:
        return None
    sort, id_ = data["moved_from"] or (None, "")
    before = Thing(Sort(sort), id_) if sort else None
    return Given(own_name_from_json(data["own"]), data["at_home"], before, data["nickname"])


def _change(change: Change) -> dict[str, Any]:
    match change:
        case SetTo(value=Hsv(h=h, s=s, v=v)):
            return {"change": "color", "value": [h, s, v]}
        case SetTo(value=value):
            return {"change": "set", "value": value}
        case ShiftBy(step=step, sized=sized):
            return {"change": "shift", "value": step, "sized": sized}
        case Flip():
            return {"change": "flip"}


def _change_from_json(data: Mapping[str, Any]) -> Change:
    match data["change"]:
        case "color":
            return SetTo(Hsv(*data["value"]))
        case "shift":
            return ShiftBy(data["value"], data["sized"])
        case "flip":
            return Flip()
        case _:
            return SetTo(data["value"])
