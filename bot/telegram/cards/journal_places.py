"""The journal: what became of the places that people have in the home, and of the names that they give."""

from __future__ import annotations

from bot.home.deed import Deed, DeedKind, Line, Place
from bot.home.naming import OwnName, bearer_of
from bot.home.people import Resident
from bot.i18n import Html
from bot.telegram.card import tidy
from bot.telegram.cards.people import name_of, resident_line
from bot.telegram.cards.things import thing_name
from bot.telegram.cards.view import View

NAMED_LIMIT = 4


def what_became(who: str, line: Line, place: Place, view: View) -> Html:
    """Of somebody's place, or of an invitation."""
    say, kind = view.language.html, line.deed.kind
    nobody = view.language.say("journal.somebody")
    if place.role is None:
        return say(f"journal.kind.{kind}", who=who, whom=nobody)
    resident = Resident(place.person or 0, line.whom or nobody, place.role, place.until, place.reach)
    whom = name_of(resident, view)
    match kind:
        case DeedKind.STAY if place.until is None:
            return say("journal.kind.stay_open", who=who, whom=whom)
        case DeedKind.LIMITED:
            return _limited(who, whom, place, view)
        case DeedKind.INVITED if place.offer:
            return say("journal.kind.invited", who=who, offer=view.language.say(f"offer.{place.offer}"))
    return say(f"journal.kind.{kind}", who=who, whom=whom, place=resident_line(resident, view))


def what_was_named(who: str, deed: Deed, own: OwnName, view: View) -> Html:
    """As the thing is called now, else as it was then."""
    is_there = bearer_of(own.thing, view.house) is not None
    gone = tidy(deed.names.get(own.thing.id, "")) or view.language.say("device.gone")
    thing = thing_name(own.thing, view) if is_there else gone
    return view.language.html(f"journal.kind.{deed.kind}", who=who, thing=thing, name=tidy(own.name))


def _limited(who: str, whom: str, place: Place, view: View) -> Html:
    say, reach = view.language.html, place.reach
    if reach is None:
        return say("journal.kind.unlimited", who=who, whom=whom)
    rooms = [tidy(room.name) for room in view.house.rooms if room.id in reach.rooms]
    names = rooms + [view.name(device.id) for device in view.house.devices if device.id in reach.devices]
    count = len(reach.rooms) + len(reach.devices)
    if not count:
        return say("journal.kind.limited_to_nothing", who=who, whom=whom)
    if len(names) < count or count > NAMED_LIMIT:
        return view.language.count_html("journal.kind.limited_many", count, who=who, whom=whom)
    return say("journal.kind.limited", who=who, whom=whom, names=view.language.list(names))
