"""``/uc/*``: what is bound to the account (reference, section 4.1)."""

from __future__ import annotations

from typing import Any

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


OPERATIONS = (Operation("/uc/listBindingByAccount", ("1.0.2", "1.0.8"), bindings),)
