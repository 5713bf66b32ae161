"""Every concept that a lexicon may name: the vocabulary shared by all languages and all intents.

Sections that follow the home's own vocabulary (kinds, rooms, colours, modes) are open: a lexicon may
add to them. The rest are closed, so that a slip of the pen in a lexicon is found at start.
"""

from __future__ import annotations

CLOSED: dict[str, frozenset[str]] = {
    # what is to be done
    "action": frozenset(
        "turn_on turn_off toggle set open close lock unlock start stop pause resume play next previous"
        " mute unmute dock locate run clean".split()
    ),
    # how a value changes
    "change": frozenset("up down max min half little lot more".split()),
    # how something is or shall be
    "state": frozenset("on off open closed locked unlocked moving".split()),
    # how something is: never an order, unlike the states ("lights on")
    "being": frozenset("on off open closed locked unlocked moving occupied empty".split()),
    # which of several
    "pick": frozenset("all both any except other it only".split()),
    # how the parts of a sentence hang together
    "link": frozenset("and then or to by of".split()),
    "ask": frozenset("is what whether which how_many where how tell status".split()),
    "unit": frozenset("percent degree celsius fahrenheit kelvin tenth percent_of".split()),
    "fraction": frozenset("half_more point minus".split()),
    "place": frozenset("home here".split()),
    "wish": frozenset("dark bright cold hot loud quiet stuffy dry".split()),
    # what makes a sentence no order, or not one for now
    "guard": frozenset("not said person if past plan leave time sing foreign why".split()),
    "small": frozenset("please filler hello mark".split()),
    "talk": frozenset(
        "cancel undo help devices language timers history reset rename watch why favourites".split()
    ),
}
OPEN = frozenset(("property", "kind", "room", "colour", "white", "mode"))


def known(id_: str) -> bool:
    """Whether ``section.name`` is a concept: of a closed section's list, or any of an open section."""
    section, _, name = id_.partition(".")
    return bool(name) and (section in OPEN or name in CLOSED.get(section, ()))
