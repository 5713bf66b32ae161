"""``/thing/extended/property/*``: notes on a thing (reference, section 5, operations 13 to 15)."""

from __future__ import annotations

from bot.sandbox.aliyun.envelope import RefusalError
from bot.sandbox.aliyun.operation import Call, Operation

MOST = 10
KEY_BELOW = 64  # characters
VALUE_BELOW = 128  # characters


def set_tag(call: Call) -> None:
    """Raises RefusalError 460 for a key or value that is too long, and for an eleventh tag."""
    tags, key, value = call.cloud.tags[call.thing().id], _key(call), call.text("dataValue")
    if len(value) >= VALUE_BELOW:
        raise RefusalError(460, "dataValue")
    if key not in tags and len(tags) >= MOST:
        raise RefusalError(460, "too many tags")
    tags[key] = value


def tag(call: Call) -> str | None:
    return call.cloud.tags[call.thing().id].get(_key(call))


def delete_tag(call: Call) -> None:
    call.cloud.tags[call.thing().id].pop(_key(call), None)


def _key(call: Call) -> str:
    key = call.text("dataKey")
    if len(key) >= KEY_BELOW:
        raise RefusalError(460, "dataKey")
    return key


OPERATIONS = (
    Operation("/thing/extended/property/set", ("1.0.2",), set_tag),
    Operation("/thing/extended/property/get", ("1.0.2",), tag),
    Operation("/thing/extended/property/delete", ("1.0.0",), delete_tag),
)
