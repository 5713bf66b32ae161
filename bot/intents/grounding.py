"""A wish and a target become a request: what can be done, what is unclear, what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from bot.home.command import Command
from bot.home.fit import Reason
from bot.home.house import Device
from bot.home.request import (
    Act,
    Ask,
    CannotDo,
    Clarify,
    NotFound,
    Option,
    Reading,
    Request,
    Sort,
    Unsupported,
)
from bot.intents.choosing import Chooser
from bot.intents.chosen import Chosen
from bot.intents.wish import Wish
from bot.understanding.spoken import Target
from bot.understanding.spot import Sentence

MOST_OPTIONS = 60
"""Of more than that "all of them" is too much to say in an answer."""

MOST_NEAR = 8


@dataclass(frozen=True)
class Grounder:
    """Holds wishes against the devices of one house."""

    chooser: Chooser
    sentence: Sentence

    def ground(self, wish: Wish, target: Target, last: tuple[Device, ...]) -> Request | None:
        """None where the wish cannot mean anything in this home."""
        chosen = self._chosen(wish, target, last)
        for choice in chosen:
            if choice.missing:
                return NotFound(self.sentence.said(*choice.missing), choice.near[:MOST_NEAR])
        excluded = self._excluded(wish, target)
        if isinstance(excluded, NotFound):
            return excluded
        if target.other and not getattr(wish, "other", False):
            excluded |= {device.id for device in last}
            if not excluded:
                return None  # other than what?
        devices: dict[str, Device] = {}
        for choice in chosen:
            rest = [d for d in choice.devices if d.id not in excluded]
            if choice.elsewhere or (choice.unsure and len(rest) > 1):
                return _which(wish, rest)
            devices |= {device.id: device for device in rest}
        return _done(wish, list(devices.values()))

    def _chosen(self, wish: Wish, target: Target, last: tuple[Device, ...]) -> list[Chosen]:
        able = tuple(d for d in last if not isinstance(wish.on(d), Reason))
        if target.phrases and target.only_them and (target.it or _are_them(able)):
            return [
                Chosen(able if _are_them(able) else ())
            ]  # "them all" is nothing where none were spoken of
        if target.phrases:
            return [self.chooser.choose(phrase, wish) for phrase in target.phrases]
        unsaid = self.chooser.unsaid(wish)
        with_last = getattr(wish, "goes_on_with", None)
        if with_last and (meant := tuple(d for d in able if with_last(d))):
            return [Chosen(meant)]
        goes_on = target.it or getattr(wish, "continues", False)
        if able and (goes_on or not unsaid.devices or unsaid.unsure) and not getattr(wish, "other", False):
            return [Chosen(able)]
        return [unsaid]

    def _excluded(self, wish: Wish, target: Target) -> frozenset[str] | NotFound:
        found: set[str] = set()
        for phrase in target.excluded:
            chosen = self.chooser.choose(phrase, wish)
            if chosen.missing:
                return NotFound(self.sentence.said(*chosen.missing), chosen.near)
            found.update(d.id for d in chosen.devices)
        return frozenset(found)


def _are_them(able: tuple[Device, ...]) -> bool:
    """Whether "all" may be what was spoken of last: several things, or one that opens all the way."""
    return len(able) > 1 or (len(able) == 1 and able[0].is_a("openable"))


def _which(wish: Wish, devices: list[Device]) -> Request | None:
    options = [
        Option(Sort.DEVICE, device.id, request)
        for device in devices
        if isinstance(request := _done(wish, [device]), Act | Ask)
    ]
    return Clarify(tuple(options[:MOST_OPTIONS])) if options else _done(wish, devices[:1])


def _done(wish: Wish, devices: list[Device]) -> Request | None:
    commands: list[Command] = []
    readings: list[Reading] = []
    refused: list[CannotDo] = []
    for device in devices:
        match wish.on(device):
            case Reading() as reading:
                readings.append(reading)
            case Reason() as reason:
                refused.append(CannotDo(device.id, reason))
            case done:
                commands += done
    if readings and wish.question:
        return Ask(tuple(readings), wish.question)
    if commands:
        return Act(tuple(commands), refused=tuple(refused))
    return Unsupported(refused[0].device, refused[0].reason) if refused else None
