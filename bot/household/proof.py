"""What a reading proves about an effect: the vendor's word is kept apart from what is true."""

from __future__ import annotations

from dataclasses import replace

from bot.home.capability import Action
from bot.home.command import ShiftBy, holds
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


def proven(effect: Effect, device: Device | None, unread: bool, last_time: bool) -> Effect:
    if not effect.open:
        return effect
    if device is not None and not unread and holds(effect.command, device):
        return replace(effect, status=Status.CONFIRMED, problem=None)
    if device is not None and device.online is False:
        return replace(effect, status=Status.UNCONFIRMED, problem=Problem.DEVICE_OFFLINE)
    if last_time and effect.status is Status.ACCEPTED:
        return replace(effect, status=Status.UNCONFIRMED)
    return effect
