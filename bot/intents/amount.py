"""How much a clause says: a number, a direction, an end of the range."""

from __future__ import annotations

from dataclasses import dataclass

from bot.understanding.clause import Clause
from bot.understanding.pieces import Concept, Number

TO = ("到", "至")
"""How Chinese words end that say where to, though they may stand there and mean nothing else."""


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
        if direction and _comes_after_to(clause, number):
            direction = None
        scale = clause.degrees(number)
        return Amount(number.value, number.unit, None, direction, little, scale)
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
    """Whether a direction is what to become ("to cool"): then it is a mode."""
    goals = {p.end for p in clause.pieces if isinstance(p, Concept) and "link.to" in p.ids}
    changes = (p for p in clause.pieces if isinstance(p, Concept) and p.ids[-1].startswith("change."))
    return any(p.start in goals for p in changes)


def _comes_after_to(clause: Clause, number: Number) -> bool:
    """Whether the number is where to go ("down to 20"), not how far ("down by 20")."""
    leads = (p for p in clause.pieces if isinstance(p, Concept) and p.end == number.start)
    return any("link.to" in p.ids or p.said.endswith(TO) for p in leads)
