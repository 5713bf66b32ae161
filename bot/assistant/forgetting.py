"""A person is told what is known of them, and forgotten if they confirm it.

No question is kept for that: whoever belongs to no home any more may want it, too. The button stands in the
person's own private chat, is good for some minutes, and has nothing left to do once it was pressed.
"""

from __future__ import annotations

from hashlib import sha256

from bot.assistant.door import Speaker
from bot.assistant.homes import Homes
from bot.assistant.reasons import Reasons
from bot.home.clock import Clock
from bot.home.forgetting import (
    CONFIRM_WITHIN,
    AskForget,
    ConfirmEnd,
    Forget,
    ForgetAsked,
    ForgetButton,
    Forgotten,
    KeepMe,
    OwnedAlone,
)
from bot.home.outcome import Denial, Outcome, Refused
from bot.home.request import Cancel
from bot.memory.memberships import Changed
from bot.memory.memory import Memory
from bot.memory.records import Home

DIGEST = 8  # characters


class Forgetting:
    def __init__(self, memory: Memory, homes: Homes, reasons: Reasons, clock: Clock) -> None:
        self._memory = memory
        self._homes = homes
        self._reasons = reasons
        self._clock = clock

    async def press(self, speaker: Speaker, button: ForgetButton) -> Outcome:
        if denial := await self.denial(speaker, button):
            return Refused(denial)
        match button:
            case AskForget():
                return await self._told(speaker)
            case KeepMe():
                return Cancel()
            case Forget():
                return await self._forget(speaker, button)

    async def denial(self, speaker: Speaker, button: ForgetButton) -> Denial | None:
        """Why it is refused at once."""
        if speaker.chat_type != "private" or speaker.chat != speaker.person:
            return Denial.ONLY_IN_PRIVATE
        if isinstance(button, Forget):
            age = self._clock.now().timestamp() - button.asked
            return None if age + 1 >= 0 and age <= CONFIRM_WITHIN.total_seconds() else Denial.QUESTION_OVER
        return None

    async def _told(self, speaker: Speaker) -> Outcome:
        told = await self._memory.export_person(speaker.person)
        if not told:
            return Refused(Denial.STRANGER)
        homes = await self._memory.owned_alone(speaker.person)
        return ForgetAsked(told, int(self._clock.now().timestamp()), await self._described(speaker, homes))

    async def _forget(self, speaker: Speaker, button: Forget) -> Outcome:
        """Homes go along only where exactly these were agreed to; else they are asked about."""
        homes = await self._memory.owned_alone(speaker.person)
        if homes and button.homes != _digest(homes):
            alone = await self._described(speaker, homes)
            return ConfirmEnd(alone, int(self._clock.now().timestamp()), _digest(homes))
        if (
            await self._memory.forget_person(speaker.person, [home.id for home in homes])
            is Changed.LAST_OWNER
        ):
            return Refused(Denial.QUESTION_OVER)  # somebody else has just left one of their homes
        for home in homes:
            self._homes.drop(home.id)
        self._reasons.forget(speaker.person)
        return Forgotten(tuple(home.name for home in homes))

    async def _described(self, speaker: Speaker, homes: tuple[Home, ...]) -> tuple[OwnedAlone, ...]:
        members = [await self._memory.members(home.id) for home in homes]
        return tuple(
            OwnedAlone(home.name, sum(one.person.id != speaker.person for one in of_home))
            for home, of_home in zip(homes, members, strict=True)
        )


def _digest(homes: tuple[Home, ...]) -> str:
    return sha256(",".join(str(home.id) for home in homes).encode()).hexdigest()[:DIGEST]
