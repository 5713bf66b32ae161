"""Why a sentence was read as it was, as a document: for ``--explain`` and for people."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from bot.understanding.cover import Cover
from bot.understanding.frames import frame_of
from bot.understanding.pieces import AnyPiece, Concept, Feature, Gap, Mention, Number, Timing
from bot.understanding.spot import Sentence

if TYPE_CHECKING:
    from bot.intents.understander import Understood

PARTS = ("concepts", "names", "numbers", "times", "unexplained")


def explained(understood: Understood) -> dict[str, Any]:
    """The tokens, the concepts found, the names matched with their scores, and why the runner-up lost."""
    explanation = understood.explanation
    sentence = explanation.sentence
    document: dict[str, Any] = {
        "tokens": [token.norm for token in sentence.tokens],
        "corrected": [{"said": said, "read": read} for said, read in sentence.corrected],
        "score": round(explanation.score, 2),
        **_cover(sentence, explanation.cover),
    }
    runner_up = explanation.runner_up()
    if runner_up:
        document["runner_up"] = {
            "outcome": frame_of(runner_up.request)["outcome"],
            "score": round(runner_up.score, 2),
            "lost_by": round(explanation.score - runner_up.score, 2),
            **_cover(sentence, runner_up.cover),
        }
    return document


def _cover(sentence: Sentence, cover: Cover) -> dict[str, Any]:
    told: dict[str, list[dict[str, Any]]] = {part: [] for part in PARTS}
    for piece in cover.pieces:
        part, entry = _piece(piece)
        told[part].append({"said": sentence.said(piece.start, piece.end), **entry})
    return told


def _piece(piece: AnyPiece) -> tuple[str, dict[str, Any]]:
    match piece:
        case Concept(ids=ids):
            return "concepts", {"means": list(ids)}
        case Mention(named=named, likeness=likeness):
            things = [{"sort": n.holder.value, "id": n.id, "name": n.name} for n in named[:8]]
            return "names", {"things": things, "score": round(likeness, 2)}
        case Number(value=value, unit=unit):
            return "numbers", {"value": value, "unit": unit}
        case Feature(keys=keys):
            return "concepts", {"means": sorted(keys)}
        case Timing(fragment=fragment):
            said = {f.name: v for f in fields(fragment) if (v := getattr(fragment, f.name)) != f.default}
            return "times", {"means": {name: str(value) for name, value in said.items()}}
        case Gap():
            return "unexplained", {}
