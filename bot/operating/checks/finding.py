"""What an examination finds: how bad it is, what it is, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    FINE = "ok"
    NOTE = "--"
    FIX = "!!"


@dataclass(frozen=True)
class Finding:
    """``todo`` is for the operator; only what is FIX needs doing."""

    level: Level
    text: str
    todo: str = ""

    def lines(self) -> list[str]:
        todo = [f"       -> {line}" for line in self.todo.splitlines()]
        return [f"  {self.level.value}  {self.text}", *todo]


@dataclass(frozen=True)
class Section:
    title: str
    findings: Sequence[Finding]


def fine(text: str) -> Finding:
    return Finding(Level.FINE, text)


def note(text: str, todo: str = "") -> Finding:
    return Finding(Level.NOTE, text, todo)


def fix(text: str, todo: str) -> Finding:
    return Finding(Level.FIX, text, todo)
