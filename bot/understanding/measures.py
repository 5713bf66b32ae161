"""Numbers and the words around them made one: "21 degrees", "minus five", "百分之三十", "二十六度半"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.understanding.pieces import AnyPiece, Concept, Number

SHARES = {"third": 33.0, "two_thirds": 67.0, "quarter": 25.0, "three_quarters": 75.0}

OPPOSITE = {"change.up": "change.down", "change.down": "change.up"}
DONE = "了"


def measured(pieces: Sequence[AnyPiece]) -> list[AnyPiece]:
    """The pieces with signs, fractions and units taken into their numbers."""
    found: list[AnyPiece] = []
    for piece in pieces:
        piece = _share(piece)
        before = found[-1] if found else None
        if isinstance(piece, Number):
            piece = _after(piece, found)
            found.append(piece)
        elif isinstance(before, Number) and isinstance(piece, Concept) and piece.ids == ("guard.time",):
            found[-1] = replace(piece, start=before.start)  # "ten minutes" is a time, no value
        elif isinstance(before, Number) and isinstance(piece, Concept) and _belongs(before, piece):
            found[-1] = _with(before, piece)
        else:
            found.append(piece)
    return found


def resulting(pieces: Sequence[AnyPiece]) -> list[AnyPiece]:
    """ "声音小了点" is too little, "声音调小了点" what the verb comes to: behind a verb, "小了" goes down."""
    found = list(pieces)
    for n in range(1, len(found)):
        verb, piece = found[n - 1], found[n]
        if isinstance(verb, Concept) and isinstance(piece, Concept) and _comes_of(verb, piece):
            found[n] = replace(piece, ids=tuple(OPPOSITE.get(id_, id_) for id_ in piece.ids))
    return found


def _comes_of(verb: Concept, piece: Concept) -> bool:
    """Whether a word like "小了点" says what a Chinese verb leads to."""
    too = piece.said[:1] not in ("太", "有", "过", "不") and DONE in piece.said.split()
    return too and verb.ids[0].startswith("action.") and not OPPOSITE.keys().isdisjoint(piece.ids)


def _share(piece: AnyPiece) -> AnyPiece:
    """ "A third", «три четверти»: a number of percent."""
    if not isinstance(piece, Concept) or not piece.ids[0].startswith("share."):
        return piece
    return Number(piece.start, piece.end, piece.score, SHARES[piece.ids[0][6:]], "percent")


def _after(number: Number, found: list[AnyPiece]) -> Number:
    """Takes what stands before the number: a sign, "百分之", or the whole part before a "point"."""
    before = found[-1] if found else None
    if not isinstance(before, Concept):
        return number
    if (about := _about(number, found)) is not None:
        return about
    match before.ids:
        case ("fraction.minus",):
            found.pop()
            return replace(number, start=before.start, value=-number.value)
        case ("unit.percent_of",):
            found.pop()
            return replace(number, start=before.start, unit="percent")
        case ("fraction.point",) if len(found) > 1 and isinstance(whole := found[-2], Number):
            del found[-2:]
            digits = len(f"{number.value:.0f}")
            return replace(number, start=whole.start, value=whole.value + number.value / 10**digits)
        case _:
            return number


def _about(number: Number, found: list[AnyPiece]) -> Number | None:
    """«Градуса два», «процентов на двадцать»: a unit before its number means about so many."""
    led = isinstance(found[-1], Concept) and found[-1].ids == ("link.by",)
    unit = found[-2] if led and len(found) > 1 else found[-1]
    before = found[-3 if led else -2] if len(found) > (2 if led else 1) else None
    if not isinstance(unit, Concept) or not unit.ids[0].startswith("unit.") or isinstance(before, Number):
        return None
    if number.unit is not None or not "а" <= unit.said[0] <= "я":
        return None
    found.remove(unit)
    return _with(number, unit)


def _belongs(number: Number, piece: Concept) -> bool:
    return piece.ids[0].startswith("unit.") or piece.ids in (("fraction.half_more",), ("change.half",))


def _with(number: Number, piece: Concept) -> Number:
    section, _, name = piece.ids[0].partition(".")
    number = replace(number, end=piece.end)
    if section != "unit":
        return replace(number, value=number.value + 0.5)
    if name == "tenth":
        return replace(number, value=number.value * 10, unit="percent")
    better = number.unit is None or number.unit == "degree"
    return replace(number, unit=name if better else number.unit)
