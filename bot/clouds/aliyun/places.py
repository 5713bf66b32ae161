"""Homes and rooms: where the things of an account stand.

Rooms are worth less than devices: when they cannot be had, the last known ones serve. They seldom
change, and asking costs a call for every room, so they are asked for four times an hour at most.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clouds.aliyun import wire
from bot.clouds.aliyun.operations import QUERY_HOMES, QUERY_ROOM_DEVICES, QUERY_ROOMS
from bot.clouds.aliyun.paging import paged
from bot.clouds.aliyun.session import Session
from bot.home.clock import Clock
from bot.home.errors import CloudError
from bot.home.house import Room

KNOWN_FOR = timedelta(minutes=15)


@dataclass(frozen=True)
class Places:
    """``room_of``: from a thing's id to its room's. ``complete``: nothing was left out by an error."""

    rooms: tuple[Room, ...] = ()
    room_of: Mapping[str, str] = field(default_factory=dict)
    complete: bool = True


class Map:
    """Where things stand, asked for when it has grown old."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._clock = clock
        self._places = Places()
        self._drawn: datetime | None = None

    async def places(self) -> Places:
        """Never raises: trouble only makes the answer old or incomplete."""
        if self._drawn is None or self._clock.now() - self._drawn > KNOWN_FOR:
            try:
                self._places, self._drawn = await self._draw(), self._clock.now()
            except CloudError:
                return Places(self._places.rooms, self._places.room_of, complete=False)
        return self._places

    async def _draw(self) -> Places:
        rooms: dict[str, Room] = {}
        room_of: dict[str, str] = {}
        for home in wire.readable(wire.Home, await paged(self._session, QUERY_HOMES, {})):
            where = {"homeId": home.homeId}
            for room in wire.readable(wire.Room, await paged(self._session, QUERY_ROOMS, where)):
                rooms[room.roomId] = Room(room.roomId, room.name)
                inside = await paged(self._session, QUERY_ROOM_DEVICES, {**where, "roomId": room.roomId})
                room_of |= {o.iotId: room.roomId for o in wire.readable(wire.Occupant, inside)}
        return Places(tuple(rooms.values()), room_of)
