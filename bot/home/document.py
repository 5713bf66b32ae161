"""home.json: a home as a document, whatever cloud it comes from (docs/understand-format.md)."""

from __future__ import annotations

from typing import Any

from bot.home.capability_document import capability_of
from bot.home.errors import SettingsError
from bot.home.export import to_document
from bot.home.house import Device, Group, House, Room, Scene
from bot.home.node import Node

__all__ = ["from_document", "to_document"]


def from_document(document: Any) -> House:
    """The home of a document; ``SettingsError`` names the field that is not as it must be."""
    home = Node(document, "").fields()
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


def _check_unique(home: Node, field: str, ids: list[str]) -> None:
    seen: set[str] = set()
    for n, id_ in enumerate(ids):
        if id_ in seen:
            raise SettingsError(
                f"{home.get(field).path}[{n}].id: expected another id than {id_!r}, which is taken"
            )
        seen.add(id_)


def _room(node: Node) -> Room:
    return Room(
        node.get("id").name(),
        node.get("name").text(),
        node.get("aliases").texts(),
        node.get("floor").maybe_text(),
    )


def _group(node: Node) -> Group:
    return Group(
        node.get("id").name(),
        node.get("name").text(),
        node.get("aliases").texts(),
        node.get("devices").texts(),
    )


def _scene(node: Node) -> Scene:
    return Scene(node.get("id").name(), node.get("name").text(), node.get("aliases").texts())


def _device(node: Node) -> Device:
    return Device(
        id=node.get("id").name(),
        name=node.get("name").text(),
        type=node.get("type").maybe_text() or "other",
        aliases=node.get("aliases").texts(),
        room=node.get("room").maybe_text(),
        online=node.get("online").maybe_flag(),
        sensitive=node.get("sensitive").flag(),
        capabilities=tuple(capability_of(item.fields()) for item in node.get("capabilities").items()),
    )
