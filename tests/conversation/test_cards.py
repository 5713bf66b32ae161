"""Cards lead from one to the next: rooms, a room, all off, more of a device, and back."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.person import Neighbourhood, value
from tests.running import bot_process, sandbox_alone

pytestmark = pytest.mark.process


@dataclass(frozen=True)
class Words:
    household: str
    room: str
    all_off: str
    yes: str
    device: str
    more: str
    type: str
    beside: str
    refresh: str


WORDS = (
    Words("moscow", "Спальня", "Выключить всё", "Да", "Люстра", "Ещё", "Тип: ", "Увлажнитель", "Обновить"),
    Words("hangzhou", "卧室", "全部关闭", "是", "卧室灯", "更多", "类型：", "床头灯", "刷新"),
    Words(
        "both",
        "Bedroom",
        "Turn all off",
        "Yes",
        "Bedroom ceiling light",
        "More",
        "Type: ",
        "Bedside lamp",
        "Refresh",
    ),
)


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.household)
def test_a_room_is_turned_off_from_its_card(world: Neighbourhood, words: Words) -> None:
    owner = world.person(words.household)
    lamp = world.device(words.device, words.household)["id"]
    world.change(lamp, state={"on_off.on": True})
    rooms = owner.says("/rooms")
    owner.presses(rooms, words.room)
    room = owner.sees_change(rooms, lambda m: words.device in m.text)
    owner.presses(room, words.all_off)
    question = owner.sees_change(room, lambda m: words.device in m.text and len(m.buttons) == 2)
    assert value(world.device(words.device, words.household), "on_off") is True
    owner.presses(question, words.yes)
    # a thing behind Aliyun obeys a moment after its cloud has answered; the card follows it
    owner.sees_change(question, lambda m: f"✅ {words.device}" in m.text)
    assert value(world.device(words.device, words.household), "on_off") is False


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.household)
def test_all_off_reaches_what_was_switched_on_by_hand_a_moment_ago(
    world: Neighbourhood, words: Words
) -> None:
    owner = world.person(words.household)
    devices = {device["name"]: device["id"] for device in world.devices(words.household)}
    world.change(devices[words.device], state={"on_off.on": False})
    world.change(devices[words.beside], state={"on_off.on": True})
    world.passes(6)  # what was read a moment ago would do for the card
    home = owner.says("/status")
    room = owner.after(owner.says("/rooms"), words.room)
    world.change(devices[words.device], state={"on_off.on": True})
    owner.presses(room, words.all_off)
    owner.sees_change(room, lambda m: words.device in m.text and len(m.buttons) == 2)
    world.change(devices[words.beside], state={"on_off.on": False})
    world.passes(6)
    owner.presses(home, words.refresh)
    owner.sees_change(home, lambda m: words.device in m.text and words.beside not in m.text)


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.household)
def test_more_of_a_device_is_an_edit_with_a_way_back(world: Neighbourhood, words: Words) -> None:
    owner = world.person(words.household)
    rooms = owner.says("/rooms")
    owner.presses(rooms, words.room)
    room = owner.sees_change(rooms, lambda m: words.device in m.text)
    owner.presses(room, words.device)
    card = owner.sees_change(room, lambda m: any(words.more in b["text"] for b in m.buttons))
    owner.presses(card, words.more)
    more = owner.sees_change(card, lambda m: words.type in m.text)
    owner.presses(more, words.device)
    assert owner.sees_change(more, lambda m: any(words.more in b["text"] for b in m.buttons)).id == rooms.id


@dataclass(frozen=True)
class Past:
    household: str
    say: str
    lowest: str
    week: str
    seven_days: str
    back: str


PASTS = (
    Past("hangzhou", "/history 卧室温湿度计", "最低", "周", "最近 7 天", "卧室温湿度计"),
    Past("both", "/history Bedroom ceiling light", "Lowest", "Week", "last 7 days", "Bedroom ceiling light"),
)


@pytest.mark.parametrize("past", PASTS, ids=lambda past: past.household)
def test_what_was_is_a_picture_and_the_way_back_is_a_card(world: Neighbourhood, past: Past) -> None:
    owner = world.person(past.household)
    picture = owner.says(past.say, within=60)
    assert picture.has_photo
    assert past.lowest in picture.text
    owner.presses(picture, past.week)
    week = owner.sees_change(picture, lambda m: past.seven_days in m.text)
    assert week.has_photo
    owner.presses(week, past.back)
    card = owner.sees(lambda m: m.from_bot and m.id > week.id)
    assert not card.has_photo
    assert past.back in card.text


def test_of_a_device_whose_cloud_keeps_no_history_the_bot_has_taken_notes() -> None:
    with sandbox_alone("moscow") as sandbox:
        owner = sandbox.world.person("moscow")
        lamp = sandbox.world.device("Торшер", "moscow")["id"]
        with bot_process(sandbox.environment):
            for on in (False, True):
                sandbox.world.change(lamp, state={"on_off.on": on})
                owner.says("Торшер")
        sandbox.world.post("/api/clock", {"advance": 3600})
        with bot_process(sandbox.environment):
            brightness = owner.says("/history Торшер", within=60)
            assert brightness.has_photo
            owner.presses(brightness, "Питание")
            picture = owner.sees_change(brightness, lambda m: "Питание" in m.text)
        assert "мои собственные записи" in picture.text
        assert "Включено: всего" in picture.text


def test_a_button_works_visibly_while_its_cloud_is_slow(world: Neighbourhood) -> None:
    owner = world.person("moscow")
    world.change(world.device("Торшер", "moscow")["id"], state={"on_off.on": True})
    card = owner.says("Торшер")
    world.fault("yandex", "slow", path="/devices/actions", seconds=3, count=1)
    owner.presses(card, "Выключить")
    working = owner.sees(lambda m: m.id == card.id and m.is_at_work)
    assert not any(b.get("callback_data") for b in working.buttons if b["text"].startswith("⏳"))
    done = owner.sees_change(working, lambda m: "Включить" in str(m.buttons))
    assert not done.is_at_work
    assert value(world.device("Торшер", "moscow"), "on_off") is False
