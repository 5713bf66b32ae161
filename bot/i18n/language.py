"""A language: its sentences, and how it writes numbers, times and lists.

Decides how a sentence is found (by a symbolic id; English is a catalogue like the others), how
numbers, units, ages and lists are written (by Babel where Babel has them right in every language),
and what becomes of hostile text: ``Language.html`` escapes every value it puts into a sentence.
"""

from __future__ import annotations

import gettext
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from datetime import time as TimeOfDay  # noqa: N812 - a type, and Language has a method of that name
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global
from babel.dates import (
    format_date,
    format_interval,
    format_skeleton,
    format_time,
    format_timedelta,
    get_datetime_format,
    get_day_names,
    get_timezone_location,
)
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit

from bot.home.preferences import Units, converted, with_units
from bot.i18n.units import BABEL_UNITS
from bot.spacing import filled
from bot.understanding.lexicon import Lexicon

NO_BREAK = "\u00a0"  # a space that no line ends at
NUMBER = "#,##0.##"  # sensors tell noise after the second decimal


class Html(str):
    """Text that is already safe inside a Telegram message: put into a sentence as it is."""

    __slots__ = ()


SCRIPTS = {"Cyrl": "CYRILLIC", "Hans": "CJK", "Hant": "CJK"}
"""Babel's subtag of a script, and how the Unicode names of its letters begin; any other is Latin."""


