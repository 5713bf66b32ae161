"""Cards that follow what they show for a while: which those are, and the port that redraws them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol, assert_never

from bot.home.announcer import Address
from bot.home.area import Area, Extent
from bot.home.effect import Status
from bot.home.house import House
from bot.home.naming import Thing
from bot.home.outcome import Answered, Done, Outcome, Reply
from bot.home.pages import cut
from bot.home.request import Asked, Question, Sort
from bot.home.shown import AreaShown, Shown

Followed = Shown | AreaShown
"""A device, a room, a group, or the home in short."""

_GOOD = (Status.CONFIRMED, Status.SENT)


def followed(outcome: Outcome) -> Followed | None:
    """What a card shows that can be followed, without what was said beside it.

    Of what was done to one device, or asked of it, its card can be, once all is well: a failure is there to
    be read. A yes or a no is the truth of its moment and stays.
    """
    match outcome:
        case Answered(question=Question(asked=Asked.VALUE), readings=readings):
            devices = {reading.device for reading in readings}
            return Shown(devices.pop()) if len(devices) == 1 else None
        case Shown(device=device):
            return Shown(device)
        case AreaShown() as shown:
            return replace(shown, troubles=())
        case Done(effects=effects, scene=None, refused=(), readings=()):
            devices = {effect.command.device for effect in effects}
            if len(devices) == 1 and all(effect.status in _GOOD for effect in effects):
                return Shown(devices.pop())
    return None


def devices_on(shown: Followed, house: House) -> tuple[str, ...]:
    """The devices whose state is on the card; none where it shows nothing that is there."""
    match shown:
        case Shown(device=device):
            return (device,) if house.device(device) else ()
        case AreaShown(area=area, page=page):
            inside = area.devices(house)
            return tuple(d.id for d in (inside if area.extent is Extent.HOME else cut(inside, page)))
    assert_never(shown)


def followed_to_json(shown: Followed) -> dict[str, Any]:
    match shown:
        case Shown(device=device):
            return {"device": device}
        case AreaShown(area=area, page=page, starred=starred, favourites=favourites):
            kept = [[thing.sort.value, thing.id] for thing in favourites]
            stars = {"starred": starred, "favourites": kept} if starred or kept else {}
            return {"extent": area.extent.value, "id": area.id, "page": page, **stars}
    assert_never(shown)


def followed_from_json(data: Mapping[str, Any]) -> Followed:
    if "device" in data:
        return Shown(data["device"])
    favourites = tuple(Thing(Sort(sort), id_) for sort, id_ in data.get("favourites", ()))
    area = Area(Extent(data["extent"]), data["id"])
    return AreaShown(area, data["page"], starred=data.get("starred", False), favourites=favourites)


@dataclass(frozen=True)
class Drawn:
    """What stands on a card: a digest of its words and buttons, and when they were chosen."""

    digest: str
    at: datetime


@dataclass(frozen=True)
class Crowded:
    """So much is said in the chat, or everywhere, that an edit has to wait for some ``seconds``."""

    seconds: float


class Redraws(Protocol):
    """Redraws cards in chats. Nobody waits for that, so everything else goes before it."""

    def drawn(self, address: Address, reply: Reply) -> Drawn:
        """How a reply looks now."""

    def quiet(self, chat: int) -> AbstractAsyncContextManager[None]:
        """Nothing is being dealt with in the chat, and no other card changes there meanwhile."""

    def differs(self, address: Address, reply: Reply, before: Drawn) -> bool:
        """Whether the reply looks different from what stands there, but for the time that has passed."""

    async def redraw(self, address: Address, reply: Reply) -> Drawn | Crowded | None:
        """Change the card; what stands there then. None: it is gone."""
