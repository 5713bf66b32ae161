"""A newcomer's first minute: from ``/start`` to a lamp that was switched, before anything is connected."""

from __future__ import annotations

import time
from collections.abc import Mapping

import pytest

from tests.conversation.family import EMMA, IGOR, alone
from tests.running import Alone, Process, bot_process, sandbox_alone

pytestmark = pytest.mark.process

FOUND_HOME, TRY_DEMO = "C:f", "C:c:demo"
A_MINUTE = 60


def of_a_family(sandbox: Alone) -> Mapping[str, str]:
    """A bot that nobody may found a home with, unless the operator invites them."""
    return {**sandbox.environment, "HOUSEMATE_OPEN": "invited"}


def test_a_newcomer_founds_a_home_tries_the_demo_and_parts_with_it() -> None:
    with sandbox_alone("moscow") as sandbox, bot_process(sandbox.environment):
        igor = alone(sandbox.world, IGOR)
        begin = igor.after(igor.says("/start"), "🏠")
        assert begin.button("Яндекс")
        ready = igor.after(begin, "🧸")
        assert "10 устройств" in ready.text
        assert "4 комнаты" in ready.text
        dimmed = igor.says("Торшер на 30 процентов")
        igor.sees(lambda m: m.id == dimmed.id and "✅" in m.text and "30" in m.text)
        assert not sandbox.world.calls("yandex")
        accounts = igor.says("/accounts")
        assert "🧸" not in "".join(button["text"] for button in accounts.buttons)
        sure = igor.after(accounts, "Отключить")
        igor.presses(sure, "Да")
        igor.sees(lambda m: m.id == accounts.id and any("🧸" in b["text"] for b in m.buttons))
        assert "Торшер" not in igor.says("/devices").text
        told = [line.partition("→ ")[2] for line in igor.says("/journal").text.splitlines() if "·" in line]
        assert told[0] == "отключено: Демо-дом"
        assert told[-2:] == ["подключено: Демо-дом", "дом создан"]


def test_where_only_the_invited_found_homes_a_stranger_is_offered_nothing() -> None:
    with sandbox_alone("moscow") as sandbox, bot_process(of_a_family(sandbox)):
        igor = alone(sandbox.world, IGOR)
        card = igor.says("/start")
        assert not card.buttons
        for forged in (FOUND_HOME, TRY_DEMO):
            assert igor.presses(card, data=forged)["text"]
        assert igor.says("/start").text == card.text


def test_who_has_a_home_founds_no_other_and_only_its_owner_furnishes_it() -> None:
    with sandbox_alone("moscow") as sandbox, bot_process(sandbox.environment):
        emma, owner = alone(sandbox.world, EMMA), sandbox.world.person("moscow", "owner", "group")
        for person in (emma, owner):
            card = person.says("/devices")
            for forged in (FOUND_HOME, TRY_DEMO):
                assert person.presses(card, data=forged)["text"]
        assert not any("🧸" in button["text"] for button in emma.says("/start").buttons)
        assert "демо" not in sandbox.world.person("moscow").says("/accounts").text.lower()


def test_the_first_home_is_the_operators_and_no_newcomer_spoils_their_link() -> None:
    with sandbox_alone("moscow") as sandbox:
        unseeded = {name: v for name, v in sandbox.environment.items() if name != "HOUSEMATE_SEED"}
        bot = Process("run", environment=unseeded)
        try:
            token = bot.line_with("?start=").partition("?start=")[2]
            bot.line_with("Start polling")
            igor, operator = alone(sandbox.world, IGOR), sandbox.world.person("moscow")
            card = igor.says("/start")
            assert not card.buttons
            assert igor.presses(card, data=FOUND_HOME)["text"]
            assert operator.says(f"/start {token}").button("🧸")
            assert igor.says("/start").button("🏠")
        finally:
            bot.stop()


def test_no_pretend_devices_come_between_real_ones() -> None:
    with sandbox_alone("moscow") as sandbox, bot_process(sandbox.environment):
        owner = sandbox.world.person("moscow")
        assert "unanswered" not in owner.presses(owner.says("/accounts"), data=TRY_DEMO)
        assert "Торшер" not in owner.says("/devices").text
        assert "демо" not in owner.says("/accounts").text.lower()


def test_a_newcomers_first_lamp_is_switched_within_a_minute() -> None:
    """With ``-s`` it tells how much of that is the bot's: every answer, as the newcomer sees it."""
    with sandbox_alone("moscow") as sandbox, bot_process(sandbox.environment):
        igor = alone(sandbox.world, IGOR)
        began = time.monotonic()
        begin = igor.after(igor.says("/start"), "🏠")
        igor.after(begin, "🧸")
        asked = igor.says("Включи торшер")
        igor.sees(lambda m: m.id == asked.id and "✅" in m.text)
        took = time.monotonic() - began
    print(f"\nfrom /start to the first lamp: {took:.1f} s of the bot's")
    assert took < A_MINUTE
