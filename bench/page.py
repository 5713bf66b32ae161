"""The measured part of docs/understanding.md: tables of Markdown between two markers."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.corpora import Score
from bench.counting import Share
from bench.phrases import PhraseScore
from bench.timing import Memory, Speed

PAGE = Path(__file__).parent.parent / "docs" / "understanding.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
COMMAND = "make bench-understanding"

Row = Sequence[object]


@dataclass
class Measured:
    """Everything that one run found out; each contender's part under its name, the program's own first."""

    contenders: Sequence[tuple[str, str]]
    """Name and version."""

    phrases: dict[tuple[str, bool], dict[str, PhraseScore]] = field(default_factory=dict)
    groups: dict[str, dict[str, Share]] = field(default_factory=dict)
    corpora: dict[str, dict[str, Score]] = field(default_factory=dict)
    speeds: dict[int, dict[str, Speed]] = field(default_factory=dict)
    starts: dict[str, float] = field(default_factory=dict)
    memory: dict[str, Memory] = field(default_factory=dict)

    @property
    def own(self) -> str:
        """The program's own name in the tables."""
        return self.contenders[0][0]


def written(measured: Measured, seconds: float) -> str:
    """The measured part, and what it was measured with."""
    sections = [
        f"Measured by `{COMMAND}` on {datetime.now(UTC):%Y-%m-%d}, in {seconds:.0f} s, on {machine()}.\n"
        f"Beside each other in one run: {' and '.join(map(' '.join, measured.contenders))}.\n"
        "In brackets: Wilson's 95 % interval.",
        _phrases(measured),
        _chatter(measured),
        _groups(measured),
        _corpora(measured),
        _speed(measured),
        _process(measured),
    ]
    return "\n\n".join(section for section in sections if section)


def put(text: str, page: Path = PAGE) -> None:
    """Write the measured part into the page, in place of the former one."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


def machine() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    cpu = f"{models[0]}, {len(models)} cores" if models else platform.processor()
    python = ".".join(map(str, sys.version_info[:3]))
    return f"{cpu}, {platform.system()}, Python {python}, rapidfuzz {version('rapidfuzz')}"


def _table(title: str, head: Row, rows: Iterable[Row]) -> str:
    lines = [f"### {title}", "", _line(head), _line("---" for _ in head)]
    return "\n".join([*lines, *map(_line, rows)])


def _line(cells: Iterable[object]) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


def _phrases(measured: Measured) -> str:
    head = ["", "sentences", "who", "right intent and devices", "and values", "harmful"]
    rows = [
        [_which(language, frozen), score.meant.whole, name, score.meant, score.right, score.harmful]
        for (language, frozen), scores in measured.phrases.items()
        for name, score in scores.items()
    ]
    return _table("The project's own commands, percent", head, rows)


def _which(language: str, frozen: bool) -> str:
    return f"{language}, {'frozen' if frozen else 'open'}"


def _chatter(measured: Measured) -> str:
    head = ["", "lines", "who", "acted on, private", "acted on, overheard", "answered at all, overheard"]
    rows = []
    for (language, frozen), scores in measured.phrases.items():
        for name, score in scores.items():
            own = name == measured.own
            heard = [score.acted_overheard, score.answered_overheard] if own else ["–", "–"]
            rows.append([_which(language, frozen), score.acted.whole, name, score.acted, *heard])
    return _table("The project's own household chatter, percent", head, rows)


def _groups(measured: Measured) -> str:
    languages = list(measured.groups)
    names = sorted({name for groups in measured.groups.values() for name in groups})
    rows = [[name, *(_of(measured.groups[language].get(name)) for language in languages)] for name in names]
    title = f"{measured.own}, open commands by kind: right of all"
    return _table(title, ["", *languages], rows)


def _of(share: Share | None) -> str:
    return f"{share.part} of {share.whole}" if share else "–"


def _corpora(measured: Measured) -> str:
    if not measured.corpora:
        return "The development corpora were not there (`HOUSEMATE_SAMPLES` is not set)."
    head = [
        "",
        "sentences",
        "who",
        "right intent and devices",
        "and values",
        "harmful",
        "acted out of domain",
    ]
    rows = [
        [corpus, score.meant.whole, name, score.meant, score.right, score.harmful, score.acted]
        for corpus, scores in [*measured.corpora.items(), ("all", totals(measured.corpora))]
        for name, score in scores.items()
    ]
    return _table("Development corpora, percent", head, rows)


def totals(corpora: Mapping[str, Mapping[str, Score]]) -> dict[str, Score]:
    """All corpora together, sentence by sentence."""
    sums: dict[str, Score] = {}
    for scores in corpora.values():
        for name, score in scores.items():
            sums[name] = sums[name] + score if name in sums else score
    return sums


def _speed(measured: Measured) -> str:
    head = ["devices", "who", "median ms", "p95 ms", "first sentence, ms", "answered", "peer's median / ours"]
    rows = []
    for size, speeds in measured.speeds.items():
        own = speeds[measured.own]
        for name, speed in speeds.items():
            ratio = "" if name == measured.own else f"{speed.median / own.median:.1f}"
            told = [f"{value:.2f}" for value in (speed.median, speed.p95)]
            rows.append([size, name, *told, f"{speed.first:.0f}", Share(speed.answered, speed.of), ratio])
    return _table("Time a sentence, homes of three languages, no sentence twice", head, rows)


def _process(measured: Measured) -> str:
    head = ["who", "cold start to the first answer, s", "memory at most, MB", "memory afterwards, MB"]
    rows = [
        [name, f"{start:.2f}", f"{measured.memory[name].peak:.0f}", f"{measured.memory[name].resident:.0f}"]
        for name, start in measured.starts.items()
    ]
    return _table("A process: three languages and 5,000 devices (memory); one sentence (start)", head, rows)
