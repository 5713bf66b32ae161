"""Files that were sent: kept in memory, known by file_id, downloadable by path."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass

from bot.sandbox.telegram.errors import bad_request

MOST_PHOTO = 10 * 1024 * 1024
MOST_DOWNLOAD = 20 * 1024 * 1024
LONGEST_SIDES = 10_000
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "audio/ogg": "oga"}


@dataclass(frozen=True)
class StoredFile:
    """``folder`` is photos, voice or documents; ``size`` is width and height for photos, else zeros."""

    id: str
    unique_id: str
    folder: str
    name: str
    content_type: str
    content: bytes
    size: tuple[int, int] = (0, 0)

    @property
    def path(self) -> str:
        return f"{self.folder}/{self.unique_id}.{SUFFIXES.get(self.content_type, 'bin')}"


class Files:
    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}

    def store(self, folder: str, content: bytes, content_type: str, name: str = "") -> StoredFile:
        if not content:
            raise bad_request("file must be non-empty")
        digest = hashlib.sha256(content).hexdigest()
        known = StoredFile(
            f"AgACAgIAA{digest[:40]}{folder[0]}", digest[:16], folder, name, content_type, content
        )
        return self._by_id.setdefault(known.id, known)

    def store_photo(self, content: bytes) -> StoredFile:
        """Telegram looks at what it gets: only a picture, not too large (sendPhoto)."""
        if len(content) > MOST_PHOTO:
            raise bad_request("file is too big")
        size = picture_size(content)
        if size is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
        width, height = size
        if width + height > LONGEST_SIDES or max(size) > 20 * min(size):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        kind = "image/png" if content.startswith(PNG) else "image/jpeg"
        stored = self.store("photos", content, kind)
        sized = StoredFile(stored.id, stored.unique_id, "photos", "", kind, content, size)
        self._by_id[stored.id] = sized
        return sized

    def get(self, id_: str) -> StoredFile | None:
        return self._by_id.get(id_)

    def at(self, path: str) -> StoredFile | None:
        return next((file for file in self._by_id.values() if file.path == path), None)


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or a JPEG; None for anything else."""
    if content.startswith(PNG) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return (width, height) if width and height else None
    return _jpeg_size(content) if content.startswith(JPEG) else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Walks the segments up to the frame header (ITU T.81, B.2.2)."""
    position = 2
    while position + 9 <= len(content) and content[position] == 0xFF:
        marker = content[position + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return (width, height) if width and height else None
        position += 2 + int.from_bytes(content[position + 2 : position + 4], "big")
    return None
