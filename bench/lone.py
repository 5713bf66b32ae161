"""A process of its own that understands a few sentences and says how much memory that took, in megabytes.

``python -m bench.lone housemate|peer SIZE LANGUAGE...``: one home of SIZE devices, said to in every language.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.contender import Contender, Said
from bench.homes import generated, sentences

SENTENCES = 20


def main(which: str, size: int, languages: Sequence[str]) -> None:
    contender = _contender(which)
    house = generated(languages[0], size)
    for language in languages:
        for text in sentences(language, generated(language, 100), SENTENCES):
            contender.answer(Said(text, language, "home", house))
    print(*memory())


def memory() -> tuple[float, float]:
    """What this process has held at most and holds now; only Linux tells the latter."""
    status = Path("/proc/self/status")
    if not status.exists():
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return peak, peak
    told = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines())
    return int(told["VmHWM"].split()[0]) / 1024, int(told["VmRSS"].split()[0]) / 1024


def _contender(which: str) -> Contender:
    """Imported here, so that neither pays for the other."""
    if which == "housemate":
        from bench.housemate import Housemate

        return Housemate()
    from bench.peer import Peer

    return Peer()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
