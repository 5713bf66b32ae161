"""The languages people read: one ``locales/<code>/`` folder each.

A catalogue that is not compiled, or compiled before its last edit, is compiled in memory.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.home.preferences import units_of
from bot.i18n.language import Language
from bot.understanding.lexicon import locales_folder

FALLBACK = "en"
DOMAIN = "bot"


@dataclass(frozen=True)
class Languages:
    """Every language that has a folder, by code."""

    by_code: Mapping[str, Language]

    @classmethod
    def load(cls, folder: Path | None = None) -> Languages:
        """Read all catalogues of ``folder``; a sentence that one lacks comes from English."""
        folder = folder or locales_folder()
        sources = {po.parent.parent.name: po for po in sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))}
        catalogues = {code: _catalogue(po, code) for code, po in sources.items()}
        for code, catalogue in catalogues.items():
            if code != FALLBACK:
                catalogue.add_fallback(catalogues[FALLBACK])
        return cls(
            {code: Language(code, Locale.parse(code), c, folder / code) for code, c in catalogues.items()}
        )

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self.by_code)

    def pick(self, tag: str | None) -> Language:
        """The language of an IETF tag such as ``ru`` or ``zh-hans``; English for any other.

        The tag may bear the reader's units (bot/home/preferences.py).
        """
        plain, units = units_of(tag or FALLBACK)
        code = plain.replace("_", "-").split("-")[0].lower()
        language = self.by_code.get(code) or self.by_code[FALLBACK]
        return replace(language, units=units) if units else language


def _catalogue(po: Path, code: str) -> gettext.GNUTranslations:
    mo = po.with_suffix(".mo")
    if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
        return gettext.GNUTranslations(BytesIO(mo.read_bytes()))
    return gettext.GNUTranslations(BytesIO(compiled(po, code)))


def compiled(po: Path, code: str) -> bytes:
    """A catalogue in the binary form that gettext reads."""
    with po.open("rb") as source:
        catalogue = read_po(source, locale=code, domain=DOMAIN)
    binary = BytesIO()
    write_mo(binary, catalogue)
    return binary.getvalue()
