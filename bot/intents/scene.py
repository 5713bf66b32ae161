"""Scenes by name: "good morning", "start the party mode"; the name wins over an equal command (rule 6)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.home.request import Act, Clarify, Option, Request, Sort
from bot.understanding.clause import Clause
from bot.understanding.pieces import Holder, Named
from bot.understanding.text import Script, tokens_of
from bot.understanding.words import forms

RUNS = frozenset(
    ("action.run", "action.open", "action.turn_on", "action.set", "action.start", "action.play", "state.on")
)
QUIET = ("small.", "link.", "mode.", "property.mode", "kind.scene", "room.", "place.", "being.", "state.")


def _tells(named: Sequence[Named]) -> bool:
    """Whether scenes are called by what somebody did."""
    words = (token.norm for one in named for token in tokens_of(one.name) if token.script is not Script.MARK)
    return any(form.endswith("|past") for word in words for form in forms(word))


def read(clause: Clause) -> Request | None:
    """A request of its own, when nothing but scenes and words for running them was said."""
    names = [name for phrase in clause.target.phrases for name in phrase.names]
    if len(names) != 1 or clause.gaps or clause.numbers or clause.asks or clause.target.excluded:
        return None
    if not all(id_ in RUNS or id_.startswith(QUIET) for id_ in clause.ids):
        return None
    if (
        clause.times
        and not clause.has("kind.scene")
        and RUNS.isdisjoint(clause.ids)
        and _tells(names[0].named)
    ):
        return None  # «ушли из дома в восемь»
    scenes = [named.id for named in names[0].named if named.holder is Holder.SCENE]
    kinds = [kind for phrase in clause.target.phrases for kind in phrase.kinds]
    if not scenes or any(kind.id != "scene" for kind in kinds):
        return None
    if len(scenes) == 1:
        return Act(scene=scenes[0])
    return Clarify(tuple(Option(Sort.SCENE, scene, Act(scene=scene)) for scene in scenes))
