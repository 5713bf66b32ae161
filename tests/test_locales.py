"""Catalogues are complete: every sentence in every language, none unused, none broken."""

from __future__ import annotations

import ast
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot.assistant import Welcome
from bot.home.alarms import Hazard
from bot.home.capability import Capability
from bot.home.danger import Danger
from bot.home.deed import DeedKind, Ending
from bot.home.effect import Status
from bot.home.fit import Misfit
from bot.home.founding import Misnamed as HomeMisnamed
from bot.home.in_the_cloud import Removed
from bot.home.joining import Knock
from bot.home.naming import Misnamed
from bot.home.outcome import Denial
from bot.home.people import Matter, Offer, Stay
from bot.home.plan import Lapse
from bot.home.problem import Problem
from bot.home.resetting import ResetPhase
from bot.home.roles import Role
from bot.home.signing_in import Phase, Standing
from bot.home.watching import End
from bot.i18n import Languages
from bot.telegram.cards.forgetting import NAMED
from bot.understanding.lexicon import locales_folder
from tests.tools import needs

ROOT = Path(__file__).parent.parent
CATALOGUES = {po.parent.parent.name: po for po in sorted(locales_folder().glob("*/LC_MESSAGES/bot.po"))}
SPEAKING = {"say", "html", "count", "count_html", "find", "page"}

# Ids that are made from the data: a label for each capability, a name for each value, unit and type.
KINDS = ("on_off", "toggle", "range", "mode", "color", "lock", "action", "sensor", "event")
OPEN_FAMILIES = (
    *(f"{kind}." for kind in KINDS),
    "choice.",
    "color_name.",
    "type.",
    "unit.",
    "cloud.",
    "command.",
    "help.example_",
)
COMES_ABOUT = (
    "finishes", "opens", "closes", "turns_on", "turns_off", "locks", "unlocks", "moves", "calms", "begins",
    "ends", "above", "below", "changes",
)  # fmt: skip
CLOSED_FAMILIES: dict[str, Iterable[str]] = {
    "problem": Problem,
    "denial": Denial,
    "danger": Danger,
    "button.yes": Danger,
    "misfit": Misfit,
    "effect": Status,
    "each": Status,
    "welcome": Welcome,
    "lapsed": Lapse,
    "removal.sure": Removed,
    "removal.done": Removed,
    "reset": ResetPhase,
    "alarm": Hazard,
    "alarm_over": Hazard,
    "forget.has": NAMED,
    "journal.kind": DeedKind,
    "settings.choose": [
        f"{what}{whose}" for what in ("units", "quiet", "zone", "language") for whose in ("", "_of_home")
    ],
    "journal.ending": [ending for ending in Ending if ending is not Ending.DONE],
    "watch": (*COMES_ABOUT, "stopped", *End),
    "told": COMES_ABOUT,
    "preset": COMES_ABOUT,
    "journal.wish": ("on", "off", "open", "close", "lock", "unlock"),
    "role": Role,
    "people.line": Role,
    "people.line_until": Role,
    "link.line": Role,
    "stay": Stay,
    "matter": Matter,
    "matter_yes": Matter,
    "offer": Offer,
    "link.made": Offer,
    "join.decided": Role,
    "link.used": Role,
    "knock": Knock,
    "not_named": Misnamed,
    "signing": Phase,
    "accounts": Standing,
    "home_name": HomeMisnamed,
}


def catalogue(code: str) -> Catalog:
    with CATALOGUES[code].open("rb") as source:
        return read_po(source, locale=code)


def entries(code: str) -> dict[str, Message]:
    """Messages by id; where there are plural forms the id stands for both."""
    return {forms(message.id)[0]: message for message in catalogue(code) if message.id}


def forms(words: str | list[str] | tuple[str, ...]) -> list[str]:
    return [words] if isinstance(words, str) else list(words)


def texts(message: Message) -> list[str]:
    return forms(message.string or "")


