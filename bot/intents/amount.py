"""How much a clause says: a number, a direction, an end of the range."""

from __future__ import annotations

from dataclasses import dataclass

from bot.understanding.clause import Clause
from bot.understanding.pieces import Concept, Number

TO = ("到", "至")
"""How Chinese words end that say where to, though they may stand there and mean nothing else."""

TURNS = ("change.up", "change.down")
AT = ("at", "at about", "at around")
"""Words that lead to a value as "to" does: "cool at 20"."""


@dataclass(frozen=True)
class Amount:
    """``end`` is ``max``, ``min`` or ``half``; ``direction`` 1 or -1 makes a shift of the number."""

    number: float | None = None
    unit: str | None = None
    end: str | None = None
    direction: int | None = None
    little: bool = False
    scale: str | None = None
    """The unit, where the number is a temperature."""

    perhaps_goal: bool = False
    """Whether the number may be where to go, though a direction was said: "cool the bedroom 20"."""


def amount_of(clause: Clause) -> Amount | None:
    """How much a clause says; None where it says nothing of the sort, or two things at once."""
    up, down = clause.has("change.up"), clause.has("change.down")
    if (up and down) or len(clause.numbers) > 1:
        return None
    direction = 1 if up else -1 if down else None
    end = next((e for e in ("max", "min", "half") if clause.has(f"change.{e}")), None)
    little = clause.has("change.little")
    if clause.numbers:
        number = clause.numbers[0]
        if _is_goal(clause):
            return None  # "on cool at 20" is a mode with its number
        if direction and _comes_after_to(clause, number):
            direction = None
        scale = clause.degrees(number)
        bare = direction is not None and _stands_bare(clause, number)
        return Amount(number.value, number.unit, None, direction, little, scale, bare)
    if end == "max" and clause.has("action.close", "state.closed"):
        return Amount(end="min")  # closed "all the way" is not open
    if end == "max" and down:
        return Amount(end="min")  # "all the way down"
    if end and (direction is None or end != "half" or clause.has("link.to")):
        return Amount(end=end)
    if direction is None or _is_goal(clause):
        return None
    return Amount(direction=direction, little=little)


def _is_goal(clause: Clause) -> bool:
    """Whether a direction is what to become ("to cool", "on cool"): then it is a mode."""
    goals = {
        p.end for p in clause.pieces if isinstance(p, Concept) and ("link.to" in p.ids or p.said == "on")
    }
    changes = (
        p for p in clause.pieces if isinstance(p, Concept) and (p.ids[-1] in TURNS or p.said == "heat")
    )
    return any(p.start in goals for p in changes)


def _comes_after_to(clause: Clause, number: Number) -> bool:
    """Whether the number is where to go ("down to about 20", "at 20"), not how far ("down by 20")."""
    for piece in reversed([p for p in clause.pieces if p.end <= number.start]):
        if not isinstance(piece, Concept):
            return False
        if "link.to" in piece.ids or piece.said in AT or piece.said.endswith(TO):
            return True
        if not piece.ids[0].startswith("small."):
            return False
    return False


def _stands_bare(clause: Clause, number: Number) -> bool:
    """Whether nothing but the direction says what a number is for: "up 20", not "up by 20 degrees"."""
    before = [p for p in clause.pieces if p.end <= number.start]
    turns = any(isinstance(p, Concept) and p.ids[-1] in TURNS for p in before)
    counted = bool(before) and isinstance(before[-1], Concept) and "link.by" in before[-1].ids
    return turns and not counted and number.unit is None
