"""What can be heard offline: a grammar of orders about the things of one home (JSGF, English).

A free language model makes "the line" of "the light"; with only these sentences to choose from, the
small acoustic model hears most of them right. https://www.w3.org/TR/jsgf/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

TENS = "twenty | thirty | forty | fifty | sixty | seventy | eighty | ninety"
ONES = "one | two | three | four | five | six | seven | eight | nine"
TEENS = "ten | eleven | twelve | thirteen | fourteen | fifteen | sixteen | seventeen | eighteen | nineteen"

# Each word must be in the dictionary of pocketsphinx.
ORDERS = (
    "(turn | switch) <way> [the] <name>",
    "(turn | switch) [the] <name> <way>",
    "[the] <name> <way>",
    "(turn | switch) <way> (all [the] lights | everything) [in the <name>]",
    "(open | close | lock | unlock | start | stop | pause) [the] <name>",
    "(set | dim | turn) [the] <name> [up | down] to <number> [percent | degrees]",
    "(dim | brighten | mute) [the] <name>",
    "turn (up | down) [the] <name>",
    "make [the] <name> (brighter | dimmer | warmer | cooler | louder | quieter)",
    "what is the (temperature | humidity) in [the] <name>",
    "is [the] <name> (on | off | open | closed | locked)",
)


def grammar(names: Iterable[str], known: Callable[[str], bool]) -> str | None:
    """The grammar for these names; a name with a word that is not ``known`` cannot be heard.

    None where no name is left.
    """
    spoken = sorted({said for name in names if (said := _spoken(name)) and all(map(known, said.split()))})
    if not spoken:
        return None
    rules = (
        "#JSGF V1.0",
        "grammar home",
        "<way> = on | off",
        f"<number> = {ONES} | {TEENS} | ({TENS}) [{ONES}] | [one | a] hundred",
        f"<name> = {' | '.join(spoken)}",
        f"public <order> = [please] ({' | '.join(ORDERS)})",
    )
    return "".join(f"{rule};\n" for rule in rules)


def _spoken(name: str) -> str:
    """A name as it is spoken; empty where it has anything but English letters."""
    words = " ".join(re.split(r"[\s\-_/.,]+", name.casefold())).strip()
    return words if re.fullmatch(r"[a-z' ]+", words) else ""
