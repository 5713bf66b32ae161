"""What was last done, asked and offered in each conversation, so that the next sentence can refer to it.

A conversation is one person's in one chat, or in one topic of a forum: "undo" is what I did, "the other one"
what I was asked about. It is forgotten after some minutes of silence.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.assistant.door import Speaker
from bot.home.clock import Clock
from bot.home.command import Command
from bot.home.house import House
from bot.home.limits import is_within
from bot.home.naming import Given, bearer_of
from bot.home.payload import (
    command_from_json,
    command_to_json,
    given_from_json,
    given_to_json,
    refusal_from_json,
    refusal_to_json,
    request_from_json,
    request_to_json,
)
from bot.home.request import Act, Ask
from bot.shared import Notes

FORGOTTEN_AFTER = timedelta(minutes=10)


@dataclass(frozen=True)
class Talk:
    """``last`` was done and ``undo`` takes it back; ``plans`` are the jobs of what was put off; ``about`` was
    asked about, by ``heard`` where that was put as a question; ``question`` is the token of what the bot
    asked and nobody has answered yet; ``given`` is a name that was given last, so that "undo" is about it;
    ``planned`` is what was put off to one moment, where all of it was: "no, at nine" is said of that."""

    at: datetime
    last: tuple[Command, ...] = ()
    undo: Act | None = None
    plans: tuple[int, ...] = ()
    about: tuple[str, ...] = ()
    question: str | None = None
    heard: Ask | None = None
    given: Given | None = None
    planned: Act | None = None


class Conversations:
    def __init__(self, notes: Notes, clock: Clock) -> None:
        self._notes = notes
        self._clock = clock

    async def of(self, speaker: Speaker) -> Talk:
        """The speaker's conversation here; an empty one where there is none, or none that is recent."""
        now = self._clock.now()
        note = await self._notes.read(_between(speaker))
        talk = _talk(note) if note else Talk(now)
        return talk if now - talk.at < FORGOTTEN_AFTER else Talk(now)

    async def did(self, speaker: Speaker, commands: Sequence[Command], undo: Act | None) -> None:
        """Something was done; of a scene it is not known what."""
        talk = Talk(self._clock.now(), tuple(commands), undo)
        await self._keep(speaker, talk)

    async def planned(
        self, speaker: Speaker, jobs: Sequence[int], at_once: bool, act: Act | None = None
    ) -> None:
        """Something was put off until later; ``at_once``: beside what was just done."""
        talk = await self.of(speaker) if at_once else Talk(self._clock.now(), planned=act)
        await self._keep(speaker, replace(talk, at=self._clock.now(), plans=tuple(jobs)))

    async def gave(self, speaker: Speaker, given: Given | None) -> None:
        """A name was given, and what was done before is past undoing; None: it is taken back."""
        talk = await self.of(speaker)
        talk = replace(talk, undo=None, plans=(), planned=None) if given else talk
        await self._keep(speaker, replace(talk, at=self._clock.now(), given=given))

    async def spoke_of(self, speaker: Speaker, devices: Sequence[str], heard: Ask | None = None) -> None:
        """Devices were asked about or looked at: "it" is one of them now, and "and in the bedroom?" asks what
        was asked."""
        talk = await self.of(speaker)
        about = tuple(dict.fromkeys(devices))
        await self._keep(speaker, replace(talk, at=self._clock.now(), about=about, heard=heard))

    async def asked(self, speaker: Speaker, question: str | None) -> None:
        """The bot asked something; None: it is answered, or dropped."""
        talk = await self.of(speaker)
        await self._keep(speaker, replace(talk, at=self._clock.now(), question=question))

    async def _keep(self, speaker: Speaker, talk: Talk) -> None:
        await self._notes.write(_between(speaker), _note(talk), FORGOTTEN_AFTER.total_seconds())


def talk_within(talk: Talk, house: House) -> Talk:
    """A conversation without whatever is not in this house."""
    return replace(
        talk,
        last=tuple(command for command in talk.last if house.device(command.device)),
        undo=talk.undo if talk.undo and is_within(talk.undo, house) else None,
        about=tuple(device for device in talk.about if house.device(device)),
        given=talk.given if talk.given and bearer_of(talk.given.own.thing, house) else None,
        heard=talk.heard if talk.heard and is_within(talk.heard, house) else None,
        planned=talk.planned if talk.planned and is_within(talk.planned, house) else None,
    )


def _between(speaker: Speaker) -> str:
    """Who talks where, and of which home: chat, topic, person and home."""
    return f"talk:{speaker.chat}:{speaker.topic or 0}:{speaker.person}:{speaker.home or 0}"


def _note(talk: Talk) -> str:
    return json.dumps(
        {
            "at": talk.at.isoformat(),
            "last": [command_to_json(command) for command in talk.last],
            "undo": request_to_json(talk.undo) if talk.undo else None,
            "lost": [refusal_to_json(lost) for lost in talk.undo.refused] if talk.undo else [],
            "about": talk.about,
            "heard": request_to_json(talk.heard) if talk.heard else None,
            "question": talk.question,
            "plans": talk.plans,
            "given": given_to_json(talk.given),
            "planned": request_to_json(talk.planned) if talk.planned else None,
        }
    )


def _talk(note: str) -> Talk:
    kept = json.loads(note)
    undo = request_from_json(kept["undo"]) if kept["undo"] else None
    heard = request_from_json(kept["heard"]) if kept.get("heard") else None
    planned = request_from_json(kept["planned"]) if kept.get("planned") else None
    lost = tuple(refusal_from_json(refusal) for refusal in kept["lost"])
    return Talk(
        datetime.fromisoformat(kept["at"]),
        last=tuple(command_from_json(command) for command in kept["last"]),
        undo=replace(undo, refused=lost) if isinstance(undo, Act) else None,
        plans=tuple(kept["plans"]),
        about=tuple(kept["about"]),
        heard=heard if isinstance(heard, Ask) else None,
        question=kept["question"],
        given=given_from_json(kept.get("given")),
        planned=planned if isinstance(planned, Act) else None,
    )
