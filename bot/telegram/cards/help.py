"""Help: sentences that can be said here and now, about this home's own things.

A name stands as its people wrote it, so every example is put in a way that leaves it as it is, in
Russian too; a test gives each of them to the understanding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.home.capability import OnOff, Range, Sensor, writable
from bot.home.danger import DOORS, HOT
from bot.home.house import Device
from bot.home.telling import may_finish
from bot.i18n import Html
from bot.telegram.card import Card, paragraphs, tidy
from bot.telegram.cards.view import View

EXAMPLES = 6
FITS = 30  # characters of a name that is short enough to be written


def help_page(view: View) -> Card:
    """What can be written; an empty home is told of another's."""
    say = view.language.html
    own = [*examples_of(view, EXAMPLES), *_to_be_told(view)]
    examples = own or [say(f"help.example_{n}") for n in range(1, EXAMPLES + 1)]
    return Card(paragraphs([say("help.intro")], examples, [say("help.commands")]))


def examples_of(view: View, most: int) -> list[Html]:
    """Sentences about this home's own things."""
    return list(_examples(view))[:most]


def _examples(view: View) -> Iterator[Html]:
    """Each about another thing, as long as there are others."""
    said: set[str] = set()
    for sentence, fits in _ABOUT.items():
        fitting = (d for d in view.house.devices if d.id not in said and fits(d) and _is_plain(d, view))
        found = next(fitting, None)
        if found is not None:
            said.add(found.id)
            yield view.language.html(sentence, name=view.name_of(found))
    if room := _room_with_lights(view):
        yield view.language.html("help.about.room", name=room)


def _to_be_told(view: View) -> Iterator[Html]:
    """That one may wait for something, by whatever in this home works towards an end."""
    working = next((d for d in view.house.devices if may_finish(d) and _is_plain(d, view)), None)
    if working is not None:
        yield view.language.html("help.about.watch", name=view.name_of(working))


def _is_plain(device: Device, view: View) -> bool:
    """Whether a beginner may try it: it is there, it is called by one short name, it is not dangerous."""
    alone = sum(other.name == device.name for other in view.house.devices) == 1
    named = bool(device.name.strip()) and tidy(device.name, FITS) == device.name
    harmless = not device.sensitive and device.type not in (*DOORS, *HOT) and device.type != "lock"
    return alone and named and harmless and device.online is not False


def _switches(device: Device) -> bool:
    return device.is_a("light") and any(isinstance(c, OnOff) and writable(c) for c in device.capabilities)


def _ranges(instance: str, unit: str | None = None) -> Callable[[Device], bool]:
    def fits(device: Device) -> bool:
        ranges = (c for c in device.capabilities if isinstance(c, Range) and c.instance == instance)
        return any(writable(c) and unit in (None, c.unit) for c in ranges)

    return fits


def _warms(device: Device) -> bool:
    return device.is_a("thermostat") and _ranges("temperature", "celsius")(device)


def _feels(device: Device) -> bool:
    return any(isinstance(c, Sensor) and c.instance == "temperature" for c in device.capabilities)


# In the order in which they are shown.
_ABOUT: dict[str, Callable[[Device], bool]] = {
    "help.about.brightness": _ranges("brightness", "percent"),
    "help.about.switch": _switches,
    "help.about.warmth": _warms,
    "help.about.cover": _ranges("open", "percent"),
    "help.about.volume": _ranges("volume"),
    "help.about.sensor": _feels,
}


def _room_with_lights(view: View) -> str | None:
    """A room with several lights, so that one order for all of them makes sense."""
    for room in view.house.rooms:
        lights = [d for d in view.house.devices if d.room == room.id and _switches(d)]
        if len(lights) > 1 and tidy(room.name, FITS) == room.name:
            return room.name
    return None
