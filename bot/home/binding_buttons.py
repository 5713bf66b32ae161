"""Buttons that say of which home, or of which room, is spoken in a chat."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ChooseHome:
    """Speak of this home in private from now on; ``token`` names the sentence that then goes on."""

    home: int
    token: str | None = None


@dataclass(frozen=True)
class BindHome:
    """Bind the group, or the topic, where the button stands to a home."""

    home: int


@dataclass(frozen=True)
class Unbind:
    """Let a topic be as its group is, and a group nobody's."""


@dataclass(frozen=True)
class ShowRoomChoice:
    """Show the rooms that a group or a topic can be about, a page at a time."""

    page: int = 0


@dataclass(frozen=True)
class BindRoom:
    """Where no room is named, this one is meant; None: none."""

    room: str | None


HomeChoice = ChooseHome | BindHome | Unbind
"""Pressed before it is known of which home is spoken."""

RoomButton = ShowRoomChoice | BindRoom

BindingButton = HomeChoice | RoomButton
