"""A login that was granted and waits for its choice: which part of the account belongs to the home.

It is a credential until then, so it lies sealed in the queue, and goes when nobody chooses.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.home.signing_in import Granted, Part
from bot.memory.memory import Memory

CHOICE = "choice"


def written_choice(
    payload: Mapping[str, Any], granted: Granted, ends: datetime, memory: Memory
) -> Mapping[str, Any]:
    """The payload of a login that waits until then."""
    parts = [[part.name, part.devices, dict(part.settings)] for part in granted.parts]
    told = {"settings": dict(granted.settings), "secrets": dict(granted.secrets), "parts": parts}
    return {
        "cloud": payload["cloud"],
        "ends": ends.isoformat(),
        CHOICE: memory.seal(json.dumps(told, ensure_ascii=False)),
    }


def read_choice(payload: Mapping[str, Any], memory: Memory) -> Granted | None:
    """What was granted, with its parts; None where nothing waits to be chosen."""
    if CHOICE not in payload:
        return None
    told = json.loads(memory.unseal(payload[CHOICE]))
    return Granted(told["settings"], told["secrets"], tuple(Part(*part) for part in told["parts"]))
