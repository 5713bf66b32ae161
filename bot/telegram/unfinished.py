"""Messages that led to nothing: when their writer mends one, it is heard anew.

What was done stays done: an edit of such a message is not heard. Kept in the process and bounded; after
a restart an edit of an older message is passed over.
"""

from __future__ import annotations

from collections import OrderedDict

from bot.home.outcome import Reply
from bot.home.request import Ignored, NotFound, NotUnderstood, Unsupported

KEPT = 2_000


class Unfinished:
    def __init__(self) -> None:
        self._cards: OrderedDict[tuple[int, int], int | None] = OrderedDict()

    def note(self, chat: int, message: int, reply: Reply) -> None:
        """What the message led to."""
        card = self._cards.pop((chat, message), None)
        if isinstance(reply.outcome, Ignored | NotFound | NotUnderstood | Unsupported):
            self._cards[chat, message] = card
            if len(self._cards) > KEPT:
                self._cards.popitem(last=False)

    def shown(self, chat: int, message: int, card: int | None) -> None:
        """The card that tells what the message led to."""
        if (chat, message) in self._cards:
            self._cards[chat, message] = card

    def holds(self, chat: int, message: int) -> bool:
        return (chat, message) in self._cards

    def card(self, chat: int, message: int) -> int | None:
        """The card that tells of the message, where one does."""
        return self._cards.get((chat, message))
