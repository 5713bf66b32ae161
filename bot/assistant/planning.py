"""What is asked for later: put into the queue, listed and called off, within the speaker's rights."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from bot.assistant.door import Admitted, Door
from bot.assistant.noting import Noting
from bot.home.announcer import Address
from bot.home.button import CallOff, Pause, ShowPlans
from bot.home.effect import Status
from bot.home.fit import Misfit, Reason
from bot.home.limits import is_within
from bot.home.outcome import CalledOff, Denial, Done, Outcome, Plans, Refused
from bot.home.plan import Plan
from bot.home.request import Act, Unsupported, When
from bot.home.restoring import restoring
from bot.home.roles import Role
from bot.household import Household
from bot.jobs.orders import Orders

PlanButton = CallOff | Pause | ShowPlans


@dataclass(frozen=True)
class Planned:
    """``now`` is the part of an act that is to be done at once."""

    plans: tuple[Plan, ...]
    now: Act | None = None


class Planning:
    def __init__(self, orders: Orders, door: Door, noting: Noting) -> None:
        self._orders = orders
        self._door = door
        self._noting = noting

    async def plan(self, who: Admitted, household: Household, act: Act) -> Planned | Refused | Unsupported:
        """Plan an act with a time, all of it or nothing; once, although a crash may bring it again."""
        if before := await self._orders.made_before(who.home):
            return Planned(before, _at_once(act))
        if await self._orders.is_full(who.home):
            return Refused(Denial.TOO_MANY_PLANS)
        if misfit := await self._misfit(household, act):
            return misfit
        address = await self._door.address_of(who)
        async with self._orders.together() as plans:
            for when, part in _by_time(act):
                if when is None:
                    continue
                plan = await self._plan_part(who, household, when, part, address)
                if plan is None:
                    for other in plans:
                        await self._orders.drop(who.home, other)
                    plans.clear()
                    return _unsupported(act, Misfit.LATER)
                plans.append(plan)
        return Planned(tuple(plans), _at_once(act))

    async def kept(self, who: Admitted, plans: tuple[Plan, ...], done: Done) -> tuple[Plan, ...]:
        """The plans that still make sense after what was done at once: of nothing nothing is taken back."""
        failed = all(effect.status is Status.REFUSED for effect in done.effects) and done.scene is None
        if not failed:
            return plans
        for plan in plans:
            if plan.restores:
                await self._orders.drop(who.home, plan)
        return tuple(plan for plan in plans if not plan.restores)

    async def shown(self, who: Admitted, household: Household) -> tuple[Plan, ...]:
        """The plans that this person learns of."""
        return tuple(plan for plan in await self._orders.of(who.home) if _is_shown(plan, who, household))

    async def plans(self, who: Admitted, household: Household, *, calls_off: bool = False) -> Outcome:
        """What is planned; "cancel the timer" calls it off where there is no doubt which."""
        plans = await self.shown(who, household)
        if calls_off and len(plans) == 1:
            return await self.call_off(who, household, plans[0].job)
        elsewhere, troubles = await household.timers(device.id for device in household.known.devices)
        return Plans(plans, elsewhere, troubles)

    async def press(self, who: Admitted, household: Household, button: PlanButton) -> Outcome:
        match button:
            case ShowPlans():
                return await self.plans(who, household)
            case CallOff(job=job):
                return await self.call_off(who, household, job)
            case Pause(job=job, paused=paused):
                return await self._pause(who, household, job, paused)
        assert_never(button)

    async def call_off(self, who: Admitted, household: Household, job: int) -> Outcome:
        if denial := await self._denial(who, household, job):
            return Refused(denial)
        found = await self._orders.find(who.home, job)
        if found is None or not await self._orders.drop(who.home, found[0]):
            return Refused(Denial.PLAN_OVER)
        self._noting.called_off(who, household.known, found[0])
        return CalledOff(found[0])

    async def _pause(self, who: Admitted, household: Household, job: int, paused: bool) -> Outcome:
        """Pause a plan or go on with it; the list as it is then."""
        if denial := await self._denial(who, household, job):
            return Refused(denial)
        found = await self._orders.find(who.home, job)
        if found and found[0].paused != paused and not await self._orders.pause(who.home, found[0], paused):
            return Refused(Denial.PLAN_OVER)
        return await self.plans(who, household)

    async def denial(self, who: Admitted, household: Household, button: PlanButton) -> Denial | None:
        return None if isinstance(button, ShowPlans) else await self._denial(who, household, button.job)

    async def _denial(self, who: Admitted, household: Household, job: int) -> Denial | None:
        """Why this person may not touch a plan: guests only touch their own."""
        found = await self._orders.find(who.home, job)
        if found is None or not _is_shown(found[0], who, household):
            return Denial.PLAN_OVER
        own = found[1] == who.speaker.person
        return None if own or who.role is not Role.GUEST else Denial.NOT_YOUR_PLAN

    async def shown_on(self, plans: tuple[Plan, ...], address: Address) -> None:
        """A card tells of these plans. One that tells of several is not changed for one of them."""
        if len(plans) == 1 and address.card is not None:
            await self._orders.show_on(plans[0], address.card)

    async def _misfit(self, household: Household, act: Act) -> Unsupported | None:
        """Why something for a while cannot be: it could not be undone."""
        for when, part in _by_time(act):
            if when is None or when.for_seconds is None:
                continue
            if part.scene is not None:
                return _unsupported(part, Misfit.NOT_FOR_A_WHILE)
            await household.read(dict.fromkeys(command.device for command in part.commands))
            for command in part.commands:
                if restoring((command,), household.known) is None:
                    return Unsupported(command.device, Reason(Misfit.NOT_FOR_A_WHILE))
        return None

    async def _plan_part(
        self, who: Admitted, household: Household, when: When, part: Act, address: Address
    ) -> Plan | None:
        person = who.speaker.person
        if when == When(for_seconds=when.for_seconds) and when.for_seconds is not None:
            back = restoring(part.commands, household.known) or ()
            return await self._orders.put_back(who.home, when.for_seconds, back, address, person)
        return await self._orders.put(who.home, when, part.commands, part.scene, address, person)


def _is_shown(plan: Plan, who: Admitted, household: Household) -> bool:
    """Whoever is limited to some devices learns of plans for these only."""
    return who.reach is None or is_within(Act(plan.commands, plan.scene), household.known)


def _at_once(act: Act) -> Act | None:
    """The part of an act that is done now, perhaps for a while."""
    now: Act | None = None
    for when, part in _by_time(act):
        if when is None or when == When(for_seconds=when.for_seconds):
            now = replace(part, commands=(now.commands if now else ()) + part.commands)
    return now


def _by_time(act: Act) -> list[tuple[When | None, Act]]:
    """The parts of an act that have a time in common; what is not a command goes with the act's own."""
    if not act.whens:
        return [(act.when, replace(act, when=None))]
    times = dict.fromkeys(act.whens)
    rest = replace(act, when=None, whens=())
    parts = [
        (
            when,
            replace(
                rest, commands=tuple(c for c, w in zip(act.commands, act.whens, strict=True) if w == when)
            ),
        )
        for when in times
    ]
    return [(when, part if when is None else Act(part.commands)) for when, part in parts]


def _unsupported(act: Act, why: Misfit) -> Unsupported:
    return Unsupported(act.commands[0].device if act.commands else "", Reason(why))
