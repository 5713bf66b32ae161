"""What a cloud knows of a device that comes and goes."""

from __future__ import annotations

import pytest

from bot.sandbox.bus import Bus
from bot.sandbox.shadow import Heard, Shadow
from bot.sandbox.world import Clock, Thing, Truth

KEY = "range.brightness"


class Room:
    """One lamp, the truth about it, and a cloud that listens."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.truth = Truth(self.clock, Bus())
        brightness = {"kind": "range", "instance": "brightness", "value": 10}
        self.lamp = Thing(
            "lamp", "yandex", "here", "Lamp", "light", None, [brightness], reported={KEY: 100.0}
        )
        self.truth.add([self.lamp])
        self.shadow = Shadow(self.clock.now)
        self.shadow.listen(self.lamp)

    def shine(self, value: int) -> None:
        self.truth.set_value("lamp", KEY, value)

    def heard(self) -> Heard:
        self.shadow.listen(self.lamp)
        heard = self.shadow.heard(self.lamp, KEY)
        assert heard is not None
        return heard


@pytest.fixture
def room() -> Room:
    return Room()


def test_an_online_device_is_heard_at_once(room: Room) -> None:
    room.shine(20)
    assert room.heard() == Heard(20, room.lamp.reported[KEY])


def test_an_offline_device_is_not_heard(room: Room) -> None:
    room.truth.set_online("lamp", False)
    room.shine(20)
    assert room.heard() == Heard(10, 100.0)


def test_a_device_that_is_back_tells_what_it_did_alone_as_of_now(room: Room) -> None:
    room.truth.set_online("lamp", False)
    room.shine(20)
    room.truth.set_online("lamp", True)
    heard = room.heard()
    assert heard.value == 20
    assert heard.at is not None
    assert heard.at > 100.0
    assert room.heard() == heard


def test_a_device_that_leaves_again_is_as_silent_as_the_first_time(room: Room) -> None:
    for online in (False, True):
        room.truth.set_online("lamp", online)
        room.shine(20)
        room.heard()
    room.truth.set_online("lamp", False)
    room.shine(30)
    assert room.heard().value == 20


def test_what_was_told_while_nobody_asked_is_known_later(room: Room) -> None:
    room.shine(20)
    room.truth.set_online("lamp", False)
    assert room.heard().value == 20
