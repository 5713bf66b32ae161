"""The peer: hassil with the sentences of home-assistant-intents, the engine behind Home Assistant's Assist.

Sentences are matched as Home Assistant does (the best match, names found in the sentence first, the chat's
room as the satellite's area), and a match is resolved to entities by name, area, floor, domain and device
class, as its ``async_match_targets`` does. What it would do is told as our frames are, so that one judge
serves both. It keeps no conversation, and has no notion of being overheard.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from time import perf_counter
from typing import Any

from hassil.intents import Intents
from hassil.recognize import RecognizeResult, recognize_best
from home_assistant_intents import get_intents

from bench.contender import Frame, Said
from bench.peer_home import Entity, PeerHome

LANGUAGES = {"en": "en", "ru": "ru", "zh": "zh-CN"}
HUES = {"red": 0, "orange": 30, "yellow": 60, "green": 120, "turquoise": 174, "teal": 180, "cyan": 180}
HUES |= {"blue": 240, "purple": 280, "magenta": 300, "pink": 330}

Slots = Mapping[str, Any]
Commands = list[dict[str, Any]]


class Peer:
    """hassil, with the homes that it has been told of."""

    def __init__(self) -> None:
        self.name = f"hassil {version('hassil')}, intents {version('home-assistant-intents')}"
        self._homes: dict[str, PeerHome] = {}

    def answer(self, said: Said) -> Frame:
        home = self._home(said)
        started = perf_counter()
        frame = self._frame(said, home)
        return frame | {"text": said.text, "ms": (perf_counter() - started) * 1000}

    def _home(self, said: Said) -> PeerHome:
        known = self._homes.get(said.home)
        if known is None or known.house is not said.house:
            known = self._homes[said.home] = PeerHome(said.house)
            known.lists("")
        return known

    def _frame(self, said: Said, home: PeerHome) -> Frame:
        result = recognize_best(
            said.text,
            intents(said.language),
            slot_lists=home.lists(said.text),
            intent_context={"area": said.room} if said.room else None,
            language=LANGUAGES[said.language],
            best_slot_name="name",
        )
        if result is None:
            return _outcome("not_understood")
        return _carried_out(result, home, said.room)


@cache
def intents(language: str) -> Intents:
    """The sentences of a language, compiled once."""
    document = get_intents(LANGUAGES[language])
    if document is None:
        raise LookupError(f"home-assistant-intents has no {LANGUAGES[language]}")
    return Intents.from_dict(dict(document))


def _outcome(outcome: str, **fields: Any) -> Frame:
    empty = {"commands": [], "scene": None, "report": [], "candidates": [], "when": None, "reason": None}
    return {"outcome": outcome, **empty, **fields}


def _carried_out(result: RecognizeResult, home: PeerHome, room: str | None) -> Frame:
    slots = {name: entity.value for name, entity in result.entities.items()}
    intent = result.intent.name
    if intent == "HassNevermind":
        return _outcome("cancel")
    targets = matched(home, slots, room, WANTED.get(intent))
    if intent in ("HassGetState", "HassClimateGetTemperature"):
        return _report(targets, "temperature" if intent == "HassClimateGetTemperature" else None)
    if intent not in DOING:
        return _outcome("manage", manage={"intent": intent, "args": {}})
    if not targets:
        return _outcome("not_found")
    named = {entity.area for entity in targets}
    if "name" in slots and len(targets) > 1 and len(named) > 1:
        return _outcome("clarify", candidates=[e.id for e in targets], commands=DOING[intent](targets, slots))
    if targets[0].domain == "scene":
        return _outcome("act", scene=targets[0].id)
    return _outcome("act", commands=DOING[intent](targets, slots))


def _report(targets: Sequence[Entity], instance: str | None) -> Frame:
    if not targets:
        return _outcome("not_found")
    report = [{"device": entity.id, "instance": instance} for entity in targets]
    return _outcome("report", report=report, question=None)


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


def matched(
    home: PeerHome, slots: Slots, room: str | None, wanted: Sequence[str] | None
) -> Sequence[Entity]:
    """The entities that fit every slot; of namesakes those in the chat's own room."""
    domains = [slots["domain"]] if isinstance(slots.get("domain"), str) else slots.get("domain") or wanted
    area = None if slots.get("domain") == "scene" else slots.get("area")
    rooms = {r.id for r in home.house.rooms if r.floor == slots.get("floor")} if "floor" in slots else None
    if wanted and "vacuum" in wanted:
        area = rooms = None  # what is to be cleaned, not where the robot stands
    found = [
        entity
        for entity in home.entities
        if (not domains or entity.domain in domains)
        and ("name" not in slots or slots["name"] in entity.names)
        and (area is None or entity.area == area)
        and (rooms is None or entity.area in rooms)
        and ("device_class" not in slots or entity.device_class in _listed(slots["device_class"]))
    ]
    near = [entity for entity in found if room and entity.area == room]
    return near if "name" in slots and near else found


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [value]


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
            if entity.domain != "scene":
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
