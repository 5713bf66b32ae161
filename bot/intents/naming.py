"""A thing is given a name: "call the lamp by the sofa Bob", «назови торшер Бобом», "把灯叫小白"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.home.house import House
from bot.home.naming import Taken, Thing, tidied
from bot.home.request import (
    Act,
    Ask,
    Cancel,
    Clarify,
    Manage,
    NotFound,
    NotUnderstood,
    Question,
    Request,
    Sort,
)
from bot.intents.ask import Inquiry
from bot.intents.choosing import Chooser
from bot.understanding.clause import clauses_of
from bot.understanding.context import Context
from bot.understanding.cover import Cover
from bot.understanding.known import Known
from bot.understanding.lexicon import Manner
from bot.understanding.naming import Naming, Namings, Span
from bot.understanding.nominative import nominative
from bot.understanding.phrases import Forms, Vocabulary, row_of
from bot.understanding.pieces import AnyPiece, Concept, Gap, Holder, Mention, Number, Timing
from bot.understanding.spoken import Phrase, Spoken, Target
from bot.understanding.spot import Sentence, Spotter
from bot.understanding.text import Script, Token, tokens_of

MOST_OFFERED = 8
OF_A_THING = ("kind.", "room.", "small.", "link.", "pick.it", "pick.only", "guard.foreign")
"""What may stand in the description of a thing; "by the" of a song's singer is that of the sofa here."""
SORTS = ((Holder.SCENE, Sort.SCENE), (Holder.GROUP, Sort.GROUP))
RENAME = "rename"
BETWEEN = ("link.", "small.filler", "place.", "guard.")


@dataclass(frozen=True)
class _Said:
    """Words of the sentence that describe a thing, or name it."""

    text: str
    is_quoted: bool = False
    script: Script = Script.MARK

    @property
    def is_written_as_name(self) -> bool:
        """With a capital, or in a script that has none."""
        return self.text[:1].isupper() or self.script is Script.HAN

    @property
    def is_spelt_as_name(self) -> bool:
        """With a capital, or in the case in which Russian gives names: «назови торшер светом»."""
        return self.text[:1].isupper() or nominative(self.text) != self.text

    @property
    def is_clearly_one(self) -> bool:
        return self.is_written_as_name or self.is_spelt_as_name

    @property
    def alone(self) -> str:
        """The name as it is called by itself; between quotes it is called as it is written."""
        return tidied(self.text if self.is_quoted else nominative(self.text))


@dataclass(frozen=True)
class Namer:
    """Reads namings in one house and one context."""

    vocabulary: Vocabulary
    namings: Namings
    house: House
    known: Known
    context: Context

    def read(self, text: str, otherwise: Request) -> Request | None:
        """The request that gives a name, where the text does that rather than what it says ``otherwise``."""
        tokens = tokens_of(text)
        row = row_of(tokens)
        missing: Request | None = None
        grounded: dict[Span, tuple[Thing, ...]] = {}
        cut: set[int] = set()
        for naming in _best_first(self.namings.of(tokens, row)):
            whole = _whole(naming)
            for span in (naming.thing, *((whole,) if whole else ())):
                if span not in grounded:
                    grounded[span] = self._things(_said(text, tokens, span).text)
            things, thing = grounded[naming.thing], _said(text, tokens, naming.thing)
            name = _said(text, tokens, naming.name) if naming.name else None
            if whole and name and not name.is_clearly_one and (grounded[whole] or naming.thing[0] in cut):
                continue  # "call the sofa lamp" says no name, and "the sofa" is no thing of its own
            if name and not self._is_given(naming, name, otherwise, row):
                cut |= {naming.thing[0]} if things and whole else set()
                continue
            if things:
                return Manage(RENAME, _args(things) | ({"name": name.alone} if name else {}))
            if naming.manner is Manner.RENAME and missing is None:
                missing = NotFound(thing.text, self.known.names.resembling(thing.text))
        return missing if isinstance(otherwise, NotUnderstood | NotFound) else None

    def _is_given(self, naming: Naming, name: _Said, otherwise: Request, row: Sequence[Forms]) -> bool:
        """Whether words that may be a name are one here."""
        if name.is_quoted or not name.text:
            return name.is_quoted
        sentence = self._spotted(name.text)
        cover, manner = sentence.covers[0], naming.manner
        if not name.is_written_as_name and _goes_on(cover, name.text):
            return False  # "call the lamp | by the sofa"
        if manner is Manner.RENAME:
            return True
        if any(id_.startswith("ask.") for id_ in cover.ids) or self._is_said_across(naming, name, row):
            return False
        if manner is Manner.BE:
            return name.is_written_as_name and isinstance(otherwise, NotUnderstood | NotFound | Manage)
        unknown = any(isinstance(piece, Gap) for piece in cover.pieces) or bool(sentence.corrected)
        return unknown or name.is_spelt_as_name or not _is_question(otherwise)

    def _is_said_across(self, naming: Naming, name: _Said, row: Sequence[Forms]) -> bool:
        """Whether the word before the name makes another word with it: 叫醒 calls nothing by a name."""
        start = naming.name[0] if naming.name else 0
        if start in (0, naming.thing[1]) or name.script is Script.MARK:
            return False
        return any(end > start for end, _ in self.vocabulary.index(name.script).at(row, start - 1))

    def taken(self, name: str, thing: Thing, reads: Request) -> Taken | None:
        """Whether a name says something already, of another thing or by itself; ``reads``: as a sentence."""
        for cover in self._spotted(name).covers:
            match cover.pieces:
                case (Mention(named=named, likeness=1.0),):
                    bearers = [_thing(holder, id_) for holder, id_ in ((n.holder, n.id) for n in named)]
                    others = [other for other in bearers if other and other != thing]
                    if others:
                        return Taken(others[0])
                case (Concept() | Number() | Timing(),):
                    return Taken()
        return Taken() if isinstance(reads, Act | Cancel | Manage) else None

    def _spotted(self, text: str) -> Sentence:
        return Spotter(self.vocabulary, self.known.names).sentence(text)

    def _things(self, said: str) -> tuple[Thing, ...]:
        """What a description means; several where it fits them equally."""
        if not tokens_of(said):
            return ()
        for cover in self._spotted(said).covers:
            if all(map(_describes, cover.pieces)) and _names_a_thing(cover.pieces[-1]):
                clauses = clauses_of(cover.pieces, asks=False)
                things = self._meant(clauses[0].target) if len(clauses) == 1 else ()
                if things:
                    return things[:MOST_OFFERED]
        return ()

    def _meant(self, target: Target) -> tuple[Thing, ...]:
        last = [Thing(Sort.DEVICE, id_) for id_ in self._spoken_of()]
        if target.excluded or target.other or len(target.phrases) > 1:
            return ()
        if not target.phrases:
            return tuple(last) if target.it and len(last) == 1 else ()
        things = self._described(target.phrases[0])
        known = [thing for thing in things if thing in last]
        return tuple(known) if len(known) == 1 else things

    def _spoken_of(self) -> list[str]:
        spoken = self.context.about or tuple(command.device for command in self.context.last)
        return [id_ for id_ in dict.fromkeys(spoken) if self.house.device(id_)]

    def _described(self, phrase: Phrase) -> tuple[Thing, ...]:
        if phrase.all or phrase.both or any(kind.plural for kind in phrase.kinds):
            return ()
        if phrase.only_places:
            return tuple(Thing(Sort.ROOM, id_) for place in phrase.places for id_ in self._rooms(place))
        named = [one for mention in phrase.names for one in mention.named]
        for holder, sort in SORTS:
            ids = [one.id for one in named if one.holder is holder]
            if ids and not any(one.holder is Holder.DEVICE for one in named):
                return tuple(Thing(sort, id_) for id_ in dict.fromkeys(ids))
        if any(kind.id == "scene" for kind in phrase.kinds):
            return ()
        chosen = Chooser(self.house, self.known.layout, self.context).choose(phrase, Inquiry(Question()))
        return tuple(Thing(Sort.DEVICE, device.id) for device in chosen.devices)

    def _rooms(self, place: Mention | Spoken) -> list[str]:
        if isinstance(place, Mention):
            return [one.id for one in place.named if one.holder is Holder.ROOM]
        return [room.id for room in self.known.layout.rooms_speaking_of(f"room.{place.id}")]


