"""One capability of home.json: each kind has a reader of its own (docs/understand-format.md)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.home.capability import (
    Action,
    Array,
    Capability,
    Choice,
    Color,
    Date,
    Event,
    Hsv,
    Limits,
    Lock,
    Mode,
    OnOff,
    Range,
    Sensor,
    Struct,
    Text,
    Toggle,
)
from bot.home.fit import is_number
from bot.home.node import Node

Document = Mapping[str, Any]


def capability_of(node: Node) -> Capability:
    """The capability of an object; ``SettingsError`` names the field that is wrong."""
    kind = node.get("kind").value
    read = _READERS.get(kind) if isinstance(kind, str) else None
    if read is None:
        raise node.get("kind").fail(f"one of {', '.join(_READERS)}")
    described = {
        "name": node.get("name").maybe_text(),
        "read_only": node.get("read_only").flag(),
        "stateless": node.get("stateless").flag(),
    }
    return read(node, described)


def _on_off(node: Node, described: Document) -> OnOff:
    return OnOff(value=node.get("value").maybe_flag(), **described)


def _toggle(node: Node, described: Document) -> Toggle:
    return Toggle(instance=node.get("instance").name(), value=node.get("value").maybe_flag(), **described)


def _range(node: Node, described: Document) -> Range:
    return Range(
        instance=node.get("instance").name(),
        value=node.get("value").maybe_number(),
        limits=_limits(node),
        unit=node.get("unit").maybe_text(),
        relative_only=node.get("relative_only").flag(),
        **described,
    )


def _limits(node: Node) -> Limits | None:
    low, high, step = (node.get(field).maybe_number() for field in ("min", "max", "step"))
    if low is None or high is None:
        return None
    if low > high:
        raise node.get("max").fail(f"a number not below min ({low})")
    if step is not None and step < 0:
        raise node.get("step").fail("a number above 0")
    return Limits(low, high, step or None)


def _choices(node: Node) -> tuple[Choice, ...]:
    return tuple(
        Choice(item.value)
        if isinstance(item.value, str)
        else Choice(item.fields().get("value").text(), item.get("name").maybe_text())
        for item in node.items()
    )


def _mode(node: Node, described: Document) -> Mode:
    return Mode(
        instance=node.get("instance").name(),
        choices=_choices(node.get("modes")),
        value=node.get("value").maybe_text(),
        **described,
    )


def _color(node: Node, described: Document) -> Color:
    kelvin = node.get("temperature_k")
    return Color(
        colors=bool(node.get("models").texts()),
        temperature_k=None if kelvin.value is None else _limits(kelvin.fields()),
        scenes=_choices(node.get("scenes")),
        value=_color_value(node.get("value")),
        **described,
    )


def _color_value(node: Node) -> Hsv | float | str | None:
    if isinstance(node.value, dict):
        h, s, v = (node.get(axis).maybe_number() for axis in "hsv")
        if h is None or s is None or v is None:
            raise node.fail("numbers h, s and v")
        return Hsv(h, s, v)
    return node.value if isinstance(node.value, str) else node.maybe_number()


def _lock(node: Node, described: Document) -> Lock:
    return Lock(value=node.get("value").maybe_flag(), **described)


def _action(node: Node, described: Document) -> Action:
    return Action(instance=node.get("instance").name(), inputs=_members(node.get("inputs")), **described)


def _members(node: Node) -> tuple[Capability, ...]:
    return tuple(capability_of(item.fields()) for item in node.items())


def _text(node: Node, described: Document) -> Text:
    length = node.get("length").maybe_number()
    return Text(
        instance=node.get("instance").name(),
        length=None if length is None else int(length),
        value=node.get("value").maybe_text(),
        **described,
    )


def _struct(node: Node, described: Document) -> Struct:
    value = node.get("value")
    return Struct(
        instance=node.get("instance").name(),
        fields=_members(node.get("fields")),
        value=None if value.value is None else dict(value.fields().value),
        **described,
    )


def _array(node: Node, described: Document) -> Array:
    item, size, value = node.get("item"), node.get("size").maybe_number(), node.get("value")
    return Array(
        instance=node.get("instance").name(),
        item=None if item.value is None else capability_of(item.fields()),
        size=None if size is None else int(size),
        value=None if value.value is None else tuple(i.value for i in value.items()),
        **described,
    )


def _date(node: Node, described: Document) -> Date:
    return Date(instance=node.get("instance").name(), value=node.get("value").maybe_text(), **described)


def _sensor(node: Node, described: Document) -> Sensor:
    value = node.get("value").value
    if value is not None and not is_number(value) and not isinstance(value, str):
        raise node.get("value").fail("a number or a text")
    return Sensor(
        instance=node.get("instance").name(), unit=node.get("unit").maybe_text(), value=value, **described
    )


def _event(node: Node, described: Document) -> Event:
    return Event(
        instance=node.get("instance").name(),
        choices=_choices(node.get("values")),
        value=node.get("value").maybe_text(),
        **described,
    )


_READERS: dict[str, Callable[[Node, Document], Capability]] = {
    "on_off": _on_off,
    "toggle": _toggle,
    "range": _range,
    "mode": _mode,
    "color": _color,
    "lock": _lock,
    "action": _action,
    "text": _text,
    "struct": _struct,
    "array": _array,
    "date": _date,
    "sensor": _sensor,
    "event": _event,
}
