"""The peer: hassil with the sentences of home-assistant-intents, the engine behind Home Assistant's Assist.

Sentences are matched as Home Assistant does (the best match, names found in the sentence first, the chat's
room as the satellite's area), and a match is resolved to entities by name, area, floor, domain and device
class, as its ``async_match_targets`` does. What it would do is told as our frames are, so that one judge
serves both. It keeps no conversation, and has no notion of being overheard.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from time import perf_counter
from typing import Any

from hassil.intents import Intents
from hassil.recognize import RecognizeResult, recognize_best
from home_assistant_intents import get_intents

from bench.contender import Frame, Said
from bench.peer_deeds import DOING, WANTED, Slots
from bench.peer_home import Entity, PeerHome

LANGUAGES = {"en": "en", "ru": "ru", "zh": "zh-CN"}
SECONDS = {"hours": 3600, "minutes": 60, "seconds": 1}


class Peer:
    """hassil, with the homes that it has been told of."""

    def __init__(self) -> None:
        self.name = "hassil"
        self.version = f"{version('hassil')} with home-assistant-intents {version('home-assistant-intents')}"
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
        result = self._recognized(said.text, said, home)
        delayed = result.entities.get("conversation_command") if result else None
        if result is None or delayed is None:
            return _carried_out(result, home, said.room)
        result_of_delayed = self._recognized(delayed.text, said, home)
        return _carried_out(result_of_delayed, home, said.room) | {"when": _delay(result)}

    def _recognized(self, text: str, said: Said, home: PeerHome) -> RecognizeResult | None:
        return recognize_best(
            text,
            intents(said.language),
            slot_lists=home.lists(text),
            intent_context={"area": said.room} if said.room else None,
            language=LANGUAGES[said.language],
            best_slot_name="name",
        )


@cache
def intents(language: str) -> Intents:
    """The sentences of a language, compiled once."""
    document = get_intents(LANGUAGES[language])
    if document is None:
        raise LookupError(f"home-assistant-intents has no {LANGUAGES[language]}")
    return Intents.from_dict(dict(document))


def _outcome(outcome: str, **fields: Any) -> Frame:
    empty: Frame = {
        "commands": [],
        "scene": None,
        "report": [],
        "candidates": [],
        "when": None,
        "reason": None,
    }
    return {"outcome": outcome, **empty, **fields}


def _delay(result: RecognizeResult) -> dict[str, int]:
    slots = {name: entity.value for name, entity in result.entities.items()}
    return {"in_seconds": sum(int(slots.get(unit, 0)) * seconds for unit, seconds in SECONDS.items())}


def _carried_out(result: RecognizeResult | None, home: PeerHome, room: str | None) -> Frame:
    if result is None:
        return _outcome("not_understood")
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
    if targets[0].domain in ("scene", "script"):
        return _outcome("act", scene=targets[0].id)
    return _outcome("act", commands=DOING[intent](targets, slots))


def _report(targets: Sequence[Entity], instance: str | None) -> Frame:
    if not targets:
        return _outcome("not_found")
    report = [{"device": entity.id, "instance": instance} for entity in targets]
    return _outcome("report", report=report, question=None)


def matched(home: PeerHome, slots: Slots, room: str | None, wanted: Sequence[str] | None) -> Sequence[Entity]:
    """The entities that fit every slot; of namesakes those in the chat's own room."""
    domains = [slots["domain"]] if isinstance(slots.get("domain"), str) else slots.get("domain") or wanted
    area = None if slots.get("domain") == "scene" else slots.get("area")
    rooms = {r.id for r in home.house.rooms if r.floor == slots.get("floor")} if "floor" in slots else None
    if wanted == ("vacuum",):
        area = None  # what is to be cleaned, not where the robot stands
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
