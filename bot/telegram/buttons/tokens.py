"""What callback data is made of: things of the house by a few characters of a hash, and numbers."""

from __future__ import annotations

import math
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Protocol, TypeVar

from bot.home.capability import Key, keys
from bot.home.house import Device, House
from bot.home.naming import Thing
from bot.home.request import Sort

DATA_LIMIT = 64  # bytes: https://core.telegram.org/bots/api#inlinekeyboardbutton
THING_TOKEN = 8  # characters of six bits: two of 5,000 devices share one in a house out of 20 million
KEY_TOKEN = 5
HOME_DIGITS = 15  # so that a home fits before whatever its cards carry
QUESTION = re.compile(r"[A-Za-z0-9_-]{1,16}", re.ASCII)  # the token of an open question


class UnpackableError(ValueError):
    """This button has no form in callback data: it is too long, or holds a text or a structure."""


class HasId(Protocol):
    @property
    def id(self) -> str: ...


Anything = TypeVar("Anything")
Named = TypeVar("Named", bound=HasId)


def token(text: str, length: int = THING_TOKEN) -> str:
    return urlsafe_b64encode(sha256(text.encode(errors="surrogatepass")).digest())[:length].decode()


def only(things: Iterable[Anything], fits: Callable[[Anything], bool]) -> Anything | None:
    """The one thing that fits; None when nothing does, or several."""
    found = [thing for thing in things if fits(thing)]
    return found[0] if len(found) == 1 else None


def one_of(things: Iterable[Named], packed: str) -> Named | None:
    """The one thing with this token."""
    return only(things, lambda thing: token(thing.id) == packed)


def key_token(key: Key) -> str:
    return token(str(key), KEY_TOKEN)


def key_of(device: Device | None, packed: str) -> Key | None:
    """The one capability of the device with this token."""
    offered = (key for capability in device.capabilities for key in keys(capability)) if device else ()
    return only(offered, lambda key: key_token(key) == packed)


def pack_thing(sort: Sort, id_: str) -> str:
    """The first letter of what sort of thing it is, and its token."""
    return f"{sort[0]}{token(id_)}"


def thing_of(packed: str, house: House) -> Thing | None:
    bearers: dict[Sort, Sequence[HasId]] = {
        Sort.DEVICE: house.devices,
        Sort.ROOM: house.rooms,
        Sort.GROUP: house.groups,
        Sort.SCENE: house.scenes,
    }
    sort = next((sort for sort in bearers if sort[0] == packed[:1]), None)
    found = one_of(bearers[sort], packed[1:]) if sort else None
    return Thing(sort, found.id) if sort and found else None


def number(text: str) -> float | None:
    if not re.fullmatch(r"-?\d{1,20}(\.\d{1,20})?(e[+-]?\d{1,3})?", text, re.ASCII):
        return None
    told = float(text)
    return told if math.isfinite(told) else None


def is_count(text: str) -> bool:
    """Whether it is a page or a place, counted from 0."""
    return re.fullmatch(r"\d{1,4}", text, re.ASCII) is not None


def is_number(text: str, digits: int = 18) -> bool:
    """Whether it is a number that something has in the database, which takes 18 digits."""
    return re.fullmatch(rf"[1-9]\d{{0,{digits - 1}}}", text, re.ASCII) is not None
