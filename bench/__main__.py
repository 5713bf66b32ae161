"""``make bench-understanding``: everything measured, printed, and written into docs/understanding.md."""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections.abc import Callable, Mapping
from time import perf_counter

from bench import corpora, phrases, timing
from bench.contender import Contender
from bench.housemate import Housemate
from bench.page import Measured, put, written
from tests.understanding.phrase_book import LANGUAGES

Makers = Mapping[str, Callable[[], Contender]]


def contenders() -> Makers:
    """The program, and the peer where it is installed (the extra ``bench``)."""
    makers: dict[str, Callable[[], Contender]] = {"housemate": Housemate}
    if all(importlib.util.find_spec(name) for name in ("hassil", "home_assistant_intents")):
        from bench.peer import Peer

        makers["peer"] = Peer
    return makers


def measure(makers: Makers) -> Measured:
    named = {which: make() for which, make in makers.items()}
    measured = Measured([(contender.name, contender.version) for contender in named.values()])
    for language in LANGUAGES:
        for frozen in (False, True):
            measured.phrases[language, frozen] = {
                c.name: phrases.score(c, language, frozen=frozen) for c in named.values()
            }
        measured.groups[language] = phrases.by_group(named["housemate"], language)
    _say("phrases done")
    _corpora(measured, makers)
    _times(measured, makers)
    return measured


def _corpora(measured: Measured, makers: Makers) -> None:
    folder = corpora.folder()
    if folder is None:
        return
    found = corpora.Corpora(folder)
    for name in found.names():
        made = [make() for make in makers.values()]
        measured.corpora[name] = {contender.name: found.score(name, contender) for contender in made}
        _say(f"{name} done")


def _times(measured: Measured, makers: Makers) -> None:
    for size in timing.SIZES:
        measured.speeds[size] = {make().name: timing.speed(make, size) for make in makers.values()}
        _say(f"homes of {size} devices done")
    for which, (name, _) in zip(makers, measured.contenders, strict=True):
        measured.starts[name] = timing.cold_start() if which == "housemate" else timing.peer_cold_start()
        measured.memory[name] = timing.memory(which)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--print-only", action="store_true", help="leave docs/understanding.md as it is")
    arguments = parser.parse_args()
    started = perf_counter()
    measured = measure(contenders())
    text = written(measured, perf_counter() - started)
    print(text)
    if not arguments.print_only:
        put(text)


if __name__ == "__main__":
    main()
