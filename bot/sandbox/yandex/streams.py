"""``video_stream``: a camera asked for its picture gives an address (reference, sections 1.3 and 2)."""

from __future__ import annotations

from typing import Any

from bot.sandbox.world import Thing
from bot.sandbox.yandex.values import ActionError

TYPE = "devices.capabilities.video_stream"
Json = dict[str, Any]


def stream(thing: Thing, action: Json) -> Json:
    """The value in the result of ``get_stream``. Raises ActionError INVALID_ACTION or INVALID_VALUE."""
    offered = next((entry for entry in thing.vendor.get("raw", ()) if entry["type"] == TYPE), None)
    if offered is None or action["state"]["instance"] != "get_stream":
        raise ActionError("INVALID_ACTION", "no stream here")
    value = action["state"]["value"]
    wanted = value.get("protocols") if isinstance(value, dict) else None
    if not isinstance(wanted, list):
        raise ActionError("INVALID_VALUE", "protocols expected")
    protocol = next((known for known in offered["parameters"]["protocols"] if known in wanted), None)
    if protocol is None:
        raise ActionError("INVALID_VALUE", "no such protocol")
    return {"stream_url": f"https://streams.example/{thing.id}/live.m3u8", "protocol": protocol}
