"""Where one wish of a sentence ends and the next begins, before anything is made of either."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from bot.understanding.pieces import AnyPiece, Concept, Feature, Holder, Mention, Number
from bot.understanding.slips import is_han

PREDICATES = ("action.", "change.", "state.", "being.", "colour.", "white.", "mode.", "wish.")
FALSE_PREDICATES = frozenset(("change.little", "action.set"))
BOUNDARIES = frozenset(("link.and", "link.then", "link.but"))
THINGS = ("kind.", "room.", "place.")
CHOICES = ("colour.", "white.", "mode.")


def parts_of(pieces: list[AnyPiece]) -> list[list[AnyPiece]]:
    """Cut at conjunctions and marks where both sides wish for something."""
    parts: list[list[AnyPiece]] = [[]]
    targets = [has_target([piece]) for piece in pieces]  # asked of each once, for there may be hundreds
    for n, piece in enumerate(pieces):
        before = targets[n - len(parts[-1]) : n]
        is_next = _is_verb(piece) and any(before) and _has_order(parts[-1]) and any(targets[n:])
        is_other = _is_next_pair(piece, parts[-1]) or _is_next_thing(piece, parts[-1], pieces[n:])
        if is_next or is_other or _is_boundary(piece):
            parts.append([])
        parts[-1].append(piece)
    merged = [parts[0]]
    for part in parts[1:]:
        if wishes(part) and wishes(merged[-1]) and not _shares_number(part, merged[-1]):
            merged.append(part)
        else:
            merged[-1] += part
    return merged


def settings_of(part: list[AnyPiece]) -> list[list[AnyPiece]]:
    """ "Blue, 50 %" and "heat, 25 degrees, fast" are settings of one thing; two colours are none."""
    chosen = [p for p in part if isinstance(p, Feature) or _is_choice(p)]
    numbers: list[AnyPiece] = [
        p for p in part if isinstance(p, Number) and p.unit in ("percent", "degree", "celsius")
    ]
    painted = sum(not _is_mode(p) for p in chosen)
    if not numbers:
        numbers = [p for n, p in enumerate(part) if isinstance(p, Number) and _is_property(part[n - 1 : n])]
    if not numbers and chosen and all(map(_is_choice_of_mode, chosen)):  # "on cool at 20"
        numbers = [p for p in part if isinstance(p, Number) and p.unit is None]
    if not numbers and painted:
        numbers = [p for p in part if _is_end(p)]  # "red, as bright as can be"
    settings = [*chosen, *numbers]
    if not 2 <= len(settings) <= 4 or len(numbers) > 1 or (painted and len(chosen) > 1):
        return [part]
    return [[p for n, p in enumerate(part) if not _is_of(part, n, settings, one)] for one in settings]


def _is_of(part: Sequence[AnyPiece], n: int, settings: Sequence[AnyPiece], one: AnyPiece) -> bool:
    """Whether a piece is another setting, or the property that stands before it: "26度 风速中档"."""
    others = [piece for piece in settings if piece is not one]
    leads = _is_property(part[n : n + 1]) and n + 1 < len(part)
    return any(part[n] is other or (leads and part[n + 1] is other) for other in others)


def _is_property(pieces: Sequence[AnyPiece]) -> bool:
    return any(isinstance(p, Concept) and p.ids[-1].startswith("property.") for p in pieces)


def correction_at(pieces: list[AnyPiece]) -> int | None:
    """Where an order is taken back for the one that follows: "turn on the fan, no, the lamp" (rule 9)."""
    for n in range(len(pieces) - 2, 0, -1):
        piece = pieces[n]
        if not isinstance(piece, Concept) or not _takes_back(piece):
            continue
        before, after = pieces[:n], pieces[n + 1 :]
        if (wishes(before) or has_target(before)) and (wishes(after) or has_target(after)):
            return n
    return None


def _takes_back(piece: Concept) -> bool:
    """Words that call off what is pending also take back what was said, but in Chinese, where they are verbs
    like others ("取消静音") and those that take back are words of their own."""
    return "link.rather" in piece.ids or (piece.ids[0] == "talk.cancel" and not is_han(piece.said))


def shaded(pieces: list[AnyPiece]) -> list[AnyPiece]:
    """ "The moon lamp light blue": the second light is a shade."""
    found = list(pieces)
    for n in range(1, len(pieces) - 1):
        before, piece, after = pieces[n - 1 : n + 2]
        coloured = isinstance(after, Concept) and after.ids[0].startswith("colour.")
        if coloured and _is_thing(before) and isinstance(piece, Concept) and piece.ids == ("kind.light",):
            found[n] = replace(piece, ids=("shade.light",))
    return found


def apposed(pieces: list[AnyPiece]) -> list[AnyPiece]:
    """ "The lamp, the snug one": the place after the comma tells which lamp, and is no other thing."""
    commas = [n for n, piece in enumerate(pieces) if isinstance(piece, Concept) and piece.said == ","]
    at = commas[-1] if commas else 0
    after = pieces[at + 1 :]
    if at < 1 or not _is_thing(pieces[at - 1]) or not any(map(_is_place, after)):
        return pieces
    if not all(_is_place(p) or _is_idle(p) for p in after) or not any(map(_is_pronoun, after)):
        return pieces
    return [*pieces[:at], *after]


def _is_place(piece: AnyPiece) -> bool:
    if isinstance(piece, Mention):
        return all(named.holder in (Holder.ROOM, Holder.FLOOR) for named in piece.named)
    return isinstance(piece, Concept) and piece.ids[0].startswith(("room.", "place."))


def _is_pronoun(piece: AnyPiece) -> bool:
    return isinstance(piece, Concept) and not {"one", "ones"}.isdisjoint(piece.said.split())


def wishes(part: Sequence[AnyPiece]) -> bool:
    return any(
        isinstance(piece, Number | Feature)
        or (isinstance(piece, Mention) and any(n.holder is Holder.SCENE for n in piece.named))
        or (
            isinstance(piece, Concept)
            and any(id_.startswith(PREDICATES) and id_ not in FALSE_PREDICATES for id_ in piece.ids)
        )
        for piece in part
    )


def has_target(part: Sequence[AnyPiece]) -> bool:
    return any(
        isinstance(p, Mention) or (isinstance(p, Concept) and any(i.startswith("kind.") for i in p.ids))
        for p in part
    )


def _shares_number(part: Sequence[AnyPiece], before: Sequence[AnyPiece]) -> bool:
    """ "Dim the chandelier and the strip to ten": the number is for both."""
    words = [
        i for p in part if isinstance(p, Concept) for i in p.ids if i.startswith(("action.", *PREDICATES))
    ]
    numbers = [p for p in (*before, *part) if isinstance(p, Number | Feature)]
    if words or len(numbers) != 1 or not isinstance(part[-1], Number) or not has_target(part):
        return False
    changed = next((n for n, p in enumerate(before) if _is_change(p)), len(before))
    return bool(before) and not has_target(before[:changed]) and has_target(before[changed:])


def _is_change(piece: AnyPiece) -> bool:
    return isinstance(piece, Concept) and any(i in ("change.up", "change.down") for i in piece.ids)


def _is_choice(piece: AnyPiece) -> bool:
    return isinstance(piece, Concept) and piece.ids[-1].startswith(CHOICES)


def _is_mode(piece: AnyPiece) -> bool:
    return isinstance(piece, Concept) and piece.ids[-1].startswith("mode.")


def _is_choice_of_mode(piece: AnyPiece) -> bool:
    """Whether a piece is a mode by a word for one, which has no number of its own."""
    if isinstance(piece, Feature):
        return all(key.startswith("mode:") for key in piece.keys)
    return _is_mode(piece)


def _is_boundary(piece: AnyPiece) -> bool:
    return isinstance(piece, Concept) and not BOUNDARIES.isdisjoint(piece.ids)


def _is_verb(piece: AnyPiece) -> bool:
    """Whether a new wish may begin with a piece, without an "and"."""
    return isinstance(piece, Concept) and any(
        i in ("change.up", "change.down") or (i.startswith("action.") and i != "action.set")
        for i in piece.ids
    )


def _has_order(part: Sequence[AnyPiece]) -> bool:
    return any(isinstance(p, Concept) and p.ids[0].startswith("action.") for p in part)


def _is_thing(piece: AnyPiece) -> bool:
    if isinstance(piece, Mention):
        return any(named.holder in (Holder.DEVICE, Holder.GROUP) for named in piece.named)
    return isinstance(piece, Concept) and piece.ids[0].startswith("kind.")


def _is_next_thing(piece: AnyPiece, part: Sequence[AnyPiece], rest: Sequence[AnyPiece]) -> bool:
    """Whether an order that ended with its verb is followed by one ("lamp off fan on", "空调关掉风扇打开"),
    or one that ended with its number by another property: "空调26度风速调低"."""
    is_property = isinstance(piece, Concept) and piece.ids[0].startswith("property.")
    is_thing = isinstance(piece, Mention) or (isinstance(piece, Concept) and piece.ids[0].startswith(THINGS))
    if not (is_property or is_thing):
        return False
    last = next((p for p in reversed(part) if not _is_idle(p)), None)
    if last is None or not has_target(part):
        return False
    if is_property:
        rest = list(_until_boundary(rest[1:]))
        after = next((p for p in rest if not (_is_idle(p) or _is_set(p))), None)
        if isinstance(last, Number) and any(map(_is_verb, rest)):
            return True
        valued = isinstance(after, Number | Feature) or (after is not None and _is_valued(after))
        return _ends_with_number(part) and valued
    verbs = sum(map(_ends_order, part))  # two of them: in "open the blinds and ..." the verb came first
    return verbs == 1 and _ends_order(last) and any(map(_ends_order, _until_boundary(rest)))


def _ends_with_number(part: Sequence[AnyPiece]) -> bool:
    """ "26度", "八频道"."""
    said = [p for p in part if not _is_idle(p)]
    if said and _is_property(said[-1:]):
        said = said[:-1]
    return bool(said) and isinstance(said[-1], Number)


def _is_set(piece: AnyPiece) -> bool:
    return isinstance(piece, Concept) and piece.ids == ("action.set",)


def _is_valued(piece: AnyPiece) -> bool:
    return _is_end(piece) or _is_mode(piece)


def _is_end(piece: AnyPiece) -> bool:
    return isinstance(piece, Concept) and piece.ids[-1] in ("change.max", "change.min")


def _is_idle(piece: AnyPiece) -> bool:
    return isinstance(piece, Concept) and piece.ids[0].startswith(("small.", "link."))


def _until_boundary(pieces: Sequence[AnyPiece]) -> Iterator[AnyPiece]:
    return takewhile(lambda piece: not _is_boundary(piece), pieces)


def _ends_order(piece: AnyPiece) -> bool:
    return isinstance(piece, Concept) and any(
        i.startswith("state.")
        or i in ("change.up", "change.down")
        or (i.startswith("action.") and i != "action.set")
        for i in piece.ids
    )


def _is_next_pair(piece: AnyPiece, part: Sequence[AnyPiece]) -> bool:
    """Whether another thing begins after a thing with its number: "lamp 30 strip 70"."""
    if not part or not _is_named(piece):
        return False
    last = part[-1]
    valued = isinstance(last, Number) or (isinstance(last, Concept) and last.ids[0].startswith("unit."))
    return valued and any(map(_is_named, part))


def _is_named(piece: AnyPiece) -> bool:
    """A Chinese kind stands where a name does; in other languages it may belong to the name beside it."""
    kind = isinstance(piece, Concept) and piece.ids[0].startswith("kind.") and is_han(piece.said)
    return kind or isinstance(piece, Mention)