@dataclass(frozen=True, eq=False)
class Language:
    """One language: its catalogue and the way it writes numbers and times."""

    code: str
    locale: Locale
    catalogue: gettext.GNUTranslations
    folder: Path
    units: Units | None = None
    """Of temperatures, where the reader wants others than the device's own."""

    @property
    def tag(self) -> str:
        """What ``Languages.pick`` finds this language by, with its units."""
        return with_units(self.code, self.units)

    @cached_property
    def name(self) -> str:
        """What its speakers call it."""
        return self.say("language.name")

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words that are understood in it. Raises ``LexiconError``."""
        return Lexicon.load(self.folder / "lexicon.toml")

    @cached_property
    def _script(self) -> str:
        likely = str(get_global("likely_subtags").get(self.code, ""))
        return next((name for subtag, name in SCRIPTS.items() if f"_{subtag}_" in likely), "LATIN")

    def writes(self, text: str) -> bool:
        """Whether some text, such as a vendor's name for a mode, is in this language's script."""
        letters = [character for character in text if character.isalpha()]
        return bool(letters) and all(unicodedata.name(c, "").startswith(self._script) for c in letters)

    def find(self, id_: str) -> str | None:
        """The text of a sentence without values; None where no catalogue has it."""
        text = self.catalogue.gettext(id_)
        return None if text == id_ else text

    def say(self, id_: str, **values: Any) -> str:
        """A sentence as plain text (toasts, labels of buttons)."""
        return self._filled(self.catalogue.gettext(id_), values)

    def count(self, id_: str, n: int, **values: Any) -> str:
        """A sentence in the plural form of ``n``, which it may show as ``{n}``."""
        return self._filled(self.catalogue.ngettext(id_, id_, n), {"n": n, **values})

    def html(self, id_: str, **values: Any) -> Html:
        """A sentence for a card; every value that is not ``Html`` is escaped."""
        return Html(self.say(id_, **_escaped(values)))

    def count_html(self, id_: str, n: int, **values: Any) -> Html:
        """The plural sentence of ``count``, for a card."""
        return Html(self.count(id_, n, **_escaped(values)))

    def _filled(self, sentence: str, values: Mapping[str, Any]) -> str:
        written = {
            name: value if isinstance(value, str) else self.number(value) for name, value in values.items()
        }
        return filled(sentence, written) if self._script == "CJK" else sentence.format_map(written)

    def number(self, value: float, unit: str | None = None) -> str:
        """A number, to two decimals at most, with its unit on the same line; an unknown unit is a vendor's
        own symbol."""
        return self._number(value, unit).replace(" ", NO_BREAK)

    def _number(self, value: float, unit: str | None) -> str:
        value, unit = self.measured(value, unit)
        value = round(value, 2) + 0.0  # a negative zero is a zero
        if unit is None or unit == "":
            return str(format_decimal(value, NUMBER, locale=self.locale))
        if unit in BABEL_UNITS:
            pattern = "0" if unit == "kelvin" else NUMBER  # people write 2700 K, not 2,700 K
            return str(format_unit(value, BABEL_UNITS[unit], "short", pattern, locale=self.locale))
        if self.find(f"unit.{unit}"):
            return self.say(f"unit.{unit}", n=value)
        return f"{self.number(value)} {unit}"

    def measured(self, value: float, unit: str | None) -> tuple[float, str | None]:
        """A value in the unit that the reader is shown it in; degrees of another scale to one decimal."""
        shown, new = converted(value, unit, self.units)
        return (shown, unit) if new == unit else (round(shown, 1), new)

    def ago(self, moment: datetime, now: datetime) -> str:
        """How long ago something was, roughly: "5 minutes ago"."""
        past = max(int((now - moment).total_seconds()), 1)
        size = next((size for size in (86400, 3600, 60) if past >= size), 1)
        whole = timedelta(seconds=-(past // size * size))  # else 59 and a half minutes were "60 minutes ago"
        return format_timedelta(whole, threshold=1, add_direction=True, locale=self.locale)

    def time(self, moment: datetime) -> str:
        """A date and a time of day, in the moment's own time zone. The month is a word where numbers alone
        could be read the wrong way round."""
        pattern = get_datetime_format("medium", locale=self.locale)
        time, date = self.clock(moment.timetz()), format_date(moment, "medium", locale=self.locale)
        return str(pattern).replace("{0}", time).replace("{1}", date)

    def date(self, moment: datetime, *, year: bool = False) -> str:
        """A day of the year with its weekday, or with its year."""
        skeleton = "yMMMd" if year else "MMMEd"
        return format_skeleton(skeleton, moment, tzinfo=moment.tzinfo, locale=self.locale)

    def day(self, moment: datetime, *, weekday: bool = False) -> str:
        """A day as briefly as can be: for a scale."""
        skeleton = "Ed" if weekday else "MMMd"
        return format_skeleton(skeleton, moment, tzinfo=moment.tzinfo, locale=self.locale)

    def clock(self, moment: TimeOfDay, *, seconds: bool = False) -> str:
        """A time of day."""
        return format_time(moment, "medium" if seconds else "short", locale=self.locale)

    def hours(self, begins: TimeOfDay, ends: TimeOfDay) -> str:
        """From one time of day to another, as briefly as the language has it: "10 PM – 7 AM"."""
        skeleton = "Hm"
        if "a" in self.locale.time_formats["short"].pattern:  # of twelve hours
            skeleton = "hm" if begins.minute or ends.minute else "h"
        between = format_interval(begins, ends, skeleton, locale=self.locale)
        return between.replace("—", "–")  # releases of Babel differ in the dash

    def span(self, seconds: int) -> str:
        """How long something lasts, exactly: "1 hr 30 min"."""
        sizes = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))
        parts = []
        for unit, size in sizes:
            count, seconds = divmod(seconds, size)
            if count:
                parts.append(self.number(count, unit))
        return format_list(parts, style="unit-short", locale=self.locale)

    def weekdays(self, days: Iterable[int]) -> str:
        """Days of the week side by side, in short (Russian declines the long names), 1 for Monday."""
        names = get_day_names("abbreviated", context="format", locale=self.locale)
        return self.list(names[day - 1] for day in days)

    def city(self, zone: str) -> str:
        """What the city is called that a time zone has its name from."""
        return str(get_timezone_location(zone, locale=self.locale, return_city=True))

    @property
    def country_zones(self) -> Sequence[str]:
        """The time zones of the country that most speakers of the language live in."""
        likely = str(get_global("likely_subtags").get(self.code, ""))
        zones: Sequence[str] = get_global("territory_zones").get(likely.rpartition("_")[2], ())
        return zones

    def list(self, items: Iterable[str]) -> str:
        """Things side by side: "a, b and c"."""
        named = {f"item_{place}": item for place, item in enumerate(items)}
        pattern = format_list([f"{{{name}}}" for name in named], locale=self.locale)
        return self._filled(pattern, named)


def all_zones() -> Sequence[str]:
    """The time zones that have a city."""
    return [zone for zone in get_global("zone_territories") if zone != "Etc/Unknown"]


def escaped(text: str) -> Html:
    """Any text as it may stand in a message; what is ``Html`` already stays as it is."""
    return text if isinstance(text, Html) else Html(escape(text, quote=False))


def _escaped(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: escaped(value) if isinstance(value, str) else value for name, value in values.items()}
