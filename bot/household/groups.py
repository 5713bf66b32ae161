"""Commands that are for a whole group of the cloud go to the group: one call, whatever its size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.home.abilities import RunsGroups
from bot.home.cloud import Cloud
from bot.home.command import Command, SetTo
from bot.home.effect import Effect, Status
from bot.home.house import Group
from bot.home.problem import Problem


async def execute(cloud: Cloud, groups: Sequence[Group], commands: Sequence[Command]) -> Sequence[Effect]:
    """What the cloud says of each command, in their order."""
    group = whole_group(groups, commands)
    if group is None or not isinstance(cloud, RunsGroups):
        return await cloud.execute(commands)
    told = {effect.command.device: effect for effect in await cloud.execute_group(group.id, commands[:1])}
    return [
        replace(told[command.device], command=command)
        if command.device in told
        else Effect(command, Status.UNKNOWN, Problem.CLOUD_GARBLED)
        for command in commands
    ]


def whole_group(groups: Sequence[Group], commands: Sequence[Command]) -> Group | None:
    """The group whose every member, and nothing else, is to be given one same value."""
    if len(commands) < 2 or not isinstance(commands[0].change, SetTo):
        return None
    if any((c.key, c.change) != (commands[0].key, commands[0].change) for c in commands):
        return None
    devices = [command.device for command in commands]
    fits = (g for g in groups if len(g.devices) == len(devices) and set(g.devices) == set(devices))
    return next(fits, None)
