"""From a text to a request, with its confidence and its reasons."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.home.fit import Misfit, Reason
from bot.home.house import House
from bot.home.naming import Taken, Thing
from bot.home.request import (
    Act,
    Ask,
    Cancel,
    Clarify,
    Ignored,
    NotFound,
    NotUnderstood,
    Option,
    Request,
    Unsupported,
)
from bot.intents import following
from bot.intents.answering import Answers
from bot.intents.explaining import explained
from bot.intents.naming import Namer
from bot.intents.reading import Reading, SentenceReader
from bot.intents.watching import WatchReader, is_no_watch
from bot.understanding.asked_to_tell import AskedToTell, Wanted
from bot.understanding.context import Context
from bot.understanding.cover import Cover
from bot.understanding.keyboard import russian_readings
from bot.understanding.known import KnownHouses
from bot.understanding.lexicon import Lexicon
from bot.understanding.naming import Namings
from bot.understanding.nouns import Nouns
from bot.understanding.phrases import Vocabulary
from bot.understanding.pieces import Gap, Mention, Number
from bot.understanding.pinyin import Pinyin
from bot.understanding.search import search
from bot.understanding.spot import Sentence, Spotter
from bot.understanding.text import Script

CORRECTED = 0.9
"""How sure a correction is that names a thing by a word that could be something else."""

SURELY = 0.95
"""How sure it is that somebody wants to be told of what was understood."""
NAMED = 0.9
"""How sure it is that words are a name."""

SURE = 0.75
"""The least likeness of a name that is believed when it was only overheard."""


@dataclass(frozen=True)
class Explanation:
    """Why a sentence was read as it was: the cover that won and its score."""

    sentence: Sentence
    cover: Cover
    score: float
    reader: SentenceReader

    def runner_up(self) -> Reading | None:
        """The best reading that lost and would have done something else; worked out when asked for."""
        readings = sorted(self.reader.readings(), key=lambda reading: -reading.score)
        return next((r for r in readings if r.request != readings[0].request), None)


@dataclass(frozen=True)
class Understood:
    """What was asked for, how sure that is (0..1), and why."""

    request: Request
    confidence: float
    explanation: Explanation


class Understander:
    """Made once in a process; remembers the indexes of the houses it saw last."""

    def __init__(self, lexicons: Mapping[str, Lexicon]) -> None:
        self._vocabulary = Vocabulary(lexicons)
        self._asked_to_tell = AskedToTell(lexicons)
        nouns = Nouns(self._vocabulary)
        self._houses = KnownHouses(nouns)
        self._answers = Answers(self._vocabulary, nouns)
        self._namings = Namings(self._vocabulary)
        self._pinyin = Pinyin(lexicons)

    def understand(self, text: str, house: House, context: Context) -> Understood:
        """What a text asks for in a house; Latin letters that make no sense are tried as Russian."""
        understood = self._read(text, house, context)
        if wanted := self._asked_to_tell.wanted(text):
            watch = self._watch(wanted, house, context, understood.request)
            return replace(understood, request=watch, confidence=SURELY) if watch else understood
        lost = isinstance(understood.request, NotUnderstood | NotFound) and not context.overheard
        if lost and self._asked_to_tell.is_conditional(text):
            return replace(understood, request=Unsupported("", Reason(Misfit.CONDITION)))
        if lost and self._is_held_up(text, house, context):
            return replace(understood, request=Unsupported("", Reason(Misfit.CONDITION)))
        if corrected := self._corrected(text, house, context, understood):
            return replace(understood, request=corrected, confidence=CORRECTED)
        if not context.overheard and (named := self._namer(house, context).read(text, understood.request)):
            return replace(understood, request=named, confidence=NAMED)
        if _is_gibberish(understood):
            for russian in russian_readings(text):
                other = self._read(russian, house, context)
                if isinstance(other.request, Act | Ask | Clarify):
                    return other
        if context.language == "zh" and not context.overheard and _is_lost(understood):
            return self._spelt_out(text, house, context) or understood
        return understood

    def _is_held_up(self, text: str, house: House, context: Context) -> bool:
        """Whether something that makes no sense here comes before an order that does: "客人到了就开灯"."""
        order = self._asked_to_tell.held_up(text)
        return order is not None and isinstance(self._read(order, house, context).request, Act | Clarify)

    def _spelt_out(self, text: str, house: House, context: Context) -> Understood | None:
        """What makes sense when its Latin letters are read as Chinese."""
        names = self._houses.known(house).names.run_together
        for chinese in self._pinyin.readings(text, names):
            other = self._read(chinese, house, context)
            if isinstance(other.request, Act | Ask | Clarify):
                return other
        return None

    def _watch(self, wanted: Wanted, house: House, context: Context, else_: Request) -> Request | None:
        """What comes of "tell me when ...": the value as it is now is no answer to it.

        Overheard, it is said to somebody else.
        """
        known = self._houses.known(house)
        spotter = Spotter(self._vocabulary, known.names, known.features)
        watch = WatchReader(self._asked_to_tell, spotter, known, house, context).read(wanted)
        if context.overheard:
            return Ignored() if watch or wanted.sure else None
        if watch is None and (wanted.sure or wanted.lasting) and not is_no_watch(else_, house):
            return Unsupported("", Reason(Misfit.UNWATCHABLE))
        return watch

    def explain(self, understood: Understood) -> dict[str, Any]:
        """Why a text was read as it was (docs/understand-format.md, ``explain``)."""
        return explained(understood)

    def taken(self, name: str, thing: Thing, house: House, context: Context) -> Taken | None:
        """Whether a name that is to be a thing's says something already."""
        reads = self._read(name, house, context).request
        return self._namer(house, context).taken(name, thing, reads)

    def _namer(self, house: House, context: Context) -> Namer:
        return Namer(self._vocabulary, self._namings, house, self._houses.known(house), context)

    def find(self, text: str, house: House) -> tuple[str, ...]:
        """The devices that a text, perhaps half typed, is looking for."""
        return search(text, house, self._houses.known(house).names)

    def _corrected(self, text: str, house: House, context: Context, understood: Understood) -> Request | None:
        """ "No, the right one", where "right" by itself says nothing of a lamp: among the things for which
        the last order could have been meant, it does."""
        ids = understood.explanation.cover.ids
        goes_on = context.last and not {"talk.cancel", "small.too"}.isdisjoint(ids)
        if not (goes_on and isinstance(understood.request, Cancel | NotUnderstood | NotFound)):
            return None
        options = following.options(house, context.last)
        denied = "talk.cancel" in ids
        meant = self._answers.named(text, house, options) if options and denied else ()
        numbers = [p.value for p in understood.explanation.cover.pieces if isinstance(p, Number)]
        if len(numbers) == 1:
            meant = meant or following.renumbered(house, context.last, options, numbers[0])
        done = {command.device for command in context.last}
        if len(meant) != 1 or options[meant[0]].id in done:
            return None
        return options[meant[0]].act

    def agrees(self, text: str) -> bool:
        """Whether a text says yes to what was asked, and nothing else."""
        return self._answers.agrees(text)

    def truth(self, text: str) -> bool | None:
        """What a text says where only on or off, yes or no can be said."""
        return self._answers.truth(text)

    def chosen(self, text: str, house: House, options: Sequence[Option]) -> tuple[int, ...]:
        """The places of the options that a text chooses in answer to "which one?"; empty where none."""
        return self._answers.places(text, house, options)

    def _read(self, text: str, house: House, context: Context) -> Understood:
        known = self._houses.known(house)
        sentence = Spotter(self._vocabulary, known.names, known.features).sentence(text)
        reader = SentenceReader(sentence, house, known.layout, context)
        best = reader.best()
        request = best.request
        if context.overheard and not _is_sure(best, sentence):
            request = Ignored()
        elif isinstance(request, NotFound) and not request.near:
            request = replace(request, near=known.names.resembling(request.said))
        explanation = Explanation(sentence, best.cover, best.score, reader)
        return Understood(request, _confidence(best, sentence), explanation)


