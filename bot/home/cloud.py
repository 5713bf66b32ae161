"""The port to a vendor's cloud: one adapter serves one account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from bot.home.command import Command
from bot.home.effect import Effect
from bot.home.house import Device, Group, Room, Scene


@dataclass(frozen=True)
class Listing:
    """What one account holds. Values are as fresh as the vendor's listing, which may be not at all.

    ``unreadable`` names parts of a vendor's description that could not be understood.
    """

    rooms: tuple[Room, ...] = ()
    groups: tuple[Group, ...] = ()
    scenes: tuple[Scene, ...] = ()
    devices: tuple[Device, ...] = ()
    unreadable: tuple[str, ...] = ()


class Cloud(Protocol):
    """One account in one cloud. Every method raises ``CloudError``, and nothing else on purpose."""

    @property
    def name(self) -> str:
        """The vendor: ``yandex``, ``aliyun``."""

    @property
    def lists_values(self) -> bool:
        """Whether a listing carries present values, so that one call can read many devices."""

    async def listing(self) -> Listing:
        """All rooms, groups, scenes and devices of the account."""

    async def read(self, device: Device) -> Device:
        """The device with its present values and whether it is online."""

    async def execute(self, commands: Sequence[Command]) -> tuple[Effect, ...]:
        """Write absolute commands (and steps of ``relative_only`` ranges), one effect each, in order.

        Effects are ACCEPTED, REFUSED or UNKNOWN; a failure of the whole call is an effect of each of
        its commands, so that one account's trouble never hides another's success. Nothing is retried.
        """


@runtime_checkable
class RunsScenes(Protocol):
    """A cloud that can start its own scenes."""

    async def run_scene(self, scene: str) -> None: ...
