"""``/scene/timing/*``: the timers of a device (reference, section 6)."""

from __future__ import annotations

import json
import uuid
from typing import Any

from bot.sandbox.aliyun.envelope import RefusalError
from bot.sandbox.aliyun.operation import Call, Operation
from bot.sandbox.aliyun.timer_form import timer
from bot.sandbox.aliyun.timers import INVALID, Timer
from bot.sandbox.world import Thing

Json = dict[str, Any]


def create(call: Call) -> str:
    _associated(call)
    timers = call.cloud.timers
    made = timer(uuid.uuid4().hex, call.params, call.thing_with, as_text=len(timers) % 2 == 1)
    timers.add(made)
    return made.id


def update(call: Call) -> str:
    """The complete object again; nothing is kept of what is left out."""
    before = _known(call)
    call.cloud.timers.add(timer(before.id, call.params, call.thing_with, as_text=before.as_text))
    return before.id


def delete(call: Call) -> str:
    known = _known(call)
    call.cloud.timers.remove(known.id)
    return known.id


def info(call: Call) -> Json:
    """Triggers and actions as JSON strings for some timers, as objects for others."""
    known = _known(call)
    shown = {
        name: json.dumps(known.written[name], ensure_ascii=False) if known.as_text else known.written[name]
        for name in ("triggers", "actions")
    }
    conditions = "[]" if known.as_text else []
    return {"sceneId": known.id, **_summary(call, known), **shown, "conditions": conditions}


def listed(call: Call) -> Json:
    """Without triggers and actions, and the id is called ``id`` here."""
    thing, page = _associated(call), call.page()
    rows = [{"id": known.id, **_summary(call, known)} for known in call.cloud.timers.of(thing.id)]
    paged = page.of(rows)
    return {"scenes": paged.pop("data"), **paged}


def _summary(call: Call, known: Timer) -> Json:
    status = call.cloud.timers.status(known)
    names = ("name", "icon", "description", "enable")
    return {name: known.written[name] for name in names} | {"status": status, "valid": status != INVALID}


def _known(call: Call) -> Timer:
    """Raises RefusalError 460: no such timer of that thing."""
    thing, id_ = _associated(call), call.text("sceneId")
    known = call.cloud.timers.get(id_)
    if known is None or known.thing != thing.id:
        raise RefusalError(460, "sceneId")
    return known


def _associated(call: Call) -> Thing:
    """The thing of the timer. Raises RefusalError 403 for somebody else's; groups are not to be had here."""
    if call.text("idType") != "DEVICE":
        raise RefusalError(460, "idType")
    id_ = call.text("associatedId")
    try:
        return call.thing_with(id_)
    except RefusalError as refusal:
        raise RefusalError(403) if refusal.code == 2065 else refusal from None


OPERATIONS = (
    Operation("/scene/timing/create", ("1.0.5",), create),
    Operation("/scene/timing/update", ("1.0.5",), update),
    Operation("/scene/timing/delete", ("1.0.5",), delete),
    Operation("/scene/timing/info/get", ("1.0.5",), info),
    Operation("/scene/timing/list/get", ("1.0.5",), listed),
)
