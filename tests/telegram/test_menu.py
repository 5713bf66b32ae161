"""Telegram's menu of commands: in every language, and only what fits the chat."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiogram.filters import Command

from bot.i18n import Languages
from bot.telegram.menu import COMMANDS, menus
from bot.telegram.routes import build_router
from tests.clocks import FrozenClock
from tests.telegram.host import FakeHost

LANGUAGES = Languages.load()
README = Path(__file__).parent.parent.parent / "README.md"


def routed() -> set[str]:
    """Every command that has a handler, but for /start, which nobody needs twice."""
    router = build_router(FakeHost(), LANGUAGES, FrozenClock())
    filters = [f.callback for handler in router.message.handlers for f in handler.filters or ()]
    named = {str(name) for f in filters if isinstance(f, Command) for name in f.commands}
    return named - {"start"}


def test_every_command_that_is_answered_is_offered_and_no_other() -> None:
    assert routed() == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_stands_in_the_readme(name: str) -> None:
    assert f"/{name}" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", ["", *LANGUAGES.codes])
def test_a_command_says_in_every_language_what_it_does(code: str) -> None:
    told = {menu.scope.type: menu.commands for menu in menus(LANGUAGES) if menu.language == code}
    assert set(told) == {"default", "all_private_chats", "all_group_chats"}
    language = LANGUAGES.pick(code)
    for commands in told.values():
        assert all(command.description == language.say(f"command.{command.command}") for command in commands)
        assert all(language.find(f"command.{command.command}") for command in commands)


def test_what_is_for_oneself_is_not_offered_in_a_group() -> None:
    offered = {
        str(menu.scope.type.value): {command.command for command in menu.commands}
        for menu in menus(LANGUAGES)
        if menu.language == "en"
    }
    assert "language" in offered["all_private_chats"] - offered["all_group_chats"]
    assert offered["default"] <= offered["all_private_chats"] & offered["all_group_chats"]
