"""One message and what it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.telegram.files import StoredFile
from bot.sandbox.telegram.formatted import FormattedText
from bot.sandbox.telegram.keyboard import Keyboard


@dataclass(frozen=True)
class Content:
    """``words`` are the text, or the caption when there is a file."""

    words: FormattedText = field(default_factory=FormattedText)
    photo: StoredFile | None = None
    voice: StoredFile | None = None
    document: StoredFile | None = None

    @property
    def has_file(self) -> bool:
        return any((self.photo, self.voice, self.document))


@dataclass
class Message:
    """A message in one chat.

    ``service`` holds the fields of a service message ("new_chat_members": ...), which has no content.
    An ephemeral message has ``visible_to``: its reader, or its writer when the bot reads it.
    ``hidden_from`` are those who see an ephemeral message in its place.
    """

    id: int
    chat: int
    sender: int
    date: float
    content: Content = field(default_factory=Content)
    keyboard: Keyboard = field(default_factory=list)
    reply_to: int | None = None
    topic: int | None = None
    service: dict[str, Any] | None = None
    visible_to: int | None = None
    hidden_from: set[int] = field(default_factory=set)
    inline_id: str | None = None
    edit_date: float | None = None
    edits: int = 0
    deleted: bool = False
    pinned: bool = False
    reactions: dict[int, str] = field(default_factory=dict)
    seq: int = 0

    @property
    def is_ephemeral(self) -> bool:
        return self.visible_to is not None

    def is_visible_to(self, person: int) -> bool:
        return self.visible_to in (None, person)

    def is_here(self) -> bool:
        """Whether the bot can still refer to it by its message_id."""
        return not self.deleted and not self.is_ephemeral
