"""What names say in the lexicons' words: «Лампа на кухне» says ``kind.light/lamp`` and ``room.kitchen``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.home.house import Device, Room
from bot.understanding.numbers import number_at
from bot.understanding.phrases import Forms, Vocabulary, row_of, word_values
from bot.understanding.text import Script, tokens_of


class Nouns:
    """Remembers the kinds and rooms that every name speaks of."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._of: dict[str, frozenset[str]] = {}

    def of(self, name: str) -> frozenset[str]:
        if name not in self._of:
            if len(self._of) > MOST_NAMES:
                self._of.clear()
            self._of[name] = frozenset(self._said(name))
        return self._of[name]

    def of_device(self, device: Device) -> frozenset[str]:
        return self.of(device.name).union(*map(self.of, device.aliases))

    def of_room(self, room: Room) -> frozenset[str]:
        return self.of(room.name).union(*map(self.of, room.aliases))

    def level_of(self, floor: str) -> float | None:
        """Which floor it is, by the first number in its name (二楼, "Floor 2", «Второй этаж») or by what it
        is called ("Ground floor", "Loft"); None where neither tells."""
        tokens = tokens_of(floor)
        row = row_of(tokens)
        word_value = word_values(self._vocabulary, tokens, row)
        for start, token in enumerate(tokens):
            if token.script is Script.MARK:
                continue
            if found := number_at(tokens, start, word_value) or self._ordinal_at(row, start):
                return found[1]
            said = {id_ for _, ids in self._vocabulary.index(token.script).at(row, start) for id_ in ids}
            if level := next((level for id_, level in LEVELS.items() if id_ in said), None):
                return level
        return None

    def _ordinal_at(self, row: Sequence[Forms], start: int) -> tuple[int, float] | None:
        """The "second" of "Second floor", which is also a time."""
        for words, place in self._vocabulary.ordinals:
            if place > 0 and len(words) == 1 and not words[0].isdisjoint(row[start]):
                return start + 1, float(place)
        return None

    def said_by(self, name: str, section: str) -> tuple[frozenset[str], bool]:
        """The concepts of a section that a name speaks of, longest first, and whether any concept at all
        is all that it says."""
        tokens = tokens_of(name)
        row = row_of(tokens)
        found, start, whole = set[str](), 0, False
        while start < len(tokens):
            here = list(self._vocabulary.index(tokens[start].script).at(row, start))
            longest = max((end for end, _ in here), default=start + 1)
            means = (_means(ids) and not _is_property(ids, section, len(tokens)) for _, ids in here)
            whole |= start == 0 and longest == len(tokens) and any(means)
            for end, ids in here:
                if end == longest and len(ids) == 1 and ids[0].startswith(section):
                    found.add(ids[0])
            start = longest
        return frozenset(found), whole

    def _said(self, name: str) -> Iterator[str]:
        """Longest kinds only, so that a 台灯 is no 灯; a garage door is in the garage all the same."""
        tokens = tokens_of(name)
        row = row_of(tokens)
        start = 0
        while start < len(tokens):
            found = [
                (end, id_)
                for end, ids in self._vocabulary.index(tokens[start].script).at(row, start)
                for id_ in ids
                if id_.startswith(("kind.", "room.")) and not ids[0].startswith("action.")
            ]
            longest = max((end for end, _ in found), default=start + 1)
            yield from (id_ for end, id_ in found if end == longest or id_.startswith("room."))
            start = longest


LEVELS = {"room.basement": -1.0, "place.downstairs": 0.5, "place.upstairs": 1.5, "room.attic": 99.0}
"""How high lies what is not counted; the floor called "downstairs" is below the first where both are."""

MOST_NAMES = 50_000
"""Names remembered before all are forgotten: those of some hundreds of homes."""


def _is_property(ids: tuple[str, ...], section: str, words: int) -> bool:
    """Whether a mode is called like a property ("Keep warm"), whose words do not find it."""
    return section == "mode." and words > 1 and ids[0].startswith("property.")


def _means(ids: tuple[str, ...]) -> bool:
    """Whether concepts alone may ask for something: a label that says no more is found by them."""
    return ids[0].startswith(
        ("action.", "change.", "state.", "being.", "property.", "mode.", "talk.", "ask.")
    )
