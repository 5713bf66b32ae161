"""The project's own sentences, as their files have them (tests/understanding/phrases/README.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from bot.home.house import House
from tests.understanding.phrase_home import phrase_home
from tests.understanding.phrase_house import phrase_house

FOLDER = Path(__file__).parent / "phrases"
LANGUAGES = tuple(sorted(file.stem for file in FOLDER.glob("*.toml")))
NOON = datetime(2026, 11, 23, 12, 0)
"""When everything is said: a Monday."""

TURN = " >> "


@dataclass(frozen=True)
class Phrase:
    """What is said to the home, turn by turn, and what the last turn asks for (nothing: chatter).

    ``home`` is ``flat`` or ``house``, ``room`` the id of the room that the chat is bound to. A ``frozen``
    phrase is only counted: nobody looks at it when the program is improved.
    """

    language: str
    group: str
    home: str
    turns: tuple[str, ...]
    expected: str | None = None
    room: str | None = None
    frozen: bool = False

    @property
    def text(self) -> str:
        return TURN.join(self.turns)


@cache
def phrases(language: str) -> dict[str, Any]:
    """The file of a language."""
    with (FOLDER / f"{language}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def home(language: str, which: str = "flat") -> House:
    file = phrases(language)
    if which == "flat":
        return phrase_home(file["names"])
    return phrase_house(file["names"] | file["house"], file["aliases"])


@cache
def commands(language: str) -> tuple[Phrase, ...]:
    """Sentences that ask for something; questions, refusals and the bot's own business among them."""
    return tuple(
        _command(language, group, said, expected)
        for group in phrases(language)["commands"]
        for said, expected in group["says"].items()
    )


@cache
def chatter(language: str) -> tuple[Phrase, ...]:
    """Sentences of a household that ask the home for nothing."""
    return tuple(
        Phrase(language, group["group"], _home_of(group), (line,), frozen=_is_frozen(group))
        for group in phrases(language)["chatter"]
        for line in group["lines"]
    )


def everything() -> Iterator[Phrase]:
    for language in LANGUAGES:
        yield from commands(language)
        yield from chatter(language)


def _command(language: str, group: dict[str, Any], said: str, expected: str) -> Phrase:
    room, _, text = said.rpartition("|")
    file = phrases(language)
    ids = {name.casefold(): id_ for id_, name in (file["names"] | file["house"]).items()}
    return Phrase(
        language,
        group["group"],
        _home_of(group),
        tuple(text.split(TURN)),
        expected,
        ids.get(room.casefold(), room) or None,
        _is_frozen(group),
    )


def _home_of(group: dict[str, Any]) -> str:
    return str(group.get("home", "house"))


def _is_frozen(group: dict[str, Any]) -> bool:
    return bool(group.get("frozen", False))
