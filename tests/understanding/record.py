"""How well the phrases were understood so far; the ratchet that lets no change make it worse.

``HOUSEMATE_RECORD=write`` raises what is recorded to what was reached; nothing ever lowers it but a hand.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

PATH = Path(__file__).parent / "phrases" / "record.json"


class Record:
    """``right``: phrases understood, per language and group; ``acts``: chatter known to be acted on."""

    def __init__(self) -> None:
        self._writes = os.environ.get("HOUSEMATE_RECORD") == "write"
        self._held: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8")) if PATH.exists() else {}

    def least(self, language: str, group: str) -> int:
        """How many phrases of a group must be right."""
        return int(self._held.get(language, {}).get("right", {}).get(group, 0))

    def known(self, language: str, kind: str) -> Sequence[str]:
        """Chatter that the program is known to act on."""
        return list(self._held.get(language, {}).get(kind, []))

    def reach(self, language: str, group: str, right: int) -> None:
        if self._writes:
            groups = self._held.setdefault(language, {}).setdefault("right", {})
            groups[group] = max(right, groups.get(group, 0))

    def acted(self, language: str, kind: str, lines: Collection[str]) -> None:
        """What is known only ever becomes less; the first time there is nothing to compare with."""
        if self._writes:
            of_language = self._held.setdefault(language, {})
            of_language[kind] = sorted(set(lines) & set(of_language.get(kind, lines)))

    def save(self) -> None:
        if self._writes:
            text = json.dumps(self._held, ensure_ascii=False, indent=1, sort_keys=True)
            PATH.write_text(text + "\n", encoding="utf-8")
