"""Photos, documents and voice messages: up, down and on the page."""

from __future__ import annotations

import struct
import zlib

import pytest
from aiohttp import FormData

from tests.sandbox.stage import ANNA, FAMILY, Stage


def png(width: int = 2, height: int = 1) -> bytes:
    """A small grey picture."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\x80" * min(width, 9) for _ in range(min(height, 9))))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0000b080007000501011100ffd9")


async def test_a_photo_is_uploaded_shown_and_downloaded(stage: Stage) -> None:
    answer = await stage.upload(
        "sendPhoto", png(), chat_id=str(ANNA), photo="attach://file", caption="<i>day</i>", parse_mode="HTML"
    )
    (size,) = answer["result"]["photo"]
    assert (size["width"], size["height"]) == (2, 1)
    (seen,) = await stage.sees(ANNA, ANNA)
    assert seen["html"] == "<i>day</i>"
    shown = await stage.people.session.get(seen["photo"])
    assert (await shown.read(), shown.content_type) == (png(), "image/png")
    file = await stage.do("getFile", file_id=size["file_id"])
    download = await stage.bot.get(f"/file/bot{stage.telegram.bot.token}/{file['file_path']}")
    assert await download.read() == png()


async def test_a_photo_can_be_sent_again_by_its_id(stage: Stage) -> None:
    first = await stage.upload("sendPhoto", JPEG, chat_id=str(ANNA), photo="attach://file")
    (size,) = first["result"]["photo"]
    assert (size["width"], size["height"]) == (5, 7)
    await stage.do("sendPhoto", chat_id=ANNA, photo=size["file_id"])
    assert await stage.fail("sendPhoto", chat_id=ANNA, photo="nonsense") == (
        "Bad Request: wrong file identifier/HTTP URL specified"
    )


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (png(9000, 1001), "PHOTO_INVALID_DIMENSIONS"),
        (png(21, 1), "PHOTO_INVALID_DIMENSIONS"),
    ],
)
async def test_photos_that_telegram_refuses(stage: Stage, file: bytes, why: str) -> None:
    answer = await stage.upload("sendPhoto", file, chat_id=str(ANNA), photo="attach://file")
    assert answer["description"] == f"Bad Request: {why}"


async def test_a_caption_has_1024_characters_at_most(stage: Stage) -> None:
    for length, ok in ((1024, True), (1025, False)):
        caption = "x" * length
        answer = await stage.upload(
            "sendPhoto", png(), chat_id=str(ANNA), photo="attach://file", caption=caption
        )
        assert answer["ok"] is ok
    assert answer["description"] == "Bad Request: message caption is too long"


async def test_a_card_turns_into_a_chart_and_its_caption_changes(stage: Stage) -> None:
    sent = await stage.do("sendMessage", chat_id=ANNA, text="Lamp")
    place = {"chat_id": str(ANNA), "message_id": str(sent["message_id"])}
    media = {"type": "photo", "media": "attach://file", "caption": "Lamp, one day"}
    assert (await stage.upload("editMessageMedia", png(), **place, media=media))["ok"]
    (seen,) = await stage.sees(ANNA, ANNA)
    assert (seen["text"], seen["edits"], seen["photo"] is not None) == ("Lamp, one day", 1, True)
    assert await stage.fail("editMessageText", **place, text="x") == (
        "Bad Request: there is no text in the message to edit"
    )
    await stage.do("editMessageCaption", **place, caption="Lamp, one week")
    assert (await stage.sees(ANNA, ANNA))[0]["text"] == "Lamp, one week"


async def test_a_document_keeps_its_name(stage: Stage) -> None:
    answer = await stage.upload("sendDocument", b"{}", chat_id=str(ANNA), document="attach://file")
    assert answer["result"]["document"]["file_name"] == "file.png"
    assert (await stage.sees(ANNA, ANNA))[0]["document"] is not None


async def test_a_person_speaks_and_the_bot_can_listen(stage: Stage) -> None:
    form = FormData({"from": str(ANNA)})
    form.add_field("voice", b"OggS...", filename="v.ogg", content_type="audio/ogg")
    response = await stage.people.post(f"/api/chats/{ANNA}/messages", data=form)
    assert (await response.json())["message_id"] == 1
    (update,) = await stage.updates()
    voice = update["message"]["voice"]
    assert voice["mime_type"] == "audio/ogg"
    path = (await stage.do("getFile", file_id=voice["file_id"]))["file_path"]
    assert await (await stage.bot.get(f"/file/bot{stage.telegram.bot.token}/{path}")).read() == b"OggS..."


@pytest.mark.parametrize("fields", [{"from": "x"}, {"from": str(ANNA)}, {"from": str(ANNA), "voice": "text"}])
async def test_a_voice_message_without_voice_or_speaker_is_refused(
    stage: Stage, fields: dict[str, str]
) -> None:
    form = FormData(fields)
    form.add_field("other", b"x", filename="o.bin")
    response = await stage.people.post(f"/api/chats/{FAMILY}/messages", data=form)
    assert response.status == 400
