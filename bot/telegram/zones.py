"""Time zones as people look for them: by the cities of a country, or by a name that they write."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.i18n import Language, all_zones

FOUND_LIMIT = 6
LEAST_LETTERS = 2
FIRST_OF_CHINESE = 0x2E80  # of such letters one is a word


def likely_zones(language: Language, present: str, now: datetime) -> list[str]:
    """The present zone, then those of the country of most speakers of the language, and UTC.

    Places that keep a time of their own within a state of the country are found by their names.
    """
    cities = (
        zone
        for zone in language.country_zones
        if len(zone.split("/")) == 2 and not set(",/") & set(language.city(zone))
    )
    return [present, *_from_west_to_east({*cities, "UTC"} - {present}, language, now)]


def zones_like(text: str, language: Language, now: datetime) -> list[str]:
    """The zones whose city or IANA name is, or else begins with, some text."""
    said = " ".join(text.replace("_", " ").split()).casefold()
    if len(said) < LEAST_LETTERS and not any(ord(letter) >= FIRST_OF_CHINESE for letter in said):
        return []
    names = {zone: _names(zone, language) for zone in all_zones()}
    exact = [zone for zone, own in names.items() if said in own]
    found = exact or [zone for zone, own in names.items() if any(name.startswith(said) for name in own)]
    return _from_west_to_east(found, language, now)[:FOUND_LIMIT]


def _names(zone: str, language: Language) -> set[str]:
    plain = zone.replace("_", " ").casefold()
    return {plain, plain.rpartition("/")[2], language.city(zone).casefold()}


def _from_west_to_east(zones: Iterable[str], language: Language, now: datetime) -> list[str]:
    def place(zone: str) -> tuple[float, str]:
        offset = now.astimezone(ZoneInfo(zone)).utcoffset()
        return (offset.total_seconds() if offset else 0.0, language.city(zone))

    return sorted(zones, key=place)
