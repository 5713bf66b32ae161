"""Why a sentence was read as it was: what was recognised, what was guessed, what nobody knew."""

from __future__ import annotations

from collections.abc import Iterator

from bot.home.shown import Explained, Likened
from bot.i18n import Html
from bot.telegram.card import Card, paragraphs, tidy
from bot.telegram.cards.view import View

SAID_LIMIT = 300
LINES_LIMIT = 8
NAMES_LIMIT = 4
RUNNERS_UP = {
    "act": "why.runner_up.act",
    "report": "why.runner_up.report",
    "clarify": "why.runner_up.clarify",
    "not_found": "why.runner_up.not_found",
    "unsupported": "why.runner_up.unsupported",
    "manage": "why.runner_up.manage",
    "not_understood": "why.runner_up.not_understood",
    "cancel": "why.runner_up.cancel",
}
"""By the outcome of the reading that lost."""


def why(outcome: Explained, view: View) -> Card:
    head = view.language.html("why.head", text=tidy(outcome.text, SAID_LIMIT))
    return Card(paragraphs([head], list(_lines(outcome, view)), [_runner_up(outcome, view)]))


def _lines(outcome: Explained, view: View) -> Iterator[Html]:
    say, list_ = view.language.html, view.language.list
    if outcome.words:
        yield say("why.words", words=list_([tidy(word) for word in outcome.words[:LINES_LIMIT]]))
    for name in outcome.names[:LINES_LIMIT]:
        yield _named(name, view)
    for said, read in outcome.corrected[:LINES_LIMIT]:
        yield say("why.corrected", said=tidy(said), read=tidy(read))
    if outcome.unexplained:
        yield say("why.unexplained", words=list_([tidy(word) for word in outcome.unexplained[:LINES_LIMIT]]))


def _named(name: Likened, view: View) -> Html:
    names = view.language.list([tidy(one) for one in dict.fromkeys(name.names[:NAMES_LIMIT])])
    if name.likeness >= 1:
        return view.language.html("why.named", said=tidy(name.said), names=names)
    share = view.language.number(round(name.likeness * 100), "percent")
    return view.language.html("why.likened", said=tidy(name.said), names=names, share=share)


def _runner_up(outcome: Explained, view: View) -> str:
    id_ = RUNNERS_UP.get(outcome.runner_up or "")
    return view.language.html(id_) if id_ else ""
