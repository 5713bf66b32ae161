"""The seed file: homes, accounts, people and chats for an empty memory, as the sandbox writes it.

    {"homes": [{"name", "language", "timezone",
                "accounts": [{"cloud", "settings": {...}, "secrets": {...}}],
                "people": [{"id", "name", "language", "role"}],
                "chats": [{"id", "type", "title"}]}]}

A seed holds secrets in the clear, so it is for stand-ins only: an account's host must be on loopback.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.home.errors import SettingsError
from bot.home.roles import Role
from bot.memory.memory import Memory
from bot.memory.records import Chat

_CHAT_TYPES = ("private", "group", "forum")


async def plant(memory: Memory, path: Path) -> None:
    """Fill an empty memory from the seed, as a whole or not at all; one that is not empty stays as it is.

    Raises ``SettingsError``, which names the field.
    """
    homes = list(_read(path).items("homes"))
    async with memory.transaction(alone="seed"):
        if await memory.is_empty():
            for home in homes:
                await _plant_home(memory, home)


async def _plant_home(memory: Memory, seed: _Field) -> None:
    home = await memory.add_home(seed.text("name"), seed.text("language"), seed.timezone("timezone"))
    for account in seed.items("accounts"):
        settings = account.texts("settings")
        if not is_loopback(settings.get("host", "")):
            raise account.error("settings.host", "an address on loopback, as http://127.0.0.1:8081")
        await memory.add_account(home.id, account.text("cloud"), settings, account.texts("secrets"))
    for person in seed.items("people"):
        known = await memory.meet(person.number("id"), person.text("name"), person.text("language"))
        await memory.add_member(home.id, known.id, Role(person.one_of("role", tuple(Role))))
    for chat in seed.items("chats"):
        type_ = chat.one_of("type", _CHAT_TYPES)
        await memory.save_chat(Chat(chat.number("id"), type_, chat.text("title"), home.id, None))


def is_loopback(url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _read(path: Path) -> _Field:
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise SettingsError(f"HOUSEMATE_SEED: {path} cannot be read as JSON ({error})") from error
    return _Field(content, str(path))


@dataclass(frozen=True)
class _Field:
    """A JSON object and where in the file it stands. Errors name the place, never the value."""

    value: Any
    place: str

    def text(self, name: str) -> str:
        value = self._get(name)
        if not isinstance(value, str) or not value:
            raise self.error(name, "a text")
        return value

    def number(self, name: str) -> int:
        value = self._get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.error(name, "a whole number")
        return value

    def one_of(self, name: str, words: tuple[str, ...]) -> str:
        value = self._get(name)
        if value not in words:
            raise self.error(name, " or ".join(words))
        return str(value)

    def timezone(self, name: str) -> str:
        key = self.text(name)
        try:
            ZoneInfo(key)
        except (KeyError, OSError, ValueError) as error:
            raise self.error(name, "a time zone's name, as Europe/Moscow") from error
        return key

    def texts(self, name: str) -> dict[str, str]:
        value = self._get(name)
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            raise self.error(name, "an object of texts")
        return value

    def items(self, name: str) -> Iterator[_Field]:
        value = self._get(name)
        if not isinstance(value, list):
            raise self.error(name, "a list")
        for place, item in enumerate(value):
            yield _Field(item, f"{self.place}: {name}[{place}]")

    def _get(self, name: str) -> Any:
        if not isinstance(self.value, dict):
            raise SettingsError(f"HOUSEMATE_SEED: {self.place} must be an object")
        if name not in self.value:
            raise self.error(name, "present")
        return self.value[name]

    def error(self, name: str, expected: str) -> SettingsError:
        return SettingsError(f"HOUSEMATE_SEED: {self.place}.{name} must be {expected}")
