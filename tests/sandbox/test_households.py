"""The households are what the contract says, and what the sentences of the first issue need."""

from __future__ import annotations

import copy
from collections import Counter
from typing import Any

import pytest

from bot.sandbox.households import households
from bot.sandbox.world import Household, Thing, World

NAMES = ("moscow", "hangzhou", "both")


def home(name: str) -> Household:
    (household,) = households(name)
    return household


def spoken_names(thing: Thing) -> set[str]:
    return {thing.name.casefold(), *(alias.casefold() for alias in thing.vendor.get("aliases", ()))}


def called(household: Household, *names: str) -> list[Thing]:
    wanted = {name.casefold() for name in names}
    own = (thing for thing in household.things if thing.household == household.name)
    return [thing for thing in own if wanted & spoken_names(thing)]


def rooms_called(household: Household, *names: str) -> set[str]:
    rooms = [{room["name"], *room["aliases"]} for room in household.clouds.get("yandex", {}).get("rooms", ())]
    for place in household.clouds.get("aliyun", {}).get("homes", ()):
        rooms += [{room["name"]} for room in place["rooms"]]
    wanted = {name.casefold() for name in names}
    return {name for room in rooms if wanted & {n.casefold() for n in room} for name in room}


def test_all_means_the_three_that_were_furnished() -> None:
    assert [household.name for household in households("all")] == list(NAMES)


def test_an_unknown_household_is_an_error() -> None:
    with pytest.raises(KeyError):
        households("london")


def test_no_two_people_chats_or_devices_share_an_id() -> None:
    everything = households("all", 30)
    people = [person.id for household in everything for person in household.people]
    chats = [chat.id for household in everything for chat in household.chats]
    things = [thing.id for household in everything for thing in household.things]
    for ids in (people, chats, things):
        assert len(ids) == len(set(ids))


def test_no_two_accounts_share_a_token() -> None:
    accounts = [account for household in households("all", 30) for account in household.clouds.values()]
    tokens = [
        secret
        for account in accounts
        for name, secret in account["secrets"].items()
        if name.endswith("_token")
    ]
    assert len(tokens) == len(set(tokens))


@pytest.mark.parametrize("name", NAMES)
def test_the_seed_gets_nothing_but_strings(name: str) -> None:
    needed = {
        "yandex": (
            {"household", "client_id"},
            {"access_token", "refresh_token", "expires_at", "client_secret"},
        ),
        "aliyun": (
            {"app_key", "identity_id"},
            {
                "app_secret",
                "iot_token",
                "iot_token_expires_at",
                "refresh_token",
                "refresh_token_expires_at",
            },
        ),
    }
    for cloud, account in home(name).clouds.items():
        settings, secrets = account["settings"], account["secrets"]
        assert (settings.keys(), secrets.keys()) == needed[cloud]
        assert all(isinstance(value, str) for value in (*settings.values(), *secrets.values()))


@pytest.mark.parametrize("name", NAMES)
def test_an_owner_two_members_a_guest_and_a_stranger_live_there(name: str) -> None:
    roles = [set(person.roles.values()) for person in home(name).people]
    assert roles == [{"owner"}, {"member"}, {"member"}, {"guest"}, set()]


@pytest.mark.parametrize("name", NAMES)
def test_everybody_has_a_private_chat_and_is_in_a_group_and_a_forum(name: str) -> None:
    household = home(name)
    chats = {chat.id: chat for chat in household.chats}
    everybody = [person.id for person in household.people]
    stranger = everybody[-1]
    assert [chats[id_].household for id_ in everybody] == [name] * 4 + [None]
    assert chats[stranger].type == "private"
    together = [chat for chat in household.chats if chat.id < 0]
    assert [chat.type for chat in together] == ["group", "forum"]
    assert all(chat.people == everybody for chat in together)
    assert together[1].topics


def test_moscow_has_many_devices_of_many_types_in_many_rooms() -> None:
    household = home("moscow")
    own = [thing for thing in household.things if thing.household == "moscow"]
    assert len(own) >= 25
    assert len({thing.type for thing in own}) >= 15
    assert len({thing.room for thing in own if thing.room}) >= 5
    assert household.clouds["yandex"]["groups"]
    assert {scenario["is_active"] for scenario in household.clouds["yandex"]["scenarios"]} == {True, False}


