"""A language's words: which phrase says which concept (``locales/<code>/lexicon.toml``).

The file is made of sections (``[action]``, ``[kind]``, ``[room]`` ...); an entry is a concept and the
phrases that say it. ``[both]`` holds phrases that say several concepts at once, under keys such as
``"property.brightness + change.up"``; ``[numbers]`` holds number words, ``[ordinals]`` places
among what was offered, ``[answers]`` the ways to say yes, ``[watching]`` how people ask to be told of
something (understanding/asked_to_tell.py), ``[naming]`` how they give a thing a name
(understanding/naming.py). Verbs of Russian are written
in the infinitive, nouns in the nominative: their forms are found by themselves.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import bot
from bot.home.errors import LexiconError
from bot.understanding.concepts import WATCHING, known


class Manner(StrEnum):
    """How sure a way of speaking is about a name being given."""

    RENAME = "rename"
    CALL = "call"
    BE = "be"


@dataclass(frozen=True, eq=False)
class Lexicon:
    """``phrases`` are pairs of concepts and one way to say them; ``numbers`` the values of number words;
    ``ordinals`` the places among what was offered, -1 for the last; ``yes`` the ways to agree; ``namings``
    pairs of how sure it is that a name is given, and one way to say so."""

    language: str
    phrases: tuple[tuple[tuple[str, ...], str], ...]
    numbers: Mapping[str, float]
    ordinals: Mapping[str, int]
    yes: tuple[str, ...]
    watching: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    namings: tuple[tuple[Manner, str], ...] = ()

    @classmethod
    def load(cls, path: Path) -> Lexicon:
        """Read and check a lexicon; ``LexiconError`` names the file and the entry."""
        try:
            with path.open("rb") as file:
                document = tomllib.load(file)
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise LexiconError(f"{path}: {error}") from error
        numbers = document.pop("numbers", {})
        for word, value in numbers.items():
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise LexiconError(f"{path}: numbers.{word}: expected a number")
        ordinals = document.pop("ordinals", {})
        for phrase, place in ordinals.items():
            if isinstance(place, bool) or not isinstance(place, int) or not (place > 0 or place == -1):
                raise LexiconError(f"{path}: ordinals.{phrase}: expected a place, or -1 for the last")
        yes = document.pop("answers", {}).get("yes", [])
        if not isinstance(yes, list) or not all(isinstance(phrase, str) and phrase.strip() for phrase in yes):
            raise LexiconError(f"{path}: answers.yes: expected a list of phrases")
        watching = _watching(document.pop("watching", {}), path)
        namings = tuple(_namings(document.pop("naming", {}), path))
        phrases = tuple(_phrases(document, path))
        return cls(path.parent.name, phrases, numbers, ordinals, tuple(yes), watching, namings)


def _watching(entries: Mapping[str, Any], path: Path) -> Mapping[str, tuple[str, ...]]:
    for name, phrases in entries.items():
        if name not in WATCHING:
            raise LexiconError(f"{path}: watching.{name}: expected one of {', '.join(sorted(WATCHING))}")
        if not isinstance(phrases, list) or not all(isinstance(p, str) and p.strip() for p in phrases):
            raise LexiconError(f"{path}: watching.{name}: expected a list of phrases")
    return {name: tuple(phrases) for name, phrases in entries.items()}


def _namings(section: Any, path: Path) -> Iterator[tuple[Manner, str]]:
    """``{thing}`` has to be in each, and at most one ``{name}``."""
    for manner, phrases in section.items() if isinstance(section, dict) else (("naming", None),):
        if manner not in set(Manner):
            raise LexiconError(f"{path}: naming.{manner}: expected one of {', '.join(Manner)}")
        for phrase in phrases if isinstance(phrases, list) else (None,):
            if not isinstance(phrase, str) or phrase.count("{thing}") != 1 or phrase.count("{name}") > 1:
                raise LexiconError(f"{path}: naming.{manner}: expected phrases with {{thing}} and {{name}}")
            yield Manner(manner), phrase


def _phrases(document: Mapping[str, Any], path: Path) -> Iterator[tuple[tuple[str, ...], str]]:
    for section, entries in document.items():
        if not isinstance(entries, dict):
            raise LexiconError(f"{path}: {section}: expected a section")
        for name, phrases in entries.items():
            ids = tuple(name.split(" + ")) if section == "both" else (f"{section}.{name}",)
            for id_ in ids:
                if not known(id_):
                    raise LexiconError(f"{path}: {section}.{name}: unknown concept {id_}")
            if not isinstance(phrases, list) or not all(isinstance(p, str) and p.strip() for p in phrases):
                raise LexiconError(f"{path}: {section}.{name}: expected a list of phrases")
            yield from ((ids, phrase) for phrase in phrases)


def locales_folder() -> Path:
    """Where the languages live: inside the package once installed, beside it in a working copy."""
    package = Path(bot.__file__).parent
    inside = package / "locales"
    return inside if inside.is_dir() else package.parent / "locales"


def load_all(folder: Path | None = None) -> dict[str, Lexicon]:
    """Every language that has a lexicon, by its code."""
    files = sorted((folder or locales_folder()).glob("*/lexicon.toml"))
    return {file.parent.name: Lexicon.load(file) for file in files}
