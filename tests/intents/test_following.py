"""Sentences that go on from what was done or asked before."""

from __future__ import annotations

from dataclasses import replace

from bot.home.capability import Key, Limits, OnOff, Range
from bot.home.command import Command, SetTo, ShiftBy
from bot.home.house import Device, House, Room
from bot.home.request import Act, Clarify, Request
from bot.intents.undo import undoing, undone
from bot.understanding.context import Context
from tests.intents.test_understander import NOON, understander

PERCENT = Range(instance="brightness", unit="percent", limits=Limits(0, 100, 1), value=50)


def lamp(id_: str, name: str, room: str) -> Device:
    return Device(id_, name, "light", room=room, capabilities=(OnOff(value=False), PERCENT))


HOUSE = House(
    "Flat",
    (Room("k", "Кухня"), Room("b", "Спальня"), Room("n", "Детская")),
    devices=(
        lamp("k1", "Бра", "k"), lamp("k2", "Люстра", "k"), lamp("b1", "Бра", "b"), lamp("b2", "Торшер", "b"),
        lamp("n1", "Ночник", "n"), lamp("n2", "Звезда", "n"),
    ),
)  # fmt: skip
ON = Command("k1", Key("on_off", "on"), SetTo(True))
BRIGHTER = Command("k1", Key("range", "brightness"), ShiftBy(10, sized=False))


def after(text: str, *last: Command, about: tuple[str, ...] = ()) -> Request:
    context = Context("ru", NOON, last=last, about=about)
    return understander().understand(text, HOUSE, context).request


def done(text: str, *last: Command) -> set[tuple[str, str]]:
    request = after(text, *last)
    assert isinstance(request, Act), request
    return {(command.device, command.key.instance) for command in request.commands}


def test_another_room_gets_the_same() -> None:
    assert done("и в детской тоже", ON) == {("n1", "on"), ("n2", "on")}
    assert done("and the nursery", ON) == {("n1", "on"), ("n2", "on")}


def test_the_same_lamp_in_another_room_is_meant_where_there_is_one() -> None:
    assert done("нет, в спальне", ON) == {("b1", "on")}


def test_the_other_one_is_the_other_of_that_name() -> None:
    assert done("нет, другую", ON) == {("b1", "on")} or isinstance(after("нет, другую", ON), Clarify)


def test_a_bit_more_goes_on_with_the_same_lamp() -> None:
    assert done("чуть поярче", ON) == {("k1", "brightness")}
    assert done("ещё", BRIGHTER) == {("k1", "brightness")}


def test_more_of_dimmer_is_dimmer_still() -> None:
    dimmer = Command("k1", Key("range", "brightness"), ShiftBy(-10, sized=False))
    for said in ("more", "a bit more", "ещё немного", "再来一点"):
        request = after(said, dimmer)
        assert isinstance(request, Act), said
        (command,) = request.commands
        assert isinstance(command.change, ShiftBy), said
        assert command.change.step < 0, said
    brighter = after("brighter", dimmer)
    assert isinstance(brighter, Act)
    assert isinstance(brighter.commands[0].change, ShiftBy)
    assert brighter.commands[0].change.step > 0


def test_a_number_alone_corrects_what_was_set() -> None:
    request = after("нет, 60", Command("k1", Key("range", "brightness"), SetTo(40)))
    assert isinstance(request, Act)
    assert request.commands == (Command("k1", Key("range", "brightness"), SetTo(60)),)


def test_a_correction_names_the_thing_by_any_word_of_its_name() -> None:
    lamps = tuple(lamp(name, f"{name} lamp", "k") for name in ("Right", "Left", "Corner"))
    house = replace(HOUSE, devices=lamps)
    context = Context("en", NOON, last=(Command("Left", ON.key, SetTo(True)),))
    for said, device in (("no, the right one", "Right"), ("not that one, the corner one", "Corner")):
        request = understander().understand(said, house, context).request
        assert request == Act((Command(device, ON.key, SetTo(True)),)), said
    again = understander().understand("no, the left one", house, context).request
    assert not isinstance(again, Act)


def test_nothing_goes_on_where_nothing_was_done() -> None:
    assert not isinstance(after("и в детской тоже"), Act)


def test_it_is_what_was_asked_about() -> None:
    request = after("тогда включи", about=("b2",))
    assert isinstance(request, Act)
    assert [command.device for command in request.commands] == ["b2"]


def test_undo_brings_back_the_value_that_was_there() -> None:
    changed = (Command("k1", Key("range", "brightness"), SetTo(80)), ON)
    assert undone(undoing(changed, HOUSE)) == Act((
        Command("k1", Key("on_off", "on"), SetTo(False)),
        Command("k1", Key("range", "brightness"), SetTo(50)),
    ))  # fmt: skip
