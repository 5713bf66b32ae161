"""Timers that a device has in its cloud: plans of the bot's may be kept there, and run while it is off."""

from __future__ import annotations

from dataclasses import replace

from bot.assistant.door import Admitted
from bot.assistant.planning import Planning
from bot.assistant.removing import Removing, denial_of
from bot.home.abilities import HasTimers, Timer
from bot.home.command import SetTo
from bot.home.errors import CloudError
from bot.home.in_the_cloud import Removal, Removed, TimersShown
from bot.home.more_buttons import mark_of
from bot.home.once import may_begin
from bot.home.outcome import Denial, Outcome, Refused
from bot.home.plan import Plan
from bot.home.problem import Problem
from bot.home.roles import may_manage
from bot.household import Household


class CloudTimers:
    def __init__(self, planning: Planning, removing: Removing) -> None:
        self._planning = planning
        self._removing = removing

    async def show(
        self, who: Admitted, household: Household, device: str, problem: Problem | None = None
    ) -> Outcome:
        cloud = household.cloud_of(device)
        if not isinstance(cloud, HasTimers):
            return Refused(Denial.BUTTON_OUTDATED)
        plans = await self._movable(who, household, device)
        try:
            timers = await household.timers_of(device)
        except CloudError as error:
            return TimersShown(device, (), plans, error.problem)
        return TimersShown(device, timers, plans, problem)

    async def move(self, who: Admitted, household: Household, device: str, job: int) -> Outcome:
        """The plan is called off once the cloud has it; if that breaks off, it is done twice, not never."""
        if not may_manage(who.role):
            return Refused(Denial.ONLY_MANAGERS)
        cloud = household.cloud_of(device)
        plans = await self._movable(who, household, device)
        plan = next((plan for plan in plans if plan.job == job), None)
        if not isinstance(cloud, HasTimers) or plan is None:
            return Refused(Denial.PLAN_OVER)
        if not await may_begin():
            return await self.show(who, household, device, Problem.CLOUD_SILENT)
        known = household.known.device(device)
        try:
            await cloud.add_timer(device, _timer(plan, known.name if known else "", who.home.timezone))
        except CloudError as error:
            return await self.show(who, household, device, error.problem)
        finally:
            household.outdate_timers(device)
        await self._planning.call_off(who, household, job)
        return await self.show(who, household, device)

    async def pause(
        self, who: Admitted, household: Household, device: str, mark: str, paused: bool
    ) -> Outcome:
        if not may_manage(who.role):
            return Refused(Denial.ONLY_MANAGERS)
        cloud = household.cloud_of(device)
        if not isinstance(cloud, HasTimers):
            return Refused(Denial.BUTTON_OUTDATED)
        try:
            timer = await _ours(household, device, mark)
            if timer is None:
                return Refused(Denial.PLAN_OVER)
            if timer.enabled is paused:
                await may_begin()
                try:
                    await cloud.change_timer(device, replace(timer, enabled=not paused))
                finally:
                    household.outdate_timers(device)
        except CloudError as error:
            return await self.show(who, household, device, error.problem)
        return await self.show(who, household, device)

    async def remove(self, who: Admitted, household: Household, device: str, mark: str) -> Outcome:
        if denial := denial_of(who, Removed.TIMER):
            return Refused(denial)
        cloud = household.cloud_of(device)
        if not isinstance(cloud, HasTimers):
            return Refused(Denial.BUTTON_OUTDATED)
        try:
            timer = await _ours(household, device, mark)
        except CloudError as error:
            return await self.show(who, household, device, error.problem)
        if timer is None:
            return Refused(Denial.PLAN_OVER)
        removal = Removal(Removed.TIMER, device, timer.name, timer.id)
        return await self._removing.ask(who, household, removal)

    async def _movable(self, who: Admitted, household: Household, device: str) -> tuple[Plan, ...]:
        """What a timer of the cloud can do: absolute values of this device, at a time."""
        return tuple(
            plan
            for plan in await self._planning.shown(who, household)
            if plan.commands
            and plan.scene is None
            and plan.for_seconds is None
            and not plan.restores
            and not plan.paused
            and all(c.device == device and isinstance(c.change, SetTo) for c in plan.commands)
        )


async def _ours(household: Household, device: str, mark: str) -> Timer | None:
    timers = await household.timers_of(device)
    return next((timer for timer in timers if timer.ours and mark_of(timer.id) == mark), None)


def _timer(plan: Plan, name: str, timezone: str) -> Timer:
    at = None if plan.every else plan.due.replace(tzinfo=None)
    return Timer("", name, True, timezone, plan.every, at, plan.commands, ours=True)
