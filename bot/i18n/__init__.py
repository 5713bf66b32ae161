"""The bot's sentences in the languages that people read."""

from bot.i18n.language import NO_BREAK, Html, Language, all_zones, escaped
from bot.i18n.languages import FALLBACK, Languages, compiled
from bot.i18n.units import BABEL_UNITS

__all__ = [
    "BABEL_UNITS",
    "FALLBACK",
    "NO_BREAK",
    "Html",
    "Language",
    "Languages",
    "all_zones",
    "compiled",
    "escaped",
]
