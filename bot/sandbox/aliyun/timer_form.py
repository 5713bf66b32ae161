"""A timer as its maker writes it: the strict form of reference section 6.2."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.sandbox.aliyun.cron import Cron, parsed
from bot.sandbox.aliyun.envelope import RefusalError
from bot.sandbox.aliyun.timers import Timer
from bot.sandbox.aliyun.writing import written
from bot.sandbox.world import Thing

Json = Mapping[str, Any]
LONGEST_NAME = 64
WRITTEN: dict[str, type] = {
    "enable": bool,
    "name": str,
    "icon": str,
    "description": str,
    "triggers": dict,
    "actions": list,
}


def timer(id_: str, params: Json, find: Callable[[str], Thing], *, as_text: bool = False) -> Timer:
    """The timer that complete ``params`` describe; ``find`` gives the things that its maker may use.

    Raises RefusalError 460 for anything that is missing, of another type, or does not fit the model.
    """
    for name, type_ in WRITTEN.items():
        if not isinstance(params.get(name), type_):
            raise RefusalError(460, name)
    if not 1 <= len(params["name"]) <= LONGEST_NAME:
        raise RefusalError(460, "name")
    if params.get("conditions"):
        raise RefusalError(460, "conditions")  # what they look like in a timer is documented nowhere
    effects = [_effect(action, find) for action in _entries(params, "actions")]
    return Timer(
        id_,
        params["associatedId"],
        {name: params[name] for name in WRITTEN},
        tuple(_cron(trigger) for trigger in _triggers(params["triggers"])),
        tuple(effect for together in effects for effect in together),
        as_text,
    )


def _triggers(triggers: Json) -> list[Any]:
    if triggers.get("uri") != "logical/or":
        raise RefusalError(460, "triggers.uri")
    return _entries(triggers, "items")


def _cron(trigger: object) -> Cron:
    params = _params(trigger, "trigger/timer")
    texts = [params.get(name) for name in ("cron", "cronType", "timezoneID")]
    if not all(isinstance(text, str) for text in texts):
        raise RefusalError(460, "cron, cronType or timezoneID")
    try:
        return parsed(*map(str, texts))
    except ValueError as error:
        raise RefusalError(460, str(error)) from None


def _effect(action: object, find: Callable[[str], Thing]) -> list[tuple[str, str, Any]]:
    params = _params(action, "action/device/setProperty")
    id_, name = params.get("iotId"), params.get("propertyName")
    if not isinstance(id_, str) or not isinstance(name, str) or "propertyValue" not in params:
        raise RefusalError(460, "iotId, propertyName or propertyValue")
    changes = written(find(id_), name, params["propertyValue"])
    return [(id_, key, value) for key, value in changes.items()]


def _entries(holder: Json, name: str) -> list[Any]:
    entries = holder.get(name)
    if not isinstance(entries, list) or not entries:
        raise RefusalError(460, name)
    return entries


def _params(entry: object, uri: str) -> Json:
    """Only the one ``uri`` is taken: pushes to a phone, for instance, are not allowed in timers."""
    if not isinstance(entry, dict) or entry.get("uri") != uri or not isinstance(entry.get("params"), dict):
        raise RefusalError(460, uri)
    params: Json = entry["params"]
    return params
