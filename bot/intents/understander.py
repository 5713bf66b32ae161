"""The whole way from a text to a request: covers are weighed, clauses read, wishes grounded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.home.fit import Misfit, Reason
from bot.home.house import Device, House
from bot.home.request import (
    Act,
    Ask,
    Cancel,
    Clarify,
    Ignored,
    Manage,
    NotFound,
    NotUnderstood,
    Option,
    Request,
    Unsupported,
)
from bot.intents import adjust, ask, colour, feel, mode, operate, scene, switch, talk
from bot.intents.choosing import Chooser
from bot.intents.grounding import Grounder
from bot.intents.wish import Reader
from bot.understanding.clause import Clause, Target, clauses_of
from bot.understanding.context import Context
from bot.understanding.cover import Cover
from bot.understanding.known import KnownHouses
from bot.understanding.layout import Layout
from bot.understanding.lexicon import Lexicon
from bot.understanding.nouns import Nouns
from bot.understanding.phrases import Vocabulary
from bot.understanding.pieces import Concept, Mention
from bot.understanding.spot import Sentence, Spotter

WISHES: tuple[Reader, ...] = (
    ask.read,
    colour.read,
    adjust.read,
    mode.read,
    feel.read,
    operate.read,
    switch.read,
)
"""Intents whose wishes are held against devices, in the order in which they are asked."""

WHOLE: tuple[Callable[[Clause], Request | None], ...] = (talk.read, scene.read)
"""Intents that answer for a clause by themselves."""

WORTH: Mapping[type[object], float] = {
    Act: 2.0,
    Ask: 2.0,
    Manage: 1.8,
    Cancel: 1.8,
    Clarify: 1.7,
    Unsupported: 1.0,
    NotFound: 0.5,
    NotUnderstood: 0.0,
}
"""What a reading's outcome adds to its score: one that makes sense in this home is the likelier one."""

MOST_WORTH = max(WORTH.values())

DEFERRED = {"guard.if": Misfit.CONDITION, "guard.time": Misfit.LATER}


Scored = tuple[Cover, Request, float]
"""A reading: a cover, what it asks for, and how good that is."""


@dataclass(frozen=True)
class Explanation:
    """Why a sentence was read as it was: the cover that won and its score."""

    sentence: Sentence
    cover: Cover
    score: float
    all_readings: Callable[[], Iterator[Scored]]

    def runner_up(self) -> Scored | None:
        """The best reading that lost and would have done something else; worked out when asked for."""
        readings = sorted(self.all_readings(), key=lambda reading: -reading[2])
        return next((r for r in readings if r[1] != readings[0][1]), None)


@dataclass(frozen=True)
class Understood:
    """What was asked for, how sure that is (0..1), and why."""

    request: Request
    confidence: float
    explanation: Explanation


class Understander:
    """Made once in a process; remembers the name indexes of the houses it saw last."""

    def __init__(self, lexicons: Mapping[str, Lexicon]) -> None:
        self._vocabulary = Vocabulary(lexicons)
        self._houses = KnownHouses(Nouns(self._vocabulary))

    def understand(self, text: str, house: House, context: Context) -> Understood:
        known = self._houses.known(house)
        sentence = Spotter(self._vocabulary, known.names).sentence(text)
        reader = _SentenceReader(house, sentence, context, known.layout)
        cover, request, score = reader.best()
        explanation = Explanation(sentence, cover, score, reader.readings)
        confidence = _confidence(cover, sentence, request)
        if context.overheard and not _is_sure(request, cover, sentence):
            request = Ignored()
        return Understood(request, confidence, explanation)


def _worth(request: Request) -> float:
    """What a request is worth as a reading; one that leaves something undone is worth less."""
    halved = isinstance(request, Act) and bool(request.refused)
    return WORTH[type(request)] - (0.7 if halved else 0.0)


def _is_sure(request: Request, cover: Cover, sentence: Sentence) -> bool:
    """Overheard, only what every word speaks for is meant for the bot; "the door is open" is talk."""
    ids = {id_ for p in cover.pieces if isinstance(p, Concept) for id_ in p.ids}
    if isinstance(request, Ask) and not any(i.startswith("ask.") for i in ids):
        return False
    likeness = min((p.likeness for p in cover.pieces if isinstance(p, Mention)), default=1.0)
    if "small.need" in ids:
        return False
    about = any(isinstance(p, Mention) for p in cover.pieces) or any(i.startswith("kind.") for i in ids)
    return isinstance(request, Act | Ask) and about and likeness >= 0.75 and not sentence.corrected


def _confidence(cover: Cover, sentence: Sentence, request: Request) -> float:
    if isinstance(request, NotUnderstood):
        return 0.0
    likeness = min((p.likeness for p in cover.pieces if isinstance(p, Mention)), default=1.0)
    doubt = 0.1 * len(sentence.corrected) + (0.3 if isinstance(request, Clarify | NotFound) else 0.0)
    return max(0.05, round(0.7 * 1 + 0.29 * likeness - doubt, 2))


