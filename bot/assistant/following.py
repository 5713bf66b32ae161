"""What happens once a reply stands on a card: what is still open there is read again and told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.assistant.wiring import Parts
from bot.home.announcer import Address
from bot.home.asking import ValueAsked
from bot.home.founding import HomeNameAsked
from bot.home.in_the_cloud import TagAsked
from bot.home.outcome import Done, Reply, Scheduled
from bot.home.resetting import Reset
from bot.home.signing_in import LoginCodeAsked, SigningIn
from bot.household import Household
from bot.jobs.follow_up import FollowUps
from bot.jobs.live import LiveCards


class Following:
    def __init__(self, parts: Parts, follow_ups: FollowUps, live: LiveCards | None) -> None:
        self._parts = parts
        self._follow_ups = follow_ups
        self._live = live

    async def follow(self, reply: Reply | None, address: Address, person: int) -> None:
        """What the card shows is followed for a while, too. None: something else stands there."""
        self._follow_ups.forget(address)
        if self._live:
            await self._live.show(reply, address, person)
        if reply is not None:
            await self._begin(reply, address, person)

    async def _begin(self, reply: Reply, address: Address, person: int) -> None:
        household = self._household(reply)
        learn = self._parts.noting.learner(reply.home)
        match reply.outcome:
            case Done(open=True) as done if household:
                ended = self._ended(reply, address, person)
                self._follow_ups.follow(household, done, address, learn=learn, ended=ended, home=reply.home)
            case Scheduled(plans=plans, done=done) as scheduled:
                await self._parts.planning.shown_on(plans, address)
                if done and done.open and household:
                    self._follow_ups.follow(
                        household,
                        done,
                        address,
                        lambda seen: replace(scheduled, done=seen),
                        learn,
                        home=reply.home,
                    )
            case (
                ValueAsked(token=token)
                | TagAsked(token=token)
                | LoginCodeAsked(token=token)
                | HomeNameAsked(token=token)
            ):
                await self._parts.questions.shown_on(token, address.card)
            case Reset() as reset:
                await self._parts.resetting.shown_on(reset, address)
            case SigningIn() as login:
                await self._parts.connecting.shown_on(login, address)

    def _ended(self, reply: Reply, address: Address, person: int) -> Callable[[Done], Awaitable[None]]:
        """From then on the card follows what it shows."""

        async def show(done: Done) -> None:
            household = self._household(reply)
            if self._live and household:
                await self._live.show(replace(reply, outcome=done, house=household.known), address, person)

        return show

    def _household(self, reply: Reply) -> Household | None:
        return self._parts.homes.get(reply.home) if reply.home is not None else None
