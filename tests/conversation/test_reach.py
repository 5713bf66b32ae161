"""Everything that the clouds can do is reached by a sentence or by buttons, in every language: docs/reach.md.

Each row of reach.py is walked over the person API; what counts are the calls that the stand-ins have seen
and what is true of the devices afterwards. After a change of the rows

    HOUSEMATE_GOLDEN=write .venv/bin/pytest tests/conversation/test_reach.py

writes the page anew.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import pytest

from bot.home.capability import Capability
from bot.i18n import Language, Languages
from tests.clouds.test_operations import ALIYUN as ALIYUN_OPERATIONS
from tests.clouds.test_operations import YANDEX as YANDEX_OPERATIONS
from tests.conversation.reach import (
    ALIYUN,
    CAPABILITIES,
    INSIDE,
    LANGUAGES,
    YANDEX,
    Label,
    Row,
    Step,
    Written,
)
from tests.person import Message, Neighbourhood, Person
from tests.running import bot_process, sandbox_alone

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/reach.md"
CATALOGUES = Languages.load()
PATIENCE = 15.0
QUIET = {"HOUSEMATE_BACKGROUND_CALLS": "0"}
HOMES = ("moscow", "hangzhou", "both")
ROWS = (*CAPABILITIES, *ALIYUN, *YANDEX)


@pytest.fixture(scope="module")
def town() -> Iterator[Neighbourhood]:
    """Every household, with a bot of their own: a walk removes devices and changes languages."""
    with sandbox_alone() as sandbox, bot_process({**sandbox.environment, **QUIET}):
        yield sandbox.world


def walk_a_home(url: str, home: str, code: str) -> list[str]:
    language, failures = CATALOGUES.pick(code), []
    with Neighbourhood(url) as world:
        owner = world.person(home)
        speak(owner, language)
        for row in (row for row in ROWS if row.home == home):
            walk = Walk(world, owner, row, language)
            for way in (walk.by_sentence, walk.by_buttons):
                try:
                    way()
                except AssertionError as error:
                    failures.append(f"{row.what} {way.__name__}: {error}")
    return failures


@dataclass
class Walk:
    """One row in one language, walked by the owner of its home."""

    world: Neighbourhood
    owner: Person
    row: Row
    language: Language
    seen: int = 0

    @property
    def device(self) -> str:
        return self.row.device_in(self.language.code)

    def by_sentence(self) -> None:
        if self.row.say:
            said = _in(self.language, self.row.say).format(device=self.device)
            self._proves(lambda: self._say(said))

    def by_buttons(self) -> None:
        if self.row.press:
            self._proves(self._press)

    def _say(self, said: str) -> None:
        answer = self.owner.says(said)
        for step in self.row.then:
            answer = self._step(answer, step)

    def _press(self) -> None:
        if self.row.first:
            self.owner.says(_in(self.language, self.row.first))
        card = self.owner.says(self.row.opens_in(self.language.code))
        for step in self.row.press:
            card = self._step(card, step)

    def _step(self, card: Message, step: Step) -> Message:
        if isinstance(step, Written):
            asks = self.owner.sees(lambda m: m.from_bot and m.id > card.id)
            n = LANGUAGES.index(self.language.code) + 1
            return self.owner.says(step.text.format(n=n), reply_to=asks.id)
        words = words_of(step, self.language).casefold()

        def offers(message: Message) -> bool:
            texts = [button["text"].casefold() for button in message.buttons if button["callback_data"]]
            return message.from_bot and message.id >= card.id and any(words in text for text in texts)

        card = self.owner.sees(offers)
        button = next(b for b in card.buttons if words in b["text"].casefold())
        self.owner.presses(card, data=button["callback_data"])
        return card

    def _proves(self, act: Callable[[], object]) -> None:
        proof = self.row.proof
        if proof.before is not None:
            self.world.change(self._thing()["id"], state={proof.state: proof.before})
        was = self._value()
        seen = max((call["n"] for call in self._calls(self.seen)), default=self.seen)
        act()
        until(lambda: any(self._is_proof(call) for call in self._calls(seen)), f"no {proof.path}")
        if proof.after is not None:
            until(lambda: self._value() == proof.after, f"{proof.state} is {self._value()}")
        elif proof.state:
            until(lambda: self._value() != was, f"{proof.state} is still {was}")

    def _calls(self, after: int) -> list[dict[str, Any]]:
        target = "yandex" if self.row.home == "moscow" else "aliyun"
        return self.world.calls(target, after)

    def _is_proof(self, call: dict[str, Any]) -> bool:
        proof = self.row.proof
        return proof.path in call["path"] and proof.method in ("", call["method"]) and call["status"] == 200

    def _thing(self) -> dict[str, Any]:
        return self.world.device(self.device, self.row.home)

    def _value(self) -> Any:
        kind, _, instance = self.row.proof.state.partition(".")
        found = [
            c.get("value")
            for c in (self._thing()["capabilities"] if kind else ())
            if c["kind"] == kind and c.get("instance") in (None, instance)
        ]
        return found[0] if found else None


def _in(language: Language, said: tuple[str, str, str]) -> str:
    return said[LANGUAGES.index(language.code)]


def words_of(step: Label | str, language: Language) -> str:
    """What stands on the button."""
    if isinstance(step, str):
        return step
    name = language.find(step.name) or step.name if step.name else ""
    return language.say(step.id, name=name, place=name)


def until(happens: Callable[[], bool], otherwise: str) -> None:
    end = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < end, otherwise
        time.sleep(0.05)


def speak(owner: Person, language: Language) -> None:
    card = owner.says("/language")
    owner.presses(card, language.name)


@pytest.mark.process
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_row_reaches_what_it_says(town: Neighbourhood, code: str) -> None:
    """All homes at the same time: Telegram takes one message a second in a chat, so most of it is waiting."""
    with ThreadPoolExecutor(len(HOMES)) as homes:
        failures = list(homes.map(lambda home: walk_a_home(town.url, home, code), HOMES))
    assert [failure for of_home in failures for failure in of_home] == []


@pytest.mark.process
def test_what_happens_inside_is_seen_in_the_calls(town: Neighbourhood) -> None:
    for home in HOMES:
        town.person(home).says("/status")
    until(lambda: unseen(town) == [], "nobody saw " + ", ".join(unseen(town)))
    assert all((ROOT / inside.test).is_file() for inside in INSIDE if inside.test)


def unseen(town: Neighbourhood) -> list[str]:
    paths = [call["path"] for target in ("yandex", "aliyun") for call in town.calls(target)]
    return [inside.what for inside in INSIDE if not any(inside.path in path for path in paths)]


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
        "## Inside",
        "Nobody asks for these; something else does.",
        "| operation | when |\n|---|---|\n" + "\n".join(f"| `{one.what}` | {one.act} |" for one in INSIDE),
    ]
    return "\n\n".join(blocks) + "\n"


def _table(what: str, rows: tuple[Row, ...]) -> str:
    lines = [f"| {what} | say | press |", "|---|---|---|"]
    for row in rows:
        said = (
            [_in(CATALOGUES.pick(c), row.say).format(device=row.device_in(c)) for c in LANGUAGES]
            if row.say
            else []
        )
        pressed = [_pressed(row, CATALOGUES.pick(code)) for code in LANGUAGES] if row.press else []
        name = f"`{row.what}`"
        lines.append(f"| {name} | {_together(said)} | {_together(pressed)} |")
    return "\n".join(lines)


def _said(row: Row, language: Language) -> str:
    said = _in(language, row.say or ("", "", "")).format(device=row.device_in(language.code))
    return " › ".join([said, *(words_of(step, language) for step in row.then)])


def _pressed(row: Row, language: Language) -> str:
    steps = [row.opens_in(language.code)]
    for step in row.press:
        n = LANGUAGES.index(language.code) + 1
        steps.append(f"“{step.text.format(n=n)}”" if isinstance(step, Written) else words_of(step, language))
    return " › ".join(steps)


def _together(texts: list[str]) -> str:
    return "<br>".join(dict.fromkeys(text.replace("|", "\\|") for text in texts)) or "-"
