"""Chinese names that are said loosely, and what is left out of an order by forbidding it."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.home.capability import OnOff, Toggle
from bot.home.fit import Misfit
from bot.home.house import Device, House, Room
from bot.home.request import Act, Clarify, NotFound, NotUnderstood, Request, Unsupported
from bot.understanding.context import Context
from bot.understanding.pieces import Holder
from bot.understanding.ways_to_say import number_of, ways_to_say
from tests.understanding.saying import understander

SWITCH = (OnOff(value=None),)
HOUSE = House(
    "家",
    (
        Room("boy", "天天的房间", floor="二层"),
        Room("parents", "主卧", floor="二层"),
        Room("hall", "客厅", floor="一层"),
    ),
    devices=(
        Device("s1", "插座1", "socket", room="hall", capabilities=SWITCH),
        Device("s2", "插座2", "socket", room="hall", capabilities=SWITCH),
        Device("ceiling", "吸顶灯", "light", room="hall", capabilities=SWITCH),
        Device("strip", "灯带", "light", room="hall", capabilities=SWITCH),
        Device("his", "爸爸床头灯", "light", room="parents", capabilities=SWITCH),
        Device("hers", "妈妈床头灯", "light", room="parents", capabilities=SWITCH),
        Device(
            "hood", "油烟机", "ventilation", room="hall", capabilities=(*SWITCH, Toggle(instance="backlight"))
        ),
        Device("desk", "台灯", "light", room="boy", capabilities=SWITCH),
    ),
)


def asked(text: str) -> Request:
    context = Context(now=datetime(2026, 11, 23, 12, 0), language="zh")
    return understander().understand(text, HOUSE, context).request


def switched(text: str) -> set[str]:
    request = asked(text)
    return {command.device for command in request.commands} if isinstance(request, Act) else set()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2号插座关掉", {"s2"}),
        ("打开第一个插座", {"s1"}),
        ("插座二号打开", {"s2"}),
        ("天天屋的台灯打开", {"desk"}),
        ("二楼的灯都关了", {"his", "hers", "desk"}),
        ("爸爸那边的床头灯关了", {"his"}),
        ("爸爸和妈妈的床头灯都打开", {"his", "hers"}),
        ("爸爸的灯关了", {"his"}),
    ],
)
def test_a_name_said_loosely_is_found(text: str, meant: set[str]) -> None:
    assert switched(text) == meant


@pytest.mark.parametrize("text", ["爸爸，把灯关了", "爸爸把床头灯关了", "三楼的灯都关了", "3号插座关掉"])
def test_nobody_is_taken_for_a_lamp_and_no_storey_for_another(text: str) -> None:
    assert isinstance(asked(text), NotUnderstood | NotFound)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("客厅的灯都关了灯带别关", {"ceiling"}),
        ("灯带别动，客厅其他灯关掉", {"ceiling"}),
        ("灯都关了客厅别关", {"his", "hers", "desk"}),
    ],
)
def test_what_is_not_to_be_touched_is_left_out(text: str, meant: set[str]) -> None:
    assert switched(text) == meant


@pytest.mark.parametrize("text", ["别关灯", "灯带别关", "打开插座1别关灯", "先别开台灯"])
def test_what_is_forbidden_is_not_done_nor_anything_beside_it(text: str) -> None:
    assert isinstance(asked(text), NotUnderstood)


def test_the_lamp_of_something_is_a_part_of_it() -> None:
    request = asked("油烟机的灯打开")
    assert isinstance(request, Act)
    assert [str(command.key) for command in request.commands] == ["toggle.backlight"]


def test_one_lamp_of_several_is_asked_for() -> None:
    assert isinstance(asked("客厅开一盏灯"), Clarify)
    assert switched("客厅开个灯") == {"ceiling", "strip"}


@pytest.mark.parametrize("text", ["客人到了就把台灯打开", "闻到煤气味的话关掉插座1"])
def test_an_order_that_waits_for_something_unknown_is_refused(text: str) -> None:
    request = asked(text)
    assert isinstance(request, Unsupported)
    assert request.reason.code is Misfit.CONDITION


@pytest.mark.parametrize("text", ["再不睡我就关灯了", "客人到了就走", "就这样"])
def test_talk_with_the_words_of_a_condition_is_left_alone(text: str) -> None:
    assert isinstance(asked(text), NotUnderstood)


@pytest.mark.parametrize(("name", "number"), [("插座2", 2), ("三号灯", 3), ("灯带", None), ("12号机", 12)])
def test_a_name_tells_its_number(name: str, number: int | None) -> None:
    assert number_of(name) == number


def test_a_name_is_the_first_way_to_say_it() -> None:
    assert next(iter(ways_to_say(Holder.ROOM, "老人房"))) == "老人房"
    assert "老人屋" in ways_to_say(Holder.ROOM, "老人房")
    assert list(ways_to_say(Holder.DEVICE, "灯带")) == ["灯带"]
