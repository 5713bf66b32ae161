"""Telegram's HTML (https://core.telegram.org/bots/api#html-style), parsed as strictly as Telegram does.

A bare ``<`` is a broken tag and every tag must be known and closed in order. Errors name byte offsets, as
the Bot API's do. ``html.parser`` would forgive most of this, hence a parser of our own.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.formatted import Entity, FormattedText, utf16_length

TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
KNOWN = {*TYPES, "a", "span", "tg-emoji", "tg-time"}
REFERENCE = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot));?", re.IGNORECASE)
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
NAME = re.compile(r"[^\s>]*")
ATTRIBUTE = re.compile(
    r"""\s*([^\s=>/"']+)(?:\s*=\s*(?:"([^"]*)(?:"|\Z)|'([^']*)(?:'|\Z)|([A-Za-z0-9.-]+)(?=[\s>])))?"""
)
END = re.compile(r"</([^\s>]*)\s*>")
SPACE = re.compile(r"\s*")
LINK = re.compile(r"(?:https?|tg|ton|mailto|tel):\S+|[^\s/]+\.[^\s]+", re.IGNORECASE)


@dataclass
class Opened:
    """A tag that waits for its end."""

    tag: str
    attributes: dict[str, str]
    offset: int
    pieces: int  # how many pieces of text stood before it


@dataclass
class Parser:
    source: str
    position: int = 0
    text: list[str] = field(default_factory=list)
    length: int = 0
    opened: list[Opened] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def parse(self) -> FormattedText:
        while self.position < len(self.source):
            if self.source.startswith("</", self.position):
                self._end_tag()
            elif self.source[self.position] == "<":
                self._start_tag()
            else:
                self._words()
        if self.opened:
            raise self._error(f'Can\'t find end tag corresponding to start tag "{self.opened[-1].tag}"')
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return FormattedText("".join(self.text), self.entities)

    def _words(self) -> None:
        end = self.source.find("<", self.position)
        end = len(self.source) if end < 0 else end
        words = unescaped(self.source[self.position : end])
        self.text.append(words)
        self.length += utf16_length(words)
        self.position = end

    def _start_tag(self) -> None:
        name = NAME.match(self.source, self.position + 1)
        assert name is not None, "an empty name matches too"
        if name.end() == len(self.source):
            raise self._error(f"Unclosed start tag at byte offset {self._byte()}")
        tag = name[0].lower()
        if tag not in KNOWN:
            raise self._error(f'Unsupported start tag "{tag}" at byte offset {self._byte()}')
        attributes, end = self._attributes(tag, name.end())
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self._error(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte()}')
        self.opened.append(Opened(tag, attributes, self.length, len(self.text)))
        self.position = end

    def _attributes(self, tag: str, position: int) -> tuple[dict[str, str], int]:
        """The attributes and the place behind the tag's ``>``."""
        attributes: dict[str, str] = {}
        while True:
            space = SPACE.match(self.source, position)
            position = space.end() if space else position
            if position == len(self.source):
                raise self._error(f'Unclosed start tag "{tag}" at byte offset {self._byte()}')
            if self.source[position] == ">":
                return attributes, position + 1
            found = ATTRIBUTE.match(self.source, position)
            if found is None:
                raise self._error(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte()}')
            name, *values = found.groups()
            value = next((value for value in values if value is not None), None)
            if value is None and (tag, name.lower()) != ("blockquote", "expandable"):
                raise self._error(
                    "Expected equal sign in declaration of an attribute of the tag "
                    f'"{tag}" at byte offset {self._byte()}'
                )
            attributes[name.lower()] = unescaped(value or "")
            position = found.end()

    def _end_tag(self) -> None:
        if not self.opened:
            raise self._error(f"Unexpected end tag at byte offset {self._byte()}")
        end = END.match(self.source, self.position)
        if end is None:
            raise self._error(f"Unclosed end tag at byte offset {self._byte()}")
        opened = self.opened.pop()
        if end[1] and end[1].lower() != opened.tag:
            raise self._error(
                f"Unmatched end tag at byte offset {self._byte()}, "
                f'expected "</{opened.tag}>", found "</{end[1]}>"'
            )
        if self.length > opened.offset and (meaning := self._meaning(opened)):
            self.entities.append({**meaning, "offset": opened.offset, "length": self.length - opened.offset})
        self.position = end.end()

    def _meaning(self, opened: Opened) -> dict[str, Any] | None:
        """The entity's type and its own fields; None where Telegram keeps the text only."""
        attributes = opened.attributes
        match opened.tag:
            case "a":
                href = attributes.get("href") or "".join(self.text[opened.pieces :])
                return {"type": "text_link", "url": href} if LINK.fullmatch(href) else None
            case "span":
                return {"type": "spoiler"}
            case "tg-emoji":
                return {"type": "custom_emoji", "custom_emoji_id": attributes.get("emoji-id", "")}
            case "tg-time":
                moment = attributes.get("unix", "")
                return {"type": "date_time", "unix_time": int(moment)} if moment.isdigit() else None
            case "blockquote" if "expandable" in attributes:
                return {"type": "expandable_blockquote"}
            case tag:
                return {"type": TYPES[tag]}

    def _byte(self) -> int:
        return len(self.source[: self.position].encode())

    def _error(self, what: str) -> Exception:
        return bad_request(f"can't parse entities: {what}")


def unescaped(text: str) -> str:
    """Only Telegram's four named references and the numeric ones; any other ``&`` stands for itself."""

    def character(found: re.Match[str]) -> str:
        if found[3]:
            return NAMED[found[3].lower()]
        return html.unescape(found[0] if found[0].endswith(";") else f"{found[0]};")

    return REFERENCE.sub(character, text)


def parse_html(source: str) -> FormattedText:
    """Raises TelegramError "can't parse entities: ..." where Telegram would."""
    return Parser(source).parse()
