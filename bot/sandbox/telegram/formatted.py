"""Text with entities: its length as Telegram counts it, and its HTML for the page.

Offsets and lengths are in UTF-16 code units (https://core.telegram.org/api/entities).
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

Entity = Mapping[str, Any]

TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
    "spoiler": "tg-spoiler",
}
DETECTED = re.compile(
    r"(?P<bot_command>(?<![\w/@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)])"
    r"|(?P<mention>(?<![\w@/])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w))"
)


@dataclass(frozen=True)
class FormattedText:
    """A text and its entities, as Telegram's Message carries them."""

    text: str = ""
    entities: Sequence[Entity] = field(default_factory=list)

    def __len__(self) -> int:
        return utf16_length(self.text)

    def html(self) -> str:
        return to_html(self)

    def trimmed(self) -> FormattedText:
        """Without white space around it, as Telegram keeps it."""
        left = utf16_length(self.text) - utf16_length(self.text.lstrip())
        text = self.text.strip()
        length = utf16_length(text)
        clipped = (_clipped(entity, left, length) for entity in self.entities)
        return FormattedText(text, [entity for entity in clipped if entity is not None])


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_slice(text: str, start: int, end: int) -> str:
    return text.encode("utf-16-le", "surrogatepass")[start * 2 : end * 2].decode("utf-16-le", "replace")


def detected(text: str) -> FormattedText:
    """What Telegram's clients find in a plain text by themselves: commands, mentions, links."""
    entities = [
        {
            "type": match.lastgroup,
            "offset": utf16_length(text[: match.start()]),
            "length": utf16_length(match[0]),
        }
        for match in DETECTED.finditer(text)
    ]
    return FormattedText(text, list(entities))


def to_html(formatted: FormattedText) -> str:
    """Sanitised HTML: only Telegram's own tags, links only to the web; crossing entities are cut."""
    cuts = sorted(
        {0, len(formatted)}
        | {entity["offset"] for entity in formatted.entities}
        | {entity["offset"] + entity["length"] for entity in formatted.entities}
    )
    outermost_first = sorted(formatted.entities, key=lambda entity: (entity["offset"], -entity["length"]))
    pieces: list[str] = []
    open_: list[Entity] = []
    for start, end in pairwise(cuts):
        covering = [e for e in outermost_first if e["offset"] <= start and end <= e["offset"] + e["length"]]
        kept = 0
        while kept < min(len(open_), len(covering)) and open_[kept] is covering[kept]:
            kept += 1
        pieces += [_closing(entity) for entity in reversed(open_[kept:])]
        pieces += [_opening(entity) for entity in covering[kept:]]
        open_ = covering
        pieces.append(html.escape(utf16_slice(formatted.text, start, end), quote=False))
    return "".join(pieces + [_closing(entity) for entity in reversed(open_)])


def _clipped(entity: Entity, shift: int, length: int) -> Entity | None:
    start = max(entity["offset"] - shift, 0)
    end = min(entity["offset"] - shift + entity["length"], length)
    return {**entity, "offset": start, "length": end - start} if end > start else None


def _opening(entity: Entity) -> str:
    match entity["type"]:
        case "text_link":
            return f'<a href="{html.escape(entity["url"])}">'
        case "expandable_blockquote":
            return "<blockquote expandable>"
        case type_:
            return f"<{TAGS[type_]}>" if type_ in TAGS else ""


def _closing(entity: Entity) -> str:
    if entity["type"] == "text_link":
        return "</a>"
    return f"</{TAGS[entity['type']]}>" if entity["type"] in TAGS else ""
