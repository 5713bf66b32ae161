"""``/living/home/*``: homes, their rooms and what stands in them (reference, section 4.2)."""

from __future__ import annotations

from typing import Any

from bot.sandbox.aliyun.envelope import RefusalError
from bot.sandbox.aliyun.operation import Call, Operation, Page

Json = dict[str, Any]
EVERYTHING = Page(1, 100)


def homes(call: Call) -> Json:
    rows = [
        {"homeId": home["homeId"], "name": home["name"], "myRole": "ADMIN", "currentHome": place == 0}
        for place, home in enumerate(call.user.described["homes"])
    ]
    return call.page().of(rows)


def rooms(call: Call) -> Json:
    """Paging is said to be possible here; without it all rooms are answered."""
    page = call.page() if "pageNo" in call.params else EVERYTHING
    listed = _home(call)["rooms"]
    return page.of(
        [{"roomId": r["roomId"], "name": r["name"], "deviceCnt": len(r["devices"])} for r in listed]
    )


def things_in_room(call: Call) -> Json:
    wanted = call.text("roomId")
    room = next((room for room in _home(call)["rooms"] if room["roomId"] == wanted), None)
    if room is None:
        raise RefusalError(460, "roomId")
    rows = [
        {"iotId": thing.id, "productName": thing.vendor["binding"]["productName"]}
        | ({"nickName": thing.vendor["nickname"]} if thing.vendor["nickname"] else {})
        for thing in call.user.things()
        if thing.id in room["devices"]
    ]
    return call.page().of(rows)


def _home(call: Call) -> Json:
    wanted = call.text("homeId")
    for home in call.user.described["homes"]:
        if home["homeId"] == wanted:
            found: Json = home
            return found
    raise RefusalError(460, "homeId")


OPERATIONS = (
    Operation("/living/home/query", ("1.0.0",), homes),
    Operation("/living/home/room/query", ("1.0.0", "1.0.1"), rooms),
    Operation("/living/home/room/device/query", ("1.0.0",), things_in_room),
)
