"""``housemate export``: a whole home, and one without a person's word in it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.home.capability import Choice, Color, Mode, Sensor, Struct, Text
from bot.home.document import from_document, to_document
from bot.home.house import Device, Group, House, Room, Scene
from bot.operating.aliasing import NOTHING_SAID, Names
from bot.operating.export import nameless
from bot.understanding.lexicon import load_all
from bot.understanding.phrases import Vocabulary, row_of
from bot.understanding.text import tokens_of
from tests.homes import lamp
from tests.operating.operator import ALMATY, MOSCOW, Operator


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(load_all())


@pytest.mark.parametrize(
    ("name", "stand_in"),
    [
        ("Boris' lamp", "lamp 1"),
        ("Лампа Бориса", "Лампа 1"),
        ("小明的灯", "灯1"),
        ("Xyzzy", "Object 1"),
        ("Ромашково", "Предмет 1"),
        ("Kitchen lamp", "Kitchen lamp"),
        ("Лампа на кухне", "Лампа на кухне"),
        ("客厅灯", "客厅灯"),
        ("Lamp 2", "Lamp 2"),
        ("Lamp 79161234567", "Lamp 1"),
        ("💡", "Object 1"),
        ("Lamp " * 200 + "Borislav", "Lamp " * 200 + "1"),
    ],
)
def test_of_a_name_only_what_the_lexicons_know_remains(
    vocabulary: Vocabulary, name: str, stand_in: str
) -> None:
    assert Names(vocabulary, [name]).of(name) == stand_in


def test_the_same_name_stays_the_same_and_another_becomes_another(vocabulary: Vocabulary) -> None:
    names = Names(vocabulary, ["Lamp 1", "Zoe's lamp", "Ann's lamp"])
    assert names.of("Zoe's lamp") == names.of("ZOE'S LAMP")
    given = {names.of(name) for name in ("Lamp 1", "Zoe's lamp", "Ann's lamp")}
    assert len(given) == 3


@settings(deadline=None)
@given(st.lists(st.text(min_size=1) | st.sampled_from(["Lamp", "Lamp 1", "Лампа Эдика", "灯", "小明的灯"])))
def test_different_names_stay_different(vocabulary: Vocabulary, found: list[str]) -> None:
    names = Names(vocabulary, found)
    given_to = {name.casefold(): names.of(name) for name in found}
    assert len({stand_in.casefold() for stand_in in given_to.values()}) == len(given_to)


@pytest.mark.parametrize("word", NOTHING_SAID.values())
def test_what_stands_for_an_unknown_name_is_itself_unknown(vocabulary: Vocabulary, word: str) -> None:
    tokens = tokens_of(word)
    found = [ids for n, t in enumerate(tokens) for _, ids in vocabulary.index(t.script).at(row_of(tokens), n)]
    assert not found


SECRETS = ("Wilhelmina", "b7f3c1d2e4a5", "Rue Morgue", "8d1f0f6e-0b1c-4a57-9d5c-2f8f3b1f7a11")


def _private_house() -> House:
    where = "8d1f0f6e-0b1c-4a57-9d5c-2f8f3b1f7a11"
    scenes = (Choice("b7f3c1d2e4a5", "Wilhelmina sleeps"), Choice("party"))
    device = replace(
        lamp("b7f3c1d2e4a5", "Wilhelmina's lamp", where),
        aliases=("Wilhelmina",),
        capabilities=(
            Color(scenes=scenes, value="b7f3c1d2e4a5"),
            Mode(instance="input_b7f3c1d2e4a5", choices=(Choice("b7f3c1d2e4a5", "Wilhelmina"),)),
            Text(instance="note", value="Rue Morgue 7"),
            Sensor(instance="address", value="Rue Morgue 7"),
            Struct(instance="place", fields=(Text(instance="street"),), value={"street": "Rue Morgue"}),
        ),
    )
    return House(
        "Wilhelmina",
        rooms=(Room(where, "Wilhelmina's bedroom", floor="Rue Morgue, 2nd"),),
        groups=(Group("8d1f0f6e-0b1c-4a57-9d5c-2f8f3b1f7a11", "Wilhelmina", devices=("b7f3c1d2e4a5",)),),
        scenes=(Scene("b7f3c1d2e4a5", "Wilhelmina goes"),),
        devices=(device,),
    )


@pytest.mark.parametrize("secret", SECRETS)
def test_nothing_that_is_a_persons_or_an_id_remains(secret: str) -> None:
    assert secret in repr(_private_house())
    assert secret.casefold() not in json.dumps(to_document(nameless(_private_house()))).casefold()


def test_who_is_where_and_what_is_chosen_remains() -> None:
    house = nameless(_private_house())
    device: Device = house.devices[0]
    assert device.name == "lamp 1"
    assert house.room_of(device) == house.rooms[0]
    assert house.rooms[0].name == "bedroom 1"
    assert house.groups[0].devices == (device.id,)
    color = device.capabilities[0]
    assert isinstance(color, Color)
    assert color.value == color.scenes[0].value
    assert color.scenes[1] == Choice("party")


def test_an_export_is_the_home_as_understand_reads_it(operator: Operator, tmp_path: Path) -> None:
    file = tmp_path / "home.json"
    result = operator.runs("export", "--home", ALMATY, "--output", str(file))
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    document = json.loads(file.read_text("utf-8"))
    assert to_document(from_document(document)) == document


def test_an_anonymous_export_of_a_real_home_names_no_id_of_the_vendor(operator: Operator) -> None:
    whole = operator.document("export", "--home", MOSCOW)
    bare = operator.runs("export", "--home", MOSCOW, "--anonymous").stdout
    ids = [thing["id"] for part in ("rooms", "groups", "scenes", "devices") for thing in whole[part]]
    assert len(ids) > 20
    assert [id_ for id_ in ids if id_ in bare] == []
    assert _shape(json.loads(bare)) == _shape(whole)


def _shape(document: dict[str, Any]) -> list[tuple[str, list[str]]]:
    return [(d["type"], [c["kind"] for c in d.get("capabilities", ())]) for d in document["devices"]]
