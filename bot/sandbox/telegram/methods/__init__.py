"""The Bot API's methods, by theme; importing this package registers them all."""

from __future__ import annotations

from bot.sandbox.telegram.methods import (
    account,
    answering,
    chats,
    editing,
    ephemeral,
    forum,
    media,
    receiving,
    removing,
    sending,
)

__all__ = [
    "account",
    "answering",
    "chats",
    "editing",
    "ephemeral",
    "forum",
    "media",
    "receiving",
    "removing",
    "sending",
]
