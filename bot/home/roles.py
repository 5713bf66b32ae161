"""Who may do what in a home."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    OWNER = "owner"
    ADMIN = "admin"
    MEMBER = "member"
    GUEST = "guest"


def may_do_dangerous(role: Role) -> bool:
    """Unlocking, ovens and whole-home commands are for those who live here."""
    return role is not Role.GUEST


def may_reset(role: Role) -> bool:
    """A factory reset loses a device's settings, and perhaps its history."""
    return role is Role.OWNER


def may_manage(role: Role) -> bool:
    """Binding chats, inviting people and linking accounts."""
    return role in (Role.OWNER, Role.ADMIN)
