"""From a press to a reply: whose it is, in which home, and whether its button still means something."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import assert_never

from bot.assistant.door import Admitted, Speaker
from bot.assistant.routing import Errand, errand
from bot.assistant.wiring import Parts
from bot.home.account_buttons import FoundHome, NameHome, ShowAccounts
from bot.home.binding_buttons import ChooseHome, HomeChoice
from bot.home.button import BeforeHome, Button, HomeButton, Speak
from bot.home.deed import Via
from bot.home.forgetting import ForgetButton
from bot.home.house import House
from bot.home.outcome import Denial, Failed, Outcome, Refused, Reply
from bot.home.shown import Trouble

NOBODY = House()

Read = Callable[[House], Button | None]
"""Decodes hostile button data in the presser's own house."""


class Presses:
    """``go_on``: what is shown once a home was chosen, and perhaps something said before that; ``open``: what
    a command shows that stands for a button."""

    def __init__(
        self,
        parts: Parts,
        go_on: Callable[[Speaker, str | None], Awaitable[Reply]],
        open: Callable[[Speaker, Button], Awaitable[Reply]],
    ) -> None:
        self._parts = parts
        self._go_on = go_on
        self._open = open

    async def denied(self, speaker: Speaker, read: Read) -> Denial | None:
        """Why a press is refused, as far as that can be told at once: no cloud is asked."""
        button = read(NOBODY)
        if isinstance(button, BeforeHome):
            return await self._before_home(speaker, button).denial()
        who = await self._admitted(speaker, button)
        if isinstance(who, Denial):
            return who
        household = await self._parts.homes.of(who)
        known = _of_home(read, household.known)
        found = errand(self._parts, who, household, known) if known else None
        whole = self._parts.homes.get(who.home.id)
        if not (found and found.at_once) and (whole is None or not whole.known.devices):
            return None  # whether there is such a device is not known yet
        return await found.denial() if found else Denial.BUTTON_OUTDATED

    async def press(self, speaker: Speaker, read: Read) -> Reply:
        """What a press leads to."""
        button = read(NOBODY)
        if isinstance(button, BeforeHome):
            return await self._before_home(speaker, button).press()
        who = await self._admitted(speaker, button)
        if isinstance(who, Denial):
            return Reply(Refused(who), NOBODY)
        household = await self._parts.homes.of(who)
        troubles: tuple[Trouble, ...] = ()
        if not household.known.devices or read(household.known) is None:
            _, troubles = await household.house()
        who = replace(who, via=Via.PRESS)
        known = _of_home(read, household.known)
        outcome: Outcome
        if known is None:
            outcome = Failed(troubles) if troubles else Refused(Denial.BUTTON_OUTDATED)
        else:
            outcome = await errand(self._parts, who, household, known, troubles).press()
            household = await self._parts.homes.of(who)  # it may have other accounts now
        return Reply(outcome, household.known, who.home.id)

    def _before_home(self, speaker: Speaker, button: BeforeHome) -> Errand[Reply]:
        """What is answered before it is known of which home is spoken, if of any."""
        if isinstance(button, HomeChoice):
            denial = partial(self._parts.bindings.denial, speaker, button)
            return Errand(partial(self._placed, speaker, button), denial)
        if isinstance(button, ForgetButton):
            denial = partial(self._parts.forgetting.denial, speaker, button)
            return Errand(partial(self._forgotten, speaker, button), denial)
        if isinstance(button, FoundHome):
            return Errand(partial(self._founded, speaker), partial(self._parts.founding.denial, speaker))
        if isinstance(button, NameHome):
            naming = self._parts.naming_homes
            return Errand(partial(naming.ask, speaker, button), partial(naming.denial, speaker, button))
        assert_never(button)

    async def _founded(self, speaker: Speaker) -> Reply:
        """A home is founded, and shows what it can be connected to."""
        if denial := await self._parts.founding.found(speaker):
            return Reply(Refused(denial), NOBODY)
        return await self._open(speaker, ShowAccounts())

    async def _placed(self, speaker: Speaker, button: HomeChoice) -> Reply:
        """A home was chosen to be spoken of; in private what was said before goes on."""
        bindings = self._parts.bindings
        if not isinstance(button, ChooseHome):
            return await bindings.bind(speaker, button)
        text = await bindings.said_before(speaker, button)
        if denial := await bindings.choose(speaker, button):
            return Reply(Refused(denial), NOBODY)
        return await self._go_on(replace(speaker, home=button.home), text)

    async def _forgotten(self, speaker: Speaker, button: ForgetButton) -> Reply:
        return Reply(await self._parts.forgetting.press(speaker, button), NOBODY)

    async def _admitted(self, speaker: Speaker, button: Button | None) -> Admitted | Denial:
        """Who presses; a language may be chosen on any card."""
        who = await self._parts.door.admit(speaker)
        if who is None:
            return Denial.STRANGER
        outdated = not isinstance(button, Speak) and await self._is_of_another_home(speaker, who)
        return Denial.BUTTON_OUTDATED if outdated else who

    async def _is_of_another_home(self, speaker: Speaker, who: Admitted) -> bool:
        """Whether a card speaks for another home than the chat does now, or nobody knows for which."""
        if speaker.home is not None:
            return speaker.home != who.home.id
        return bool(await self._parts.door.undecided(speaker))


def _of_home(read: Read, house: House) -> HomeButton | None:
    """What a button means in a home; nothing where it means something before any home is known."""
    button = read(house)
    return None if isinstance(button, BeforeHome) else button
