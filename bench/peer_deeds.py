"""What each intent of the peer does to the entities that it found, as commands of our frames."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bench.peer_home import Entity

HUES = {"red": 0, "orange": 30, "yellow": 60, "green": 120, "turquoise": 174, "teal": 180, "cyan": 180}
HUES |= {"blue": 240, "purple": 280, "magenta": 300, "pink": 330}

Slots = Mapping[str, Any]
Commands = list[dict[str, Any]]

WANTED = {
    "HassLightSet": ("light",),
    "HassClimateSetTemperature": ("climate",),
    "HassClimateSetFanMode": ("climate",),
    "HassClimateGetTemperature": ("climate", "sensor"),
    "HassFanSetSpeed": ("fan",),
    "HassSetPosition": ("cover", "valve"),
    "HassVacuumStart": ("vacuum",),
    "HassVacuumReturnToBase": ("vacuum",),
    "HassVacuumCleanArea": ("vacuum",),
    "HassLawnMowerStartMowing": ("lawn_mower",),
    "HassLawnMowerDock": ("lawn_mower",),
} | dict.fromkeys(
    (
        "HassMediaNext",
        "HassMediaPause",
        "HassMediaPrevious",
        "HassMediaUnpause",
        "HassMediaPlayerMute",
        "HassMediaPlayerUnmute",
        "HassSetVolume",
        "HassSetVolumeRelative",
    ),
    ("media_player",),
)
"""The domains that an intent's handler looks for."""


def _each(kind: str, instance: str, value: Any, change: str = "set") -> Callable[..., Commands]:
    """Commands that do the same to every target; ``value`` may depend on the slots."""

    def commands(targets: Sequence[Entity], slots: Slots) -> Commands:
        chosen = value(slots) if callable(value) else value
        return [
            {"device": e.id, "kind": kind, "instance": instance, "change": change, "value": chosen}
            for e in targets
        ]

    return commands


def _switch(on: bool) -> Callable[..., Commands]:
    def commands(targets: Sequence[Entity], slots: Slots) -> Commands:
        done = []
        for entity in targets:
            kind, instance = ("lock", "lock") if entity.domain == "lock" else ("on_off", "on")
            if entity.domain not in ("scene", "script"):
                done += _each(kind, instance, on)([entity], slots)
        return done

    return commands


def _light(targets: Sequence[Entity], slots: Slots) -> Commands:
    if "brightness" in slots:
        return _each("range", "brightness", slots["brightness"])(targets, slots)
    if "temperature" in slots:
        return _each("color", "temperature_k", slots["temperature"])(targets, slots)
    color = {"h": HUES.get(str(slots.get("color")), 0), "s": 0 if slots.get("color") == "white" else 100}
    return _each("color", "color", color | {"v": 100})(targets, slots)


def _louder(targets: Sequence[Entity], slots: Slots) -> Commands:
    step = slots.get("volume_step")
    size = {"up": 10, "down": -10}.get(step, step) if isinstance(step, str) else step
    return _each("range", "volume", size, "shift")(targets, slots)


DOING: Mapping[str, Callable[..., Commands]] = {
    "HassTurnOn": _switch(True),
    "HassTurnOff": _switch(False),
    "HassLightSet": _light,
    "HassClimateSetTemperature": _each("range", "temperature", lambda s: s.get("temperature")),
    "HassClimateSetFanMode": _each("mode", "fan_speed", lambda s: s.get("fan_mode")),
    "HassFanSetSpeed": _each("range", "fan_speed", lambda s: s.get("percentage")),
    "HassSetPosition": _each("range", "open", lambda s: s.get("position")),
    "HassSetVolume": _each("range", "volume", lambda s: s.get("volume_level")),
    "HassSetVolumeRelative": _louder,
    "HassMediaNext": _each("action", "next_track", None),
    "HassMediaPrevious": _each("action", "previous_track", None),
    "HassMediaPause": _each("action", "pause", None),
    "HassMediaUnpause": _each("action", "play", None),
    "HassMediaPlayerMute": _each("toggle", "mute", True),
    "HassMediaPlayerUnmute": _each("toggle", "mute", False),
    "HassVacuumStart": _each("action", "start", None),
    "HassVacuumCleanArea": _each("action", "start", None),
    "HassVacuumReturnToBase": _each("action", "dock", None),
    "HassLawnMowerStartMowing": _each("action", "start", None),
    "HassLawnMowerDock": _each("action", "dock", None),
}
"""What each intent that changes something comes to."""
