"""Cards of being forgotten, for the golden cards."""

from __future__ import annotations

from typing import Any

from bot.home.forgetting import ConfirmEnd, ForgetAsked, Forgotten, OwnedAlone
from bot.home.outcome import Outcome

_TOLD: dict[str, list[dict[str, Any]]] = {
    "people": [{"id": 1}],
    "memberships": [{}] * 2,
    "journal": [{}] * 21,
    "aliases": [{}],
    "favourites": [{}] * 5,
    "jobs": [{}] * 2,
    "watches": [{}],
    "chats": [{}],
}
_ALONE = (OwnedAlone("Home <1>", 1), OwnedAlone("Dacha", 5), OwnedAlone("", 0))

FORGETTING: dict[str, Outcome] = {
    "forget": ForgetAsked(_TOLD, 1_700_000_000),
    "forget_last_owner": ForgetAsked({"memberships": [{}]}, 1_700_000_000, _ALONE),
    "forget_end": ConfirmEnd(_ALONE, 1_700_000_000, "0123abcd"),
    "forgotten": Forgotten(),
    "forgotten_with_home": Forgotten(("Home <1>",)),
}
