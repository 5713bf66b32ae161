"""Reads one sentence in one house: covers become clauses, clauses become wishes, wishes are grounded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.home.command import ShiftBy
from bot.home.house import House
from bot.home.request import Act, Ask, Cancel, Clarify, Manage, NotFound, NotUnderstood, Request, Unsupported
from bot.intents import feature, following
from bot.intents.choosing import Chooser
from bot.intents.grounding import Grounder
from bot.intents.joining import MOST_WORTH, deferred, together, worth
from bot.intents.mood import Mood, is_addressed, is_guarded, mood_of, without_denied, without_reasons
from bot.intents.registry import WHOLE, WISHES
from bot.intents.timing import is_kitchen_timer, timed
from bot.intents.turning_on import turned_on
from bot.intents.undo import undone
from bot.understanding.clause import Clause, clauses_of
from bot.understanding.context import Context
from bot.understanding.cover import Cover
from bot.understanding.layout import Layout
from bot.understanding.pieces import AnyPiece, Concept, Holder, Mention
from bot.understanding.spot import Sentence

LONGEST_NAME = 5
"""Words that an unknown thing may be called by; more of them are talk."""

MOST_GAPS_IN_QUESTION = 3
NOT_AGAIN = 0.5
"""What it costs to take for a direction what may be more of the same, after a step that had its own."""

CONTINUED = 0.05
"""What it is worth to go on with what was spoken of last: "dry" is the air conditioner's mode then."""

MOST_CLAUSES = 16
"""Wishes in one sentence; nobody has more of them at once."""

QUESTIONING = ("ask.", "state.", "wish.")
BARE_NAME = 0.9
"""What it costs to take words for a name alone: where they make an order, they are one."""

TOLD = 0.1
"""What it costs where a word may also tell: "开启加湿器" is an order rather than a question."""


@dataclass(frozen=True)
class Reading:
    """A cover, what it asks for, and how good that is."""

    cover: Cover
    request: Request
    score: float


def _may_be_named(piece: AnyPiece) -> bool:
    """Whether a piece may belong to the name of an unknown thing: the "lamp" of "flumox lamp"."""
    if isinstance(piece, Concept):
        return piece.ids[0].startswith(("kind.", "room.", "colour."))
    return isinstance(piece, Mention)


def _breaks_name(cover: Cover, best: Cover) -> bool:
    """Whether a cover makes an order out of a part of a name: "Pantry lock" locks nothing."""
    names = [p for p in best.pieces if isinstance(p, Mention) and p.likeness == 1 and p.end - p.start > 1]
    verbs = [p for p in cover.pieces if isinstance(p, Concept) and p.ids[0].startswith("action.")]
    return any(n.start <= v.start and v.end <= n.end for n in names for v in verbs)


def _dodges_name(cover: Cover, best: Cover) -> bool:
    """Whether a cover takes a name for a kind: what "Gate" cannot do is not asked of any gate (rule 1)."""
    names = {(p.start, p.end) for p in best.pieces if isinstance(p, Mention) and p.likeness == 1}
    kinds = (p for p in cover.pieces if isinstance(p, Concept) and p.ids[0].startswith("kind."))
    return any((kind.start, kind.end) in names for kind in kinds)


def _untimed(clause: Clause) -> Clause:
    """Without the numbers that are hours rather than values, in a sentence that speaks of time."""
    return replace(clause, numbers=tuple(number for number in clause.numbers if number.unit))


def _first(request: Request) -> Request:
    """What would be done to the first of several things, where it is not done now in any case."""
    return request.options[0].act if isinstance(request, Clarify) else request


