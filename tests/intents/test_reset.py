"""Factory resets are understood in three languages, and only where they are meant."""

from __future__ import annotations

import pytest

from bot.home.request import Manage
from tests.intents.test_understander import understood


@pytest.mark.parametrize(
    "text",
    [
        "factory reset the вентилятор",
        "reset вентилятор to factory settings",
        "сбрось вентилятор до заводских настроек",
        "сброс вентилятора",
        "把вентилятор恢复出厂设置",
    ],
)
def test_a_reset_names_its_device(text: str) -> None:
    request = understood(text).request
    assert isinstance(request, Manage)
    assert request.intent == "reset"
    assert request.args["device"]


@pytest.mark.parametrize("text", ["factory reset", "сбросить настройки", "恢复出厂设置", "reset the light"])
def test_of_what_is_asked_where_it_was_not_said(text: str) -> None:
    assert understood(text).request == Manage("reset")


@pytest.mark.parametrize("text", ["сбрось яркость люстры до 20", "how do i reset the вентилятор"])
def test_other_uses_of_the_words_reset_nothing(text: str) -> None:
    request = understood(text).request
    assert not (isinstance(request, Manage) and request.intent == "reset")
