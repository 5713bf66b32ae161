"""The main job, in each household: a sentence in a chat changes a device, and a card says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from tests.person import Message, Neighbourhood, value

pytestmark = pytest.mark.process


@dataclass(frozen=True)
class Home:
    """What the same sentences are about in one household."""

    name: str
    kitchen_lamp: str
    torchere: str
    bedroom_lights: tuple[str, ...]
    living_room_light: str
    conditioner: str
    bedroom_climate: str
    misspelt: tuple[str, str]
    ambiguous: tuple[str, str]
    offline: tuple[str, str]
    unknown: str


HOMES = (
    Home(
        "moscow",
        kitchen_lamp="Лампа на кухне",
        torchere="Торшер",
        bedroom_lights=("Люстра", "Ночник", "Бра"),
        living_room_light="Люстра в гостиной",
        conditioner="Кондиционер",
        bedroom_climate="Климат в спальне",
        misspelt=("включи увлажнитиль", "Увлажнитель"),
        ambiguous=("включи бра", "Бра"),
        offline=("выключи гирлянду", "Гирлянда"),
        unknown="включи телепорт",
    ),
    Home(
        "hangzhou",
        kitchen_lamp="Kitchen lamp",
        torchere="Торшер",
        bedroom_lights=("卧室灯", "床头灯", "夜灯"),
        living_room_light="客厅灯",
        conditioner="空调",
        bedroom_climate="卧室温湿度计",
        misspelt=("打开加湿汽", "加湿器"),
        ambiguous=("打开夜灯", "夜灯"),
        offline=("关掉星空灯", "星空灯"),
        unknown="打开传送门",
    ),
    Home(
        "both",
        kitchen_lamp="Kitchen lamp",
        torchere="Floor lamp",
        bedroom_lights=("Bedside lamp", "Bedroom ceiling light", "Night light"),
        living_room_light="客厅灯",
        conditioner="空调",
        bedroom_climate="Bedroom climate",
        misspelt=("turn on the air purifer", "Air purifier"),
        ambiguous=("turn on the night light", "Night light"),
        offline=("turn off the balcony lamp", "Balcony lamp"),
        unknown="turn on the teleporter",
    ),
)


@pytest.fixture(params=HOMES, ids=lambda home: home.name)
def home(request: pytest.FixtureRequest) -> Home:
    assert isinstance(request.param, Home)
    return request.param


def in_room_of(
    world: Neighbourhood, home: Home, names: tuple[str, ...], landmark: str
) -> list[dict[str, Any]]:
    room = world.device(landmark, home.name)["room"]
    return [d for d in world.devices(home.name) if d["name"] in names and d["room"] == room]


def test_turn_on_the_kitchen_lamp(world: Neighbourhood, home: Home) -> None:
    world.change(world.device(home.kitchen_lamp, home.name)["id"], state={"on_off.on": False})
    owner = world.person(home.name)
    card = owner.says("turn on the kitchen lamp")
    assert home.kitchen_lamp in card.text
    owner.sees(lambda m: m.id == card.id and is_settled(m))
    assert value(world.device(home.kitchen_lamp, home.name), "on_off") is True


def test_dim_the_torchere_to_thirty_percent(world: Neighbourhood, home: Home) -> None:
    owner = world.person(home.name)
    card = owner.says("приглуши торшер до тридцати процентов")
    shown = owner.sees(lambda m: m.id == card.id and is_settled(m))
    assert home.torchere in shown.text
    assert "30" in shown.text
    assert value(world.device(home.torchere, home.name), "range", "brightness") == 30


def test_all_lights_in_the_bedroom_off(world: Neighbourhood, home: Home) -> None:
    lights = in_room_of(world, home, home.bedroom_lights, home.bedroom_climate)
    assert len(lights) == len(home.bedroom_lights)
    world.change(lights[0]["id"], state={"on_off.on": True})
    owner = world.person(home.name)
    card = owner.says("выключи весь свет в спальне")
    shown = owner.sees(lambda m: m.id == card.id and is_settled(m))
    for light in in_room_of(world, home, home.bedroom_lights, home.bedroom_climate):
        assert value(light, "on_off") is False, light["name"]
        assert light["name"] in shown.text


def test_the_light_of_the_living_room_on(world: Neighbourhood, home: Home) -> None:
    world.change(world.device(home.living_room_light, home.name)["id"], state={"on_off.on": False})
    owner = world.person(home.name)
    card = owner.says("打开客厅的灯")
    owner.sees(lambda m: m.id == card.id and is_settled(m))
    assert value(world.device(home.living_room_light, home.name), "on_off") is True


def test_the_conditioner_to_26_degrees(world: Neighbourhood, home: Home) -> None:
    world.change(world.device(home.conditioner, home.name)["id"], state={"range.temperature": 22})
    owner = world.person(home.name)
    card = owner.says("空调调到26度")
    shown = owner.sees(lambda m: m.id == card.id and is_settled(m))
    assert "26" in shown.text
    assert value(world.device(home.conditioner, home.name), "range", "temperature") == 26


def test_the_temperature_in_the_bedroom(world: Neighbourhood, home: Home) -> None:
    thermometer = world.device(home.bedroom_climate, home.name)
    world.change(thermometer["id"], state={"sensor.temperature": 19.5})
    answer = world.person(home.name).says("what's the temperature in the bedroom?")
    assert "19.5" in answer.text.replace(",", ".")


def test_a_misspelt_name(world: Neighbourhood, home: Home) -> None:
    sentence, name = home.misspelt
    world.change(world.device(name, home.name)["id"], state={"on_off.on": False})
    owner = world.person(home.name)
    card = owner.says(sentence)
    owner.sees(lambda m: m.id == card.id and is_settled(m))
    assert name in card.text
    assert value(world.device(name, home.name), "on_off") is True


def test_an_ambiguous_name_is_answered_by_a_button(world: Neighbourhood, home: Home) -> None:
    sentence, name = home.ambiguous
    twins = [d for d in world.devices(home.name) if d["name"] == name]
    for twin in twins:
        world.change(twin["id"], state={"on_off.on": False})
    owner = world.person(home.name)
    question = owner.says(sentence)
    assert len(question.buttons) >= len(twins) > 1
    assert not any(value(d, "on_off") for d in world.devices(home.name) if d["name"] == name)
    owner.presses(question, twins[1]["room"])
    owner.sees_change(question, is_settled)
    assert [value(d, "on_off") for d in world.devices(home.name) if d["name"] == name] == [False, True]


def test_an_offline_device_is_named_and_nothing_is_claimed(world: Neighbourhood, home: Home) -> None:
    sentence, name = home.offline
    before = value(world.device(name, home.name), "on_off")
    owner = world.person(home.name)
    card = owner.says(sentence)
    shown = owner.sees(lambda m: m.id == card.id and is_settled(m))
    assert name in shown.text
    assert any(word in shown.text.lower() for word in ("offline", "не в сети", "не на связи", "离线"))
    assert value(world.device(name, home.name), "on_off") == before


def test_an_unknown_name_changes_nothing(world: Neighbourhood, home: Home) -> None:
    before = world.devices(home.name)
    answer = world.person(home.name).says(home.unknown)
    assert home.unknown.split()[-1] in answer.text or home.unknown[2:] in answer.text
    after = world.devices(home.name)
    assert [d["capabilities"] for d in before] == [d["capabilities"] for d in after]


def is_settled(message: Message) -> bool:
    """The card no longer waits for the device."""
    return "⏳" not in message.text
