"""A value of a JSON document that knows its path, so that an error names the field that is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.home.errors import SettingsError
from bot.home.fit import is_number


@dataclass(frozen=True)
class Node:
    """``path`` is how people write it: ``devices[3].capabilities[0].kind``. Every method may raise
    ``SettingsError``."""

    value: Any
    path: str

    def fail(self, expected: str) -> SettingsError:
        return SettingsError(f"{self.path or 'home'}: expected {expected}")

    def fields(self) -> Node:
        if not isinstance(self.value, dict):
            raise self.fail("an object")
        return self

    def get(self, field: str) -> Node:
        return Node(self.value.get(field), f"{self.path}.{field}" if self.path else field)

    def items(self) -> list[Node]:
        if self.value is None:
            return []
        if not isinstance(self.value, list | tuple):
            raise self.fail("a list")
        return [Node(item, f"{self.path}[{n}]") for n, item in enumerate(self.value)]

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise self.fail("a text")
        return self.value

    def name(self) -> str:
        """A text that is not empty."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.fail("a text that is not empty")
        return self.value

    def maybe_text(self) -> str | None:
        return None if self.value is None else self.text()

    def texts(self) -> tuple[str, ...]:
        return tuple(item.text() for item in self.items())

    def flag(self) -> bool:
        return bool(self.maybe_flag())

    def maybe_flag(self) -> bool | None:
        if self.value is not None and not isinstance(self.value, bool):
            raise self.fail("true or false")
        return self.value

    def maybe_number(self) -> float | None:
        if self.value is None:
            return None
        if not is_number(self.value):
            raise self.fail("a number")
        number: float = self.value
        return number
