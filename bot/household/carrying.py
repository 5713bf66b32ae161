"""Commands are carried out: one write an account, one read-back, and what is known of each afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from bot.home.capability import Range
from bot.home.cloud import Cloud, RunsScenes
from bot.home.command import Command, Flip, SetTo, ShiftBy, absolute
from bot.home.effect import Effect, Status
from bot.home.errors import CloudError
from bot.home.fit import Reason
from bot.home.house import House
from bot.home.once import may_begin
from bot.home.problem import Problem
from bot.home.request import CannotDo
from bot.household.groups import execute
from bot.household.hearing import HearProblems
from bot.household.known import Known
from bot.household.proof import after_a_crash, final, lost, proven, worth_reading
from bot.household.readings import READ_APART, READ_BACK_APART, Readings

SEEN = (Status.CONFIRMED, Status.REFUSED)


@dataclass(frozen=True)
class Carried:
    """What came of some commands: an effect for each that was sent, a reason for each that was not.

    ``before`` is the house that they found.
    """

    effects: tuple[Effect, ...]
    refused: tuple[CannotDo, ...]
    before: House


@dataclass
class Fitted:
    """Commands as they will be sent; those of them that may be sent twice; and what is not sent at all."""

    sendable: list[Command] = field(default_factory=list)
    repeatable: list[Command] = field(default_factory=list)
    refused: list[CannotDo] = field(default_factory=list)
    unsent: list[Effect] = field(default_factory=list)


class Carrier:
    def __init__(
        self, known: Known, clouds: Mapping[int, Cloud], readings: Readings, heard: HearProblems
    ) -> None:
        self._known = known
        self._clouds = clouds
        self._readings = readings
        self._heard = heard
        self._unseen: set[str] = set()  # devices that were told something and have not been seen to do it

    async def execute(self, commands: Sequence[Command], look_first: bool) -> Carried:
        """Relative changes start from fresh values. ``look_first``: whatever is about to change is read."""
        relative = {c.device for c in commands if needs_value(c, self._known.house)}
        looked = {c.device for c in commands if look_first and self._is_to_be_looked_at(c)}
        troubles = await self._readings.read(
            (c.device for c in commands if c.device in relative | looked),
            READ_BACK_APART if looked else READ_APART,
        )
        before = self._known.house
        unread = {trouble.device: trouble.problem for trouble in troubles if trouble.device in relative}
        fitted = self._fitted(commands, unread)
        effects = await self._send(fitted.sendable, fitted.repeatable)
        return Carried((*await self.settle(effects), *fitted.unsent), tuple(fitted.refused), before)

    def _is_to_be_looked_at(self, command: Command) -> bool:
        """A switch is one write and one read-back: it goes back to what people have seen of it lately."""
        if not has_value(command, self._known.house):
            return False
        is_switch = command.key.kind == "on_off"
        return (
            not is_switch
            or command.device in self._unseen
            or not self._readings.was_read_lately(command.device)
        )

    def _fitted(self, commands: Sequence[Command], unread: Mapping[str, Problem]) -> Fitted:
        fitted = Fitted()
        for command in commands:
            if command.device in unread:
                fitted.unsent.append(Effect(command, Status.REFUSED, unread[command.device]))
                continue
            device = self._known.house.device(command.device)
            if device is None:
                fitted.unsent.append(Effect(command, Status.REFUSED, Problem.DEVICE_GONE))
                continue
            match absolute(command, device):
                case Command() as fits:
                    fitted.sendable.append(fits)
                    if isinstance(command.change, SetTo) and has_value(command, self._known.house):
                        fitted.repeatable.append(fits)
                case Reason() as reason:
                    fitted.refused.append(CannotDo(command.device, reason))
        return fitted

    async def _send(self, commands: Sequence[Command], repeatable: Container[Command]) -> tuple[Effect, ...]:
        """One write an account; the effects in the order of the commands."""
        if not commands:
            return ()
        write = self._write if await may_begin() else partial(self._make_up, repeatable=repeatable)
        places: dict[int, list[int]] = {}
        for place, command in enumerate(commands):
            places.setdefault(self._known.account_of[command.device], []).append(place)
        answers = await asyncio.gather(
            *(write(account, [commands[n] for n in own]) for account, own in places.items())
        )
        effects = {
            place: effect
            for own, answer in zip(places.values(), answers, strict=True)
            for place, effect in zip(own, answer, strict=True)
        }
        return tuple(effects[place] for place in range(len(commands)))

    async def _write(self, account: int, commands: Sequence[Command]) -> list[Effect]:
        cloud = self._clouds[account]
        listing = self._known.listings.get(account)
        try:
            effects = await execute(cloud, listing.groups if listing else (), commands)
        finally:
            self._readings.outdate(account, (command.device for command in commands))
        self._heard(account, (effect.problem for effect in effects))
        return [replace(effect, cloud=cloud.name) for effect in effects]

    async def _make_up(
        self, account: int, commands: Sequence[Command], repeatable: Container[Command]
    ) -> list[Effect]:
        """Somebody had begun this and died: what may be written twice is read, and written where it is not
        so; of the rest nobody knows whether it was done."""
        again = [command for command in commands if command in repeatable]
        troubles = await self._readings.read((command.device for command in again), READ_BACK_APART)
        unread = {trouble.device for trouble in troubles}
        house = self._known.house
        known = [
            after_a_crash(command, None if command.device in unread else house.device(command.device))
            if command in repeatable
            else lost(command)
            for command in commands
        ]
        missing = [command for command, effect in zip(commands, known, strict=True) if effect is None]
        written = iter(await self._write(account, missing) if missing else ())
        cloud = self._clouds[account].name
        return [replace(effect, cloud=cloud) if effect else next(written) for effect in known]

    async def settle(self, effects: Iterable[Effect], last_time: bool = False) -> tuple[Effect, ...]:
        """Read back what is open and say what the reading proves; after ``last_time`` nothing stays open."""
        before = self._known.house
        effects = tuple(final(effect, before) for effect in effects)
        gone = (effect.command.device for effect in effects if effect.problem is Problem.DEVICE_OFFLINE)
        self._known.learn([replace(device, online=False) for id_ in gone if (device := before.device(id_))])
        troubles = await self._readings.read(
            (e.command.device for e in effects if worth_reading(e)), READ_BACK_APART
        )
        house, unread = self._known.house, {trouble.device for trouble in troubles}
        settled = tuple(
            proven(effect, house.device(effect.command.device), effect.command.device in unread, last_time)
            for effect in effects
        )
        self._unseen -= {effect.command.device for effect in settled}
        self._unseen |= {effect.command.device for effect in settled if effect.status not in SEEN}
        return settled

    async def run_scene(self, scene: str) -> Problem | None:
        """Start a cloud's scene; the problem if it could not be started. Never repeated."""
        listings = self._known.listings.items()
        account = next((a for a, part in listings if any(s.id == scene for s in part.scenes)), None)
        if account is None:
            return Problem.SCENE_GONE
        cloud = self._clouds[account]
        if not isinstance(cloud, RunsScenes):
            return Problem.ACTION_UNKNOWN
        if not await may_begin():
            return Problem.CLOUD_SILENT
        problem = None
        try:
            await cloud.run_scene(scene)
        except CloudError as error:
            problem = error.problem
        finally:
            self._readings.outdate(account, self._known.account_of)  # it may touch anything
            self._unseen.update(self._known.account_of)
        self._heard(account, [problem])
        return problem


def has_value(command: Command, house: House) -> bool:
    """Whether there is anything to be read of what a command changes."""
    device = house.device(command.device)
    capability = device.capability(command.key) if device else None
    return capability is not None and capability.kind != "action" and not capability.stateless


def needs_value(command: Command, house: House) -> bool:
    """Whether what a command writes depends on the value that is there."""
    device = house.device(command.device)
    capability = device.capability(command.key) if device else None
    steps_only = isinstance(capability, Range) and capability.relative_only
    return isinstance(command.change, ShiftBy | Flip) and not steps_only
