"""Whether a sentence asks, orders or only tells: "is the lamp on", "lamp on", "the lamp is on"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from itertools import takewhile

from bot.understanding.clause import Clause
from bot.understanding.cover import Cover
from bot.understanding.pieces import Concept, Gap, Mention
from bot.understanding.text import Script, Token, tokens_of
from bot.understanding.words import calls_somebody

DEFERRED = ("guard.if", "guard.time")
"""Guards of orders that are none for now."""

OF_QUESTIONS = ("guard.not", "guard.leave", "guard.past")
"""Guards that a question may hold: it may be about the past, or about what is not."""

TOLD = re.compile(
    r"\w['\u2019]s (?:still |just |only )?(?:on|off|out|open|closed|shut|locked|unlocked)\b", re.IGNORECASE
)
"""An "is" that is run together with what it is said of: "the telly's on"."""

POLITE = frozenset(("small.please", "small.need"))


AFRESH = frozenset((",", ";", "."))
"""Marks after which what was denied is over."""


class Mood(Enum):
    ASKS = "asks"
    ORDERS = "orders"
    TELLS = "tells"


def mood_of(cover: Cover, text: str) -> Mood:
    """The mood in which the cover's words are put together."""
    ids = cover.ids
    if "guard.if" in ids and any(i.startswith("action.") for i in ids):
        return Mood.ORDERS  # what is asked in it is the condition
    asks = {i for i in ids if i.startswith("ask.")}
    ends_as_question = text.rstrip().endswith(("?", "？"))
    if asks == {"ask.status"} and not {"action.toggle", "action.set"}.isdisjoint(ids):
        return Mood.ORDERS  # "switch the state of the fan"
    if asks == {"ask.tag"} and "small.please" in ids and any(i.startswith("action.") for i in ids):
        return Mood.ORDERS  # "可以把窗帘拉开吗"
    feels = any(i.startswith("wish.") for i in ids)
    if feels and asks == {"ask.tag"}:
        return Mood.ORDERS  # "a bit dark in here, isn't it?"
    if asks - {"ask.is"}:
        return Mood.ASKS
    if feels and not ends_as_question and ids[:1] != ("ask.is",):
        return Mood.ORDERS  # "the bedroom is too cold"
    if "ask.is" in ids:
        return _of_is(cover)
    if any(i.startswith(("action.", "change.", "wish.")) for i in ids):
        return Mood.TELLS if ends_as_question and POLITE.isdisjoint(ids) else Mood.ORDERS
    if any(i.startswith("state.") for i in ids) and TOLD.search(text) and "small.please" not in ids:
        return Mood.TELLS
    if any(i.startswith("state.") for i in ids):
        return Mood.ASKS if ends_as_question else Mood.ORDERS
    if ends_as_question and any(i.startswith("property.") for i in ids):
        return Mood.ASKS  # "battery of the vacuum?"
    return Mood.ASKS if any(i.startswith("being.") for i in ids) else Mood.ORDERS


def is_addressed(cover: Cover, tokens: Sequence[Token]) -> bool:
    """Whether somebody is called by a name before anything is said: "Tom, turn off the TV" (rule 17)."""
    if _is_called(cover, tokens):
        return True
    called = list(takewhile(lambda piece: isinstance(piece, Gap), cover.pieces))
    if not called or len(called) == len(cover.pieces) or tokens[called[-1].end].norm != ",":
        return False
    first, has_cases = tokens[0].text, tokens[0].script is not Script.HAN
    return first[0].isupper() and len(called) <= 2 if has_cases else len(called) <= 3


def _is_called(cover: Cover, tokens: Sequence[Token]) -> bool:
    """«Миша, выключи компьютер», where a room is called «Комната Миши»: the name as one calls somebody by it,
    and no name of the home's own."""
    first = cover.pieces[0] if cover.pieces else None
    if not isinstance(first, Mention) or first.end != 1 or first.likeness == 1 or len(cover.pieces) < 2:
        return False
    said = tokens[0].norm  # the robot that is called «Робот Кузя» is Кузя himself
    if any(said + "'s" in named.name.casefold().replace("\u2019", "'").split() for named in first.named):
        return tokens[1].norm == "," or any(token.norm == "your" for token in tokens)  # "Grace, lights off"
    bears = any(token.norm == said for named in first.named for token in tokens_of(named.name))
    return not bears and calls_somebody(said)


