"""Furnishing an account in Aliyun Living Link: a home, its rooms and the things bound to the account.

What the Aliyun stand-in reads of a thing's ``vendor``:

* ``tsl``: the thing model; ``as_text``: whether it is answered as a JSON string
* ``keys``: identifier -> ``{"key": "kind.instance", "words": wire value -> truth, or None}``
* ``diagnostics``: identifier -> value of properties that say nothing of the home
* ``stringly``: numbers are reported as strings; ``reactions``: what a written value moves besides itself;
  ``announcements``: which event tells of a value; ``effects``: what a service does, by identifier
* ``spelling``: how its product wants ``productKey`` spelt; ``reset``: FAILED where a factory reset fails
* ``delay``: seconds between the cloud's "accepted" and the device doing it
* ``binding``: the thing's row in the list of bindings, but for its status and nickname; ``nickname``
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.households import keys
from bot.sandbox.households.model import capabilities
from bot.sandbox.households.tsl import DIAGNOSTICS, Product
from bot.sandbox.world import Thing

DELAY = 0.25


@dataclass
class AliyunHome:
    """One account, filled room by room."""

    household: str
    title: str
    things: list[Thing] = field(default_factory=list)
    rooms: list[dict[str, Any]] = field(default_factory=list)
    timers: list[dict[str, Any]] = field(default_factory=list)
    widgets: dict[str, list[str]] = field(default_factory=dict)

    def room(self, name: str) -> str:
        room = keys.opaque("room", self.household, name, length=24)
        self.rooms.append({"roomId": room, "name": name, "devices": []})
        return room

    def thing(
        self,
        room: str | None,
        nickname: str | None,
        product: Product,
        values: Mapping[str, Any],
        *,
        online: bool = True,
        owned: bool = True,
        delay: float = DELAY,
    ) -> str:
        """Bind a thing. ``values`` hold the truth by identifier; what they leave out was never reported.

        A thing without a nickname goes by its product's name.
        """
        id_ = keys.opaque("thing", self.household, room, nickname, product.key) + "000000"
        home_room = next((r for r in self.rooms if r["roomId"] == room), None)
        if home_room:
            home_room["devices"].append(id_)
        self.things.append(
            Thing(
                id_,
                "aliyun",
                self.household,
                nickname or product.name,
                product.type,
                home_room["name"] if home_room else None,
                capabilities(product, values),
                online,
                _vendor(id_, nickname, product, owned, delay),
                {p.key: keys.told_at(id_, p.key) for p in product.properties if p.identifier in values},
            )
        )
        return id_

    def timer(self, thing: str, name: str, cron: str, timezone: str, identifier: str, value: Any) -> None:
        """A weekly timer that somebody has made in the phone app; ``value`` as the wire has it."""
        trigger = {"cron": cron, "cronType": "linux", "timezoneID": timezone}
        action = {"iotId": thing, "propertyName": identifier, "propertyValue": value}
        self.timers.append(
            {
                "associatedId": thing,
                "idType": "DEVICE",
                "enable": True,
                "name": name,
                "icon": "",
                "description": "",
                "triggers": {
                    "uri": "logical/or",
                    "items": [{"uri": "trigger/timer", "params": trigger}],
                },
                "actions": [{"uri": "action/device/setProperty", "params": action}],
            }
        )

    def widget(self, thing: str, *identifiers: str) -> None:
        """Show properties of a thing in the phone's widget."""
        self.widgets[thing] = list(identifiers)

    def account(self) -> dict[str, Any]:
        """The account for ``Household.clouds["aliyun"]``."""
        return {
            "settings": {
                "app_key": keys.ALIYUN_APP_KEY,
                "identity_id": keys.opaque("identity", self.household, length=38),
            },
            "secrets": {
                "app_secret": keys.ALIYUN_APP_SECRET,
                "iot_token": keys.opaque("iot", self.household),
                "iot_token_expires_at": keys.ends_in(keys.IOT_TOKEN_LIFE),
                "refresh_token": keys.opaque("refresh", self.household),
                "refresh_token_expires_at": keys.ends_in(keys.REFRESH_TOKEN_LIFE),
            },
            "auth_code": keys.opaque("auth code", self.household),
            "identity_alias": "86-13800000000",
            "timers": self.timers,
            "widgets": self.widgets,
            "homes": [
                {
                    "homeId": keys.opaque("home", self.household, length=24),
                    "name": self.title,
                    "rooms": self.rooms,
                }
            ],
        }


def _vendor(id_: str, nickname: str | None, product: Product, owned: bool, delay: float) -> dict[str, Any]:
    return {
        "tsl": product.tsl(),
        "as_text": product.as_text,
        "stringly": product.stringly,
        "reactions": product.reactions or {},
        "announcements": product.announcements or {},
        "effects": {service.identifier: service.effects for service in product.services},
        "spelling": product.spelling,
        "keys": {p.identifier: {"key": p.key, "words": p.words} for p in product.properties},
        "diagnostics": DIAGNOSTICS if product.chatty else {},
        "delay": delay,
        "nickname": nickname,
        "binding": {
            "productKey": product.key,
            "deviceName": keys.opaque("name", id_, length=12).upper(),
            "productName": product.name,
            "productModel": product.model,
            "categoryKey": product.category,
            "owned": int(owned),
            "thingType": "DEVICE",
            "nodeType": "DEVICE",
            "netType": "NET_WIFI",
        },
    }
