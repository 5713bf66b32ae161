"""What a call wants a message to say: its words within Telegram's lengths, its keyboard, its files."""

from __future__ import annotations

from typing import Any

from bot.sandbox.telegram.call import Call
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.files import StoredFile
from bot.sandbox.telegram.formatted import FormattedText, detected
from bot.sandbox.telegram.keyboard import Keyboard, inline_keyboard
from bot.sandbox.telegram.markup import parse_html
from bot.sandbox.telegram.telegram import Telegram

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
ATTACHED = "attach://"


def formatted(text: str, parse_mode: str, entities: list[Any] | None) -> FormattedText:
    """Text by its parse mode or with the entities given; detected ones come on top where none are given."""
    match parse_mode.lower():
        case "":
            found = FormattedText(text, _checked(entities)) if entities else detected(text)
        case "html":
            found = parse_html(text)
        case _:
            raise bad_request("unsupported parse_mode")
    return found.trimmed()


def words_of(call: Call, field: str = "text") -> FormattedText:
    """The words of ``text``, ``message_text`` or ``caption``; raises for an empty text or a long one."""
    is_caption = field == "caption"
    entities = call.list("caption_entities" if is_caption else "entities")
    found = formatted(call.text(field), call.text("parse_mode"), entities)
    if not is_caption and not found.text:
        raise bad_request("message text is empty")
    if not is_caption and len(found) > LONGEST_TEXT:
        raise bad_request("message is too long")
    if is_caption and len(found) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return found


def keyboard_of(call: Call, private: bool) -> Keyboard:
    return inline_keyboard(call.object("reply_markup"), private)


def is_private_target(call: Call) -> bool:
    """Private chats have positive ids; checked before the chat itself, as the Bot API does."""
    return not call.text("chat_id").startswith("-")


def photo_of(telegram: Telegram, call: Call, value: str) -> StoredFile:
    """A photo that was uploaded, or one that Telegram has already."""
    content = uploaded(call, value, "photo")
    if content is not None:
        return telegram.files.store_photo(content)
    return known_file(telegram, value, "photos")


def uploaded(call: Call, value: str, field: str) -> bytes | None:
    """The bytes of an upload: in the field itself, or in the one that ``attach://`` names."""
    if value.startswith(ATTACHED):
        name = value.removeprefix(ATTACHED)
        if name not in call.files:
            raise bad_request(f'can\'t find file "{name}" among the uploaded ones')
        return call.files[name].content
    return call.files[field].content if not value and field in call.files else None


def known_file(telegram: Telegram, value: str, folder: str) -> StoredFile:
    if not value:
        raise bad_request(f"there is no {folder.removesuffix('s')} in the request")
    if value.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")  # the sandbox has no Internet
    file = telegram.files.get(value)
    if file is None or file.folder != folder:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return file


def _checked(entities: list[Any]) -> list[dict[str, Any]]:
    for entity in entities:
        if not isinstance(entity, dict) or not {"type", "offset", "length"} <= entity.keys():
            raise bad_request("can't parse entities: Can't parse MessageEntity")
        if not isinstance(entity["offset"], int) or not isinstance(entity["length"], int):
            raise bad_request("can't parse entities: Can't parse MessageEntity")
    return [dict(entity) for entity in entities]
