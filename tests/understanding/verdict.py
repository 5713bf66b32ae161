"""How well a frame answers a phrase: the right intent and devices, the right values, or harm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.home.house import House
from tests.understanding.answers import Answer, Effect, Frame, expected, of_frame
from tests.understanding.phrase_book import Phrase

HUES_APART = 25
KELVIN_APART = 250
ENOUGH_CANDIDATES = 5
"""A choice among very many may be cut short, but not shorter than this."""

QUIET = {"not_understood", "ignored"}


@dataclass(frozen=True)
class Verdict:
    """``meant``: the right intent for the right devices; ``right``: and the right values and times;
    ``harmful``: something was done to a wrong device, the wrong way round, or where nothing was to be."""

    meant: bool
    right: bool
    harmful: bool
    acted: bool
    quiet: bool


def verdict(phrase: Phrase, frame: Frame, house: House) -> Verdict:
    got = of_frame(frame, house)
    acted, quiet = got.outcome == "act", got.outcome in QUIET
    if phrase.expected is None:
        return Verdict(not acted, not acted, acted, acted, quiet)
    wanted = expected(phrase.expected, house)
    return Verdict(
        meant=any(_is_meant(want, got) for want in wanted),
        right=any(_is_right(want, got) for want in wanted),
        harmful=acted and all(_is_harmed(want, got) for want in wanted),
        acted=acted,
        quiet=quiet,
    )


def _is_meant(want: Answer, got: Answer) -> bool:
    if want.outcome != got.outcome:
        return False
    match want.outcome:
        case "act" if want.detail or got.detail:
            return want.detail == got.detail
        case "act":
            return _paired(want.effects, got.effects, exact=False)
        case "report":
            return {device for device, _ in want.asked} == {device for device, _ in got.asked}
        case "clarify":
            return bool(got.candidates & want.candidates)
    return True


def _is_right(want: Answer, got: Answer) -> bool:
    if not _is_meant(want, got) or want.when != got.when:
        return False
    match want.outcome:
        case "act":
            return _paired(want.effects, got.effects, exact=True)
        case "report":
            return all(_is_read(device, instance, got) for device, instance in want.asked)
        case "clarify":
            enough = min(len(want.candidates), ENOUGH_CANDIDATES)
            return got.candidates <= want.candidates and len(got.candidates) >= enough
    return want.detail in (None, got.detail)


def _is_read(device: str, instance: str, got: Answer) -> bool:
    instances = {i for d, i in got.asked if d == device}
    alike = {instance, "on", "open"} if instance in ("on", "open") else {instance}
    return not instance or bool(instances & (alike | {""}))


def _paired(want: Iterable[Effect], got: Iterable[Effect], *, exact: bool) -> bool:
    by_key = {(effect.device, effect.instance): effect for effect in want}
    got = frozenset(got)
    others = {(effect.device, effect.instance): effect for effect in got}
    if len(others) < len(got):
        return False  # two different things at once to the same part of a device
    return by_key.keys() == others.keys() and all(
        _is_same(by_key[key], others[key], exact=exact) for key in by_key
    )


def _is_same(want: Effect, got: Effect, *, exact: bool) -> bool:
    if want.change != got.change or want.sign != got.sign or _is_opposite(want, got):
        return False
    if not exact or want.value is None:
        return True
    if isinstance(want.value, float) and isinstance(got.value, float):
        return _is_near(want.instance, abs(want.value - got.value))
    return bool(want.value == got.value)


def _is_near(instance: str, apart: float) -> bool:
    match instance:
        case "color":
            return min(apart, 360 - apart) <= HUES_APART
        case "temperature_k":
            return apart <= KELVIN_APART
        case "brightness" | "open":
            return apart <= 1
    return apart < 0.01


def _is_opposite(want: Effect, got: Effect) -> bool:
    """The same thing the other way round: off for on, shut for open, down for up."""
    if isinstance(want.value, bool) and isinstance(got.value, bool):
        return want.value != got.value
    if want.instance == "open":
        return {want.value, got.value} == {0.0, 100.0}
    return want.change == got.change == "shift" and want.sign != got.sign


def _is_harmed(want: Answer, got: Answer) -> bool:
    if want.outcome != "act" or bool(want.detail) != bool(got.detail):
        return True
    if want.detail:
        return want.detail != got.detail
    by_key = {(effect.device, effect.instance): effect for effect in want.effects}
    devices = {effect.device for effect in want.effects}
    off = {effect.device for effect in want.effects if effect.instance == "on" and effect.value is False}
    return any(
        effect.device not in devices
        or (effect.device in off and effect.instance == "brightness" and effect.value != 0)
        or _is_opposite(by_key.get((effect.device, effect.instance), effect), effect)
        for effect in got.effects
    )
