"""What the devices of a home can do, by the names that makers gave it: "童锁", "Quick wash", "Циркадный".

A feature is a property, an action, or one choice of a mode or of the light scenes. Its own name finds it, and
so does a word of the lexicons for what the name says: «детский режим» finds "童锁".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.home.capability import Action, Capability, Choice, Event, Range, Sensor, Toggle, choices_of
from bot.home.house import Device, House
from bot.understanding.nouns import Nouns
from bot.understanding.phrases import Forms
from bot.understanding.pieces import Feature
from bot.understanding.text import Script, Token, tokens_of
from bot.understanding.trie import Trie
from bot.understanding.ways_to_say import separated
from bot.understanding.words import forms

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
LEAST_WORD = 4
LEAST = 2
"""Characters of the shortest name that is looked for by itself."""


def spelt(identifier: str) -> str:
    """``ChildLockSwitch`` and ``keep_warm`` in words; other texts stay as they are."""
    return " ".join(_WORDS.findall(identifier)).lower() if identifier.isascii() else identifier


@lru_cache(maxsize=16384)
def key_of(name: str) -> str:
    """A name as features are compared: its words run together."""
    return "".join(token.norm for token in tokens_of(name) if token.script is not Script.MARK)


def names_of(part: Capability | Choice) -> tuple[str, ...]:
    """The names of a capability or a choice: the maker's, and its identifier in words."""
    identifier = part.value if isinstance(part, Choice) else part.instance
    return tuple(name for name in (part.name, spelt(identifier)) if name)


class Features:
    """The features of one house, by name and by what the names say."""

    def __init__(self, house: House, nouns: Nouns) -> None:
        self._trie: Trie[str] = Trie()
        self._keys: set[tuple[str, str]] = set()
        self._says: dict[str, set[str]] = defaultdict(set)
        self._long: dict[str, set[str]] = defaultdict(set)
        self.words: set[str] = set()
        self._by_word: dict[str, set[str]] = defaultdict(set)
        for name, implied in _features(house):
            self._add(name, implied, nouns)
        for name, is_input in _chosen(house):
            self._add_words(name, nouns, is_input)

    def _add(self, name: str, implied: str, nouns: Nouns) -> None:
        key = key_of(name)
        if (key, implied) in self._keys or not key:
            return
        self._keys.add((key, implied))
        section, _, _ = implied.partition(".")
        says, whole = nouns.said_by(name, section + ".")
        for id_ in (implied, *says):
            self._says[id_].add(f"{section}:{key}")
        tokens = [t for t in tokens_of(name) if t.script is not Script.MARK]
        if whole or len(key) < LEAST or key.isdigit():
            return
        self._trie.add([t.norm for t in tokens], key)
        if section == "action":
            for said in separated(key):
                self._trie.add(list(said), key)
        self.words.update(t.norm for t in tokens if t.script in (Script.LATIN, Script.CYRILLIC))
        if len(tokens) > 2 and all(t.script is Script.HAN for t in tokens):
            for char in key:
                self._long[char].add(key)

    def _add_words(self, name: str, nouns: Nouns, is_input: bool) -> None:
        """The words by which a choice is told from all others: «приставка» of «Приставка МТС». What means
        something by itself is no such word, but where it is plugged into a television."""
        words = [t.norm for t in tokens_of(name) if t.script in (Script.LATIN, Script.CYRILLIC)]
        for word in words if len(words) > 1 else ():
            if len(word) >= LEAST_WORD and (is_input or not nouns.said_by(word, "")[0]):
                for form in forms(word):
                    self._by_word[form].add(key_of(name))

    def parts(self, tokens: Sequence[Token], row: Sequence[Forms]) -> Iterator[Feature]:
        """Choices by single words of theirs."""
        for start, word in enumerate(row if self._by_word else ()):
            if word.isdisjoint(self._by_word):
                continue
            keys = {key for form in word if form in self._by_word for key in self._by_word[form]}
            if len(keys) == 1:
                yield Feature(start, start + 1, 0.8, frozenset(keys))

    def at(self, tokens: Sequence[Token], row: Sequence[Forms], start: int) -> Iterator[Feature]:
        for end, keys in self._trie.at(tokens, row, start):
            yield Feature(start, end, 1.1 * (end - start), frozenset(keys))

    def saying(self, id_: str) -> frozenset[str]:
        """The features whose names say a concept, each as ``section:key``: a word for a property means no
        choice of the same name, so that "heat" said of a temperature is no mode."""
        return frozenset(self._says.get(id_, ()))

    def almost(self, tokens: Sequence[Token]) -> Iterator[Feature]:
        """Chinese names of four characters or more of which one is missing or wrong."""
        text = "".join(token.norm if token.script is Script.HAN else "\n" for token in tokens)
        for key in sorted({key for char in set(text) for key in self._long.get(char, ()) if len(key) > 3}):
            for length in (len(key) - 1, len(key)):
                for start in range(len(text) - length + 1):
                    if OSA.distance(text[start : start + length], key, score_cutoff=1) == 1:
                        yield Feature(start, start + length, 0.9 * length, frozenset((key,)))


def _features(house: House) -> Iterator[tuple[str, str]]:
    """Every name, with the concept that it stands for whatever its words."""
    seen = set()
    for device in house.devices:
        for capability in device.capabilities:
            told = capability.name, capability.instance, choices_of(capability)
            if told not in seen:
                seen.add(told)
                yield from _of(device, capability)


def _chosen(house: House) -> Iterator[tuple[str, bool]]:
    """The names that makers and families gave to choices, and whether they are inputs."""
    parts = {
        (choice.name, capability.instance == "input_source")
        for device in house.devices
        for capability in device.capabilities
        for choice in choices_of(capability)
        if choice.name
    }
    yield from sorted(parts)


def _of(device: Device, capability: Capability) -> Iterator[tuple[str, str]]:
    named = not isinstance(capability, Range | Sensor | Event) or capability.name
    if named and capability.instance not in ("on", "lock", "color"):
        implied = "action" if isinstance(capability, Action) else "property"
        for name in names_of(capability):
            yield name, f"{implied}.{capability.instance}"
            if isinstance(capability, Toggle):  # "节能模式" is a mode to people
                yield name, f"mode.{capability.instance}"
    for choice in choices_of(capability):
        for name in names_of(choice):
            yield name, f"mode.{choice.value}"
