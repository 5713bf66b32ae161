"""Every concept that a lexicon may name: the vocabulary shared by all languages and all intents.

Sections that follow the home's own vocabulary (kinds, rooms, colours, modes) are open: a lexicon may
add to them. The rest are closed, so that a slip of the pen in a lexicon is found at start.
"""

from __future__ import annotations

_CLOSED = """
action:   turn_on turn_off toggle set open close lock unlock start stop pause resume play next previous
          mute unmute dock locate run clean
change:   up down max min half little
state:    on off open closed locked unlocked moving
being:    on off open closed locked unlocked moving occupied empty
pick:     all both one any except excepted spared other it only
link:     and then but rather or to by of object
ask:      is what whether tag which how_many where how tell status
unit:     percent degree celsius fahrenheit kelvin tenth percent_of
fraction: half_more point minus
place:    home here upstairs downstairs
time:     second minute minute_of hour day week half_hour quarter_hour half_minute half_day couple
          measure half in after timer for until from at near on every by_days through and without past to
          quarter three_quarters half_past half_to oclock noon midnight am pm daytime midday evening
          night today tonight tomorrow tomorrow_morning tomorrow_evening overmorrow daily weekdays
          weekend monday tuesday wednesday thursday friday saturday sunday
share:    third two_thirds quarter three_quarters
shade:    light dark bright pale
wish:     dark bright cold hot loud quiet stuffy dry
guard:    not said person if past plan leave time sing idiom foreign why
small:    please thanks need filler hello mark too again assistant aside reason glow
talk:     cancel undo help devices language timers cancel_timers history reset rename watch why
          favourites aliases picture
"""
"""``state`` may be an order ("lights on"), ``being`` only tells or asks; ``guard`` makes a sentence no
order, or none for now, and an ``idiom`` hides the words of orders in it ("on my way"); ``time`` are the
words of a grammar of their own; ``small`` is what may be said beside anything."""


def _sections(text: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    section = ""
    for word in text.split():
        if word.endswith(":"):
            section = word[:-1]
        found[section] = found.get(section, frozenset()) | {word} - {section + ":"}
    return found


CLOSED = _sections(_CLOSED)
_WATCHING = """
watching: tell bell eye when if always each once beside leading done boiled laundry dishes cleaning changes
          above below reaches warmer colder damper drier opens closes starts stops locks unlocks
          leaks smokes appears vanishes is_open is_closed is_on is_off is_locked is_unlocked
          since till from to at_night asked
"""
WATCHING = _sections(_WATCHING)["watching"]
"""The entries of ``[watching]``, which is a small grammar of its own."""

OPEN = frozenset(("property", "kind", "room", "colour", "white", "mode"))


def known(id_: str) -> bool:
    """Whether ``section.name`` is a concept: of a closed section's list, or any of an open section."""
    section, _, name = id_.partition(".")
    return bool(name) and (section in OPEN or name in CLOSED.get(section, ()))
