"""home.json: a home as a document, whatever cloud it comes from (docs/understand-format.md)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
from bot.home.errors import SettingsError
from bot.home.export import to_document
from bot.home.fit import is_number
from bot.home.house import Device, Group, House, Room, Scene

__all__ = ["from_document", "to_document"]

Document = Mapping[str, Any]


@dataclass(frozen=True)
class _Node:
    """A value of the document and the path by which an error names it."""

    value: Any
    path: str

    def fail(self, expected: str) -> SettingsError:
        return SettingsError(f"{self.path or 'home'}: expected {expected}")

    def fields(self) -> _Node:
        if not isinstance(self.value, dict):
            raise self.fail("an object")
        return self

    def get(self, field: str) -> _Node:
        return _Node(self.value.get(field), f"{self.path}.{field}" if self.path else field)

    def items(self) -> list[_Node]:
        if self.value is None:
            return []
        if not isinstance(self.value, list | tuple):
            raise self.fail("a list")
        return [_Node(item, f"{self.path}[{n}]") for n, item in enumerate(self.value)]

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise self.fail("a text")
        return self.value

    def name(self) -> str:
        """A text that is not empty."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.fail("a text that is not empty")
        return self.value

    def maybe_text(self) -> str | None:
        return None if self.value is None else self.text()

    def texts(self) -> tuple[str, ...]:
        return tuple(item.text() for item in self.items())

    def flag(self) -> bool:
        return bool(self.maybe_flag())

    def maybe_flag(self) -> bool | None:
        if self.value is not None and not isinstance(self.value, bool):
            raise self.fail("true or false")
        return self.value

    def maybe_number(self) -> float | None:
        if self.value is None:
            return None
        if not is_number(self.value):
            raise self.fail("a number")
        number: float = self.value
        return number


def from_document(document: Any) -> House:
    """The home of a document; ``SettingsError`` names the field that is not as it must be."""
    home = _Node(document, "").fields()
    rooms = tuple(_room(item.fields()) for item in home.get("rooms").items())
    devices = tuple(_device(item.fields()) for item in home.get("devices").items())
    _check_unique(home, "devices", [d.id for d in devices])
    _check_unique(home, "rooms", [r.id for r in rooms])
    return House(
        home.get("name").maybe_text() or "",
        rooms,
        tuple(_group(item.fields()) for item in home.get("groups").items()),
        tuple(_scene(item.fields()) for item in home.get("scenes").items()),
        devices,
    )


def _check_unique(home: _Node, field: str, ids: list[str]) -> None:
    seen: set[str] = set()
    for n, id_ in enumerate(ids):
        if id_ in seen:
            raise SettingsError(
                f"{home.get(field).path}[{n}].id: expected another id than {id_!r}, which is taken"
            )
        seen.add(id_)


def _room(node: _Node) -> Room:
    return Room(
        node.get("id").name(),
        node.get("name").text(),
        node.get("aliases").texts(),
        node.get("floor").maybe_text(),
    )


def _group(node: _Node) -> Group:
    return Group(
        node.get("id").name(),
        node.get("name").text(),
        node.get("aliases").texts(),
        node.get("devices").texts(),
    )


def _scene(node: _Node) -> Scene:
    return Scene(node.get("id").name(), node.get("name").text(), node.get("aliases").texts())


def _device(node: _Node) -> Device:
    return Device(
        id=node.get("id").name(),
        name=node.get("name").text(),
        type=node.get("type").maybe_text() or "other",
        aliases=node.get("aliases").texts(),
        room=node.get("room").maybe_text(),
        online=node.get("online").maybe_flag(),
        sensitive=node.get("sensitive").flag(),
        capabilities=tuple(_capability(item.fields()) for item in node.get("capabilities").items()),
    )


def _capability(node: _Node) -> Capability:
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


def _on_off(node: _Node, described: Document) -> OnOff:
    return OnOff(value=node.get("value").maybe_flag(), **described)


