"""``/uc/*``: what is bound to the account, and under which names (reference, sections 4.1 and 4.3)."""

from __future__ import annotations

from typing import Any

from bot.sandbox.aliyun.envelope import RefusalError
from bot.sandbox.aliyun.operation import Call, Operation
from bot.sandbox.aliyun.session import Session
from bot.sandbox.aliyun.things import status_of
from bot.sandbox.world import Thing


def bindings(call: Call) -> dict[str, Any]:
    filters = {name: call.params[name] for name in ("thingType", "nodeType", "owned") if name in call.params}
    rows = [_row(call.user, thing) for thing in call.user.things()]
    return call.page().of([row for row in rows if all(row[n] == wanted for n, wanted in filters.items())])


def _row(session: Session, thing: Thing) -> dict[str, Any]:
    nickname = thing.vendor["nickname"]
    bound = round(min(thing.reported.values(), default=0) * 1000) - 86_400_000
    return {
        "iotId": thing.id,
        "status": status_of(thing),
        "identityId": session.identity,
        "identityAlias": session.described["identity_alias"],
        "bindTime": bound,
        "gmtModified": bound,
        **thing.vendor["binding"],
        **({"nickName": nickname} if nickname else {}),
    }


def binding(call: Call) -> dict[str, Any]:
    """One row of the list; an empty object for a thing that is not bound to the account."""
    wanted = call.text("iotId")
    return next((_row(call.user, thing) for thing in call.user.things() if thing.id == wanted), {})


def rename(call: Call) -> None:
    """Anybody to whom a thing is bound may call it as they like."""
    thing, name = call.thing(), call.text("nickName")
    if not name.strip():
        raise RefusalError(460, "nickName")
    thing.vendor["nickname"] = name
    call.cloud.world.truth.rename(thing.id, name)


def unbind(call: Call) -> None:
    """The thing leaves the account, its rooms and its widget. Raises RefusalError 2066."""
    thing, described = call.owned_thing(), call.user.described
    call.user.household.things.remove(thing)
    call.cloud.world.truth.remove(thing.id)
    described["widgets"].pop(thing.id, None)
    for room in (room for home in described["homes"] for room in home["rooms"]):
        room["devices"] = [id_ for id_ in room["devices"] if id_ != thing.id]


OPERATIONS = (
    Operation("/uc/listBindingByAccount", ("1.0.2", "1.0.8"), bindings),
    Operation("/uc/getByAccountAndDev", ("1.0.6",), binding),
    Operation("/uc/setDeviceNickName", ("1.0.2",), rename),
    Operation("/uc/unbindAccountAndDev", ("1.0.7",), unbind),
)