def test_hangzhou_has_many_things_and_both_has_things_in_both_clouds() -> None:
    assert len(home("hangzhou").things) >= 15
    assert {thing.cloud for thing in home("both").things} == {"yandex", "aliyun"}


@pytest.mark.parametrize("name", NAMES)
class TestTheSentencesOfTheFirstIssue:
    def test_turn_on_the_kitchen_lamp(self, name: str) -> None:
        (lamp,) = called(home(name), "kitchen lamp")
        switch = lamp.capability("on_off.on")
        assert switch is not None
        assert switch["value"] is False

    def test_dim_the_torchere_to_thirty_percent(self, name: str) -> None:
        (lamp,) = called(home(name), "торшер")
        brightness = lamp.capability("range.brightness")
        assert brightness is not None
        assert brightness["value"] > 30

    def test_switch_off_all_light_in_the_bedroom(self, name: str) -> None:
        household = home(name)
        bedroom = rooms_called(household, "спальня", "卧室")
        lights = [t for t in household.things if t.room in bedroom and t.type.startswith("light")]
        assert len(lights) >= 2
        assert any((switch := t.capability("on_off.on")) and switch["value"] for t in lights)

    def test_turn_on_the_light_of_the_living_room(self, name: str) -> None:
        (lamp,) = called(home(name), "客厅灯")
        switch = lamp.capability("on_off.on")
        assert switch is not None
        assert switch["value"] is False

    def test_set_the_only_air_conditioner_to_26_degrees(self, name: str) -> None:
        household = home(name)
        (conditioner,) = called(household, "空调")
        assert [t for t in household.things if t.type == "thermostat.ac"] == [conditioner]
        target = conditioner.capability("range.temperature")
        assert target is not None
        assert target["min"] <= 26 <= target["max"]
        assert target["value"] != 26

    def test_what_is_the_temperature_in_the_bedroom(self, name: str) -> None:
        household = home(name)
        bedroom = rooms_called(household, "спальня", "卧室")
        thermometers = [
            t for t in household.things if t.room in bedroom and t.capability("sensor.temperature")
        ]
        assert len(thermometers) == 1

    def test_an_ambiguous_name_and_an_offline_device(self, name: str) -> None:
        household = home(name)
        own = [thing for thing in household.things if thing.household == name]
        twice = [n for n, count in Counter(thing.name for thing in own).items() if count == 2]
        assert twice
        rooms = {thing.room for thing in own if thing.name == twice[0]}
        assert len(rooms) == 2
        assert any(not thing.online for thing in own)


@pytest.mark.parametrize("household", households("all", 4), ids=lambda household: household.name)
def test_every_capability_can_be_addressed_and_was_told_or_not(household: Household) -> None:
    for thing in household.things:
        known = {f"{c['kind']}.{c.get('instance', '')}" for c in thing.capabilities}
        assert all(thing.capability(key) for key in thing.reported), (thing.name, known)
        for identifier, meaning in thing.vendor.get("keys", {}).items():
            assert thing.capability(meaning["key"]), (thing.name, identifier)


def frozen(household: Household) -> Any:
    """A household without what depends on the moment."""
    things = [copy.copy(thing) for thing in household.things]
    for thing in things:
        thing.reported = dict.fromkeys(thing.reported, 0.0)
    return (household.name, household.people, household.chats, things)


def test_generated_homes_are_the_same_for_the_same_seed() -> None:
    first, again, other = (households("moscow", 6, seed)[1:] for seed in (7, 7, 8))
    assert [household.name for household in first] == [f"home-{number}" for number in range(1, 7)]
    assert [frozen(household) for household in first] == [frozen(household) for household in again]
    assert [frozen(household) for household in first] != [frozen(household) for household in other]


def test_generated_homes_have_one_private_chat_and_one_cloud_each() -> None:
    generated = households("moscow", 6)[1:]
    for household in generated:
        (chat,) = household.chats
        assert (chat.type, chat.people, chat.household) == ("private", [chat.id], household.name)
        assert len(household.clouds) == 1
    assert {cloud for household in generated for cloud in household.clouds} == {"yandex", "aliyun"}
    assert {household.language for household in generated} == {"en", "ru", "zh"}


def test_the_world_knows_every_thing() -> None:
    everything = households("all", 3)
    world = World(everything)
    assert {thing.id for thing in world.truth} == {t.id for h in everything for t in h.things}