def _toggle(node: _Node, described: Document) -> Toggle:
    return Toggle(instance=node.get("instance").name(), value=node.get("value").maybe_flag(), **described)


def _range(node: _Node, described: Document) -> Range:
    return Range(
        instance=node.get("instance").name(),
        value=node.get("value").maybe_number(),
        limits=_limits(node),
        unit=node.get("unit").maybe_text(),
        relative_only=node.get("relative_only").flag(),
        **described,
    )


def _limits(node: _Node) -> Limits | None:
    low, high, step = (node.get(field).maybe_number() for field in ("min", "max", "step"))
    if low is None or high is None:
        return None
    if low > high:
        raise node.get("max").fail(f"a number not below min ({low})")
    if step is not None and step < 0:
        raise node.get("step").fail("a number above 0")
    return Limits(low, high, step or None)


def _choices(node: _Node) -> tuple[Choice, ...]:
    return tuple(
        Choice(item.value)
        if isinstance(item.value, str)
        else Choice(item.fields().get("value").text(), item.get("name").maybe_text())
        for item in node.items()
    )


def _mode(node: _Node, described: Document) -> Mode:
    return Mode(
        instance=node.get("instance").name(),
        choices=_choices(node.get("modes")),
        value=node.get("value").maybe_text(),
        **described,
    )


def _color(node: _Node, described: Document) -> Color:
    kelvin = node.get("temperature_k")
    return Color(
        colors=bool(node.get("models").texts()),
        temperature_k=None if kelvin.value is None else _limits(kelvin.fields()),
        scenes=_choices(node.get("scenes")),
        value=_color_value(node.get("value")),
        **described,
    )


def _color_value(node: _Node) -> Hsv | float | str | None:
    if isinstance(node.value, dict):
        h, s, v = (node.get(axis).maybe_number() for axis in "hsv")
        if h is None or s is None or v is None:
            raise node.fail("numbers h, s and v")
        return Hsv(h, s, v)
    return node.value if isinstance(node.value, str) else node.maybe_number()


def _lock(node: _Node, described: Document) -> Lock:
    return Lock(value=node.get("value").maybe_flag(), **described)


def _action(node: _Node, described: Document) -> Action:
    return Action(instance=node.get("instance").name(), inputs=_members(node.get("inputs")), **described)


def _members(node: _Node) -> tuple[Capability, ...]:
    return tuple(_capability(item.fields()) for item in node.items())


def _text(node: _Node, described: Document) -> Text:
    length = node.get("length").maybe_number()
    return Text(
        instance=node.get("instance").name(),
        length=None if length is None else int(length),
        value=node.get("value").maybe_text(),
        **described,
    )


def _struct(node: _Node, described: Document) -> Struct:
    value = node.get("value")
    return Struct(
        instance=node.get("instance").name(),
        fields=_members(node.get("fields")),
        value=None if value.value is None else dict(value.fields().value),
        **described,
    )


def _array(node: _Node, described: Document) -> Array:
    item, size, value = node.get("item"), node.get("size").maybe_number(), node.get("value")
    return Array(
        instance=node.get("instance").name(),
        item=None if item.value is None else _capability(item.fields()),
        size=None if size is None else int(size),
        value=None if value.value is None else tuple(i.value for i in value.items()),
        **described,
    )


def _date(node: _Node, described: Document) -> Date:
    return Date(instance=node.get("instance").name(), value=node.get("value").maybe_text(), **described)


def _sensor(node: _Node, described: Document) -> Sensor:
    value = node.get("value").value
    if value is not None and not is_number(value) and not isinstance(value, str):
        raise node.get("value").fail("a number or a text")
    return Sensor(
        instance=node.get("instance").name(), unit=node.get("unit").maybe_text(), value=value, **described
    )


def _event(node: _Node, described: Document) -> Event:
    return Event(
        instance=node.get("instance").name(),
        choices=_choices(node.get("values")),
        value=node.get("value").maybe_text(),
        **described,
    )


_READERS: dict[str, Callable[[_Node, Document], Capability]] = {
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
