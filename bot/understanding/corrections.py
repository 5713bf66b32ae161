"""What is named only to be left alone: «не люстру, а ленту», "not the lamp but the strip"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.pieces import AnyPiece, Concept, Feature, Mention

VERBS = ("action.", "change.", "state.", "being.", "mode.", "colour.", "white.")
NAMED = ("kind.", "room.", "place.")


def contrasted(pieces: Sequence[AnyPiece]) -> list[AnyPiece]:
    """The pieces of «включи не люстру, а ленту», «ленту, а не люстру» that are meant."""
    found = list(pieces)
    no, but = _find(found, "guard.not"), _find(found, "link.but")
    if no is None or but is None:
        return found
    if no == 0 < but and _is_only_named(found[1:but]) and _is_only_named(found[but + 1 :]):
        return found[but:]  # «не вентилятор, а кондиционер», of what was done before
    if not any(map(_is_verb, found)):
        return found
    if no < but and any(map(_is_verb, found[:no])):
        denied, meant = found[no + 1 : but], found[but + 1 :]
        if _is_only_named(denied) and _is_only_named(meant):
            return [*found[:no], *meant]
    if no == but + 1 and any(map(_is_named, found[:but])) and _is_only_named(found[no + 1 :]):
        return found[:but]
    return found


def _find(pieces: Sequence[AnyPiece], id_: str) -> int | None:
    return next((n for n, p in enumerate(pieces) if isinstance(p, Concept) and p.ids[0] == id_), None)


def _is_only_named(pieces: Sequence[AnyPiece]) -> bool:
    return any(map(_is_named, pieces)) and not any(map(_is_verb, pieces))


def _is_verb(piece: AnyPiece) -> bool:
    return isinstance(piece, Concept) and any(i.startswith(VERBS) for i in piece.ids)


def _is_named(piece: AnyPiece) -> bool:
    if isinstance(piece, Concept):
        return piece.ids[0].startswith(NAMED)
    return isinstance(piece, Mention | Feature)
