"""The households of the sandbox: three furnished by hand, and as many more as a load test wants."""

from __future__ import annotations

from bot.sandbox.households import both, hangzhou, moscow
from bot.sandbox.households.generated import generated_home
from bot.sandbox.world import Household

FURNISHED = {place.NAME: place.household for place in (moscow, hangzhou, both)}


def households(name: str, generated: int = 0, seed: int = 7) -> list[Household]:
    """The household called ``name`` (or ``all``), and ``generated`` more, called ``home-1`` and so on.

    Raises KeyError for a name that is none of moscow, hangzhou, both and all.
    """
    chosen = list(FURNISHED.values()) if name == "all" else [FURNISHED[name]]
    return [furnish() for furnish in chosen] + [generated_home(n, seed) for n in range(1, generated + 1)]
