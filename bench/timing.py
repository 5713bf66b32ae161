"""How long a sentence takes, how long a process takes to its first answer, and what it holds in memory."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.contender import Contender, Said
from bench.counting import quantile
from bench.homes import generated, sentences
from bot.home.document import to_document
from bot.home.house import House

SIZES = (10, 100, 1000, 5000)
LANGUAGES = ("en", "ru", "zh")
SENTENCES = {10: 100, 100: 300, 1000: 300, 5000: 300}
"""How many different sentences are said, for each language, in a home of that size."""

STARTS = 3
ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Speed:
    """Milliseconds a sentence in a home of ``size`` devices; ``first``: the first one, with the indexing."""

    size: int
    first: float
    median: float
    p95: float
    answered: int
    of: int


def speed(make: Callable[[], Contender], size: int) -> Speed:
    """A fresh contender for every language, and no sentence twice, so that nothing can be remembered."""
    firsts, rest, answered = [], [], 0
    for language in LANGUAGES:
        house = generated(language, size)
        contender = make()
        first, *others = _times(contender, _said(language, size, house))
        firsts.append(first[0])
        rest += [ms for ms, _ in others]
        answered += sum(outcome in ("act", "report") for _, outcome in (first, *others))
    of = len(rest) + len(firsts)
    return Speed(size, median(firsts), median(rest), quantile(rest, 0.95), answered, of)


def _said(language: str, size: int, house: House) -> Sequence[Said]:
    return [
        Said(text, language, f"{language}-{size}", house)
        for text in sentences(language, house, SENTENCES[size])
    ]


def _times(contender: Contender, said: Sequence[Said]) -> list[tuple[float, str]]:
    """The wall time of each, the reading of the home included, and its outcome."""
    times = []
    for one in said:
        started = perf_counter()
        frame = contender.answer(one)
        times.append(((perf_counter() - started) * 1000, str(frame["outcome"])))
    return times


def cold_start() -> float:
    """Seconds from the start of ``housemate understand`` to the end of a run of one sentence."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home.json"
        home.write_text(json.dumps(to_document(generated("en", 100))), encoding="utf-8")
        command = [sys.executable, "-m", "bot", "understand", "--home", str(home)]
        return _typical(command, "turn on the kitchen left lamp\n")


def peer_cold_start() -> float:
    """The same for the peer: one language, one sentence."""
    return _typical([sys.executable, "-m", "bench.lone", "peer", "100", "en"], "")


def _typical(command: Sequence[str], said: str) -> float:
    times = []
    for _ in range(STARTS):
        started = perf_counter()
        subprocess.run(command, input=said.encode(), stdout=subprocess.PIPE, cwd=ROOT, check=True)
        times.append(perf_counter() - started)
    return median(times)


@dataclass(frozen=True)
class Memory:
    """Megabytes that a process held at most, and in the end."""

    peak: float
    resident: float


def memory(which: str) -> Memory:
    """That of a process that knows three languages and 5,000 devices."""
    command = [sys.executable, "-m", "bench.lone", which, "5000", *LANGUAGES]
    done = subprocess.run(command, stdout=subprocess.PIPE, cwd=ROOT, check=True)
    return Memory(*map(float, done.stdout.split()))
