"""A process that understands carries no more than it needs, and says the same whenever it is started."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.home.document import to_document
from bot.home.house import House, Room
from tests.homes import lamp

TWINS = House(
    "Flat",
    (Room("k", "Kitchen"), Room("b", "Bedroom")),
    devices=(
        lamp("a", "Light one", "k"),
        lamp("b", "Lights", "k"), lamp("c", "Light", "k"), lamp("d", "Light", "b"),
        lamp("e", "灯", "b"), lamp("f", "灯", "k"),
    ),
)  # fmt: skip


UNDERSTAND = ("-m", "bot", "understand", "--home")


def run(*arguments: str, said: str = "", seed: str = "0") -> str:
    environment = os.environ | {"PYTHONHASHSEED": seed}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, input=said, capture_output=True, text=True, check=True, env=environment
    ).stdout


@pytest.mark.process
def test_every_start_offers_the_same_things_in_the_order_of_the_house(tmp_path: Path) -> None:
    home = tmp_path / "home.json"
    home.write_text(json.dumps(to_document(TWINS)), encoding="utf-8")
    said = "turn on the light\nturn on the light 1\n打开灯\nturn on the ligth\n"
    answers = [
        [
            json.loads(line) | {"ms": 0}
            for line in run(*UNDERSTAND, str(home), said=said, seed=seed).splitlines()
        ]
        for seed in "123"
    ]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][0]["candidates"] == ["b", "c", "d"]
    assert answers[0][2]["candidates"] == ["e", "f"]


@pytest.mark.process
def test_how_characters_sound_is_known_without_the_dictionary_of_phrases() -> None:
    told = run(
        "-c",
        "from bot.understanding.chinese import sounds; from pypinyin.constants import PHRASES_DICT;"
        "print(sorted(sounds('行')), len(PHRASES_DICT))",
    )
    assert told.strip() == "['han', 'hen', 'xin'] 0"
