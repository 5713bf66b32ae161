"""The platform's operations: the path, each one's own version, and whether it changes something."""

from __future__ import annotations

from typing import NamedTuple


class Operation(NamedTuple):
    path: str
    version: str
    writes: bool = False


CREATE_SESSION = Operation("/account/createSessionByAuthCode", "1.0.4", writes=True)
REFRESH_SESSION = Operation("/account/checkOrRefreshSession", "1.0.4", writes=True)

LIST_BINDINGS = Operation("/uc/listBindingByAccount", "1.0.8")
SET_NICKNAME = Operation("/uc/setDeviceNickName", "1.0.2", writes=True)
QUERY_HOMES = Operation("/living/home/query", "1.0.0")
QUERY_ROOMS = Operation("/living/home/room/query", "1.0.1")
QUERY_ROOM_DEVICES = Operation("/living/home/room/device/query", "1.0.0")

GET_INFO = Operation("/thing/info/get", "1.0.2")
GET_MODEL = Operation("/thing/tsl/get", "1.0.2")
GET_MODEL_OF_PRODUCT = Operation("/thing/tsl/getByProducyKey", "1.0.2")  # misspelt by the platform
GET_PROPERTIES = Operation("/thing/properties/get", "1.0.2")
SET_PROPERTIES = Operation("/thing/properties/set", "1.0.2", writes=True)
GET_STATUS = Operation("/thing/status/get", "1.0.2")
INVOKE_SERVICE = Operation("/thing/service/invoke", "1.0.2", writes=True)

GET_PROPERTY_TIMELINE = Operation("/living/device/property/timeline/get", "1.0.0")
GET_EVENT_TIMELINE = Operation("/living/device/event/timeline/get", "1.0.0")
GET_LATEST_EVENTS = Operation("/thing/events/get", "1.0.2")

RESET_DEVICE = Operation("/living/device/reset", "1.0.0", writes=True)
GET_RESET_STATE = Operation("/living/device/reset/task/state/get", "1.0.0")

SET_TAG = Operation("/thing/extended/property/set", "1.0.2", writes=True)
GET_TAG = Operation("/thing/extended/property/get", "1.0.2")
DELETE_TAG = Operation("/thing/extended/property/delete", "1.0.0", writes=True)

CREATE_TIMER = Operation("/scene/timing/create", "1.0.5", writes=True)
UPDATE_TIMER = Operation("/scene/timing/update", "1.0.5", writes=True)
DELETE_TIMER = Operation("/scene/timing/delete", "1.0.5", writes=True)
GET_TIMER = Operation("/scene/timing/info/get", "1.0.5")
LIST_TIMERS = Operation("/scene/timing/list/get", "1.0.5")

LIST_WIDGETS = Operation("/iotx/ilop/queryComponentProduct", "1.0.0")
REPLACE_WIDGETS = Operation("/iotx/ilop/updateComponentProduct", "1.0.0", writes=True)
LIST_WIDGET_PROPERTIES = Operation("/iotx/ilop/queryComponentProperty", "1.0.0")
