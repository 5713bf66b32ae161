"""Chinese spelt in Latin letters without tones: "dakai kongtiao", "把 taideng 打开".

The words are those of the Chinese lexicon and of the home's names: a row of letters is Chinese when such
words, end to end, explain every letter of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice, product

from bot.understanding.chinese import spellings
from bot.understanding.lexicon import Lexicon
from bot.understanding.text import Script, tokens_of

MOST_LETTERS = 60
MOST_READINGS = 6
MOST_WAYS = 8
"""Ways to pronounce one word that are looked for."""

WORD = 1.0
"""What each word costs: few long words are likelier than many short ones."""

RARER = 0.3
"""What a word costs beside, that is neither a name nor what orders are made of."""

USUAL = ("action.", "kind.", "room.", "guard.")
FIGURES = "零一二三四五六七八九"

Spelt = Mapping[str, Sequence[tuple[float, str]]]
"""Words by how they are spelt, with what each costs."""


class Pinyin:
    """Reads spelt Chinese in one language's words and any home's names."""

    def __init__(self, lexicons: Mapping[str, Lexicon]) -> None:
        self._lexicon = lexicons.get("zh")

    def readings(self, text: str, names: Iterable[str]) -> Iterator[str]:
        """What a text may have been meant to be in Chinese characters, likeliest first."""
        runs = _runs(text)
        if self._lexicon is None or not runs or sum(end - start for start, end in runs) > MOST_LETTERS:
            return
        own = spelt((WORD, name) for name in names)
        spoken = [self._spoken(text[start:end].lower(), own) for start, end in runs]
        for chosen in islice(product(*spoken), MOST_READINGS):
            yield _put(text, runs, chosen)

    def _spoken(self, run: str, names: Spelt) -> list[str]:
        """The best ways to write a row of letters; none where a letter is left over."""
        letters = "".join(char for char in run if char.isalpha())
        longest = max(map(len, (*self._words, *names)), default=0)
        best: list[list[tuple[float, str]]] = [[] for _ in range(len(letters) + 1)]
        best[len(letters)] = [(0.0, "")]
        for start in range(len(letters) - 1, -1, -1):
            found: dict[str, float] = {}
            for end in range(start + 1, min(len(letters), start + longest) + 1):
                for cost, word in self._at(letters[start:end], names) if best[end] else ():
                    for more, rest in best[end]:
                        found[word + rest] = min(cost + more, found.get(word + rest, cost + more))
            ranked = sorted(found.items(), key=lambda item: item[1])[:MOST_READINGS]
            best[start] = [(cost, said) for said, cost in ranked]
        return [said for _, said in best[0]]

    def _at(self, letters: str, names: Spelt) -> Iterator[tuple[float, str]]:
        yield from names.get(letters, ())
        yield from self._words.get(letters, ())

    @cached_property
    def _words(self) -> Spelt:
        phrases = self._lexicon.phrases if self._lexicon else ()
        said = ((WORD + (0 if ids[0].startswith(USUAL) else RARER), phrase) for ids, phrase in phrases)
        return spelt((*said, *((WORD, number) for number in _numbers())))


def spelt(words: Iterable[tuple[float, str]]) -> Spelt:
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for cost, word in words:
        if word and all("\u3400" <= char <= "\u9fff" for char in word):
            for said in islice(product(*map(spellings, word)), MOST_WAYS):
                found["".join(said)].append((cost, word))
    return found


def _numbers() -> Iterator[str]:
    """All below a hundred as words, so that none is put together from other things that sound like it."""
    for ten in range(10):
        for one in range(10):
            tens = "" if ten == 0 else "十" if ten == 1 else f"{FIGURES[ten]}十"
            yield tens + (FIGURES[one] if one or not ten else "")
    yield from ("一百", "半", "两")


def _runs(text: str) -> list[tuple[int, int]]:
    """Where Latin words stand, those beside each other together."""
    runs: list[tuple[int, int]] = []
    before: Script | None = None
    for token in tokens_of(text):
        if token.script is Script.LATIN:
            if before is Script.LATIN:
                runs[-1] = (runs[-1][0], token.end)
            else:
                runs.append((token.start, token.end))
        before = token.script
    return runs


def _put(text: str, runs: Sequence[tuple[int, int]], said: Sequence[str]) -> str:
    for (start, end), chosen in reversed(list(zip(runs, said, strict=True))):
        text = text[:start] + chosen + text[end:]
    return text
