"""The bot's own pages: greetings, language. They need no home."""

from __future__ import annotations

from bot.home.button import Speak
from bot.home.house import House
from bot.i18n import Language, Languages
from bot.telegram.buttons import pack
from bot.telegram.card import Card, CardButton, in_rows


def page(id_: str, language: Language) -> Card:
    """A page that is one text: ``welcome.owner``, ``denial.stranger``, ``sorry.error``."""
    return Card(language.html(id_))


def language_page(language: Language, languages: Languages) -> Card:
    """One button for each language, in that language; the present one ticked."""
    buttons = [
        CardButton(
            f"✓ {one.name}" if one.code == language.code else one.name,
            pack(Speak(one.code), House()),
            "primary" if one.code == language.code else None,
        )
        for one in languages.by_code.values()
    ]
    return Card(language.html("language.choose"), in_rows(buttons, 3))