class SentenceReader:
    """Weighs the readings of one sentence."""

    def __init__(self, sentence: Sentence, house: House, layout: Layout, context: Context) -> None:
        self._sentence = sentence
        self._context = context
        self._house = house
        self._grounder = Grounder(Chooser(house, layout, context), sentence)
        last = dict.fromkeys(context.about or (command.device for command in context.last))
        self._last = tuple(device for id_ in last if (device := house.device(id_)))
        stepped = bool(context.last) and all(isinstance(c.change, ShiftBy) for c in context.last)
        self._may_repeat = (stepped or following.moved(context.last, self._last)) and any(
            "small.again" in cover.ids for cover in sentence.covers
        )

    def best(self) -> Reading:
        """The best reading; covers that could not beat it are not read at all."""
        best: Reading | None = None
        for reading in self.readings():
            if best is None or reading.score > best.score:
                best = reading
            if best.score >= reading.cover.score + MOST_WORTH + (CONTINUED if self._last else 0.0):
                break
        return best or Reading(Cover((), 0.0), NotUnderstood(), 0.0)

    def readings(self) -> Iterator[Reading]:
        """Every cover, best first, with what it asks for."""
        best, refused = self._sentence.covers[0], False
        for cover in self._sentence.covers:
            if _breaks_name(cover, best) or (refused and _dodges_name(cover, best)):
                continue
            request = self._read(cover)
            refused |= cover is best and isinstance(request, Unsupported)
            kept = CONTINUED if self._is_of_last(request) else 0.0
            yield Reading(cover, request, cover.score + worth(request) + kept - self._doubt(cover, request))

    def _doubt(self, cover: Cover, request: Request) -> float:
        """What it costs to take for a question what was not put as one, and "more" of "dimmer" for "up"."""
        if self._may_repeat and "change.up" in cover.ids and "small.again" not in cover.ids:
            return NOT_AGAIN
        if not isinstance(request, Ask) or self._sentence.text.rstrip().endswith(("?", "？")):
            return 0.0
        if any(i.startswith(QUESTIONING) for i in cover.ids):
            return 0.0
        return TOLD if any(i.startswith("being.") for i in cover.ids) else BARE_NAME

    def _read(self, cover: Cover) -> Request:
        mood = mood_of(cover, self._sentence.text)
        said = clauses_of(cover.pieces, asks=mood is Mood.ASKS)
        if self._context.fahrenheit:
            said = tuple(replace(clause, fahrenheit=True) for clause in said)
        clauses = without_reasons(without_denied(said))
        if len(clauses) > MOST_CLAUSES or is_addressed(cover, self._sentence.tokens):
            return NotUnderstood()
        if mood is Mood.TELLS or any(map(is_guarded, clauses)) or any(map(is_kitchen_timer, clauses)):
            return Cancel() if self._context.asked and "guard.not" in cover.ids else NotUnderstood()
        if "guard.if" in cover.ids:  # of a condition nothing need be understood but what it holds up
            requests = [_first(self._clause(replace(clause, gaps=()))) for clause in clauses]
            requests = [request for request in requests if isinstance(request, Act)]
        else:
            late = "guard.time" in cover.ids
            requests = [self._clause(_untimed(clause) if late else clause) for clause in clauses]
            requests = timed(requests, clauses, self._context.now)
        return deferred(together(requests), cover.ids)

    def _clause(self, clause: Clause) -> Request:
        if clause.has("pick.except") and not clause.target.excluded:
            return NotUnderstood()  # "start without me"
        if clause.target.denied:
            return NotUnderstood()  # "别关灯"
        if self._context.planned and following.replans(clause):
            return replace(self._context.planned, instead=True)
        whole = next((request for read in WHOLE if (request := read(clause)) is not None), None)
        if whole is not None and not clause.features:
            return undone(self._context.undo) if self._undoes(whole) else whole
        readers = (feature.read,) if clause.features else WISHES
        wishes = list(following.elided(clause, self._context.last, self._last))
        wishes = wishes or list(following.felt_again(clause, self._context.last))
        wishes = wishes or list(following.asked_again(clause, self._context.heard, self._last))
        wishes = wishes or [wish for read in readers for wish in read(clause)]
        wishes = wishes or list(following.read(clause, self._context.last, self._last))
        if clause.gaps and not self._asks_of_named(clause):
            return self._missing(clause) if wishes else NotUnderstood()
        grounded = (self._grounder.ground(wish, clause.target, self._last) for wish in wishes)
        best = max((r for r in grounded if r is not None), key=worth, default=NotUnderstood())
        if isinstance(best, NotUnderstood) and (went_on := self._going_on(clause)):
            best = went_on
        return turned_on(best, clause, self._house)

    def _undoes(self, request: Request) -> bool:
        """ "Undo"; also «отмени», where nothing is pending that it could be said of (rule 16)."""
        if request == Cancel(revokes=True) and not self._context.asked:
            return self._context.undo is not None
        return request == Manage("undo")

    def _going_on(self, clause: Clause) -> Act | None:
        """ "Blue", "swing", said after an order: what says nothing by itself is for the same thing."""
        if not self._last or not clause.target.empty or clause.target.it or clause.asks or clause.gaps:
            return None
        clause = replace(clause, target=replace(clause.target, it=True))
        wishes = (wish for read in (feature.read, *WISHES) for wish in read(clause))
        grounded = (self._grounder.ground(wish, clause.target, self._last) for wish in wishes)
        return next((act for act in grounded if isinstance(act, Act) and self._is_of_last(act)), None)

    def _is_of_last(self, request: Request) -> bool:
        """Whether something is done to nothing but what was spoken of last."""
        last = {device.id for device in self._last}
        return (
            isinstance(request, Act)
            and bool(request.commands)
            and last.issuperset(command.device for command in request.commands)
        )

    def _asks_of_named(self, clause: Clause) -> bool:
        """A question about something that was named harms nobody, even with a word nobody knows."""
        named = any(phrase.names for phrase in clause.target.phrases)
        few = len(clause.gaps) <= MOST_GAPS_IN_QUESTION
        return clause.asks and named and few and not self._context.overheard

    def _missing(self, clause: Clause) -> Request:
        """A wish about something unknown: its name is what nothing explains, and the things beside it."""
        start, end = clause.gaps[0].start, clause.gaps[-1].end
        if end - start > LONGEST_NAME:
            return NotUnderstood()
        for piece in clause.pieces:
            if piece.start == end and _may_be_named(piece):
                end = piece.end
        for piece in reversed(clause.pieces):
            if piece.end == start and _may_be_named(piece):
                start = piece.start
        named = (n for p in clause.pieces if isinstance(p, Mention) for n in p.named)
        near = tuple(n.id for n in named if n.holder is Holder.DEVICE)
        return NotFound(self._sentence.said(start, end), near[:LONGEST_NAME])
