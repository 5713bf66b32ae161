"""Who may do what in a home."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.home.house import Device


class Role(StrEnum):
    OWNER = "owner"
    ADMIN = "admin"
    MEMBER = "member"
    GUEST = "guest"


@dataclass(frozen=True)
class Reach:
    """The devices, and the rooms with all that is in them, that somebody is limited to."""

    devices: frozenset[str] = frozenset()
    rooms: frozenset[str] = frozenset()

    def covers(self, device: Device) -> bool:
        return device.id in self.devices or device.room in self.rooms


def reaching(reach: Reach | None, room: str | None, device: str | None, within: bool) -> Reach:
    """The reach with a room or a device more, or less. The first that is given is all that there is; where
    the last one is taken, nothing is left, and not everything again."""
    reach = reach or Reach()
    rooms, devices = frozenset([room] if room else ()), frozenset([device] if device else ())
    if within:
        return Reach(reach.devices | devices, reach.rooms | rooms)
    return Reach(reach.devices - devices, reach.rooms - rooms)


def outranks(one: Role, other: Role) -> bool:
    ranks = list(Role)  # the strongest first
    return ranks.index(one) < ranks.index(other)


def may_do_dangerous(role: Role) -> bool:
    """Unlocking, ovens and whole-home commands are for those who live here."""
    return role is not Role.GUEST


def may_name(role: Role) -> bool:
    """What things are called concerns everybody who lives here."""
    return role is not Role.GUEST


def may_reset(role: Role) -> bool:
    """A factory reset loses a device's settings, and perhaps its history."""
    return role is Role.OWNER


def may_manage(role: Role) -> bool:
    """Binding chats, inviting people and linking accounts."""
    return role in (Role.OWNER, Role.ADMIN)


def may_decide_on(manager: Role, role: Role) -> bool:
    """Whether somebody decides who has a role: gives it, and changes, limits or ends it. An owner decides on
    all, whoever else manages the home on those below themselves."""
    return manager is Role.OWNER or (may_manage(manager) and outranks(manager, role))
