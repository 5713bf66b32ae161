"""The clauses of a sentence as one request, and how much a request is worth as a reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.home.command import Command, SetTo
from bot.home.fit import Misfit, Reason
from bot.home.request import (
    Act,
    Ask,
    Asked,
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

WORTH: Mapping[type[object], float] = {
    Act: 2.0,
    Ask: 2.0,
    Manage: 1.8,
    Cancel: 1.8,
    Clarify: 1.7,
    Unsupported: 1.0,
    NotFound: 0.5,
    NotUnderstood: 0.0,
    Ignored: 0.0,
}
"""What an outcome adds to a reading's score: what makes sense in this home is the likelier reading."""

MOST_WORTH = max(WORTH.values())
HALVED = 0.7
"""What it costs to leave a part undone."""

BLOCKING = (NotUnderstood, NotFound, Unsupported)
MISFITS = {"guard.if": Misfit.CONDITION, "guard.time": Misfit.LATER}


def worth(request: Request) -> float:
    """How much a request speaks for the reading that led to it."""
    halved = isinstance(request, Act) and bool(request.refused)
    return WORTH[type(request)] - (HALVED if halved else 0.0)


def together(requests: Sequence[Request]) -> Request:
    """All clauses as one request; one that cannot be done stands in the way of the rest."""
    if len(requests) == 1:
        return requests[0]
    for kind in BLOCKING:
        blocking = next((r for r in requests if isinstance(r, kind)), None)
        if blocking is not None:
            return blocking
    acts = [r for r in requests if isinstance(r, Act)]
    asks = [r for r in requests if isinstance(r, Ask)]
    unclear = _alike([r for r in requests if isinstance(r, Clarify)])
    known = sum(isinstance(r, Act | Ask | Clarify) for r in requests)
    if not requests or len(unclear) > 1 or known < len(requests):
        return NotUnderstood()
    merged = _merged(acts, asks)
    if not merged.whens and _contradicts(merged.commands):
        return NotUnderstood()
    if merged.whens and (merged.scene or len(merged.whens) != len(merged.commands) or unclear):
        return NotUnderstood()
    if unclear:
        return Clarify(tuple(_with(option, merged) for option in unclear[0].options))
    return merged if acts else Ask(merged.readings, asks[0].question)


def deferred(request: Request, ids: Sequence[str]) -> Request:
    """What is to be done later, or on a condition, is not done now."""
    code = next((code for id_, code in MISFITS.items() if id_ in ids), None)
    if code is Misfit.LATER and isinstance(request, Ask) and request.question.asked is not Asked.VALUE:
        return NotUnderstood()  # "what's on tonight"
    if code is None or isinstance(request, NotFound | Ask):
        return request
    if isinstance(request, Act) and request.commands:
        return Unsupported(request.commands[0].device, Reason(code))
    return NotUnderstood()


def _alike(unclear: list[Clarify]) -> list[Clarify]:
    """Several wishes for one of the same things are one question: "the TV to channel 5, volume 30"."""
    if len({tuple((o.sort, o.id) for o in clarify.options) for clarify in unclear}) != 1:
        return unclear
    merged: list[Option] = []
    for same in zip(*(clarify.options for clarify in unclear), strict=True):
        acts = [option.act for option in same if isinstance(option.act, Act)]
        if len(acts) < len(same) or any(act.when != acts[0].when or act.scene for act in acts):
            return unclear
        commands = tuple(dict.fromkeys(command for act in acts for command in act.commands))
        if _contradicts(commands):
            return unclear
        merged.append(replace(same[0], act=replace(acts[0], commands=commands)))
    return [Clarify(tuple(merged))]


def _contradicts(commands: Sequence[Command]) -> bool:
    """Whether the same thing would be on and off, or at two numbers; of two colours it takes the last."""
    values = {(c.device, c.key): c.change for c in commands}
    return any(
        isinstance(c.change, SetTo)
        and isinstance(c.change.value, int | float)
        and values[c.device, c.key] != c.change
        for c in commands
    )


def _merged(acts: Sequence[Act], asks: Sequence[Ask]) -> Act:
    whens = [act.when for act in acts for _ in act.commands]
    differ = any(act.when != acts[0].when for act in acts)
    commands = [command for act in acts for command in act.commands]
    return Act(
        tuple(commands if differ else dict.fromkeys(commands)),  # "on cool at 20" switches on once
        next((act.scene for act in acts if act.scene), None),
        tuple(reading for ask in asks for reading in ask.readings),
        asks[0].question if asks else None,
        tuple(refused for act in acts for refused in act.refused),
        next((act.when for act in acts if act.when), None),
        tuple(whens) if differ else (),
    )


def _with(option: Option, rest: Act) -> Option:
    """An option that does the rest of the sentence as well."""
    if not isinstance(option.act, Act):
        return option
    return replace(option, act=replace(rest, commands=rest.commands + option.act.commands))
