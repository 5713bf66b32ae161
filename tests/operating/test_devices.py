"""``housemate devices``."""

from __future__ import annotations

from bot.home.document import from_document
from bot.operating.plain import width
from tests.operating.operator import ALMATY, HANGZHOU, MOSCOW, Operator


def test_devices_stand_in_their_rooms_with_name_alias_type_and_state(operator: Operator) -> None:
    lines = operator.runs("devices", "--home", MOSCOW).stdout.splitlines()
    assert lines[0].split() == ["name", "aliases", "type", "online", "cloud", "state"]
    kitchen = lines.index("Кухня")
    lamp = next(line for line in lines if "Лампа на кухне" in line)
    assert kitchen < lines.index(lamp) < lines.index("Спальня")
    assert "kitchen lamp" in lamp
    assert " light " in lamp
    assert " yandex " in lamp
    assert "brightness" in lamp


def test_columns_are_straight_where_names_are_chinese(operator: Operator) -> None:
    lines = operator.runs("devices", "--home", HANGZHOU).stdout.splitlines()
    rows = [line for line in lines if " aliyun " in line]
    assert len(rows) > 5
    assert any(width(row) > len(row) for row in rows)
    assert {width(row.partition(" aliyun ")[0]) for row in rows} == {width(lines[0].partition(" cloud")[0])}


def test_both_clouds_of_a_home_are_in_one_table(operator: Operator) -> None:
    printed = operator.runs("devices", "--home", ALMATY).stdout
    assert " yandex " in printed
    assert " aliyun " in printed


def test_who_is_online_is_asked_only_when_it_is_wanted(operator: Operator) -> None:
    def calls() -> list[str]:
        return [call["path"] for call in operator.sandbox.world.calls("yandex")]

    before = len(calls())
    assert " ? " in operator.runs("devices", "--home", MOSCOW).stdout
    assert calls()[before:] == ["/v1.0/user/info"]
    devices = operator.document("devices", "--home", MOSCOW, "--json", "--online")["devices"]
    told = {device.get("online") for device in devices}
    assert True in told


def test_the_document_is_one_that_understand_reads(operator: Operator) -> None:
    document = operator.document("devices", "--home", ALMATY, "--json")
    assert {device["cloud"] for device in document["devices"]} == {"yandex", "aliyun"}
    assert len(from_document(document).devices) == len(document["devices"])


def test_of_several_homes_one_has_to_be_chosen(operator: Operator) -> None:
    refused = operator.runs("devices")
    assert refused.exit_code == 1
    assert "--home: 1 (Квартира), 2 (西溪的家)" in refused.output
    assert "no home 9" in operator.runs("devices", "--home", "9").output


def test_without_a_home_the_way_to_one_is_told(newcomer: Operator) -> None:
    refused = newcomer.runs("devices")
    assert refused.exit_code == 1
    assert "housemate connect" in refused.output


def test_a_cloud_that_is_down_hides_only_its_own_devices(operator: Operator) -> None:
    operator.sandbox.world.fault("aliyun", "status", status=503, count=50)
    result = operator.runs("devices", "--home", ALMATY)
    assert result.exit_code == 1
    assert " yandex " in result.stdout
    assert " aliyun " not in result.stdout
    assert "aliyun (account" in result.stderr