def _best_first(namings: Sequence[Naming]) -> list[Naming]:
    """The most explicit way to say it with the longest thing: names are shorter than descriptions."""
    return sorted(namings, key=lambda n: (-n.words, -(n.thing[1] - n.thing[0])))


def _whole(naming: Naming) -> Span | None:
    """Thing and name together, where no word stands between them."""
    apart = naming.name is None or naming.thing[1] != naming.name[0]
    return None if apart or naming.name is None else (naming.thing[0], naming.name[1])


def _is_question(request: Request) -> bool:
    if isinstance(request, Clarify):
        return all(isinstance(option.act, Ask) for option in request.options)
    return isinstance(request, Ask)


def _describes(piece: AnyPiece) -> bool:
    """Whether a piece may belong to the description of a thing."""
    if isinstance(piece, Concept):
        return all(id_.startswith(OF_A_THING) for id_ in piece.ids)
    return isinstance(piece, Mention)


def _names_a_thing(piece: AnyPiece) -> bool:
    """Whether a description may end so: not with "by the"."""
    return isinstance(piece, Mention) or (
        isinstance(piece, Concept) and piece.ids[0].startswith(("kind.", "room.", "pick."))
    )


def _goes_on(cover: Cover, name: str) -> bool:
    """Whether what may be a name goes on describing, like "by the sofa Bob"; "the Boss" is a name."""
    first = next(iter(cover.pieces), None)
    if not isinstance(first, Concept) or not first.ids[0].startswith(BETWEEN):
        return False
    after = name.split()[first.end - first.start :]
    return not (first.ids[0] == "small.filler" and after and after[0][:1].isupper())


def _args(things: Sequence[Thing]) -> dict[str, object]:
    sort = things[0].sort.value
    return {sort: things[0].id} if len(things) == 1 else {f"{sort}s": [thing.id for thing in things]}


def _thing(holder: Holder, id_: str) -> Thing | None:
    sort = next((sort for sort in Sort if sort.value == holder.value), None)
    return Thing(sort, id_) if sort else None


def _said(text: str, tokens: Sequence[Token], span: Span) -> _Said:
    """A stretch as it was said, without the marks around it."""
    start, end = span
    while start < end and tokens[start].script is Script.MARK:
        start += 1
    while start < end and tokens[end - 1].script is Script.MARK:
        end -= 1
    if start == end:
        return _Said("")
    quoted = start > span[0] and end < span[1]
    return _Said(text[tokens[start].start : tokens[end - 1].end], quoted, tokens[start].script)
