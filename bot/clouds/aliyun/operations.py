"""The platform's operations: the path, each one's own version, and whether it changes something."""

from __future__ import annotations

from typing import NamedTuple


class Operation(NamedTuple):
    path: str
    version: str
    writes: bool = False


REFRESH_SESSION = Operation("/account/checkOrRefreshSession", "1.0.4", writes=True)

LIST_BINDINGS = Operation("/uc/listBindingByAccount", "1.0.8")
QUERY_HOMES = Operation("/living/home/query", "1.0.0")
QUERY_ROOMS = Operation("/living/home/room/query", "1.0.1")
QUERY_ROOM_DEVICES = Operation("/living/home/room/device/query", "1.0.0")

GET_MODEL = Operation("/thing/tsl/get", "1.0.2")
GET_PROPERTIES = Operation("/thing/properties/get", "1.0.2")
SET_PROPERTIES = Operation("/thing/properties/set", "1.0.2", writes=True)
GET_STATUS = Operation("/thing/status/get", "1.0.2")
INVOKE_SERVICE = Operation("/thing/service/invoke", "1.0.2", writes=True)
