"""``/living/home/*``: homes, their rooms and what stands in them (reference, section 4.2)."""

from __future__ import annotations

from typing import Any

from bot.sandbox.aliyun.envelope import RefusalError
from bot.sandbox.aliyun.operation import Call, Operation, Page

Json = dict[str, Any]
EVERYTHING = Page(1, 100)


def homes(call: Call) -> Json:
    described = call.user.described["homes"]
    return call.page().of([_shown(home, home is described[0]) for home in described])


def home(call: Call) -> Json:
    wanted = _home(call)
    return _shown(wanted, wanted is call.user.described["homes"][0])


def _shown(described: Json, current: bool) -> Json:
    return {
        "homeId": described["homeId"],
        "name": described["name"],
        "myRole": "ADMIN",
        "currentHome": current,
    }


def rooms(call: Call) -> Json:
    """Paging is said to be possible here; without it all rooms are answered."""
    page = call.page() if "pageNo" in call.params else EVERYTHING
    return page.of([_counted(described) for described in _home(call)["rooms"]])


def room(call: Call) -> Json:
    return _counted(_room(call))


def _counted(described: Json) -> Json:
    names = {"roomId": described["roomId"], "name": described["name"]}
    return names | {"deviceCnt": len(described["devices"])}


def things_in_room(call: Call) -> Json:
    described = _room(call)
    rows = [
        {"iotId": thing.id, "productName": thing.vendor["binding"]["productName"]}
        | ({"nickName": thing.vendor["nickname"]} if thing.vendor["nickname"] else {})
        for thing in call.user.things()
        if thing.id in described["devices"]
    ]
    return call.page().of(rows)


def _room(call: Call) -> Json:
    wanted = call.text("roomId")
    for described in _home(call)["rooms"]:
        if described["roomId"] == wanted:
            found: Json = described
            return found
    raise RefusalError(460, "roomId")


def _home(call: Call) -> Json:
    wanted = call.text("homeId")
    for described in call.user.described["homes"]:
        if described["homeId"] == wanted:
            found: Json = described
            return found
    raise RefusalError(460, "homeId")


OPERATIONS = (
    Operation("/living/home/query", ("1.0.0",), homes),
    Operation("/living/home/get", ("1.0.1",), home),
    Operation("/living/home/room/get", ("1.0.1",), room),
    Operation("/living/home/room/query", ("1.0.0", "1.0.1"), rooms),
    Operation("/living/home/room/device/query", ("1.0.0",), things_in_room),
)
