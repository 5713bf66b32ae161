"""What the platform answers, as far as we rely on it, and how its lists are found.

``identityAlias`` (a phone number), ``deviceSecret`` and the like are not even parsed.
"""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

Model = TypeVar("Model", bound=BaseModel)

ONLINE, OFFLINE, INACTIVE, DISABLED = 1, 3, 0, 8
LISTS = ("data", "items", "homes", "rooms", "devices", "scenes", "list")


class Wire(BaseModel):
    """The vendor's spelling, whatever our naming rules say."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Binding(Wire):
    """One row of ``/uc/listBindingByAccount``: a thing that the account may use."""

    iotId: str  # noqa: N815
    productKey: str  # noqa: N815
    deviceName: str = ""  # noqa: N815
    nickName: str | None = None  # noqa: N815
    productName: str | None = None  # noqa: N815
    productModel: str | None = None  # noqa: N815
    categoryKey: str | None = None  # noqa: N815
    categoryName: str | None = None  # noqa: N815
    thingType: str | None = None  # noqa: N815
    status: int | None = None

    @property
    def shown_name(self) -> str:
        """``deviceName`` is a certificate's name: better than nothing, and no more."""
        return self.nickName or self.productName or self.deviceName


class Home(Wire):
    homeId: str  # noqa: N815


class Room(Wire):
    roomId: str  # noqa: N815
    name: str


class Occupant(Wire):
    """A thing that stands in a room."""

    iotId: str  # noqa: N815


class Status(Wire):
    status: int


def online(status: int | None) -> bool | None:
    """Offline, not activated and disabled are the same to a person: it cannot be reached."""
    return None if status not in (ONLINE, OFFLINE, INACTIVE, DISABLED) else status == ONLINE


def rows(data: Any) -> list[Any]:
    """The list in an answer: bare, or under one of the names in use. Which one is not documented."""
    if isinstance(data, list):
        return data
    named = data if isinstance(data, dict) else {}
    return next((named[name] for name in LISTS if isinstance(named.get(name), list)), [])


def total(data: Any) -> int:
    """How many there are on all pages; 0 where the answer does not say."""
    told = data.get("total") if isinstance(data, dict) else None
    return told if isinstance(told, int) else 0


def readable(model: type[Model], raw: list[Any]) -> list[Model]:
    """The rows that are what ``model`` says; a strange one is left out."""
    good: list[Model] = []
    for row in raw:
        try:
            good.append(model.model_validate(row))
        except ValidationError:
            continue
    return good
