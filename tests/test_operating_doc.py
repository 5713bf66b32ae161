"""docs/operating.md has every setting and every metric, as they are.

    HOUSEMATE_GOLDEN=write .venv/bin/pytest tests/test_operating_doc.py

writes its two tables anew. What a setting means is taken from .env.example.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from prometheus_client import Counter, Gauge, Histogram

from bot import metrics
from bot.settings import Settings

ROOT = Path(__file__).parent.parent
DOC = ROOT / "docs/operating.md"


def _meanings() -> dict[str, str]:
    """The comment above each variable; those that share one stand below each other."""
    meanings: dict[str, str] = {}
    comment: list[str] = []
    was_variable = False
    for line in (ROOT / ".env.example").read_text(encoding="utf-8").splitlines():
        if line.startswith("# ---") or not line:
            comment = []
        elif line.startswith("#"):
            comment = [] if was_variable else comment
            comment.append(line.removeprefix("#").strip())
        else:
            meanings[line.partition("=")[0]] = re.sub(r"\s*Default: .*", "", " ".join(comment))
        was_variable = bool(line) and not line.startswith("#")
    return meanings


def _settings() -> str:
    meanings = _meanings()
    rows = ["| variable | meaning | default |", "|---|---|---|"]
    for field in Settings.model_fields.values():
        default = "-" if field.default is None else f"`{field.default}`"
        rows.append(
            f"| `{field.alias}` | {meanings[str(field.alias)].replace('|', '/') or '-'} | {default} |"
        )
    return "\n".join(rows)


def _metrics() -> str:
    rows = ["| metric | labels | meaning |", "|---|---|---|"]
    for metric in vars(metrics).values():
        if isinstance(metric, Counter | Gauge | Histogram):
            (described,) = metric.describe()
            name = described.name + ("_total" if isinstance(metric, Counter) else "")
            labels = ", ".join(f"`{label}`" for label in metric._labelnames) or "-"
            rows.append(f"| `{name}` | {labels} | {described.documentation} |")
    return "\n".join(rows)


def _table(text: str, first: str) -> re.Match[str]:
    found = re.search(rf"^\| {first} \|.*?(?=\n\n|\n?\Z)", text, re.M | re.S)
    assert found, f"docs/operating.md has no table of each {first}"
    return found


@pytest.mark.parametrize(("first", "made"), [("metric", _metrics()), ("variable", _settings())])
def test_the_table_in_the_document_is_what_the_program_has(first: str, made: str) -> None:
    text = DOC.read_text(encoding="utf-8")
    found = _table(text, first)
    if os.environ.get("HOUSEMATE_GOLDEN") == "write":
        DOC.write_text(text[: found.start()] + made + text[found.end() :], encoding="utf-8")
        return
    assert found[0] == made


def test_every_setting_has_its_line_in_the_example_and_nothing_else_has() -> None:
    assert set(_meanings()) == {field.alias for field in Settings.model_fields.values()}


def test_the_example_of_a_deployment_sets_what_there_is_and_finishes_what_it_holds() -> None:
    compose = (ROOT / "deploy/compose.yaml").read_text(encoding="utf-8")
    named = set(re.findall(r"^      ((?:HOUSEMATE|TELEGRAM)_\w+):", compose, re.M))
    assert len(named) >= 6
    assert named <= {field.alias for field in Settings.model_fields.values()}
    assert "replicas: 2" in compose
    assert int(re.findall(r"stop_grace_period: (\d+)s", compose)[0]) > 25
    unit = (ROOT / "deploy/housemate.service").read_text(encoding="utf-8")
    assert int(re.findall(r"TimeoutStopSec=(\d+)", unit)[0]) > 25


def test_no_deployment_relies_on_what_an_empty_line_of_the_example_would_undo() -> None:
    """``--env-file`` and ``EnvironmentFile`` win over ``ENV`` and ``Environment``, even when empty."""
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    unit = (ROOT / "deploy/housemate.service").read_text(encoding="utf-8")
    settings = {field.alias for field in Settings.model_fields.values()}
    assert not settings & set(re.findall(r"^(?:ENV )? *(\w+)=", dockerfile, re.M))
    assert not settings & set(re.findall(r"^Environment=(\w+)=", unit, re.M))
    assert re.findall(r"^(?:WORKDIR|VOLUME) (.+)$", dockerfile, re.M)[-2:] == ["/", "/data"]
    assert Settings.model_fields["data"].default == Path("data")
