"""What was last done, asked and offered in each conversation, so that the next sentence can refer to it.

A conversation is one person's in one chat, or in one topic of a forum: "undo" is what I did, "the other one"
what I was asked about. It is forgotten after some minutes of silence.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.assistant.door import Speaker
from bot.home.clock import Clock
from bot.home.command import Command
from bot.home.request import Act

FORGOTTEN_AFTER = timedelta(minutes=10)
KEPT = 10_000

Between = tuple[int, int | None, int]
"""Who talks where: chat, topic and person."""


@dataclass(frozen=True)
class Talk:
    """``last`` was done and ``undo`` takes it back; ``plans`` are the jobs of what was put off; ``about`` was
    asked about; ``question`` is the token of what the bot asked and nobody has answered yet."""

    at: datetime
    last: tuple[Command, ...] = ()
    undo: Act | None = None
    plans: tuple[int, ...] = ()
    about: tuple[str, ...] = ()
    question: str | None = None


class KeepsTalk(Protocol):
    """Where conversations are kept; they are short, and losing one does no harm."""

    async def recall(self, between: Between) -> Talk | None: ...

    async def keep(self, between: Between, talk: Talk) -> None: ...


class TalkInProcess:
    """Of very many conversations the last ones."""

    def __init__(self, most: int = KEPT) -> None:
        self._talks: OrderedDict[Between, Talk] = OrderedDict()
        self._most = most

    async def recall(self, between: Between) -> Talk | None:
        return self._talks.get(between)

    async def keep(self, between: Between, talk: Talk) -> None:
        self._talks[between] = talk
        self._talks.move_to_end(between)
        if len(self._talks) > self._most:
            self._talks.popitem(last=False)


class Conversations:
    def __init__(self, kept: KeepsTalk, clock: Clock) -> None:
        self._kept = kept
        self._clock = clock

    async def of(self, speaker: Speaker) -> Talk:
        """The speaker's conversation here; an empty one where there is none, or none that is recent."""
        now = self._clock.now()
        talk = await self._kept.recall(_between(speaker))
        return talk if talk and now - talk.at < FORGOTTEN_AFTER else Talk(now)

    async def did(self, speaker: Speaker, commands: Sequence[Command], undo: Act | None) -> None:
        """Something was done; of a scene it is not known what."""
        talk = Talk(self._clock.now(), tuple(commands), undo)
        await self._kept.keep(_between(speaker), talk)

    async def planned(self, speaker: Speaker, jobs: Sequence[int], at_once: bool) -> None:
        """Something was put off until later; ``at_once``: beside what was just done."""
        talk = await self.of(speaker) if at_once else Talk(self._clock.now())
        await self._kept.keep(_between(speaker), replace(talk, at=self._clock.now(), plans=tuple(jobs)))

    async def spoke_of(self, speaker: Speaker, devices: Sequence[str]) -> None:
        """Devices were asked about or looked at: "it" is one of them now."""
        talk = await self.of(speaker)
        about = tuple(dict.fromkeys(devices))
        await self._kept.keep(_between(speaker), replace(talk, at=self._clock.now(), about=about))

    async def asked(self, speaker: Speaker, question: str | None) -> None:
        """The bot asked something; None: it is answered, or dropped."""
        talk = await self.of(speaker)
        await self._kept.keep(_between(speaker), replace(talk, at=self._clock.now(), question=question))


def _between(speaker: Speaker) -> Between:
    return speaker.chat, speaker.topic, speaker.person
