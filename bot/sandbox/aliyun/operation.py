"""What an operation is to the stand-in, and how its parameters are taken apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.sandbox.aliyun.cloud import Cloud
from bot.sandbox.aliyun.envelope import RefusalError
from bot.sandbox.aliyun.session import Session
from bot.sandbox.world import Thing


@dataclass(frozen=True)
class Call:
    """One request that passed the door; ``session`` is None where no login is needed.

    ``host`` is where the request was sent to.
    """

    cloud: Cloud
    app_key: str
    params: Mapping[str, Any]
    session: Session | None = None
    host: str = ""

    @property
    def user(self) -> Session:
        """Whose call it is; only for operations that need a login."""
        if self.session is None:
            raise RefusalError(401)
        return self.session

    def text(self, name: str) -> str:
        value = self.params.get(name)
        if not isinstance(value, str) or not value:
            raise RefusalError(460, name)
        return value

    def thing(self) -> Thing:
        """The thing that ``iotId`` names. Raises RefusalError 460, 2065 (somebody else's) or 62101."""
        return self.thing_with(self.text("iotId"))

    def owned_thing(self) -> Thing:
        """The same for its owner only. Raises RefusalError 2066 when it is merely shared with the user."""
        thing = self.thing()
        if not thing.vendor["binding"]["owned"]:
            raise RefusalError(2066)
        return thing

    def thing_with(self, id_: str) -> Thing:
        found = next((thing for thing in self.user.things() if thing.id == id_), None)
        if found is None:
            raise RefusalError(2065 if self.cloud.world.truth.get(id_) else 62101)
        return found

    def page(self) -> Page:
        """``pageNo`` from 1 and ``pageSize`` up to 100. Raises RefusalError 460."""
        number, size = self.params.get("pageNo"), self.params.get("pageSize")
        if type(number) is not int or type(size) is not int or number < 1 or not 1 <= size <= 100:
            raise RefusalError(460, "pageNo or pageSize")
        return Page(number, size)


def milliseconds(seconds: float) -> int:
    return round(seconds * 1000)


@dataclass(frozen=True)
class Page:
    number: int
    size: int

    def of(self, entries: list[Any]) -> dict[str, Any]:
        """One page in the platform's form, with the entries under a ``data`` of their own."""
        first = (self.number - 1) * self.size
        return {
            "total": len(entries),
            "pageNo": self.number,
            "pageSize": self.size,
            "data": entries[first : first + self.size],
        }


@dataclass(frozen=True)
class Operation:
    """``versions`` are the values of apiVer that are served; ``open``: no login needed."""

    path: str
    versions: tuple[str, ...]
    answer: Callable[[Call], Any]
    open: bool = False
