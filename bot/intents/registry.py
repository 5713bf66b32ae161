"""Every intent there is. To add one: write its module, name its ``read`` here."""

from __future__ import annotations

from collections.abc import Callable

from bot.home.request import Request
from bot.intents import (
    adjust,
    ask,
    colour,
    feature,
    feel,
    light_of,
    mode,
    name,
    operate,
    reset,
    scene,
    switch,
    talk,
)
from bot.intents.wish import Reader
from bot.understanding.clause import Clause

WISHES: tuple[Reader, ...] = (
    ask.read,
    colour.read,
    adjust.read,
    colour.read_warmth,
    mode.read,
    feel.read,
    operate.read,
    feature.read_toggles,
    switch.read,
    light_of.read,
    name.read,
)
"""Intents whose wishes are held against devices; of equally good readings the first wins."""

WHOLE: tuple[Callable[[Clause], Request | None], ...] = (
    talk.read,
    talk.read_watches,
    talk.read_why,
    reset.read,
    scene.read,
)
"""Intents that answer for a clause by themselves, before any wish is tried."""
