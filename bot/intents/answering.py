"""The answer to "which one?", given in words: "the left one", «вторую», "卧室的", "both"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.home.capability import Key
from bot.home.command import SetTo
from bot.home.house import House
from bot.home.request import OPTIONS_SHOWN, Act, Ask, Option, Sort, Watch
from bot.intents.places import Places
from bot.understanding.layout import Layout
from bot.understanding.names import Names
from bot.understanding.nouns import Nouns
from bot.understanding.phrases import Forms, Vocabulary, row_of
from bot.understanding.pieces import AnyPiece, Concept, Holder, Mention, Named
from bot.understanding.slips import is_han
from bot.understanding.spoken import Phrase, Spoken
from bot.understanding.spot import Spotter
from bot.understanding.text import Token, plain, tokens_of
from bot.understanding.ways_to_say import digit_of, number_of

PLACES = frozenset[int]
"""Places among the options, counted from 0."""

BESIDE = ("small.", "link.", "talk.cancel", "pick.only", "pick.it")
"""What may be said beside an answer: "no, the left one please"."""

ON, OPEN = Key("on_off", "on"), Key("range", "open")
EVERY = ("pick.all", "pick.both")
ONE_OF_MANY = frozenset("那这个盏台只")
"""Chinese characters that say that one thing is meant: "卧室那盏"."""

BESIDE_ROOM = ("link.of", "small.filler", "small.mark", "small.please")
LEVELS = ("place.upstairs", "place.downstairs")
SWITCHES = {"action.turn_on": True, "action.turn_off": False, "action.open": True, "action.close": False}
SORTS = {
    Holder.DEVICE: Sort.DEVICE,
    Holder.GROUP: Sort.GROUP,
    Holder.SCENE: Sort.SCENE,
    Holder.ROOM: Sort.ROOM,
}


def picked_of(options: Sequence[Option], places: Sequence[int]) -> Act | Ask | Watch:
    """What the chosen options ask for together; those of one question are all of one sort."""
    picked = [options[place].act for place in places]
    first = picked[0]
    if isinstance(first, Act):
        commands = dict.fromkeys(c for act in picked if isinstance(act, Act) for c in act.commands)
        return replace(first, commands=tuple(commands)) if len(picked) > 1 else first
    readings = tuple(reading for request in picked for reading in request.readings)
    return replace(first, readings=readings)


class Answers:
    """Reads short answers; what is more than an answer is a sentence of its own."""

    def __init__(self, vocabulary: Vocabulary, nouns: Nouns) -> None:
        self._vocabulary = vocabulary
        self._nouns = nouns

    def places(self, text: str, house: House, options: Sequence[Option]) -> tuple[int, ...]:
        """The places of the options that a text chooses; empty where it is no answer, or a doubtful one."""
        if not options:
            return ()
        offered = _Offered(options, _among(house, options), self._nouns, house)
        tokens = tokens_of(text)
        named = self._called(text, offered)
        ordinal = _ordinal(row_of(tokens), self._vocabulary.ordinals)
        found = ordinal or _digits(tokens)
        if named or found is None:
            return named
        start, end, place = found
        if not ordinal and (numbered := offered.numbered(place)) is not None:
            return numbered
        shown = min(len(options), OPTIONS_SHOWN)
        if place != -1 and not 1 <= place <= shown:
            return ()
        rest = " ".join(token.text for token in _without(tokens, start, end))
        fits = not rest or offered.allows(self._covers(rest, offered))
        return (place - 1 if place > 0 else shown - 1,) if fits else ()

    def named(self, text: str, house: House, options: Sequence[Option]) -> tuple[int, ...]:
        """The places of the options that a text chooses by what they are called, not by their order: to be
        counted they must have been offered."""
        return self._called(text, _Offered(options, _among(house, options), self._nouns, house))

    def _called(self, text: str, offered: _Offered) -> tuple[int, ...]:
        return offered.chosen(self._covers(text, offered)) if tokens_of(text) else ()

    def agrees(self, text: str) -> bool:
        """Whether a text says yes and nothing else."""
        return plain(text) in self._vocabulary.agreement

    def truth(self, text: str) -> bool | None:
        """Whether a text says on (or yes) or off (or no), and nothing else; None where it says neither."""
        return self._vocabulary.truths.get(plain(text))

    def _covers(self, text: str, offered: _Offered) -> Sequence[Sequence[AnyPiece]]:
        sentence = Spotter(self._vocabulary, offered.names, eager=True).sentence(text)
        return [cover.pieces for cover in sentence.covers]


def _among(house: House, options: Sequence[Option]) -> House:
    """The part of the house that was offered, so that no other name is meant by accident."""
    ids = {option.id for option in options}
    devices = tuple(device for device in house.devices if device.id in ids)
    rooms = ids | {device.room for device in devices}
    return House(
        house.name,
        tuple(room for room in house.rooms if room.id in rooms),
        tuple(group for group in house.groups if group.id in ids),
        tuple(scene for scene in house.scenes if scene.id in ids),
        devices,
    )


def _ordinal(
    row: Sequence[Forms], ordinals: Sequence[tuple[tuple[Forms, ...], int]]
) -> tuple[int, int, int] | None:
    """Where a place is said, and which; the longest way to say it."""
    found = [
        (start, start + len(words), place)
        for words, place in ordinals
        for start in range(len(row) - len(words) + 1)
        if all(not word.isdisjoint(row[start + n]) for n, word in enumerate(words))
    ]
    return max(found, key=lambda said: said[1] - said[0], default=None)


def _digits(tokens: Sequence[Token]) -> tuple[int, int, int] | None:
    """A place as a figure. As a word it may be another one: the "one" of "the left one"."""
    figures = [_figure(tokens, n) for n in range(len(tokens))]
    said = [(n, n + 1, int(figure)) for n, figure in enumerate(figures) if figure.isdecimal()]
    return said[0] if len(said) == 1 else None


def _figure(tokens: Sequence[Token], n: int) -> str:
    """ "二" and "二号" are figures; "一个都不要" is none."""
    alone = len(tokens) == 1 or (n + 1 < len(tokens) and tokens[n + 1].norm == "号")
    return (digit_of(tokens[n].norm) if alone else None) or tokens[n].norm


def _without(tokens: Sequence[Token], start: int, end: int) -> Iterator[Token]:
    return (token for n, token in enumerate(tokens) if not start <= n < end)


@dataclass
class _Offered:
    """What was offered, and the names by which it may be chosen."""

    options: Sequence[Option]
    house: House
    nouns: Nouns
    whole: House
    """The house without which it cannot be told what is upstairs."""

    def __post_init__(self) -> None:
        self.names = Names(self.house)
        self._layout = Layout(self.house, self.names, self.nouns)
        self._all = frozenset(range(len(self.options)))

    def chosen(self, covers: Sequence[Sequence[AnyPiece]]) -> tuple[int, ...]:
        for pieces in covers:
            places = self._read(pieces)
            if places is not None and self._is_answer(places, pieces):
                return tuple(sorted(places))
            if several := self._several(pieces):
                return tuple(sorted(several))
        return ()

    def _several(self, pieces: Sequence[AnyPiece]) -> PLACES:
        """ "In the kitchen and the bathroom": one of them, and another one."""
        parts: list[list[AnyPiece]] = [[]]
        for piece in pieces:
            if _says([piece], ("link.and",)):
                parts.append([])
            else:
                parts[-1].append(piece)
        parts = [part for part in parts if part]
        each = [self._read(part) for part in parts] if len(parts) > 1 else []
        chosen = [places for places in each if places and len(places) == 1]
        return frozenset().union(*chosen) if len(chosen) == len(each) else frozenset()

    def numbered(self, number: int) -> tuple[int, ...] | None:
        """The option whose name has the number: of "插座2" and "插座1" the first is not "1号". None where
        names have none."""
        devices = [self.house.device(option.id) for option in self.options if option.sort is Sort.DEVICE]
        numbers = [number_of(device.name) if device else None for device in devices]
        if len(numbers) < len(self.options) or None in numbers:
            return None
        return (numbers.index(number),) if numbers.count(number) == 1 else ()

    def allows(self, covers: Sequence[Sequence[AnyPiece]]) -> bool:
        """Whether words may stand beside a place: the "lamp" of "the second lamp"."""
        return any(self._read(pieces) is not None for pieces in covers)

    def _is_answer(self, places: PLACES, pieces: Sequence[AnyPiece]) -> bool:
        """One of them, or all that are left where a floor or "all" was said: "the ones upstairs" are many."""
        if not places or len(self.options) < 2:
            return False
        return len(places) == 1 or _says(pieces, EVERY) or _is_of_floor(pieces) or _is_of_room(pieces)

    def _read(self, pieces: Sequence[AnyPiece]) -> PLACES | None:
        """What all pieces together leave of the options; None where one of them is no part of an answer."""
        left = self._all
        for piece in pieces:
            meant = self._meant(piece)
            if meant is None:
                return None
            left &= meant
        return left

    def _meant(self, piece: AnyPiece) -> PLACES | None:
        match piece:
            case Mention(named=named):
                return frozenset(n for one in named for n in self._named(one))
            case Concept(ids=ids):
                meant = [places for id_ in ids if (places := self._said(id_)) is not None]
                return self._all.intersection(*meant) if len(meant) == len(ids) else None
            case _:
                return None

    def _said(self, id_: str) -> PLACES | None:
        if id_.startswith(BESIDE) or id_ in EVERY:
            return self._all
        if id_.startswith("kind."):
            return self._of(self._layout.of_kind(id_[5:]))
        if id_.startswith("room."):
            rooms = self._layout.rooms_speaking_of(id_)
            return self._of(self._layout.in_rooms(room.id for room in rooms) | self._layout.speaking_of(id_))
        if id_ in LEVELS:
            place = Phrase(places=(Spoken(id_[6:], "", False, 0, 0),))
            everywhere = Layout(self.whole, Names(self.whole), self.nouns)
            found = Places(self.whole, everywhere, None).devices(place)
            return self._of(found) if isinstance(found, frozenset) else None
        if id_ in SWITCHES and all(_switches(option, SWITCHES[id_]) for option in self.options):
            return self._all
        return None

    def _named(self, named: Named) -> Iterator[int]:
        for n, option in enumerate(self.options):
            device = self.house.device(option.id) if option.sort is Sort.DEVICE else None
            if named.holder is Holder.FLOOR:
                room = self.house.room_of(device) if device else None
                if room and room.floor == named.id:
                    yield n
            elif (SORTS[named.holder], named.id) == (option.sort, option.id) or (
                named.holder is Holder.ROOM and device and device.room == named.id
            ):
                yield n

    def _of(self, devices: frozenset[str]) -> PLACES:
        return frozenset(
            n for n, option in enumerate(self.options) if option.sort is Sort.DEVICE and option.id in devices
        )


def _is_of_floor(pieces: Sequence[AnyPiece]) -> bool:
    """Whether a floor was said, and nothing else by its name."""
    holders = {named.holder for p in pieces if isinstance(p, Mention) for named in p.named}
    return holders == {Holder.FLOOR} or (not holders and _says(pieces, LEVELS))


def _is_of_room(pieces: Sequence[AnyPiece]) -> bool:
    """Whether only a room was said in Chinese, where "卧室的" may be many: all that is there (rule 2)."""
    if any(isinstance(p, Concept) and not ONE_OF_MANY.isdisjoint(p.said) for p in pieces):
        return False
    said = [p for p in pieces if not _says([p], BESIDE_ROOM)]
    rooms = [p for p in said if isinstance(p, Mention) and {n.holder for n in p.named} == {Holder.ROOM}]
    spoken = [p for p in said if isinstance(p, Concept) and p.ids[0].startswith("room.")]
    named = [n.name for p in rooms for n in p.named] + [p.said for p in spoken]
    return bool(named) and len(rooms) + len(spoken) == len(said) and all(map(is_han, named))


def _says(pieces: Sequence[AnyPiece], ids: Sequence[str]) -> bool:
    return any(isinstance(piece, Concept) and not set(ids).isdisjoint(piece.ids) for piece in pieces)


def _switches(option: Option, value: bool) -> bool:
    """Whether an option is what "turn on" asks for, so that the answer may say it again."""
    act = option.act
    wanted = {ON: SetTo(value), OPEN: SetTo(100 if value else 0)}
    return isinstance(act, Act) and any(wanted.get(c.key) == c.change for c in act.commands)
