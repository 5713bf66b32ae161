"""One household out of an account, and nothing of the others."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from bot.clouds.client import parsed
from bot.clouds.yandex import wire
from bot.clouds.yandex.translate import listing_from_wire
from bot.home.cloud import Listing
from bot.home.house import Group, Room, Scene

ON_OFF = {"type": "devices.capabilities.on_off", "state": {"instance": "on", "value": True}}


def device(id_: str, home: str | None = "flat", **more: Any) -> dict[str, Any]:
    told = {"id": id_, "name": f"Лампа {id_}", "type": "devices.types.light", "household_id": home}
    return {**told, "external_id": "SN-0042", "capabilities": [ON_OFF], **more}


ACCOUNT: dict[str, Any] = {
    "status": "ok",
    "households": [{"id": "flat"}, {"id": "dacha"}],
    "rooms": [
        {
            "id": "r1",
            "name": "Спальня",
            "household_id": "flat",
            "devices": ["a", "ghost"],
            "aliases": ["детская"],
        },
        {"id": "r2", "name": "Спальня", "household_id": "dacha", "devices": ["c"]},
    ],
    "groups": [
        {"id": "g1", "name": "Свет", "household_id": "flat", "devices": ["a", "ghost"], "aliases": None},
        {"id": "g2", "name": "Дача", "household_id": "dacha", "devices": ["c"]},
    ],
    "devices": [
        device("a", room="r1", aliases=["бра"]),
        device("b", room=None),
        device("c", "dacha", room="r2"),
        device("d", None, capabilities=None),
    ],
    "scenarios": [
        {"id": "s1", "name": "Утро", "is_active": True, "steps": [{"secret": 1}]},
        {"id": "s2", "name": "Вечер", "is_active": False},
    ],
}


def listed(account: dict[str, Any], household: str | None = "flat") -> Listing:
    return listing_from_wire(parsed("yandex", wire.UserInfo, account), household)


def test_a_household_has_its_own_devices_rooms_and_groups_and_every_active_scenario() -> None:
    listing = listed(ACCOUNT)
    assert [(d.id, d.room, d.aliases) for d in listing.devices] == [
        ("a", "r1", ("бра",)),
        ("b", None, ()),
        ("d", None, ()),
    ]
    assert listing.rooms == (Room("r1", "Спальня", ("детская",)),)
    assert listing.groups == (Group("g1", "Свет", (), ("a",)),)
    assert listing.scenes == (Scene("s1", "Утро"),)
    assert listing.unreadable == ()


def test_without_a_household_everything_of_the_account_is_there() -> None:
    listing = listed(ACCOUNT, None)
    assert [d.id for d in listing.devices] == ["a", "b", "c", "d"]
    assert len(listing.rooms) == len(listing.groups) == 2


def test_a_listing_does_not_say_who_is_online_and_keeps_no_serial_numbers() -> None:
    listing = listed(ACCOUNT)
    assert {d.online for d in listing.devices} == {None}
    assert "SN-0042" not in repr(listing)


def test_a_room_may_know_its_devices_when_they_do_not_know_their_room() -> None:
    told = {**ACCOUNT, "devices": [device("a", room=None), device("b", room="no-such-room")]}
    assert [d.room for d in listed(told).devices] == ["r1", None]


@pytest.mark.parametrize("part", ["rooms", "groups", "scenarios", "devices"])
def test_a_strange_part_is_named_and_the_rest_works(part: str) -> None:
    strange = [{"name": "Странная"}, {"id": 5}, None]
    listing = listed({**ACCOUNT, part: [*ACCOUNT[part], *strange]})
    assert listing.unreadable == ("Странная", "?", "?")
    assert len(listing.devices) == 3


def test_members_that_are_missing_or_null_are_empty() -> None:
    for account in ({"status": "ok", "devices": []}, {"status": "ok", "devices": None, "rooms": None}):
        assert listed(account) == Listing()


def samples() -> list[Path]:
    """Recorded listings in the folder that ``HOUSEMATE_SAMPLES`` names."""
    folder = os.environ.get("HOUSEMATE_SAMPLES")
    return sorted(Path(folder, "yandex").glob("*user_info*.json")) if folder else []


@pytest.mark.parametrize("sample", samples(), ids=lambda path: path.stem)
def test_recorded_listings_are_read_completely(sample: Path) -> None:
    told = json.loads(sample.read_text(encoding="utf-8"))
    listing = listed(told, None)
    assert len(listing.devices) == len(told["devices"])
    assert "ext-" not in repr(listing)
    assert all("brand_new" in part for part in listing.unreadable)
