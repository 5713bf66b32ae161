"""The menu of commands that Telegram shows: what fits where, in every language.

https://core.telegram.org/bots/api#botcommandscope. A chat's administrators have no menu of their own: what
somebody may do is decided by their role in the home, which Telegram does not know.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aiogram import Bot
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
    BotCommandScopeUnion,
)

from bot.i18n import FALLBACK, Language, Languages


@dataclass(frozen=True)
class Fits:
    """Where a command is offered; it is understood everywhere."""

    in_private: bool = True
    in_groups: bool = True


ANYWHERE = Fits()
IN_PRIVATE = Fits(in_groups=False)
IN_GROUPS = Fits(in_private=False)

COMMANDS = {
    "devices": ANYWHERE,
    "rooms": ANYWHERE,
    "status": ANYWHERE,
    "scenes": ANYWHERE,
    "favorites": ANYWHERE,
    "find": ANYWHERE,
    "history": ANYWHERE,
    "timers": ANYWHERE,
    "watches": ANYWHERE,
    "journal": IN_PRIVATE,
    "home": ANYWHERE,
    "room": IN_GROUPS,
    "settings": IN_PRIVATE,
    "help": ANYWHERE,
    "members": IN_PRIVATE,
    "accounts": IN_PRIVATE,
    "invite": ANYWHERE,
    "aliases": IN_PRIVATE,
    "why": IN_PRIVATE,
    "language": IN_PRIVATE,
    "forget": IN_PRIVATE,
}
"""In the order of the menu."""


@dataclass(frozen=True)
class Menu:
    """One list of commands; ``language`` is empty for those who read none of our languages."""

    scope: BotCommandScopeUnion
    language: str
    commands: tuple[BotCommand, ...]


def menus(languages: Languages) -> Iterator[Menu]:
    """Every list that Telegram is to know."""
    anywhere = [name for name, fits in COMMANDS.items() if fits.in_private and fits.in_groups]
    by_scope = (
        (BotCommandScopeDefault(), anywhere),
        (BotCommandScopeAllPrivateChats(), [name for name, fits in COMMANDS.items() if fits.in_private]),
        (BotCommandScopeAllGroupChats(), [name for name, fits in COMMANDS.items() if fits.in_groups]),
    )
    for scope, names in by_scope:
        yield Menu(scope, "", _described(names, languages.pick(FALLBACK)))
        for code in languages.codes:
            yield Menu(scope, code, _described(names, languages.pick(code)))


async def offer(bot: Bot, languages: Languages) -> None:
    """Tell Telegram all menus; raises ``TelegramAPIError``."""
    for menu in menus(languages):
        await bot.set_my_commands(list(menu.commands), scope=menu.scope, language_code=menu.language or None)


def _described(names: list[str], language: Language) -> tuple[BotCommand, ...]:
    return tuple(BotCommand(command=name, description=language.say(f"command.{name}")) for name in names)
