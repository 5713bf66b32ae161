"""``housemate understand``: lines in, JSON lines out, as docs/understand-format.md has it."""

from __future__ import annotations

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from bot.home.document import to_document
from bot.understand import LineError, parse_line, run
from tests.understanding.phrase_book import phrases
from tests.understanding.phrase_home import phrase_home

FIELDS = ("text", "language", "outcome", "confidence", "ms", "commands", "scene", "report", "candidates",
          "when", "reason")  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    path = tmp_path / "home.json"
    path.write_text(json.dumps(to_document(phrase_home(phrases("en")["names"]))), encoding="utf-8")
    return path


def frames(home: Path | None, *lines: str | dict[str, Any], explain: bool = False) -> list[dict[str, Any]]:
    stdout = StringIO()
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    assert run(texts, stdout, home, "en", False, explain) == 0
    return [json.loads(line) for line in stdout.getvalue().splitlines()]


def test_every_field_is_there_whatever_the_outcome(home: Path) -> None:
    for frame in frames(home, "turn on the tv", "is the tv on?", "turn on the light", "help", "hm", "fly"):
        assert set(FIELDS) <= set(frame)
    assert frame["commands"] == []


def test_a_command(home: Path) -> None:
    (frame,) = frames(home, "set the floor lamp to 30 percent")
    assert frame["outcome"] == "act"
    assert frame["commands"] == [
        {"device": "floor_lamp", "kind": "range", "instance": "brightness", "change": "set", "value": 30,
         "unit": "percent"}
    ]  # fmt: skip


def test_a_question(home: Path) -> None:
    (frame,) = frames(home, "which lights are on in the living room?")
    assert frame["report"] == [
        {"device": "ceiling_light", "instance": "on"},
        {"device": "floor_lamp", "instance": "on"},
    ]
    assert frame["question"] == {"kind": "which", "value": True}


def test_a_choice_holds_what_would_be_done_without_the_device(home: Path) -> None:
    (frame,) = frames(home, "turn on the light")
    assert frame["outcome"] == "clarify"
    assert frame["candidates"][0] == "kitchen_light"
    assert frame["commands"] == [{"kind": "on_off", "instance": "on", "change": "set", "value": True}]
    assert "readings" not in frame


def test_a_refusal_holds_what_would_be_allowed(home: Path) -> None:
    (frame,) = frames(home, "set the air conditioner to 45 degrees")
    assert frame["outcome"] == "unsupported"
    assert frame["reason"]["code"] == "out_of_range"
    assert frame["reason"]["allowed"] == {"min": 16, "max": 30, "step": 1}


def test_what_was_asked_is_answered_in_the_same_session(home: Path) -> None:
    asked, answer, elsewhere = frames(
        home,
        {"text": "turn on the light", "session": "s"},
        {"text": "the second one", "session": "s"},
        {"text": "the second one", "session": "other"},
    )
    assert asked["outcome"] == "clarify"
    assert [command["device"] for command in answer["commands"]] == [asked["candidates"][1]]
    assert elsewhere["outcome"] == "not_understood"


def test_lines_of_one_session_are_one_conversation(home: Path) -> None:
    first, second, third = frames(
        home,
        {"text": "turn on the floor lamp", "session": "s"},
        {"text": "make it brighter", "session": "s"},
        {"text": "make it brighter", "session": "other"},
    )
    assert first["commands"][0]["device"] == "floor_lamp"
    assert [c["device"] for c in second["commands"]] == ["floor_lamp"]
    assert third["outcome"] != "act"


def test_a_line_may_say_its_room_and_that_it_was_overheard(home: Path) -> None:
    here, heard = frames(
        home,
        {"text": "turn on the light", "room": "bathroom"},
        {"text": "dinner is ready", "overheard": True},
    )
    assert [c["device"] for c in here["commands"]] == ["bathroom_light"]
    assert heard["outcome"] == "ignored"


def test_a_line_may_bring_its_own_home(home: Path) -> None:
    (frame,) = frames(None, {"text": "turn on the tv", "home": str(home)})
    assert frame["outcome"] == "act"


def test_a_bad_line_is_answered_and_the_run_goes_on(home: Path) -> None:
    bad, empty, good = frames(home, "{not json", {"session": "s"}, "turn on the tv")
    assert set(bad) == {"error", "text"}
    assert empty["error"] == "text: expected a text"
    assert good["outcome"] == "act"


def test_an_explanation_tells_tokens_concepts_names_and_the_runner_up(home: Path) -> None:
    (frame,) = frames(home, "turn on the kitchen light", explain=True)
    explained = frame["explain"]
    assert explained["tokens"] == ["turn", "on", "the", "kitchen", "light"]
    assert explained["concepts"][0] == {"said": "turn on", "means": ["action.turn_on"]}
    assert explained["names"][0]["things"][0]["id"] == "kitchen_light"
    assert explained["runner_up"]["lost_by"] > 0


def test_a_bad_home_ends_the_run_and_names_the_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "home.json"
    path.write_text('{"devices": [{"id": "d", "name": "x", "capabilities": [{"kind": "?"}]}]}')
    assert run(["hello"], StringIO(), path, "en", False, False) == 2
    error = capsys.readouterr().err.strip()
    assert "devices[0].capabilities[0].kind: expected one of" in error
    assert len(error.splitlines()) == 1


@pytest.mark.parametrize("content", ["{", "[]", None])
def test_a_home_that_cannot_be_read_ends_the_run(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "home.json"
    if content is not None:
        path.write_text(content)
    assert run(["hello"], StringIO(), path, "en", False, False) == 2


def test_without_any_home_the_run_ends(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["hello"], StringIO(), None, "en", False, False) == 2
    assert "--home" in capsys.readouterr().err


@pytest.mark.parametrize(
    "line", ['{"text": 5}', '{"text": "x", "room": 3}', '{"text": "x", "now": "noon"}', "{" * 5000]
)
def test_what_is_no_sentence_is_a_line_error(line: str) -> None:
    with pytest.raises(LineError):
        parse_line(line, "en", False)


@pytest.mark.process
def test_a_byte_that_is_no_text_does_not_end_the_run(home: Path) -> None:
    command = [sys.executable, "-m", "bot", "understand", "--home", str(home)]
    said = b'\xff\xfe\n{"text": "\\ud800"}\nturn on the tv\n'
    done = subprocess.run(command, input=said, stdout=subprocess.PIPE, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["outcome"] for answer in answers] == ["not_understood", "not_understood", "act"]
    assert answers[1]["text"] == "\ud800"
