"""What a sentence is said in: the chat, the room, the hour, and what was done before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.home.command import Command
from bot.home.request import Act, Ask


@dataclass(frozen=True)
class Context:
    """``language`` is the chat's (the words may be of another), ``now`` the home's local time, ``room``
    the room that the chat is bound to; ``overheard``: said in a group without addressing the bot;
    ``last``: what the conversation did last, ``undo``: what would take that back (None: nothing was done);
    ``about``: the ids of the devices that were asked about last, ``heard``: the question itself;
    ``asked``: the bot waits for an answer; ``fahrenheit``: the speaker reads temperatures so, and speaks of
    them so where no unit is said; ``planned``: what was asked for last, and
    when it is to be done; None where that was at once, or is again and again."""

    language: str
    now: datetime
    room: str | None = None
    overheard: bool = False
    last: tuple[Command, ...] = ()
    undo: Act | None = None
    about: tuple[str, ...] = ()
    asked: bool = False
    fahrenheit: bool = False
    heard: Ask | None = None
    planned: Act | None = None
