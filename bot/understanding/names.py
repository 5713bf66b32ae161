"""The names of a home: rooms, floors, groups, scenes and devices, found in a row of tokens.

A trie over the words' forms finds full names in any inflection; postings by word find parts of names;
both cost the same however many devices there are, but for words that many names share.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import process

from bot.home.house import House
from bot.understanding.brands import by_sound
from bot.understanding.phrases import Forms
from bot.understanding.pieces import Holder, Named
from bot.understanding.slips import Slips
from bot.understanding.text import Script, Token, plain, tokens_of
from bot.understanding.trie import Trie
from bot.understanding.ways_to_say import ways_to_say
from bot.understanding.words import forms, stem_of

RESEMBLES = 60
"""How much alike, of a hundred, a name must be to be offered for one that is unknown."""

COMMON = 40
"""A word that more names share is no part of a name by which one could be meant."""


NTH = "№"
"""What stands before the number of a word that counts places: «первый» is also "№1"."""

NUMBER_WORDS = {Script.CYRILLIC: "номер", Script.LATIN: "number"}


@dataclass(frozen=True)
class Name:
    """One way to call something: its words without marks, and what bears it; ``place`` is its place among
    all names, which tells who comes first where several bear it."""

    named: Named
    words: tuple[str, ...]
    script: Script
    place: int

    @property
    def forms(self) -> Forms:
        """All forms of all its words."""
        return _all_forms(self.words)


@lru_cache(maxsize=32768)
def _all_forms(words: tuple[str, ...]) -> Forms:
    return frozenset(form for word in words for form in forms(word))


class Names:
    """All names of one house."""

    def __init__(self, house: House) -> None:
        self._trie: Trie[Name] = Trie()
        self._count = 0
        self._parts: dict[str, list[Name]] = defaultdict(list)
        self.words: set[str] = set()
        self.has_rooms = bool(house.rooms)
        self.has_digits = False
        self.run_together: dict[str, list[Name]] = defaultdict(list)
        self._by_char: dict[str, set[str]] = defaultdict(set)
        self._short_by_char: dict[str, set[str]] = defaultdict(set)
        for named, text in _names_of(house):
            self._add(named, text)

    def _add(self, named: Named, text: str) -> None:
        tokens = [t for t in tokens_of(text) if t.script is not Script.MARK]
        if not tokens:
            return
        name = Name(named, tuple(t.norm for t in tokens), tokens[0].script, self._count)
        self._count += 1
        self._trie.add(name.words, name)
        for words in _numbered(name.words):
            self._trie.add(words, name)
        self.has_digits |= any(word.isdigit() for word in name.words)
        self.run_together["".join(name.words)].append(name)
        if all(token.script is Script.HAN for token in tokens):
            by_char = self._by_char if len(tokens) > 2 else self._short_by_char
            for char in set(name.words):
                by_char[char].add("".join(name.words))
        for word in set(name.words):
            for form in forms(word):
                self._parts[form].append(name)
        self.words.update(t.norm for t in tokens if t.script in (Script.LATIN, Script.CYRILLIC))

    def at(
        self, tokens: Sequence[Token], row: Sequence[Forms], start: int
    ) -> Iterator[tuple[int, list[Name]]]:
        """The (end, names) of every full name that begins at ``start``; marks inside are passed over."""
        for end, names in self._trie.at(tokens, row, start):
            yield end, names if len(names) == 1 else sorted(names, key=_place)

    def resembling(self, said: str, most: int = 3) -> tuple[str, ...]:
        """The ids of devices whose names resemble what was said: to be offered, never to be acted on."""
        found = process.extract(
            plain(said).replace(" ", ""), list(self.run_together), score_cutoff=RESEMBLES, limit=most
        )
        named = (name.named for text, _, _ in found for name in self.run_together[text])
        return tuple(dict.fromkeys(n.id for n in named if n.holder is Holder.DEVICE))[:most]

    def bearing(self, word_forms: Forms) -> list[Name]:
        """The names that have a word among theirs."""
        lists = [self._parts[form] for form in word_forms if form in self._parts]
        if len(lists) <= 1:
            return lists[0] if lists else []
        return sorted({id(name): name for names in lists for name in names}.values(), key=_place)

    def with_word(self, word_forms: Forms) -> list[Name]:
        """The names that have a word among theirs; none where it is too common to tell them apart."""
        if any(len(self._parts.get(form, ())) > COMMON for form in word_forms):
            return []
        return self.bearing(word_forms)

    def is_cut_in_two(self, tokens: Sequence[Token], n: int) -> bool:
        """Whether a word makes a name together with the one beside it: the "flood light" of "Floodlight"."""
        pairs = (tokens[first : first + 2] for first in (n - 1, n) if first >= 0)
        return any("".join(token.norm for token in pair) in self.run_together for pair in pairs)

    @cached_property
    def by_stem(self) -> Mapping[str, set[str]]:
        """The Russian words of names by their stems, in whatever form they stand there."""
        found: dict[str, set[str]] = defaultdict(set)
        for word in self.words:
            for form in forms(word) if "а" <= word[0] <= "я" else ():
                found[stem_of(form)].add(word)
        return found

    @cached_property
    def by_sound(self) -> Mapping[str, Sequence[str]]:
        """The Latin words of names by how they sound."""
        return by_sound(sorted(word for word in self.words if "a" <= word[0] <= "z"))

    @cached_property
    def slips(self) -> Slips:
        """Names by their words run together, found in spite of a slip."""
        return Slips(self.run_together)

    def sharing(self, chars: Sequence[str]) -> list[str]:
        """Chinese names of three characters or more that share all but one of them with a text."""
        shared = Counter(text for char in dict.fromkeys(chars) for text in self._by_char.get(char, ()))
        return sorted(text for text, count in shared.items() if len(text) - 1 <= count)

    def short_with(self, char: str) -> set[str]:
        """Chinese names of two characters that have one of them; none where longer names have it too."""
        return set() if char in self._by_char else self._short_by_char.get(char, set())

    def knows(self, word_forms: Forms) -> bool:
        """Whether any name has the word."""
        return any(form in self._parts for form in word_forms)


def _numbered(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Other ways to say a name that ends in a number: «первый фонарь», «фонарь номер один»."""
    *rest, last = words
    if rest and last.isdigit():
        yield (f"{NTH}{last}", *rest)
        if word := NUMBER_WORDS.get(tokens_of(rest[-1])[0].script):
            yield (*rest, word, last)


def _place(name: Name) -> int:
    return name.place


def _names_of(house: House) -> Iterator[tuple[Named, str]]:
    for device in house.devices:
        yield from _called(Holder.DEVICE, device.id, device.name, device.aliases)
    for group in house.groups:
        yield from _called(Holder.GROUP, group.id, group.name, group.aliases)
    for scene in house.scenes:
        yield from _called(Holder.SCENE, scene.id, scene.name, scene.aliases)
    for room in house.rooms:
        yield from _called(Holder.ROOM, room.id, room.name, room.aliases)
    for floor in dict.fromkeys(room.floor for room in house.rooms if room.floor):
        yield from _called(Holder.FLOOR, floor, floor, ())


def _called(holder: Holder, id_: str, name: str, aliases: Sequence[str]) -> Iterator[tuple[Named, str]]:
    named = Named(holder, id_, name)
    yield from ((named, said) for text in (name, *aliases) for said in ways_to_say(holder, text))
