"""The bot's own pages: greetings, language. They need no home."""

from __future__ import annotations

from collections.abc import Callable

from bot.home.button import Button, Speak
from bot.home.house import House
from bot.i18n import Language, Languages
from bot.telegram.buttons import pack
from bot.telegram.buttons.people import JOIN
from bot.telegram.card import Card, CardButton, Row, in_rows, ticked


def page(id_: str, language: Language) -> Card:
    """A page that is one text: ``welcome.owner``, ``denial.stranger``, ``sorry.error``."""
    return Card(language.html(id_))


def group_page(id_: str, language: Language) -> Card:
    """A greeting in a group, with a way in for those who do not belong to the home yet."""
    return Card(language.html(id_), ((join_button(language),),))


def join_button(language: Language) -> CardButton:
    return CardButton(language.say("button.join"), JOIN, "success")


def language_page(language: Language, languages: Languages) -> Card:
    """One button for each language, in that language; the present one ticked."""
    return Card(language.html("language.choose"), language_rows(language.code, languages, Speak))


def language_rows(present: str, languages: Languages, to: Callable[[str], Button]) -> tuple[Row, ...]:
    """One button for each language, which leads ``to`` something."""
    buttons = [
        CardButton(
            ticked(one.name, one.code == present),
            pack(to(one.code), House()),
            "primary" if one.code == present else None,
        )
        for one in languages.by_code.values()
    ]
    return in_rows(buttons, 3)
