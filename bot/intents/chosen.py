"""What was chosen of the devices of a house, and what a choice goes by in every case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.home.fit import Reason
from bot.home.house import Device
from bot.home.request import Asked
from bot.intents.wish import Wish


@dataclass(frozen=True)
class Chosen:
    """``devices`` are meant, all of them, or when ``unsure`` one of them; nothing answers to ``missing``.

    ``elsewhere``: they are not where they were looked for, so that even a single one is asked about.
    """

    devices: tuple[Device, ...] = ()
    unsure: bool = False
    elsewhere: bool = False
    missing: tuple[int, int] | None = None
    near: tuple[str, ...] = ()


def can(devices: Sequence[Device], wish: Wish) -> list[Device]:
    return [d for d in devices if not isinstance(wish.on(d), Reason)]


def preferred(devices: Sequence[Device], wish: Wish) -> tuple[Device, ...]:
    prefers = getattr(wish, "prefers", None)
    best = tuple(d for d in devices if prefers(d)) if prefers else ()
    return best or tuple(devices)


def favoured(devices: Sequence[Device], wish: Wish) -> tuple[Device, ...]:
    """Those first that are likelier to be meant."""
    favours = getattr(wish, "favours", None)
    return tuple(sorted(devices, key=lambda d: not favours(d)) if favours else devices)


def asks_about_many(wish: Wish) -> bool:
    """ "Which window is open?" asks about all of them, in whatever number it is put."""
    question = wish.question
    return question is not None and (
        question.asked in (Asked.WHICH, Asked.HOW_MANY) or question.quantifier is not None
    )
