"""What a reading proves about an effect: the vendor's word is kept apart from what is true."""

from __future__ import annotations

from dataclasses import replace

from bot.home.capability import Action
from bot.home.command import Command, ShiftBy, holds
from bot.home.effect import Effect, Status
from bot.home.house import Device, House
from bot.home.problem import Problem


def final(effect: Effect, house: House) -> Effect:
    """An accepted effect that no reading can prove is as settled as it will ever be."""
    device = house.device(effect.command.device)
    capability = device.capability(effect.command.key) if device else None
    provable = capability is not None and not (
        capability.stateless or isinstance(capability, Action) or isinstance(effect.command.change, ShiftBy)
    )
    if effect.status is Status.ACCEPTED and not provable:
        return replace(effect, status=Status.SENT)
    return effect


def worth_reading(effect: Effect) -> bool:
    """A device that did not answer may turn out to be offline, which is the better thing to say."""
    return effect.open or effect.problem is Problem.DEVICE_SILENT


def proven(effect: Effect, device: Device | None, unread: bool, last_time: bool) -> Effect:
    """The effect after a reading of its device; ``unread`` when that reading failed."""
    if device is None or unread or not worth_reading(effect):
        return _given_up(effect) if last_time else effect
    if effect.open and holds(effect.command, device):
        return replace(effect, status=Status.CONFIRMED, problem=None)
    if device.online is False:
        return replace(effect, status=Status.REFUSED, problem=Problem.DEVICE_OFFLINE)
    return _given_up(effect) if last_time else effect


def _given_up(effect: Effect) -> Effect:
    return replace(effect, status=Status.UNCONFIRMED) if effect.status is Status.ACCEPTED else effect


def after_a_crash(command: Command, device: Device | None) -> Effect | None:
    """What is known of a value that somebody was about to set, by a reading; None: it is not set."""
    if device is None:
        return lost(command)
    return Effect(command, Status.CONFIRMED) if holds(command, device) else None


def lost(command: Command) -> Effect:
    """Nobody knows whether it was done, and it must not be done twice."""
    return Effect(command, Status.UNKNOWN, Problem.CLOUD_SILENT)
