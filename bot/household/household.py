"""One home: the newest listing of each account, which account a device belongs to, and what was carried out.

Decides how fresh is fresh enough and how a command is sent and read back.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from bot.home.account import Account, HearsOfLogins
from bot.home.clock import Clock
from bot.home.cloud import Cloud, Listing, RunsScenes
from bot.home.command import Command, SetTo, absolute
from bot.home.effect import Effect, Status
from bot.home.errors import CloudError
from bot.home.fit import Misfit, Reason
from bot.home.house import Device, House
from bot.home.naming import OwnName, called
from bot.home.once import may_begin
from bot.home.problem import OF_THE_LOGIN, Problem
from bot.home.request import CannotDo
from bot.home.shown import Trouble
from bot.household.freshness import Freshness
from bot.household.groups import execute
from bot.household.hearing import Hear
from bot.household.joining import joined
from bot.household.proof import after_a_crash, final, lost, proven, worth_reading
from bot.household.reading import READ_APART, READ_BACK_APART, has_value, needs_value, read_devices
from bot.household.snapshots import Snapshots

NAMES_FRESH_FOR = timedelta(minutes=5)
VALUES_FRESH_FOR = timedelta(minutes=1)

Connect = Callable[[Account], Cloud]


@dataclass(frozen=True)
class Carried:
    """What came of some commands: an effect for each that was sent, a reason for each that was not.

    ``before`` is the house that they found.
    """

    effects: tuple[Effect, ...]
    refused: tuple[CannotDo, ...]
    before: House


class Household:
    """One home. Keeps the newest listing of each account and knows which account a device belongs to.

    ``clouds`` has the adapter of each account, by the account's id.
    """

    def __init__(
        self,
        name: str,
        clouds: Mapping[int, Cloud],
        clock: Clock,
        logins: HearsOfLogins | None = None,
        snapshots: Snapshots | None = None,
        hear: Hear | None = None,
    ) -> None:
        self._name = name
        self._hear_values = hear
        self.clouds = clouds
        self._clock = clock
        self._logins = logins
        self._snapshots = snapshots
        self._recalled: datetime | None = None
        self._listings: dict[int, Listing] = {}
        self._listed: datetime | None = None
        self._troubles: tuple[Trouble, ...] = ()
        self._listing = asyncio.Lock()
        self._house = House(name)
        self._names: tuple[OwnName, ...] = ()
        self._account_of: dict[str, int] = {}
        self._freshness = Freshness()
        self._is_outdated = False

    @property
    def known(self) -> House:
        """The house as last known, without asking anybody."""
        return self._house

    def account_of(self, device: str) -> int | None:
        """The account that a device belongs to."""
        return self._account_of.get(device)

    def cloud_of(self, device: str) -> Cloud | None:
        """The cloud that a device lives in, to be asked for what only some can do."""
        account = self._account_of.get(device)
        return None if account is None else self.clouds.get(account)

    def call(self, names: tuple[OwnName, ...]) -> None:
        """Call things by the home's own names from now on, beside those of their clouds."""
        if names == self._names:
            return
        self._names = names
        plain, _ = joined(self._name, self._listings, self._house)
        known = tuple(replace(self._house.device(d.id) or d, aliases=d.aliases) for d in plain.devices)
        self._house = called(replace(plain, devices=known), names)

    def _join(self) -> None:
        house, self._account_of = joined(self._name, self._listings, self._house)
        self._house = called(house, self._names)

    async def recall(self) -> None:
        """Begin with what the accounts listed before this process, or in another one."""
        if self._snapshots is None:
            return
        for account in self.clouds:
            if listing := await self._snapshots.found(account):
                self._listings[account] = listing
        self._join()
        if self._listings.keys() == self.clouds.keys():
            self._recalled = self._clock.now()

    def doubt(self, devices: Iterable[str]) -> None:
        """Another process knows better what these devices are like."""
        self._freshness.doubt(self._account_of.keys() & set(devices))

    def doubts(self, device: str) -> bool:
        return self._freshness.doubts(device)

    def outdate(self) -> None:
        """Another process has listed something else than is known here: it is in the snapshots."""
        self._is_outdated = True

    async def _catch_up(self) -> None:
        if self._is_outdated:
            self._is_outdated = False
            await self.recall()

    async def named(self) -> tuple[House, tuple[Trouble, ...]]:
        """The house as sentences need it, by its names; what was recalled will do for a while."""
        if self._is_outdated:
            async with self._listing:
                await self._catch_up()
        now = self._clock.now()
        if self._listed is None and self._recalled and now - self._recalled <= NAMES_FRESH_FOR:
            return self._house, ()
        return await self.house()

    async def house(self, max_age: timedelta = NAMES_FRESH_FOR) -> tuple[House, tuple[Trouble, ...]]:
        """The house with names no older than ``max_age``, and which accounts could not be listed.

        An account that does not answer keeps its last listing; it is asked again the next time.
        """
        async with self._listing:
            await self._catch_up()
            if not self._is_fresh(max_age):
                await self._list()
        return self._house, self._troubles

    def _is_fresh(self, max_age: timedelta) -> bool:
        return self._listed is not None and not self._troubles and self._clock.now() - self._listed <= max_age

    async def _list(self) -> None:
        answers = await asyncio.gather(
            *(cloud.listing() for cloud in self.clouds.values()), return_exceptions=True
        )
        troubles = []
        for (account, cloud), answer in zip(self.clouds.items(), answers, strict=True):
            match answer:
                case Listing():
                    self._listings[account] = answer
                    self._hear(account, [None])
                case CloudError(problem=problem):
                    troubles.append(Trouble(cloud.name, problem, account=account))
                    self._hear(account, [problem])
                case _:
                    raise answer
        self._listed, self._troubles = self._clock.now(), tuple(troubles)
        before = self._house
        self._join()
        told = [a for a, answer in zip(self.clouds, answers, strict=True) if isinstance(answer, Listing)]
        fresh = [device for device in self._house.devices if self._lists_values(device.id, told)]
        self._tell(before, fresh)
        self._freshness.have_read(fresh, self._listed)
        for account in told:
            if self._snapshots:
                await self._snapshots.keep(account, self._listed, self._listings[account])

    def _lists_values(self, device: str, accounts: Container[int]) -> bool:
        """Whether a device is one of those accounts', and its values are in their listings."""
        account = self._account_of[device]
        return account in accounts and self.clouds[account].lists_values

    async def read(self, ids: Iterable[str], apart: int = READ_APART) -> tuple[House, tuple[Trouble, ...]]:
        """The house with the present values of some devices, and which of them could not be read."""
        by_account: dict[int, list[Device]] = {}
        for id_ in dict.fromkeys(ids):
            if device := self._house.device(id_):
                by_account.setdefault(self._account_of[id_], []).append(device)
        parts = await asyncio.gather(
            *(read_devices(self.clouds[account], part, apart) for account, part in by_account.items())
        )
        for account, part in zip(by_account, parts, strict=True):
            self._hear(account, (one.problem if isinstance(one, Trouble) else None for one in part))
        answers = [answer for part in parts for answer in part]
        fresh = [answer for answer in answers if isinstance(answer, Device)]
        self._learn(fresh)
        self._freshness.have_read(fresh, self._clock.now())
        return self._house, tuple(answer for answer in answers if isinstance(answer, Trouble))

    async def freshen(self, ids: Iterable[str]) -> tuple[House, tuple[Trouble, ...]]:
        """The house with values of some devices that are fit to be shown together: not read in the last
        minute and not carried by a listing means read now."""
        long_ago = self._clock.now() - VALUES_FRESH_FOR
        return await self.read(
            id_
            for id_ in ids
            if self._freshness.doubts(id_)
            or (
                not (self._listed and self.clouds[self._account_of[id_]].lists_values)
                and self._freshness.is_old(id_, long_ago)
            )
        )

    async def watch(
        self, ids: Iterable[str], max_age: timedelta, apart: int = 0
    ) -> tuple[House, tuple[Trouble, ...]]:
        """The house with values of some devices that are no older than ``max_age``, for as few calls as
        it takes: whoever watches a home gets by with what others have read.

        Where more than ``apart`` are read with one listing, all devices of that account are known anew.
        """
        long_ago = self._clock.now() - max_age
        wanted = [id_ for id_ in dict.fromkeys(ids) if id_ in self._account_of]
        old = [id_ for id_ in wanted if self._freshness.is_old(id_, long_ago)]
        counts = Counter(self._account_of[id_] for id_ in old)
        listed = {a for a, count in counts.items() if self.clouds[a].lists_values and count > apart}
        beside = [id_ for id_, account in self._account_of.items() if account in listed]
        house, troubles = await self.read([*old, *beside], apart)
        return house, tuple(trouble for trouble in troubles if trouble.device in wanted)

    def has_read(self, ids: Iterable[str], since: datetime) -> bool:
        """Whether all of these devices were read here since then."""
        return self._freshness.has_read(ids, since)

    def _learn(self, fresh: Sequence[Device]) -> None:
        """A reading tells values; a device may have been given a name while it was read."""
        before = self._house
        fresh = [replace(d, aliases=known.aliases) for d in fresh if (known := before.device(d.id))]
        self._house = before.with_devices(fresh)
        self._tell(before, fresh)

    def _tell(self, before: House, fresh: Sequence[Device]) -> None:
        if self._hear_values and fresh:
            self._hear_values(before, fresh)

    async def execute(self, commands: Sequence[Command], *, look_first: bool = False) -> Carried:
        """Carry out commands: one write an account, one read-back; relative changes from fresh values.

        ``look_first``: whatever is about to change is read, so that ``before`` is true and can be restored.
        """
        relative = {c.device for c in commands if needs_value(c, self._house)}
        looked = {c.device for c in commands if look_first and has_value(c, self._house)}
        before, troubles = await self.read(
            (c.device for c in commands if c.device in relative | looked),
            READ_BACK_APART if looked else READ_APART,
        )
        unread = {trouble.device: trouble.problem for trouble in troubles if trouble.device in relative}
        sendable: list[Command] = []
        repeatable: list[Command] = []
        refused: list[CannotDo] = []
        unsent: list[Effect] = []
        for command in commands:
            if command.device in unread:
                unsent.append(Effect(command, Status.REFUSED, unread[command.device]))
                continue
            device = self._house.device(command.device)
            match absolute(command, device) if device else Reason(Misfit.NO_CAPABILITY):
                case Command() as fitted:
                    sendable.append(fitted)
                    if isinstance(command.change, SetTo) and has_value(command, self._house):
                        repeatable.append(fitted)
                case Reason() as reason:
                    refused.append(CannotDo(command.device, reason))
        effects = await self._send(sendable, repeatable)
        return Carried((*await self.settle(effects), *unsent), tuple(refused), before)

    async def _send(self, commands: Sequence[Command], repeatable: Container[Command]) -> tuple[Effect, ...]:
        """One write an account; the effects in the order of the commands."""
        if not commands:
            return ()
        write = self._write if await may_begin() else partial(self._make_up, repeatable=repeatable)
        places: dict[int, list[int]] = {}
        for place, command in enumerate(commands):
            places.setdefault(self._account_of[command.device], []).append(place)
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
        cloud = self.clouds[account]
        known = self._listings.get(account)
        effects = await execute(cloud, known.groups if known else (), commands)
        self._hear(account, (effect.problem for effect in effects))
        return [replace(effect, cloud=cloud.name) for effect in effects]

    async def _make_up(
        self, account: int, commands: Sequence[Command], repeatable: Container[Command]
    ) -> list[Effect]:
        """Somebody had begun this and died: what may be written twice is read, and written where it is not
        so; of the rest nobody knows whether it was done."""
        again = [command for command in commands if command in repeatable]
        _, troubles = await self.read((command.device for command in again), READ_BACK_APART)
        unread = {trouble.device for trouble in troubles}
        known = [
            after_a_crash(command, None if command.device in unread else self._house.device(command.device))
            if command in repeatable
            else lost(command)
            for command in commands
        ]
        missing = [command for command, effect in zip(commands, known, strict=True) if effect is None]
        written = iter(await self._write(account, missing) if missing else ())
        cloud = self.clouds[account].name
        return [replace(effect, cloud=cloud) if effect else next(written) for effect in known]

    async def settle(self, effects: Sequence[Effect], last_time: bool = False) -> tuple[Effect, ...]:
        """Read back what is open and say what the reading proves; after ``last_time`` nothing stays open."""
        effects = tuple(final(effect, self._house) for effect in effects)
        gone = (effect.command.device for effect in effects if effect.problem is Problem.DEVICE_OFFLINE)
        self._learn([replace(device, online=False) for id_ in gone if (device := self._house.device(id_))])
        house, troubles = await self.read(
            (e.command.device for e in effects if worth_reading(e)), READ_BACK_APART
        )
        unread = {trouble.device for trouble in troubles}
        return tuple(
            proven(effect, house.device(effect.command.device), effect.command.device in unread, last_time)
            for effect in effects
        )

    async def run_scene(self, scene: str) -> Problem | None:
        """Start a cloud's scene; the problem if it could not be started. Never repeated."""
        owners = (a for a, part in self._listings.items() if any(s.id == scene for s in part.scenes))
        account = next(owners, None)
        if account is None:
            return Problem.SCENE_GONE
        cloud = self.clouds[account]
        if not isinstance(cloud, RunsScenes):
            return Problem.ACTION_UNKNOWN
        if not await may_begin():
            return Problem.CLOUD_SILENT
        problem = None
        try:
            await cloud.run_scene(scene)
        except CloudError as error:
            problem = error.problem
        self._hear(account, [problem])
        return problem

    def _hear(self, account: int, problems: Iterable[Problem | None]) -> None:
        """Pass on what an account's answers say of its login: success, or one of its problems.

        Other problems say nothing: some are found before anything is sent.
        """
        told = set(problems)
        login = next((problem for problem in told if problem in OF_THE_LOGIN), None)
        if self._logins and (login or None in told):
            self._logins.heard(account, login)
