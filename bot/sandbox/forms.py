"""Bodies of requests as forms: read from bytes, since the body was read once already for the journal."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser
from urllib.parse import parse_qsl

SHOWN = 20_000  # characters of a body that the journal keeps


@dataclass(frozen=True)
class Part:
    """One field of a multipart form; ``filename`` is None for a plain field."""

    name: str
    filename: str | None
    content_type: str
    content: bytes


def urlencoded(body: bytes) -> dict[str, str]:
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def multipart(content_type: str, body: bytes) -> list[Part]:
    """The fields of a ``multipart/form-data`` body (RFC 7578); raises ValueError without a boundary."""
    header = Message()
    header["Content-Type"] = content_type
    boundary = header.get_param("boundary")
    if not isinstance(boundary, str):
        raise ValueError("multipart without a boundary")
    chunks = (b"\r\n" + body).split(b"\r\n--" + boundary.encode())
    return [_part(chunk) for chunk in chunks[1:] if not chunk.startswith(b"--")]


def _part(chunk: bytes) -> Part:
    head, _, content = chunk.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    headers = BytesHeaderParser().parsebytes(head)
    name = _unescaped(headers.get_param("name", header="content-disposition"))
    filename = _unescaped(headers.get_param("filename", header="content-disposition"))
    return Part(name or "", filename, headers.get_content_type(), content)


def _unescaped(parameter: object) -> str | None:
    """Browsers and clients send names as raw UTF-8; the header parser keeps such bytes as surrogates."""
    if parameter is None:
        return None
    if isinstance(parameter, tuple):  # RFC 2231: charset, language, value
        return str(parameter[2])
    return str(parameter).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def shown(content_type: str, body: bytes) -> str:
    """A body as the journal shows it: files of a form as their size, other bytes as text, both cut."""
    if not content_type.startswith("multipart/form-data"):
        return body.decode("utf-8", "replace")[:SHOWN]
    try:
        parts = multipart(content_type, body)
    except ValueError:
        return f"({len(body)} bytes)"
    lines = (
        f"{part.name}={part.content.decode('utf-8', 'replace')}"
        if part.filename is None
        else f"{part.name}=({len(part.content)} bytes)"
        for part in parts
    )
    return "&".join(lines)[:SHOWN]
