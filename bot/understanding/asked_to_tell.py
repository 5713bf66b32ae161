"""Finds the frame of "tell me when ...", «скажи, когда ...», "...告诉我", «следи за дверью»,
and the words that may stand in it.

The lexicons' ``[watching]`` sections hold these words. They are looked for only where the frame is there, so
that they change nothing of any other sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.understanding.lexicon import Lexicon
from bot.understanding.text import Script, Token, tokens_of
from bot.understanding.words import forms

MARKS = frozenset((",", ".", "!", ";", "-"))
COMING_ABOUT = frozenset(("done", "opens", "closes", "starts", "stops", "locks", "unlocks"))
INFINITIVES = ("ть", "ться", "чь", "ти")
"""What comes about is told of; a Russian infinitive tells of nothing."""

ASKING = ("tell", "bell")
"""The entries without which nobody asks to be told of anything, but by ``eye``: "keep an eye on ..."."""
FRAMES = (*ASKING, "eye")

CONDITIONAL = ("就", "的话", "的时候")
LEAST_CONDITION = 2
SOMEBODY = ("我", "你", "他", "她", "们")
"""Who would do it, where the condition ends with them: "再不睡我就关灯了"."""

MOST_TOKENS = 60
"""Nobody says more of what to watch; it bounds the work on long texts."""


@dataclass(frozen=True)
class Stretch:
    """The tokens from ``start`` to ``end`` say ``name``."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to be told of: the tokens that say it, by their places in the sentence.

    ``sure``: what was said asks for nothing but to be told. ``lasting``: a state may be meant that is there
    already ("when it is open"), which "if it is open" asks about now. ``eyed``: a thing is to be watched, and
    what may come about was left unsaid.
    """

    tokens: tuple[Token, ...]
    places: tuple[int, ...]
    sure: bool
    lasting: bool
    often: str | None = None
    eyed: bool = False


@dataclass(frozen=True)
class _Found:
    words: Sequence[int]
    sure: bool
    lasting: bool
    often: str | None = None
    eyed: bool = False


class AskedToTell:
    def __init__(self, lexicons: Mapping[str, Lexicon]) -> None:
        self._by_first: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for lexicon in lexicons.values():
            for name, phrases in lexicon.watching.items():
                for phrase in phrases:
                    words = tuple(token.norm for token in tokens_of(phrase))
                    self._by_first[words[0]].append((name, words))
        self._asking = {first for first, said in self._by_first.items() if any(n in FRAMES for n, _ in said)}

    def wanted(self, text: str) -> Wanted | None:
        """What is to be told of, where a text asks for that."""
        tokens = tokens_of(text)
        if len(tokens) > MOST_TOKENS or all(self._asking.isdisjoint(_said(token.norm)) for token in tokens):
            return None
        places = [n for n, token in enumerate(tokens) if token.norm not in MARKS]
        words = [tokens[n] for n in places]
        asks = bool(words) and words[-1].norm == "?"  # "can you tell me when ...?"
        words = words[:-1] if asks else words
        found = self._watched(words) or self._told_first(words) or self._told_last(words)
        if found is None:
            return None
        wanted = tuple(places[n] for n in found.words)
        return Wanted(tokens, wanted, found.sure, found.lasting, found.often, found.eyed) if wanted else None

    def is_conditional(self, text: str) -> bool:
        """Whether a text begins with a number that is to be passed: "if it gets warmer than 28, ..."."""
        words = [token for token in tokens_of(text)[:MOST_TOKENS] if token.norm not in MARKS]
        lead = self._lead(words, self._past(words, 0, "beside"))
        if lead is None:
            return False
        limits = self.stretches(words, "above", "below", "warmer", "colder", "damper", "drier")
        return any(s.end < len(words) and words[s.end].script is Script.NUMBER for s in limits)

    def held_up(self, text: str) -> str | None:
        """The order that a Chinese condition holds up: what follows the "就" of "燃气报警就关油烟机"."""
        for word in CONDITIONAL:
            condition, said, order = text.rpartition(word)
            if said and order and len(condition) >= LEAST_CONDITION and not condition.endswith(SOMEBODY):
                return order
        return None

    def stretches(self, words: Sequence[Token], *names: str) -> Iterator[Stretch]:
        """Wherever one of these entries is said."""
        for start in range(len(words)):
            for name, end in self._at(words, start):
                if name in names:
                    yield Stretch(name, start, end)

    def _watched(self, words: Sequence[Token]) -> _Found | None:
        """ "Keep an eye on ...", perhaps with "and tell me when ..." behind it."""
        eye = self._longest(words, self._past(words, 0, "beside"), "eye")
        if eye is None:
            return self._watched_last(words)
        for told in self.stretches(words, *ASKING):
            if words[eye.start].script is Script.HAN and self._past(words, told.end, "beside") == len(words):
                said = tuple(range(eye.end, self._before(words, told.start, "beside")))
                return _Found(said, sure=False, lasting=True) if said else None
            lead = self._lead(words, self._past(words, told.end, "beside"))
            thing = range(eye.end, self._before(words, told.start, "beside"))
            if lead and thing:
                said = (*thing, *range(lead.end, len(words)))
                return _Found(said, sure=False, lasting=lead.name != "if", often=_often(lead, ()))
        return _Found(range(eye.end, len(words)), sure=False, lasting=False, eyed=True)

    def _watched_last(self, words: Sequence[Token]) -> _Found | None:
        """ "洗衣机帮我盯着点"."""
        for eye in self.stretches(words, "eye"):
            han = words[eye.start].script is Script.HAN
            if han and eye.start and self._past(words, eye.end, "beside") == len(words):
                end = self._before(words, eye.start, "beside")
                return _Found(range(self._past(words, 0, "beside"), end), False, False, eyed=True)
        return None

    def _told_first(self, words: Sequence[Token]) -> _Found | None:
        """ "Tell me when ..."."""
        start = self._past(words, 0, "beside")
        told = self._longest(words, start, *ASKING)
        if told is None:
            return None
        asks_only = told.name == "bell"
        lead = self._lead(words, self._past(words, told.end, "beside"))
        if lead and self._lead(words, lead.end):  # "tell me once when ..."
            lead = None
        begins = self._past(words, told.end, "beside", "each", "once")
        often = {s.name for s in self.stretches(words, "each", "once") if told.end <= s.start < begins}
        if lead is None:
            lead = self._lead(words, begins)
        if lead is None:  # "提醒我卧室超过28度"
            han = words[told.start].script is Script.HAN and asks_only
            return _Found(range(told.end, len(words)), sure=False, lasting=False) if han else None
        rest = range(lead.end, len(words))
        return _Found(rest, asks_only, lead.name != "if", _often(lead, often))

    def _told_last(self, words: Sequence[Token]) -> _Found | None:
        """ "When ..., tell me"; Chinese needs no "when" for that."""
        for told in self.stretches(words, *ASKING):
            if self._past(words, told.end, "beside") != len(words) or told.start == 0:
                continue
            start = self._past(words, 0, "beside")
            lead = self._lead(words, start) or self._longest(words, start, "leading")
            if lead is None and words[told.start].script is not Script.HAN:
                continue
            begins, lasting = (lead.end, lead.name != "if") if lead else (start, True)
            end = self._before(words, told.start, "beside")
            said = self._without_leads(words, begins, end)
            return _Found(said, told.name == "bell", lasting, _often(lead, ()))
        return None

    def _without_leads(self, words: Sequence[Token], start: int, end: int) -> Sequence[int]:
        """ "卧室要是超过28度": in Chinese the "if" stands behind its subject as well."""
        leads = [s for s in self.stretches(words, "if", "when", "always") if s.end - s.start > 1]
        return [n for n in range(start, end) if not any(s.start <= n < s.end for s in leads)]

    def _lead(self, words: Sequence[Token], start: int) -> Stretch | None:
        return self._longest(words, start, "when", "if", "always")

    def _past(self, words: Sequence[Token], start: int, *names: str) -> int:
        """Where such words end that may begin at ``start``."""
        while said := self._longest(words, start, *names):
            start = said.end
        return start

    def _before(self, words: Sequence[Token], end: int, *names: str) -> int:
        """Where such words begin that end at ``end``."""
        while begins := min((s.start for s in self.stretches(words, *names) if s.end == end), default=None):
            end = begins
        return end

    def _longest(self, words: Sequence[Token], start: int, *names: str) -> Stretch | None:
        found = [Stretch(name, start, end) for name, end in self._at(words, start) if name in names]
        return max(found, key=lambda stretch: stretch.end, default=None)

    def _at(self, words: Sequence[Token], start: int) -> Iterator[tuple[str, int]]:
        if start >= len(words):
            return
        is_infinitive = words[start].norm.endswith(INFINITIVES)
        for first in _said(words[start].norm):
            for name, phrase in self._by_first.get(first, ()):
                if is_infinitive and name in COMING_ABOUT:
                    continue  # «скажи, когда выключить свет» asks for advice
                end = start + len(phrase)
                if end <= len(words) and all(
                    word in _said(words[start + n].norm) for n, word in enumerate(phrase)
                ):
                    yield name, end


def _often(lead: Stretch | None, said: Collection[str]) -> str | None:
    if (lead and lead.name == "always") or "each" in said:
        return "each"
    return "once" if said else None


@lru_cache(maxsize=8192)
def _said(word: str) -> frozenset[str]:
    """The forms of a word, whatever its mood: what may come about is told in any."""
    return frozenset(form.partition("|")[0] for form in forms(word))