def _is_gibberish(understood: Understood) -> bool:
    """Whether most of the words mean nothing."""
    pieces = understood.explanation.cover.pieces
    return bool(pieces) and 2 * sum(isinstance(piece, Gap) for piece in pieces) >= len(pieces)


def _is_lost(understood: Understood) -> bool:
    """Whether there are words in Latin letters of which nothing was made."""
    tokens = understood.explanation.sentence.tokens
    return isinstance(understood.request, NotUnderstood | NotFound) and any(
        token.script is Script.LATIN for token in tokens
    )


def _likeness(cover: Cover) -> float:
    """How well the least certain name of a cover was said."""
    return min((p.likeness for p in cover.pieces if isinstance(p, Mention)), default=1.0)


def _is_sure(reading: Reading, sentence: Sentence) -> bool:
    """Overheard, only what every word speaks for is meant for the bot; "the door is open" is talk."""
    ids = reading.cover.ids
    names_something = any(isinstance(p, Mention) for p in reading.cover.pieces)
    if (
        "small.need" in ids
        or "small.assistant" in ids
        or "small.reason" in ids
        or sentence.corrected
        or _likeness(reading.cover) < SURE
    ):
        return False
    if isinstance(reading.request, Ask):  # "how much?" goes on with what people speak of
        return any(i.startswith("ask.") for i in ids) and (names_something or _has(ids, "kind.", "property."))
    if _is_scene(reading.request) and not _has(ids, "action.", "kind.scene"):
        return False  # "good morning everyone", "I'm leaving at six"
    return isinstance(reading.request, Act) and (names_something or _has(ids, "kind."))


def _has(ids: Collection[str], *families: str) -> bool:
    return any(i.startswith(families) for i in ids)


def _is_scene(request: Request) -> bool:
    return isinstance(request, Act) and request.scene is not None


def _confidence(reading: Reading, sentence: Sentence) -> float:
    if isinstance(reading.request, NotUnderstood):
        return 0.0
    sure = 0.7 if isinstance(reading.request, Clarify | NotFound) else 0.99
    return max(0.05, round(sure - 0.29 * (1 - _likeness(reading.cover)) - 0.1 * len(sentence.corrected), 2))
