"""The rules of reading that a whole sentence is needed for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.home.capability import Choice, Key, Limits, Lock, Mode, OnOff, Range, Sensor
from bot.home.command import Command, SetTo
from bot.home.house import Device, Group, House, Room, Scene
from bot.home.request import Act, Ask, Asked, Clarify, Ignored, NotFound, NotUnderstood, Question, Unsupported
from bot.intents import Understander, Understood
from bot.understanding.context import Context
from bot.understanding.lexicon import load_all

NOON = datetime(2026, 11, 23, 12, 0)
PERCENT = Range(instance="brightness", unit="percent", limits=Limits(0, 100, 1), value=50)


def lamp(id_: str, name: str, room: str | None, *, type_: str = "light") -> Device:
    return Device(id_, name, type_, room=room, capabilities=(OnOff(), PERCENT))


HOUSE = House(
    "Flat",
    (Room("k", "Кухня", floor="Первый этаж"), Room("b", "Спальня"), Room("n", "客厅")),
    (Group("g", "Торшеры", (), ("l3", "l4")),),
    (Scene("s", "Всё выключить"),),
    (
        lamp("l1", "Люстра", "k"),
        lamp("l2", "Люстра", "b"),
        lamp("l3", "Торшер у окна", "b"),
        lamp("l4", "Торшер у двери", "n"),
        lamp("l5", "Bedroom light", "b"),
        Device("o", "Печь", "cooking.oven", room="k", capabilities=(OnOff(),)),
        Device("f", "Вентилятор", "ventilation.fan", room="k", capabilities=(
            OnOff(), Mode(instance="fan_speed", choices=(Choice("low"), Choice("high")), value="low"))),
        Device("lock", "Замок", "lock", room="k", capabilities=(Lock(),)),
        Device("blind", "Жалюзи", "openable.curtain", room="k", capabilities=(OnOff(),)),
        Device("t", "Термометр", "sensor.climate", room="b", capabilities=(
            Sensor(instance="temperature", value=21),)),
    ),
)  # fmt: skip


@cache
def understander() -> Understander:
    return Understander(load_all())


def understood(
    text: str,
    *,
    room: str | None = None,
    overheard: bool = False,
    last: Sequence[Command] = (),
    house: House = HOUSE,
) -> Understood:
    context = Context("ru", NOON, room, overheard, tuple(last))
    return understander().understand(text, house, context)


def touched(text: str, room: str | None = None) -> set[str]:
    request = understood(text, room=room).request
    assert isinstance(request, Act), request
    return {command.device for command in request.commands}


def test_words_of_another_language_reach_the_rooms_and_things_of_this_home() -> None:
    assert touched("turn on the kitchen lamp") == {"l1"}
    assert touched("打开厨房的灯") == {"l1"}
    assert touched("включи свет в living room") == {"l4"}


def test_a_full_name_beats_a_kind_and_its_plural_is_the_kind() -> None:
    assert touched("turn on the bedroom light") == {"l5"}
    assert touched("turn on the bedroom lights") == {"l2", "l3", "l5"}


def test_the_same_name_in_two_rooms_is_asked_about() -> None:
    request = understood("включи люстру").request
    assert isinstance(request, Clarify)
    assert [option.id for option in request.options] == ["l1", "l2"]
    assert touched("включи люстру в спальне") == {"l2"}
    assert touched("включи люстру", room="k") == {"l1"}


def test_a_group_is_its_members() -> None:
    assert touched("выключи торшеры") == {"l3", "l4"}


def test_a_scene_wins_over_the_command_that_it_equals() -> None:
    assert understood("всё выключить").request == Act(scene="s")


def test_everything_leaves_out_blinds_and_locks_and_switches_nothing_hot_on() -> None:
    assert touched("выключи всё на кухне") == {"l1", "o", "f"}
    assert touched("включи всё на кухне") == {"l1", "f"}


def test_all_but_some() -> None:
    assert touched("выключи весь свет кроме торшеров") == {"l1", "l2", "l5"}


def test_no_such_room_and_no_such_thing() -> None:
    assert understood("включи свет в бане").request == NotFound("бане")
    missing = understood("включи люстру в гостиной").request
    assert isinstance(missing, NotFound)
    assert set(missing.near) == {"l1", "l2"}


def test_what_the_device_cannot_do_is_refused_with_what_it_can() -> None:
    request = understood("поставь люстру в спальне на 150%").request
    assert isinstance(request, Unsupported)
    assert request.reason.allowed == Limits(0, 100, 1)


def test_several_clauses_are_one_request_in_the_order_said() -> None:
    request = understood("включи люстру на кухне, печь выключи и поставь bedroom light на 20").request
    assert isinstance(request, Act)
    assert [(c.device, c.key.instance) for c in request.commands] == [
        ("l1", "on"), ("o", "on"), ("l5", "brightness"),
    ]  # fmt: skip


def test_half_a_sentence_is_not_done() -> None:
    assert not isinstance(understood("включи люстру на кухне и позвони маме").request, Act)
    assert not isinstance(understood("turn on the bedroom light and feed the cat").request, Act)


def test_it_is_what_was_done_last() -> None:
    last = understood("включи торшер у окна").request
    assert isinstance(last, Act)
    request = understood("сделай ярче", last=last.commands).request
    assert isinstance(request, Act)
    assert {command.device for command in request.commands} == {"l3"}


def test_a_step_through_modes_where_there_is_no_number() -> None:
    assert touched("вентилятор быстрее") == {"f"}


def test_questions() -> None:
    request = understood("сколько градусов в спальне?").request
    assert isinstance(request, Ask)
    assert [(r.device, r.instance) for r in request.readings] == [("t", "temperature")]
    which = understood("какие лампы горят в спальне?").request
    assert isinstance(which, Ask)
    assert which.question == Question(Asked.WHICH, True)
    assert {r.device for r in which.readings} == {"l2", "l3", "l5"}


@pytest.mark.parametrize(
    "text",
    ["не включай люстру на кухне", "мам, включи люстру на кухне", "я включил люстру на кухне", "kitchen?"],
)
def test_what_is_no_order_for_the_bot_is_not_done(text: str) -> None:
    assert understood(text).request == NotUnderstood()
    assert understood(text, overheard=True).request == Ignored()


def test_a_command_with_a_slip_is_done_when_said_to_the_bot_and_ignored_when_overheard() -> None:
    assert touched("включи вентлятор") == {"f"}
    assert understood("включи вентлятор", overheard=True).request == Ignored()
    assert isinstance(understood("включи вентилятор", overheard=True).request, Act)


def test_a_lock_is_not_opened_by_turn_on() -> None:
    assert not isinstance(understood("turn on the замок").request, Act)
    assert touched("открой замок") == {"lock"}


def test_every_reading_has_its_reasons() -> None:
    explanation = understood("turn on the bedroom light").explanation
    assert explanation.score > 0
    runner_up = explanation.runner_up()
    assert runner_up is not None
    assert runner_up.score <= explanation.score


def test_a_doubtful_reading_is_less_confident() -> None:
    sure, doubtful = understood("включи вентилятор"), understood("включи вентлятор")
    assert 0 < doubtful.confidence < sure.confidence <= 1


def test_a_house_whose_values_changed_is_still_known() -> None:
    changed = HOUSE.with_devices([lamp("l1", "Люстра", "k")])
    assert understood("включи люстру на кухне", house=changed).request == (
        understood("включи люстру на кухне").request
    )


def test_a_renamed_device_answers_to_its_new_name() -> None:
    renamed = HOUSE.with_devices([lamp("l1", "Звезда", "k")])
    on = Command("l1", Key("on_off", "on"), SetTo(True))
    assert understood("включи звезду", house=renamed).request == Act((on,))


SALAD = """
включи выключи люстру торшер на в кухне спальне свет всё кроме 20 % ярче и потом не , ? сколько какие
turn on off the light kitchen bedroom all except set to 50 percent is 打 开 灯 客 厅 关 掉 所 有 一 半
"""
WORDS = st.sampled_from(SALAD.split())


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=12))
def test_no_salad_of_words_breaks_anything(words: list[str]) -> None:
    result = understood(" ".join(words))
    assert 0 <= result.confidence <= 1
    result.explanation.runner_up()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_no_text_at_all_breaks_anything(text: str) -> None:
    assert understood(text, overheard=True).request == Ignored() or text.strip()
