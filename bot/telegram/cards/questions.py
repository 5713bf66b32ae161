"""Cards that ask: which one, and are you sure."""

from __future__ import annotations

from typing import assert_never

from bot.home.button import Decide, Pick
from bot.home.command import Command
from bot.home.outcome import Choose, Confirm, DidYouSay, QuestionOutcome
from bot.home.request import OPTIONS_SHOWN, Option, Sort
from bot.telegram.card import Card, paragraphs, tidy
from bot.telegram.cards.changes import changes_text
from bot.telegram.cards.icons import device_icon
from bot.telegram.cards.schedule import when_text
from bot.telegram.cards.view import View

NAMED_LIMIT = 10
HEARD_LIMIT = 300


def question_card(outcome: QuestionOutcome, view: View) -> Card:
    match outcome:
        case Choose():
            return _choose(outcome, view)
        case Confirm():
            return _confirm(outcome, view)
        case DidYouSay():
            return _did_you_say(outcome, view)
    assert_never(outcome)


def _choose(outcome: Choose, view: View) -> Card:
    """One button for each option, best first."""
    rows = tuple(
        (view.button(_option_text(option, view), Pick(outcome.token, place)),)
        for place, option in enumerate(outcome.options[:OPTIONS_SHOWN])
    )
    return Card(view.language.html("choose.which"), rows)


def _option_text(option: Option, view: View) -> str:
    house = view.house
    match option.sort:
        case Sort.DEVICE:
            device = house.device(option.id)
            if device is None:
                return view.language.say("device.gone")
            room, name = view.room_of(device), tidy(view.name_of(device), 22)
            text = view.language.say("choose.in_room", name=name, room=room) if room else name
            return f"{device_icon(device)} {text}"
        case Sort.ROOM:
            found = house.room(option.id)
            return view.language.say("choose.room", name=tidy(found.name if found else option.id))
        case Sort.GROUP:
            group = next((g for g in house.groups if g.id == option.id), None)
            return view.language.say("choose.group", name=tidy(group.name if group else option.id))
        case Sort.SCENE:
            scene = house.scene(option.id)
            return view.language.say("choose.scene", name=tidy(scene.name if scene else option.id))


def _confirm(outcome: Confirm, view: View) -> Card:
    """The danger, every device by name with what would be done to it, and a red yes."""
    by_device: dict[str, list[Command]] = {}
    for command in outcome.commands:
        by_device.setdefault(command.device, []).append(command)
    what = [
        view.language.html("confirm.line", name=view.name(id_), what=changes_text(commands, view))
        for id_, commands in list(by_device.items())[:NAMED_LIMIT]
    ]
    if len(by_device) > NAMED_LIMIT:
        what.append(view.language.count_html("list.more", len(by_device) - NAMED_LIMIT))
    sentence = view.language.html(f"danger.{outcome.danger}")
    yes = view.button(
        view.language.say(f"button.yes.{outcome.danger}"), Decide(outcome.token, True), "danger"
    )
    no = view.button(view.language.say("button.no"), Decide(outcome.token, False))
    times = [
        view.language.html("confirm.when", when=when_text(when, view.now, view.language))
        for when in outcome.whens
    ]
    return Card(paragraphs([sentence], what, times), ((yes, no),))


def _did_you_say(outcome: DidYouSay, view: View) -> Card:
    """What was heard, with a green yes."""
    yes = view.button(view.language.say("button.yes.heard"), Decide(outcome.token, True), "success")
    no = view.button(view.language.say("button.no"), Decide(outcome.token, False))
    return Card(view.language.html("did_you_say", text=tidy(outcome.text, HEARD_LIMIT)), ((yes, no),))
