"""An empty data folder: nobody is served until the owner has opened the link."""

from __future__ import annotations

import pytest

from tests.running import Process, sandbox_alone

pytestmark = pytest.mark.process


def test_whoever_opens_the_printed_link_owns_the_home_and_nobody_else_is_served() -> None:
    with sandbox_alone("moscow") as sandbox:
        world = sandbox.world
        unseeded = {name: given for name, given in sandbox.environment.items() if name != "HOUSEMATE_SEED"}
        bot = Process("run", environment=unseeded)
        try:
            token = bot.line_with("?start=").partition("?start=")[2]
            bot.line_with("Start polling")
            anna, stranger = world.person("moscow"), world.person("moscow", "member")
            nobody_yet = anna.says("включи лампу на кухне").text
            welcome = anna.says(f"/start {token}").text
            assert welcome != nobody_yet
            assert stranger.says(f"/start {token}").text != welcome
            refusal = stranger.says("включи лампу на кухне").text
            assert refusal
            assert not world.calls("yandex")
            assert anna.says("/devices").text != refusal
        finally:
            bot.stop()


def test_a_second_bot_on_the_same_folder_is_told_kindly() -> None:
    with sandbox_alone("moscow") as sandbox:
        environment = sandbox.environment
        first = Process("run", environment=environment)
        second = None
        try:
            first.line_with("Start polling")
            second = Process("run", environment=environment)
            assert "already" in second.line_with("Error")
        finally:
            first.stop()
            if second:
                second.stop()
