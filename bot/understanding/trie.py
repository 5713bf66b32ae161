"""A trie over the forms of words: finds what was written down in any inflection, in a row of tokens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from bot.understanding.phrases import Forms
from bot.understanding.text import Script, Token
from bot.understanding.words import forms

Entry = TypeVar("Entry")


class _Node(Generic[Entry]):
    """``words`` leads on by the word itself, ``forms`` by any form of it."""

    __slots__ = ("entries", "forms", "words")

    def __init__(self) -> None:
        self.words: dict[str, _Node[Entry]] = {}
        self.forms: dict[str, list[_Node[Entry]]] = defaultdict(list)
        self.entries: list[Entry] = []

    def child(self, word: str) -> _Node[Entry]:
        node = self.words.get(word)
        if node is None:
            node = self.words[word] = _Node()
            for form in forms(word):
                self.forms[form].append(node)
        return node


class Trie(Generic[Entry]):
    """Entries under rows of words."""

    def __init__(self) -> None:
        self._root: _Node[Entry] = _Node()

    def add(self, words: Sequence[str], entry: Entry) -> None:
        node = self._root
        for word in words:
            node = node.child(word)
        node.entries.append(entry)

    def at(
        self, tokens: Sequence[Token], row: Sequence[Forms], start: int
    ) -> Iterator[tuple[int, list[Entry]]]:
        """The (end, entries) of every row that begins at ``start``; marks inside are passed over."""
        nodes, end = _step([self._root], row[start]), start + 1
        while nodes:
            entries = [entry for node in nodes for entry in node.entries]
            if entries:
                yield end, entries
            while end < len(row) and tokens[end].script is Script.MARK:
                end += 1
            if end == len(row):
                return
            nodes = _step(nodes, row[end])
            end += 1


def _step(nodes: list[_Node[Entry]], word_forms: Forms) -> list[_Node[Entry]]:
    found = [n for node in nodes for form in word_forms if form in node.forms for n in node.forms[form]]
    return found if len(found) < 2 else list({id(node): node for node in found}.values())
