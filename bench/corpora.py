"""The development corpora in ``$HOUSEMATE_SAMPLES/phrases``, judged by the ``judge.py`` that lies there."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.contender import Contender, Said
from bench.counting import Share
from bot.home.house import House
from bot.understand import read_home

Row = dict[str, Any]


@dataclass(frozen=True)
class Score:
    """One corpus, one contender: ``meant`` counts the right intent and devices, ``right`` the values too."""

    meant: Share
    right: Share
    harmful: Share
    acted: Share
    """Out of domain or chatter, and acted on."""

    def __add__(self, other: Score) -> Score:
        return Score(
            self.meant + other.meant,
            self.right + other.right,
            self.harmful + other.harmful,
            self.acted + other.acted,
        )


def folder() -> Path | None:
    """Where the corpora are; None where ``HOUSEMATE_SAMPLES`` is not set."""
    path = Path(os.environ.get("HOUSEMATE_SAMPLES", "")) / "phrases"
    return path if (path / "judge.py").is_file() else None


class Corpora:
    """The corpora of a folder, their homes and their judge."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._judge = _module(path / "judge.py")
        self._houses: dict[str, House] = {}

    def names(self) -> Sequence[str]:
        return sorted(file.stem for file in self._path.glob("*.jsonl"))

    def score(self, name: str, contender: Contender) -> Score:
        rows = [self._judge.normal(row) for row in self._judge.read_lines(self._path / f"{name}.jsonl")]
        frames = [contender.answer(said) for said in self._said(rows)]
        homes = self._judge.Homes(self._path)
        verdicts = [(row, verdict) for row, _, verdict in self._judge.score(rows, frames, homes)]
        asked = [v for row, v in verdicts if row["gold"]["class"] not in self._judge.NO_ACTION]
        idle = [v for row, v in verdicts if row["gold"]["class"] in self._judge.NO_ACTION]
        return Score(
            _share(asked, "target"), _share(asked, "value"), _share(asked, "harmful"), _share(idle, "acted")
        )

    def _said(self, rows: Sequence[Row]) -> Iterator[Said]:
        for row in rows:
            line, home = row["input"], row["input"]["home"]
            if home not in self._houses:
                self._houses[home] = read_home(self._path / home)
            yield Said(
                line["text"],
                line.get("language", "en"),
                home,
                self._houses[home],
                line.get("room"),
                bool(line.get("overheard")),
                line.get("session"),
                datetime.fromisoformat(line["now"]) if line.get("now") else None,
            )


def _share(verdicts: Sequence[dict[str, bool]], column: str) -> Share:
    return Share(sum(bool(verdict[column]) for verdict in verdicts), len(verdicts))


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("judge", path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
