"""Why the last sentence of a conversation was read as it was, for those who ask.

Kept in the process and bounded: an explanation holds what was said, which is written down nowhere.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from bot.assistant.door import Admitted, Speaker
from bot.home.house import House
from bot.home.shown import Explained, Likened

KEPT = 2_000


class Reasons:
    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, int | None, int], Explained] = OrderedDict()

    def keep(self, speaker: Speaker, text: str, document: Mapping[str, Any]) -> None:
        """``document`` is an explanation as in docs/understand-format.md."""
        between = (speaker.chat, speaker.topic, speaker.person)
        self._kept[between] = _told(text, document)
        self._kept.move_to_end(between)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def forget(self, person: int) -> None:
        for between in [kept for kept in self._kept if kept[2] == person]:
            del self._kept[between]

    def of(self, who: Admitted, house: House) -> Explained | None:
        """Nothing, where it names what the speaker does not reach by now."""
        speaker = who.speaker
        kept = self._kept.get((speaker.chat, speaker.topic, speaker.person))
        if kept is None or who.reach is None:
            return kept
        named = {name for piece in kept.names for name in piece.names}
        return kept if named <= set(house.names) else None


def _told(text: str, document: Mapping[str, Any]) -> Explained:
    runner_up = document.get("runner_up")
    return Explained(
        text,
        words=tuple(piece["said"] for piece in document["concepts"] if _says_something(piece["means"])),
        names=tuple(
            Likened(piece["said"], tuple(thing["name"] for thing in piece["things"]), piece["score"])
            for piece in document["names"]
        ),
        corrected=tuple((slip["said"], slip["read"]) for slip in document["corrected"]),
        unexplained=tuple(piece["said"] for piece in document["unexplained"]),
        runner_up=runner_up["outcome"] if runner_up else None,
    )


def _says_something(means: list[str]) -> bool:
    return not all(id_.startswith(("small.", "link.")) for id_ in means)
