"""The project's own sentences: each asks for what its file says, and chatter asks for nothing."""

from __future__ import annotations

import tomllib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.home.capability import Hsv
from bot.home.command import Command, Flip, SetTo, ShiftBy
from bot.home.house import House
from bot.home.request import (
    Act,
    Ask,
    Cancel,
    Clarify,
    Ignored,
    Manage,
    NotFound,
    NotUnderstood,
    Request,
    Unsupported,
)
from bot.intents import Understander
from bot.understanding.context import Context
from bot.understanding.lexicon import load_all
from tests.understanding.phrase_home import phrase_home

FOLDER = Path(__file__).parent / "phrases"
LANGUAGES = sorted(file.stem for file in FOLDER.glob("*.toml"))
NOON = datetime(2026, 11, 23, 12, 0)


@cache
def phrases(language: str) -> dict[str, Any]:
    with (FOLDER / f"{language}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def home(language: str) -> House:
    return phrase_home(phrases(language)["names"])


@cache
def understander() -> Understander:
    return Understander(load_all())


def request(language: str, said: str, *, overheard: bool = False) -> Request:
    room, _, text = said.rpartition("|")
    rooms = {name.casefold(): id_ for id_, name in phrases(language)["names"].items()}
    context = Context(language, NOON, rooms.get(room, room or None), overheard)
    return understander().understand(text, home(language), context).request


def told(command: Command) -> str:
    """A command in the words of the phrase files."""
    thing = f"{command.device}.{command.key.instance}"
    match command.change:
        case Flip():
            return f"{thing}!"
        case ShiftBy(step=step, sized=sized):
            return f"{thing}{'+' if step > 0 else '-'}{f'{abs(step):g}' if sized else ''}"
        case SetTo(value=Hsv(h=hue)):
            return f"{thing}={hue:g}"
        case SetTo(value=value):
            return f"{thing}={f'{value:g}' if isinstance(value, float) else str(value).lower()}"


def answer(request: Request) -> str:
    match request:
        case Act(scene=str() as scene):
            return f"scene:{scene}"
        case Act(commands=commands):
            return "; ".join(sorted(map(told, commands)))
        case Ask(readings=readings):
            return "ask:" + "; ".join(sorted(f"{r.device}.{r.instance}" for r in readings))
        case Clarify(options=options):
            return "which:" + ",".join(sorted(option.id for option in options))
        case Unsupported(reason=reason):
            return f"cannot:{reason.code}"
        case Manage(intent=intent):
            return f"manage:{intent}"
        case NotFound():
            return "not_found"
        case NotUnderstood():
            return "not_understood"
        case Cancel():
            return "cancel"
        case Ignored():
            return "ignored"


def sorted_answer(expected: str) -> str:
    head, colon, listed = expected.partition(":") if ":" in expected.split(".")[0] else ("", "", expected)
    separator = "," if head == "which" else "; "
    return head + colon + separator.join(sorted(part.strip() for part in listed.split(separator.strip())))


COMMANDS = [
    pytest.param(language, said, expected, id=f"{language}: {said}")
    for language in LANGUAGES
    for said, expected in phrases(language)["commands"].items()
]
CHATTER = [
    pytest.param(language, line, id=f"{language}: {line}")
    for language in LANGUAGES
    for line in phrases(language)["chatter"]["lines"]
]


@pytest.mark.parametrize(("language", "said", "expected"), COMMANDS)
def test_a_sentence_asks_for_what_it_says(language: str, said: str, expected: str) -> None:
    assert answer(request(language, said)) == sorted_answer(expected)


@pytest.mark.parametrize(("language", "line"), CHATTER)
def test_chatter_never_acts(language: str, line: str) -> None:
    assert not isinstance(request(language, line), Act | Clarify)


@pytest.mark.parametrize(("language", "line"), CHATTER)
def test_overheard_chatter_is_ignored(language: str, line: str) -> None:
    assert request(language, line, overheard=True) == Ignored()