def is_guarded(clause: Clause) -> bool:
    """Whether something in a clause says that it is no order, or none for the bot."""
    asks = any(i.startswith("ask.") and (clause.asks or i != "ask.tag") for i in clause.ids)
    allowed = DEFERRED + (OF_QUESTIONS if asks else ())
    if "guard.if" in clause.ids:
        # "if nobody is home", "if it starts raining": it will not be done now in any case
        allowed += ("guard.not", "guard.foreign", "guard.past")
        if _comes_after(clause, "guard.person", "guard.if"):
            allowed += ("guard.person",)  # «когда придёт сын, включи свет»
    if clause.numbers or clause.has("change.half", "change.min", "change.max"):
        allowed += ("guard.leave",)  # "leave the curtains a third open"
    if clause.target.phrases and clause.target.excluded and clause.has("action.turn_on", "action.turn_off"):
        allowed += ("guard.leave",)  # "the lights off, leave the strip"
    return any(i.startswith("guard.") and i not in allowed for i in clause.ids)


def _comes_after(clause: Clause, id_: str, other: str) -> bool:
    """Whether everything of one concept was said after the first of another."""
    said = [(n, i) for n, p in enumerate(clause.pieces) if isinstance(p, Concept) for i in p.ids]
    first = next((n for n, i in said if i == other), len(clause.pieces))
    return all(n > first for n, i in said if i == id_)


def without_denied(clauses: Sequence[Clause]) -> Sequence[Clause]:
    """What counts of "don't ..., but ...": only the order after the "but" or the comma (rule 9)."""
    later = next((n for n, clause in enumerate(clauses) if n and _starts_afresh(clause)), 0)
    denied = any("guard.not" in clause.ids for clause in clauses[:later])
    return clauses[later:] if denied else clauses


def without_reasons(clauses: Sequence[Clause]) -> Sequence[Clause]:
    """«Жарко, включи кондиционер»: what is felt is the reason for the order beside it, no second order."""
    if len(clauses) == 2 and _is_felt(clauses[0]) and _is_told_which_way(clauses[1]):
        return clauses[:1]
    orders = [c for c in clauses if not c.all_of("wish") and _orders(c)]
    return orders if orders and len(orders) < len(clauses) and _only_feels(clauses, orders) else clauses


def _is_told_which_way(clause: Clause) -> bool:
    """ "Too cold, turn it up": what is felt says already what is to be changed, and which way."""
    ways = clause.says_only("change.up", "change.down", "change.little", "action.set", "property.volume")
    turned = clause.has("change.up") != clause.has("change.down") and clause.has("pick.it", "property.volume")
    named = any(phrase.names or phrase.kinds for phrase in clause.target.phrases)
    return ways and turned and not clause.numbers and not named and not clause.gaps


def _orders(clause: Clause) -> bool:
    """Whether a clause says by itself what to do: with a thing, or by how much."""
    if clause.target.phrases:
        return bool(clause.all_of("action"))
    return bool(clause.numbers) and clause.says_only("change", "action.set", "property")


def _only_feels(clauses: Sequence[Clause], orders: Sequence[Clause]) -> bool:
    rest = [clause for clause in clauses if clause not in orders]
    spoken_of = [(), *(order.target.phrases for order in orders)]  # «телек орёт, сделай его потише»
    return all(
        _is_felt(clause)
        and not clause.gaps
        and (clause.target.phrases in spoken_of or all(p.only_places for p in clause.target.phrases))
        for clause in rest
    )


def _is_felt(clause: Clause) -> bool:
    """«Холодно», «телек орёт», or what was done last is «маловато»."""
    if any(i.startswith("guard.") for i in clause.ids):
        return False  # «мам, холодно, ...» is said to her
    if clause.all_of("being") and clause.says_only("being"):
        return True
    alone = clause.has("change.up", "change.down") and clause.is_bare and clause.says_only("change")
    return bool(clause.all_of("wish")) or (alone and not clause.numbers)


def _starts_afresh(clause: Clause) -> bool:
    """Whether a clause goes back on what was said before it, or is an order of its own after a comma."""
    first = clause.pieces[0] if clause.pieces else None
    if not isinstance(first, Concept):
        return False
    orders = any(isinstance(p, Concept) and p.ids[0].startswith("action.") for p in clause.pieces)
    return "link.but" in first.ids or (first.said in AFRESH and orders)


def _of_is(cover: Cover) -> Mood:
    """ "Is the lamp on" asks; "make sure the lamp is on" orders; "the lamp is on" tells."""
    before: list[str] = []
    for piece in cover.pieces:
        if isinstance(piece, Concept) and "ask.is" in piece.ids:
            break
        before += piece.ids if isinstance(piece, Concept) else ("something",)
    if all(i.startswith(("small.", "link.")) for i in before):
        return Mood.ORDERS if _has_it_done(cover) else Mood.ASKS
    return Mood.ORDERS if "small.please" in before else Mood.TELLS


def _has_it_done(cover: Cover) -> bool:
    """ "Have the robot clean the kitchen" is an order, "have the curtains been closed" none."""
    said = [p.said for p in cover.pieces if isinstance(p, Concept) and "ask.is" in p.ids]
    verbs = any(i.startswith("action.") for i in cover.ids)
    return said == ["have"] and verbs and not any(i.startswith(("state.", "guard.")) for i in cover.ids)