def placeholders(text: str) -> Counter[str]:
    return Counter(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def named_in_code() -> Iterator[str]:
    """Every id that the code writes out: in a call that speaks, or as a whole string like one."""
    for path in (ROOT / "bot/telegram").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def spoken_in_code() -> Iterator[str]:
    """Ids that are certainly spoken: literal first arguments of calls that speak."""
    for path in [*(ROOT / "bot/telegram").rglob("*.py"), *(ROOT / "bot/i18n").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(attr=name) | ast.Name(id=name), args=[ast.Constant(value=str(id_)), *_]
                ) if name in SPEAKING:
                    yield id_


ENGLISH = entries("en")
OTHERS = [code for code in CATALOGUES if code != "en"]


@pytest.mark.parametrize("code", OTHERS)
def test_every_language_says_the_same_things(code: str) -> None:
    assert set(entries(code)) == set(ENGLISH)


@pytest.mark.parametrize("code", OTHERS)
def test_the_order_is_the_same_so_that_languages_can_be_read_side_by_side(code: str) -> None:
    assert list(entries(code)) == list(ENGLISH)


@pytest.mark.parametrize("code", CATALOGUES)
def test_nothing_is_left_untranslated(code: str) -> None:
    bad = [id_ for id_, entry in entries(code).items() if entry.fuzzy or not all(texts(entry))]
    assert bad == []


@pytest.mark.parametrize("code", OTHERS)
def test_the_same_values_are_put_into_every_language(code: str) -> None:
    """In plural forms as well; a form may leave the number out, as "one" does in words."""
    theirs = entries(code)
    for id_, entry in ENGLISH.items():
        wanted = set(placeholders(texts(entry)[-1]))
        for text in texts(theirs[id_]):
            assert set(placeholders(text)) == wanted, f"{id_} in {code}"


@pytest.mark.parametrize("code", CATALOGUES)
def test_every_plural_form_is_there(code: str) -> None:
    for id_, entry in entries(code).items():
        if entry.pluralizable:
            assert len(texts(entry)) == catalogue(code).num_plurals, id_
        assert bool(entry.pluralizable) == bool(ENGLISH[id_].pluralizable), id_


@pytest.mark.parametrize("code", CATALOGUES)
def test_markup_is_closed_and_nothing_else_is_markup(code: str) -> None:
    for id_, entry in entries(code).items():
        for text in texts(entry):
            tags = re.findall(r"<(/?)(\w+)>", text)
            assert len(tags) == text.count("<") == text.count(">"), id_
            assert Counter(tag for close, tag in tags if close) == Counter(
                tag for close, tag in tags if not close
            ), id_
            assert "&" not in text, id_


@pytest.mark.parametrize("code", CATALOGUES)
def test_what_is_shown_as_a_toast_has_no_markup_and_fits(code: str) -> None:
    for id_, entry in entries(code).items():
        if id_.startswith(("denial.", "sorry.", "knock.")):
            assert len(texts(entry)[0]) <= 200, id_
            assert "<" not in texts(entry)[0], id_


@pytest.mark.parametrize("id_", sorted(set(spoken_in_code())))
def test_what_the_code_says_is_in_the_catalogue(id_: str) -> None:
    assert id_ in ENGLISH


@pytest.mark.parametrize("family", CLOSED_FAMILIES)
def test_every_member_of_a_closed_family_has_its_sentence(family: str) -> None:
    assert {f"{family}.{member}" for member in CLOSED_FAMILIES[family]} <= set(ENGLISH)


def test_no_sentence_is_unused() -> None:
    made = {f"{family}.{member}" for family, members in CLOSED_FAMILIES.items() for member in members}
    made |= {f"misfit.{code}.allowed" for code in ("no_capability", "not_a_choice", "missing_input")}
    made |= {f"answer.{verdict}" for verdict in ("yes", "no", "unknown")}
    made |= {f"bound.{where}{what}" for where in ("group", "topic") for what in ("", "_room", "_nothing")}
    used = made | set(named_in_code()) | {"language.name"}
    assert [id_ for id_ in ENGLISH if id_ not in used and not id_.startswith(OPEN_FAMILIES)] == []


def test_labels_belong_to_kinds_of_capability() -> None:
    kinds = {kind.__dataclass_fields__["kind"].default for kind in get_args(Capability)}
    assert set(KINDS) <= kinds


@pytest.mark.parametrize("code", CATALOGUES)
def test_gettext_itself_has_nothing_to_say(code: str, tmp_path: Path) -> None:
    command = [needs("msgfmt"), "--check", "-o", str(tmp_path / "bot.mo"), str(CATALOGUES[code])]
    checked = subprocess.run(command, capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize("code", ["ru", "zh"])
def test_typography_is_the_languages_own(code: str) -> None:
    """Guillemets in Russian, full-width punctuation after Chinese characters."""
    for id_, entry in entries(code).items():
        for text in texts(entry):
            if code == "ru":
                assert not re.search(r'["“”]', text), id_
            else:
                assert not re.search(r"[\u4e00-\u9fff][,;:!?]", text), id_


# The place of the plural form that speakers use for each number.
COUNTS = (0, 1, 2, 5, 11, 21, 22, 101)
PLURALS = {"en": (1, 0, 1, 1, 1, 1, 1, 1), "ru": (2, 0, 1, 2, 2, 0, 1, 0), "zh": (0,) * 8}


@pytest.mark.parametrize("code", CATALOGUES)
@pytest.mark.parametrize(("place", "n"), list(enumerate(COUNTS)))
def test_every_number_is_said_in_its_own_form(code: str, place: int, n: int) -> None:
    language = Languages.load().pick(code)
    for id_, entry in entries(code).items():
        if entry.pluralizable:
            form = texts(entry)[PLURALS[code][place]]
            others = {name: f"<{name}>" for name in placeholders(form) if name != "n"}
            assert language.count(id_, n, **others) == form.format(n=n, **others), id_
