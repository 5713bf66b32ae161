"""Everything that the clouds can do is reached by a sentence or by buttons, in every language: docs/reach.md.

Each row of reach.py is walked over the person API; what counts are the calls that the stand-ins have seen
and what is true of the devices afterwards. After a change of the rows

    HOUSEMATE_GOLDEN=write .venv/bin/pytest tests/conversation/test_reach.py

writes the page anew.
"""

from __future__ import annotations

import os
import pkgutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import get_args

import pytest

from bot.home.capability import Capability
from bot.i18n import Language, Languages
from tests.clouds.test_operations import ALIYUN as ALIYUN_OPERATIONS
from tests.clouds.test_operations import YANDEX as YANDEX_OPERATIONS
from tests.conversation.reach import (
    ALIYUN,
    CAPABILITIES,
    INSIDE,
    KEPT,
    LANGUAGES,
    YANDEX,
    Inside,
    Kept,
    Row,
    Written,
)
from tests.conversation.walking import Walk, said, together, ways_of, words_of
from tests.person import Neighbourhood, Person, until
from tests.running import bot_process, sandbox_alone

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/reach.md"
CATALOGUES = Languages.load()
QUIET = {"HOUSEMATE_BACKGROUND_CALLS": "0"}
HOMES = ("moscow", "hangzhou", "both")
ROWS = (*CAPABILITIES, *ALIYUN, *YANDEX, *KEPT)


@pytest.fixture(scope="module")
def town() -> Iterator[Neighbourhood]:
    """Every household, with a bot of their own: a walk removes devices and changes languages."""
    with sandbox_alone() as sandbox, bot_process({**sandbox.environment, **QUIET}):
        yield sandbox.world


def walk_a_home(url: str, home: str, code: str) -> list[str]:
    language, failures = CATALOGUES.pick(code), []
    ways = [way for row in ROWS if row.home == home for way in ways_of(row, language)]
    with Neighbourhood(url) as world:
        owner = world.person(home)
        speak(owner, language)
        for walk in together(ways):
            try:
                Walk(world, owner, walk, language).walk()
            except AssertionError as error:
                failures.append(f"{' + '.join(map(str, walk))}: {error}")
    return failures


def speak(owner: Person, language: Language) -> None:
    card = owner.says("/language")
    owner.presses(card, language.name)


@pytest.mark.process
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_row_reaches_what_it_says(town: Neighbourhood, code: str) -> None:
    """All homes at the same time."""
    with ThreadPoolExecutor(len(HOMES)) as homes:
        failures = list(homes.map(lambda home: walk_a_home(town.url, home, code), HOMES))
    assert [failure for of_home in failures for failure in of_home] == []


@pytest.mark.process
def test_what_happens_inside_is_seen_in_the_calls(town: Neighbourhood) -> None:
    for home in HOMES:
        town.person(home).says("/status")
    until(lambda: unseen(town) == [], "nobody saw " + ", ".join(unseen(town)))


def unseen(town: Neighbourhood) -> list[str]:
    paths = [call["path"] for target in ("yandex", "aliyun") for call in town.calls(target)]
    return [one.what for one in INSIDE if not one.test and not any(one.path in path for path in paths)]


@pytest.mark.parametrize("inside", [one for one in INSIDE if one.test], ids=lambda one: one.what)
def test_what_happens_to_the_operator_or_in_trouble_is_seen_in_a_contract_test(inside: Inside) -> None:
    """``covers`` fails the test that it stands at where the stand-in has not seen the call."""
    method, _, path = inside.what.rpartition(" ")
    covered = vars(pkgutil.resolve_name(inside.test)).get("covers", ())
    assert f"{method or 'POST'} {path}" in [operation.replace("/v1.0", "") for operation in covered]


def test_nothing_that_the_clouds_can_do_is_missing() -> None:
    kinds = {kind.__dataclass_fields__["kind"].default for kind in get_args(Capability)}
    assert {row.what.partition(" ")[0] for row in CAPABILITIES} == kinds
    reached = {row.what for row in (*ALIYUN, *YANDEX)} | {inside.what for inside in INSIDE}
    aliyun = {wanted.operation.removeprefix("POST ") for wanted in ALIYUN_OPERATIONS}
    yandex = {wanted.operation.replace("/v1.0", "") for wanted in YANDEX_OPERATIONS}
    assert reached == aliyun | yandex


def test_every_row_has_a_way() -> None:
    assert [row.what for row in ROWS if not (row.say or row.press)] == []


def test_the_page_shows_the_rows() -> None:
    page = written()
    if os.environ.get("HOUSEMATE_GOLDEN") == "write":
        PAGE.write_text(page, encoding="utf-8")
    assert page == PAGE.read_text(encoding="utf-8")


def written() -> str:
    blocks = [
        "# What is within reach, and how",
        "Made by tests/conversation/test_reach.py, which walks every row in three languages in the sandbox\n"
        "and looks for the call and for what has changed; do not edit it by hand (`make golden` writes it).\n"
        "Names are those of the sandbox's homes; what is pressed begins on the first one's card.",
        "## Kinds of capability",
        _table("kind", CAPABILITIES),
        "## Aliyun Living Link",
        _table("operation", ALIYUN),
        "## Yandex smart home",
        _table("endpoint", YANDEX),
        "## What the bot keeps itself",
        "No cloud is told of these; they are seen in the answer to the command in the last column.",
        _table("what", KEPT),
        "## Inside",
        "Nobody asks for these; something else does.",
        "| operation | when | seen in |\n|---|---|---|\n" + "\n".join(map(_inside, INSIDE)),
    ]
    return "\n\n".join(blocks) + "\n"


def _inside(one: Inside) -> str:
    module, _, test = one.test.partition(":")
    seen = f"{module.replace('.', '/')}.py: {test}" if one.test else "the walk"
    return f"| `{one.what}` | {one.act} | {seen} |"


def _table(what: str, rows: tuple[Row, ...]) -> str:
    own = any(isinstance(row.proof, Kept) for row in rows)
    lines = [f"| {what} | say | press |{' seen in |' * own}", f"|---|---|---|{'---|' * own}"]
    for row in rows:
        pressed = [_pressed(row, CATALOGUES.pick(code)) for code in LANGUAGES] if row.press else []
        spoken = [_said(row, CATALOGUES.pick(code)) for code in LANGUAGES] if row.say else []
        name = row.what if own else f"`{row.what}`"
        seen = f" `{row.proof.asks}` |" if isinstance(row.proof, Kept) else ""
        lines.append(f"| {name} | {_together(spoken)} | {_together(pressed)} |{seen}")
    return "\n".join(lines)


def _said(row: Row, language: Language) -> str:
    shown = [words_of(step, language) for step in row.then if not isinstance(step, Written)]
    return " › ".join([said(row, row.say, language) if row.say else "", *shown])


def _pressed(row: Row, language: Language) -> str:
    steps = [row.opens_in(language.code)]
    for step in row.press:
        n = LANGUAGES.index(language.code) + 1
        steps.append(f"“{step.text.format(n=n)}”" if isinstance(step, Written) else words_of(step, language))
    return " › ".join(steps)


def _together(texts: list[str]) -> str:
    return "<br>".join(dict.fromkeys(text.replace("|", "\\|") for text in texts)) or "-"
