"""The bot's lists of commands, by scope and language (setMyCommands, BotCommandScope)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.sandbox.telegram.conversation import Conversation
from bot.sandbox.telegram.errors import bad_request

MOST = 100
NAME = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"(?:[a-z]{2})?")
LONGEST_DESCRIPTION = 256
SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}

Scope = tuple[str, ...]
Command = dict[str, Any]


class Commands:
    def __init__(self) -> None:
        self._lists: dict[tuple[Scope, str], list[Command]] = {}

    def set(self, scope: dict[str, Any] | None, language: str, commands: list[Any]) -> None:
        if len(commands) > MOST:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        key = (scope_key(scope), checked_language(language))
        self._lists[key] = [_checked(command) for command in commands]

    def get(self, scope: dict[str, Any] | None, language: str) -> list[Command]:
        """The list for exactly this scope and language; empty when none was set."""
        return self._lists.get((scope_key(scope), checked_language(language)), [])

    def delete(self, scope: dict[str, Any] | None, language: str) -> None:
        self._lists.pop((scope_key(scope), checked_language(language)), None)

    def offered(self, conversation: Conversation, person: int | None, language: str) -> list[Command]:
        """What a person's app shows: the narrowest scope that has a list, in their language first."""
        for scope in _narrowest_first(conversation, person):
            for spoken in (language, ""):
                if commands := self._lists.get((scope, spoken)):
                    return commands
        return []


def _narrowest_first(conversation: Conversation, person: int | None) -> Iterator[Scope]:
    """https://core.telegram.org/bots/api#determining-list-of-commands"""
    chat = str(conversation.id)
    if conversation.is_private:
        yield from (("chat", chat), ("all_private_chats",), ("default",))
        return
    if person is not None:
        yield ("chat_member", chat, str(person))
        if conversation.status_of(person) in ("creator", "administrator"):
            yield ("chat_administrators", chat)
    yield ("chat", chat)
    if person is not None and conversation.status_of(person) in ("creator", "administrator"):
        yield ("all_chat_administrators",)
    yield from (("all_group_chats",), ("default",))


def scope_key(scope: dict[str, Any] | None) -> Scope:
    if not scope:
        return ("default",)
    type_ = scope.get("type")
    if type_ not in SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if any(needed not in scope for needed in SCOPES[type_]):
        raise bad_request("can't parse BotCommandScope: chat_id is empty")
    return (type_, *(str(scope[needed]) for needed in SCOPES[type_]))


def checked_language(language: str) -> str:
    if not LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def _checked(command: Any) -> Command:
    if not isinstance(command, dict):
        raise bad_request("can't parse list of bot commands: expected an Object")
    name, description = str(command.get("command", "")).removeprefix("/"), command.get("description")
    if not NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not isinstance(description, str) or not 1 <= len(description.strip()) <= LONGEST_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    ephemeral = {"is_ephemeral": True} if command.get("is_ephemeral") else {}
    return {"command": name, "description": description, **ephemeral}
