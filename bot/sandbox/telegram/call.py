"""The parameters of one call of a Bot API method, wherever they stood: query, form, multipart or JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.sandbox.forms import Part, multipart, urlencoded
from bot.sandbox.telegram.errors import TelegramError, bad_request

TRUE = ("true", "1", "yes", "y", "t")


class Call:
    """Reads parameters in the types that the Bot API gives them; raises TelegramError for wrong ones.

    Forms carry everything as text, with objects as JSON; JSON bodies carry them as they are.
    A parameter that is null counts as missing.
    """

    def __init__(self, parameters: Mapping[str, Any], files: Mapping[str, Part] | None = None) -> None:
        self._parameters = {key: value for key, value in parameters.items() if value is not None}
        self.files = files or {}

    def __contains__(self, name: str) -> bool:
        return name in self._parameters

    def text(self, name: str) -> str:
        """A string, empty when missing."""
        value = self._parameters.get(name, "")
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def integer(self, name: str) -> int | None:
        value = self._parameters.get(name)
        if value is None or value == "":
            return None
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad_request(f'invalid parameter "{name}": an integer expected') from None

    def flag(self, name: str) -> bool:
        value = self._parameters.get(name, False)
        return value if isinstance(value, bool) else str(value).lower() in TRUE

    def json(self, name: str) -> Any:
        """An object or a list; None when missing."""
        value = self._parameters.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return without_nulls(json.loads(value))
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def object(self, name: str) -> dict[str, Any] | None:
        value = self.json(name)
        if value is None or isinstance(value, dict):
            return value
        raise bad_request(f"object expected as {name.replace('_', ' ')}")

    def list(self, name: str) -> list[Any] | None:
        value = self.json(name)
        if value is None or isinstance(value, list):
            return value
        raise bad_request(f"can't parse {name.replace('_', ' ')}: an Array expected")


def without_nulls(value: Any) -> Any:
    """Optional fields given as null are as good as absent."""
    match value:
        case dict():
            return {key: without_nulls(item) for key, item in value.items() if item is not None}
        case list():
            return [without_nulls(item) for item in value]
        case _:
            return value


def read_call(query: Mapping[str, str], content_type: str, body: bytes) -> Call:
    """One call from the parts of its HTTP request; the body wins over the query."""
    parameters: dict[str, Any] = dict(query)
    files: dict[str, Part] = {}
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/json" and body:
        parameters |= _json_body(body)
    elif kind == "application/x-www-form-urlencoded":
        parameters |= urlencoded(body)
    elif kind == "multipart/form-data":
        try:
            parts = multipart(content_type, body)
        except ValueError:
            raise bad_request("can't parse the multipart body") from None
        for part in parts:
            if part.filename is None:
                parameters[part.name] = part.content.decode("utf-8", "replace")
            else:
                files[part.name] = part
    return Call(parameters, files)


def _json_body(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except ValueError:
        raise TelegramError(400, "Bad Request: can't parse JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("an object expected as the body")
    cleaned: dict[str, Any] = without_nulls(value)
    return cleaned
