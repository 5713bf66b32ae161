"""Furnishing an account in the Yandex smart home: rooms, devices, groups and scenarios.

What the Yandex stand-in reads of a thing's ``vendor``:

* ``home``, ``room``: the ids of its Yandex household and room (room None: unassigned)
* ``aliases``, ``skill``, ``info`` (manufacturer and model), ``quasar`` (speakers)
* ``delay``: seconds until an accepted action shows; ``hidden``: keys the cloud can never read back;
  ``needs_on``: keys that only work while the device is on
* ``raw``: capabilities in Yandex's own form that home.json has no kind for
* ``lost``: its vendor no longer knows it (state ``not_found``); ``results``: how its actions are answered
  where that is not capability by capability (``missing``, ``empty`` or ``of the device``)
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.households import keys
from bot.sandbox.households.capabilities import Capability
from bot.sandbox.shadow import key_of
from bot.sandbox.world import Thing

SPACE = uuid.UUID("6f1a6b52-54a0-4b8e-9a0b-0d6b1d0f7c11")


@dataclass
class YandexHome:
    """One account, filled in the order of speaking: rooms first, then what stands in them.

    ``thing`` and ``room`` answer ids, so that groups and scenarios can be built of them.
    """

    household: str
    title: str
    things: list[Thing] = field(default_factory=list)
    homes: list[dict[str, Any]] = field(default_factory=list)
    rooms: list[dict[str, Any]] = field(default_factory=list)
    groups: list[dict[str, Any]] = field(default_factory=list)
    scenarios: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.home = self.another_home(self.title, "households.types.personal")

    def another_home(self, name: str, type_: str) -> str:
        """A further household in the same account: a dacha, a parents' flat."""
        home = self._id("home", name)
        self.homes.append({"id": home, "name": name, "type": type_, "aliases": []})
        return home

    def room(self, name: str, *aliases: str, home: str | None = None) -> str:
        home = home or self.home
        room = self._id("room", home, name)
        self.rooms.append({"id": room, "name": name, "household_id": home, "aliases": list(aliases)})
        return room

    def thing(
        self,
        room: str | None,
        name: str,
        type_: str,
        *capabilities: Capability,
        aliases: Sequence[str] = (),
        online: bool = True,
        silent: bool = False,
        home: str | None = None,
        **vendor: Any,
    ) -> str:
        """Put a device into a room. ``silent``: it never told the cloud anything."""
        id_ = self._id("device", home or self.home, room, name)
        told = {} if silent else {key_of(c): keys.told_at(id_, key_of(c)) for c in capabilities}
        described = {"home": home or self.home, "room": room, "aliases": list(aliases), **vendor}
        self.things.append(
            Thing(
                id_,
                "yandex",
                self.household if home is None else f"{self.household}-{home[:8]}",
                name,
                type_,
                next((r["name"] for r in self.rooms if r["id"] == room), None),
                list(capabilities),
                online,
                described,
                told,
            )
        )
        return id_

    def group(self, name: str, type_: str, *devices: str, aliases: Sequence[str] = ()) -> None:
        self.groups.append(
            {
                "id": self._id("group", name),
                "name": name,
                "aliases": list(aliases),
                "type": type_,
                "household_id": self.home,
                "devices": list(devices),
            }
        )

    def scenario(self, name: str, *effects: tuple[str, str, Any], active: bool = True) -> None:
        """``effects`` are (device, ``kind.instance``, value), all at once when it is started."""
        id_ = self._id("scenario", name)
        self.scenarios.append({"id": id_, "name": name, "is_active": active, "effects": list(effects)})

    def account(self) -> dict[str, Any]:
        """The account for ``Household.clouds["yandex"]``."""
        return {
            "settings": {"household": self.home, "client_id": keys.YANDEX_CLIENT_ID},
            "secrets": {
                "client_secret": keys.YANDEX_CLIENT_SECRET,
                "access_token": "y0_" + keys.opaque("access", self.household, length=55),
                "refresh_token": "1:" + keys.opaque("refresh", self.household, length=60),
                "expires_at": keys.ends_in(keys.YANDEX_TOKEN_LIFE),
            },
            "client_id": keys.YANDEX_CLIENT_ID,
            "client_secret": keys.YANDEX_CLIENT_SECRET,
            "scopes": ["iot:view", "iot:control"],
            "households": self.homes,
            "rooms": self.rooms,
            "groups": self.groups,
            "scenarios": self.scenarios,
        }

    def _id(self, *parts: object) -> str:
        return str(uuid.uuid5(SPACE, "/".join(map(str, (self.household, *parts)))))