@dataclass
class _SentenceReader:
    """Reads one sentence in one house."""

    house: House
    sentence: Sentence
    context: Context
    layout: Layout

    def best(self) -> Scored:
        """The best reading; covers that could not beat it are not read at all."""
        best: Scored | None = None
        for reading in self.readings():
            if best is None or reading[2] > best[2]:
                best = reading
            if best[2] >= reading[0].score + MOST_WORTH:
                break
        return best or (Cover((), 0.0), NotUnderstood(), 0.0)

    def readings(self) -> Iterator[Scored]:
        """All covers, best first, each with what it asks for."""
        grounder = Grounder(Chooser(self.house, self.layout, self.context), self.sentence)
        for cover in self.sentence.covers:
            request = self._read(cover, grounder)
            yield cover, request, cover.score + _worth(request)

    def _read(self, cover: Cover, grounder: Grounder) -> Request:
        asks = self._asks(cover)
        if asks is None:
            return NotUnderstood()
        requests = []
        conditional = any(isinstance(p, Concept) and "guard.if" in p.ids for p in cover.pieces)
        last = tuple(d for c in self.context.last if (d := self.house.device(c.device)))
        for clause in clauses_of(cover.pieces, asks):
            if any(i.startswith("guard.") and i not in DEFERRED for i in clause.ids):
                return NotUnderstood()
            requests.append(self._clause(replace(clause, gaps=()) if conditional else clause, grounder, last))
        if conditional:
            requests = [r for r in requests if isinstance(r, Act)]
        return _deferred(_together(requests), cover)

    def _clause(self, clause: Clause, grounder: Grounder, last: tuple[Device, ...]) -> Request:
        for whole in WHOLE:
            request = whole(clause)
            if request is not None:
                return request
        wishes = [wish for read in WISHES for wish in read(clause)]
        if clause.gaps and not self._asks_of_named(clause):
            return self._missing(clause) if wishes else NotUnderstood()
        found = [r for wish in wishes if (r := grounder.ground(wish, clause.target, last)) is not None]
        return max(found, key=_worth, default=NotUnderstood())

    def _asks_of_named(self, clause: Clause) -> bool:
        """A question about something that was named harms nobody, even with a word nobody knows."""
        named = any(phrase.names for phrase in clause.target.phrases)
        return clause.asks and named and len(clause.gaps) <= 3 and not self.context.overheard

    def _missing(self, clause: Clause) -> Request:
        """A wish about something unknown: its name is what nothing explains, with the words around it."""
        start, end = clause.gaps[0].start, clause.gaps[-1].end
        if end - start > 5 or len(clause.gaps) > 4:
            return NotUnderstood()
        near = tuple(n.id for p in clause.pieces if isinstance(p, Mention) for n in p.named)
        return NotFound(self.sentence.said(start, end), near[:5])

    @staticmethod
    def _asks_whether(cover: Cover) -> bool | None:
        """ "Is the lamp on" asks; "make sure the lamp is on" does not; "the lamp is on" only tells."""
        before = _said_before(cover, "ask.is")
        if all(i.startswith(("small.", "link.")) for i in before):
            return True
        return False if "small.please" in before else None

    def _asks(self, cover: Cover) -> bool | None:
        """Whether the sentence is a question; None where it tells how things are."""
        ids = [id_ for p in cover.pieces if isinstance(p, Concept) for id_ in p.ids]
        asks = {i for i in ids if i.startswith("ask.")}
        if asks == {"ask.status"} and not {"action.toggle", "action.set"}.isdisjoint(ids):
            return False
        if asks - {"ask.is"}:
            return True
        if "ask.is" in ids:
            return self._asks_whether(cover)
        ends_as_question = self.sentence.text.rstrip().endswith(("?", "？"))
        if any(i.startswith(("action.", "change.", "wish.")) for i in ids):
            return None if ends_as_question and not {"small.please", "small.need"} & set(ids) else False
        if any(i.startswith("state.") for i in ids):
            return ends_as_question
        return any(i.startswith("being.") for i in ids)


def _said_before(cover: Cover, id_: str) -> list[str]:
    """The concepts before the first piece that says ``id_``; a name or number among them is "something"."""
    found: list[str] = []
    for piece in cover.pieces:
        if isinstance(piece, Concept) and id_ in piece.ids:
            break
        found += piece.ids if isinstance(piece, Concept) else ("something",)
    return found


def _deferred(request: Request, cover: Cover) -> Request:
    """What is to be done later, or on a condition, is not done now."""
    ids = {id_ for p in cover.pieces if isinstance(p, Concept) for id_ in p.ids}
    for id_, code in DEFERRED.items():
        if id_ in ids:
            if isinstance(request, Act) and request.commands:
                return Unsupported(request.commands[0].device, Reason(code))
            return request if isinstance(request, NotFound | Ask) else NotUnderstood()
    return request


def _together(requests: list[Request]) -> Request:
    """The clauses of a sentence as one request: what cannot be done now stands in the way of the rest."""
    if not requests:
        return NotUnderstood()
    if len(requests) == 1:
        return requests[0]
    for kind in (NotUnderstood, NotFound, Unsupported):
        blocking = next((r for r in requests if isinstance(r, kind)), None)
        if blocking is not None:
            return blocking
    acts = [r for r in requests if isinstance(r, Act)]
    asks = [r for r in requests if isinstance(r, Ask)]
    unclear = [r for r in requests if isinstance(r, Clarify)]
    if len(unclear) > 1 or len(acts) + len(asks) + len(unclear) < len(requests):
        return NotUnderstood()
    merged = Act(
        tuple(c for a in acts for c in a.commands),
        next((a.scene for a in acts if a.scene), None),
        tuple(r for a in asks for r in a.readings),
        asks[0].question if asks else None,
        tuple(x for a in acts for x in a.refused),
    )
    if not unclear:
        return merged if acts else Ask(merged.readings, asks[0].question)
    return Clarify(tuple(_with(option, merged) for option in unclear[0].options))


def _with(option: Option, rest: Act) -> Option:
    if isinstance(option.act, Ask):
        return option
    return replace(option, act=replace(rest, commands=rest.commands + option.act.commands))


__all__ = ["Target", "Understander", "Understood"]
