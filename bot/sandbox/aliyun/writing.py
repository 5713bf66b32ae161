"""Whether a property may be written with a value, and what then becomes true (reference, section 5.1)."""

from __future__ import annotations

from typing import Any

from bot.sandbox.aliyun.envelope import RefusalError
from bot.sandbox.aliyun.history import properties_of
from bot.sandbox.aliyun.values import to_truth
from bot.sandbox.world import Thing


def written(thing: Thing, identifier: str, wire: Any) -> dict[str, Any]:
    """The new truth by ``kind.instance``; nothing for diagnostics. Raises RefusalError 460."""
    described = properties_of(thing).get(identifier, {})
    if "w" not in described.get("accessMode", ""):
        raise RefusalError(460, identifier)
    meaning = thing.vendor["keys"].get(identifier, {"key": "", "words": None})
    value = to_truth(described, meaning["key"], meaning["words"], wire)
    return {meaning["key"]: value} if meaning["key"] else {}
