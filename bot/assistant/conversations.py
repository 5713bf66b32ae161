"""What was last done in each conversation, so that the next sentence can refer to it.

A conversation is a chat, or a topic of a forum. Short-lived by nature: kept in the process and bounded.
"""

from __future__ import annotations

from collections import OrderedDict

from bot.assistant.door import Speaker
from bot.home.command import Command

KEPT = 10_000


class Conversations:
    def __init__(self) -> None:
        self._last: OrderedDict[tuple[int, int | None], tuple[Command, ...]] = OrderedDict()

    def last(self, speaker: Speaker) -> tuple[Command, ...]:
        return self._last.get((speaker.chat, speaker.topic), ())

    def remember(self, speaker: Speaker, commands: tuple[Command, ...]) -> None:
        place = (speaker.chat, speaker.topic)
        self._last[place] = commands
        self._last.move_to_end(place)
        if len(self._last) > KEPT:
            self._last.popitem(last=False)
