"""What phrases that stand beside each other share, and how one is cut in two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.understanding.spoken import Phrase


def split(phrase: Phrase, at: int) -> tuple[Phrase, Phrase]:
    """What of a phrase was said before a token, and what after it."""

    def part(*, later: bool) -> Phrase:
        return Phrase(
            tuple(name for name in phrase.names if (name.start > at) is later),
            tuple(kind for kind in phrase.kinds if (kind.start > at) is later),
            tuple(place for place in phrase.places if (place.start > at) is later),
            all=phrase.all and not later,
        )

    return part(later=False), part(later=True)


def joined_by_place(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Phrases that are only places share what is beside them: "lights in the hall and the kitchen"."""
    joined: list[Phrase] = []
    for phrase in _sharing_place(phrases):
        if joined and joined[-1].only_places and _is_wanting_place(phrase):
            joined[-1] = replace(phrase, places=joined[-1].places)  # "in the bedroom, all the lights"
        elif joined and phrase.only_places and joined[-1].places and not phrase.all:
            joined.append(replace(phrase, kinds=joined[-1].kinds, names=joined[-1].names, all=joined[-1].all))
        elif joined and joined[-1].only_places and phrase.places and not joined[-1].all:
            joined[-1] = replace(joined[-1], kinds=phrase.kinds, names=phrase.names, all=phrase.all)
            joined.append(phrase)
        else:
            joined.append(phrase)
    return joined


def _sharing_place(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Kinds that are listed share the place that is said with the last of them."""
    places = phrases[-1].places if phrases and phrases[-1].kinds else ()
    if not places or any(not p.kinds or p.names or p.all or p.places for p in phrases[:-1]):
        return list(phrases)
    return [*(replace(phrase, shared=places) for phrase in phrases[:-1]), phrases[-1]]


def _is_wanting_place(phrase: Phrase) -> bool:
    return not phrase.places and not phrase.names and (phrase.all or bool(phrase.kinds))


def narrowed(phrases: list[Phrase], excluded: Sequence[Phrase]) -> list[Phrase]:
    """A place said after what is left out is that of the whole too: "all but the TV in the bedroom" asks
    for the bedroom. "All but the bedroom TV" does not."""
    if not excluded or excluded[-1].only_places or any(phrase.places for phrase in phrases):
        return phrases
    thing = excluded[-1]
    end = max([name.end for name in thing.names] + [kind.end for kind in thing.kinds], default=0)
    places = tuple(place for place in thing.places if place.start >= end)
    return [replace(phrase, places=places) for phrase in phrases]
