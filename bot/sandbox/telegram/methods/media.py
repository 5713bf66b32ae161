"""Photos, documents and voice messages: sending them, and downloading what people sent."""

from __future__ import annotations

from typing import Any

from bot.sandbox.telegram.call import Call
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.files import MOST_DOWNLOAD, StoredFile
from bot.sandbox.telegram.messages import Content
from bot.sandbox.telegram.methods.sending import send
from bot.sandbox.telegram.registry import method
from bot.sandbox.telegram.telegram import Telegram
from bot.sandbox.telegram.writing import ATTACHED, known_file, photo_of, uploaded, words_of


@method("sendPhoto")
async def send_photo(telegram: Telegram, call: Call) -> Any:
    photo = photo_of(telegram, call, call.text("photo"))
    return send(telegram, call, Content(words_of(call, "caption"), photo=photo))


@method("sendDocument")
async def send_document(telegram: Telegram, call: Call) -> Any:
    document = _file(telegram, call, "document", "documents")
    return send(telegram, call, Content(words_of(call, "caption"), document=document))


@method("sendVoice")
async def send_voice(telegram: Telegram, call: Call) -> Any:
    voice = _file(telegram, call, "voice", "voice")
    return send(telegram, call, Content(words_of(call, "caption"), voice=voice))


@method("getFile")
async def get_file(telegram: Telegram, call: Call) -> dict[str, Any]:
    file = telegram.files.get(call.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.content) > MOST_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": file.id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.content),
        "file_path": file.path,
    }


def _file(telegram: Telegram, call: Call, field: str, folder: str) -> StoredFile:
    value = call.text(field)
    content = uploaded(call, value, field)
    if content is None:
        return known_file(telegram, value, folder)
    part = call.files[value.removeprefix(ATTACHED) or field]
    return telegram.files.store(folder, content, part.content_type, part.filename or field)
