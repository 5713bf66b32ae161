"""What a picture of the home shows, in words that are ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RoomRow:
    """A room: how many of its devices are on (``lit`` of 1), what its air is like, and what is on there.

    ``lit`` is None where nothing can be on, or nobody knows whether it is.
    """

    name: str
    count: str
    lit: float | None
    climate: str = ""
    on: str = ""


@dataclass(frozen=True)
class HomePicture:
    """``more`` says how many rooms there was no place for."""

    title: str
    count: str
    rooms: tuple[RoomRow, ...]
    more: str = ""
    dark: bool = False
