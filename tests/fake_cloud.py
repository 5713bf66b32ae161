"""A cloud in memory, for tests of what stands above the clouds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.home.capability import Capability, with_value
from bot.home.cloud import Listing
from bot.home.command import Command, SetTo
from bot.home.effect import Effect, Status
from bot.home.errors import CloudError
from bot.home.house import Device
from bot.home.problem import Problem


@dataclass
class FakeCloud:
    """Holds devices as they are; ``slow`` ones take a command but do not show it until ``catch_up``."""

    devices: dict[str, Device]
    name: str = "yandex"
    listing_parts: Listing = field(default_factory=Listing)
    down: CloudError | None = None
    write_fails: Problem | None = None
    slow: bool = False
    lists_values: bool = True
    calls: list[str] = field(default_factory=list)
    scenes_run: list[str] = field(default_factory=list)
    late: list[Command] = field(default_factory=list)

    async def listing(self) -> Listing:
        self._called("listing")
        return replace(self.listing_parts, devices=tuple(self.devices.values()))

    async def read(self, device: Device) -> Device:
        self._called(f"read {device.id}")
        return self.devices[device.id]

    async def execute(self, commands: Sequence[Command]) -> tuple[Effect, ...]:
        self.calls.append("execute")
        if self.write_fails:
            return tuple(Effect(c, Status.REFUSED, self.write_fails) for c in commands)
        self.late.extend(commands)
        if not self.slow:
            self.catch_up()
        return tuple(Effect(c, Status.ACCEPTED) for c in commands)

    async def run_scene(self, scene: str) -> None:
        self._called("scene")
        self.scenes_run.append(scene)

    def catch_up(self) -> None:
        """Every device now obeys what it was told."""
        for command in self.late:
            self.devices[command.device] = _obeyed(self.devices[command.device], command)
        self.late.clear()

    def _called(self, what: str) -> None:
        self.calls.append(what)
        if self.down:
            raise self.down


def _obeyed(device: Device, command: Command) -> Device:
    wanted = device.capability(command.key)

    def change(capability: Capability) -> Capability:
        if capability is wanted and isinstance(command.change, SetTo):
            return with_value(capability, command.change.value)
        return capability

    return device.changed(change)
