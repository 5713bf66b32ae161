"""What machines are told to do: start, stop, pause, go home, next track, mute, lock.

A verb is tried on a device in several ways, best first: a robot "stops" by its action, a player by
its pause; what has no such action may still have a switch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.home.capability import Key, Limits, Range, writable
from bot.home.command import Command, SetTo, ShiftBy
from bot.home.fit import Misfit, Reason
from bot.home.house import Device
from bot.home.request import Question
from bot.intents.wish import Fulfilment, Wish
from bot.understanding.clause import Clause

Way = tuple[str, Any]
"""A key (``action.start``) and the value to give it."""

WAYS: dict[str, tuple[Way, ...]] = {
    "unlock": (("lock.lock", False), ("action.unlock", None)),
    "lock": (("lock.lock", True), ("action.lock", None)),
    "unmute": (("toggle.mute", False), ("action.unmute", None)),
    "mute": (("toggle.mute", True), ("action.mute", None), ("range.volume", 0)),
    "dock": (("action.dock", None),),
    "locate": (("action.locate", None),),
    "next": (("action.next_track", None),),
    "previous": (("action.previous_track", None),),
    "resume": (
        ("action.resume", None),
        ("action.play", None),
        ("toggle.pause", False),
        ("action.start", None),
    ),
    "pause": (("action.pause", None), ("toggle.pause", True), ("action.stop", None)),
    "stop": (("action.stop", None), ("action.pause", None), ("toggle.pause", True), ("on_off.on", False)),
    "clean": (("action.start", None), ("on_off.on", True)),
    "play": (("action.play", None), ("toggle.pause", False), ("action.start", None), ("on_off.on", True)),
    "start": (("action.start", None), ("action.play", None), ("toggle.pause", False), ("on_off.on", True)),
}
"""Every verb and its ways; the order is that in which verbs said together are believed."""

TOGETHER = (
    frozenset(("clean", "start", "stop", "pause", "resume", "dock", "previous")),
    frozenset(("play", "start", "stop", "pause", "resume", "next", "previous")),
    frozenset(("mute", "stop", "pause")),
    frozenset(("unmute", "start", "play")),
)
"""Verbs that may be said of one thing in one breath: "stop cleaning", but not "clean" and "quiet"."""

GOING_ON = ("resume", "pause", "stop", "play", "dock", "next", "previous", "mute", "unmute")
"""Verbs that are said of what was spoken of last, where they can be."""

CHANNEL = Key("range", "channel")
CHANNELS = {"next": 1, "previous": -1}
"""What "next" means to a television without tracks."""

ROBOTS = ("vacuum_cleaner", "lawn_mower")


@dataclass(frozen=True)
class Operate:
    """``cleaning``: said of cleaning, which only robots resume, pause or stop."""

    verb: str
    cleaning: bool = False
    question: Question | None = None

    def on(self, device: Device) -> Fulfilment:
        command = self._command(device)
        return (command,) if command else Reason(Misfit.NO_CAPABILITY, _offered(device))

    def suits(self, device: Device) -> bool:
        robot = _is_robot(device)
        command = self._command(device)
        if command is None or (self.cleaning and not robot):
            return False
        if robot and (self.cleaning or self.verb == "start"):
            return True
        best_way = str(command.key) == WAYS[self.verb][0][0]
        return best_way or command.key == CHANNEL or self._plays(device)

    def goes_on_with(self, device: Device) -> bool:
        """Whether "pause", said after the device was spoken of, is said of it."""
        robot = _is_robot(device)
        return self.verb in GOING_ON and (robot or self.suits(device))

    @property
    def roams(self) -> bool:
        """Whether it is done in a room by what need not stand there: a robot comes."""
        return self.cleaning

    @property
    def continues(self) -> bool:
        """Whether it is said of what was spoken of last, where that can do it: who sent off the robot and
        says "go on" means the robot."""
        return self.verb in ("resume", "pause", "stop")

    def prefers(self, device: Device) -> bool:
        """Music is paused before robots are, and silenced before what merely hums."""
        return self._plays(device)

    def _plays(self, device: Device) -> bool:
        if self.verb not in ("pause", "resume", "play", "mute", "unmute") or self.cleaning:
            return False
        return device.is_a("media_device") or device.is_a("speaker") or device.is_a("smart_speaker")

    def _command(self, device: Device) -> Command | None:
        robot = _is_robot(device)
        for name, value in WAYS["clean" if robot and self.verb == "start" else self.verb]:
            kind, _, instance = name.partition(".")
            key = Key(kind, instance)
            capability = device.capability(key)
            if capability is None or not writable(capability):
                continue
            if self.verb == "clean" and key.kind == "on_off" and not robot:
                continue  # to clean the air conditioner is somebody's work, not its own
            if isinstance(capability, Range) and isinstance(capability.limits, Limits):
                value = capability.limits.min
            return Command(device.id, key, SetTo(value))
        if self.verb in CHANNELS and device.capability(CHANNEL):
            return Command(device.id, CHANNEL, ShiftBy(CHANNELS[self.verb], sized=False))
        return None


def _offered(device: Device) -> tuple[str, ...]:
    return tuple(c.name or c.instance for c in device.capabilities)


SAYS = (
    *(f"action.{verb}" for verb in (*WAYS, "set", "run", "toggle", "turn_on", "turn_off")),
    *("state.locked", "state.unlocked", "state.on", "state.off", "property.volume", "property.channel"),
)


def _is_robot(device: Device) -> bool:
    return any(device.is_a(type_) for type_ in ROBOTS)


def read(clause: Clause) -> Sequence[Wish]:
    if clause.asks or clause.numbers or not clause.says_only(*SAYS):
        return ()
    verbs = [verb for verb in WAYS if clause.has(f"action.{verb}")]
    if clause.has("state.locked") and not verbs:
        verbs = ["lock"]
    if clause.has("state.unlocked") and not verbs:
        verbs = ["unlock"]
    if clause.has("property.volume") and not verbs:
        verbs = _sound(clause)
    if clause.has("property.volume", "property.channel") and {"lock", "unlock"} & set(verbs):
        return ()  # "门锁音量" is what a lock has, and locks nothing
    if clause.has("kind.player/track") and clause.has("action.toggle") and not verbs:
        verbs = ["next"]  # "change the song"
    if len(verbs) > 1 and not any(group.issuperset(verbs) for group in TOGETHER):
        return ()
    return [Operate(verb, "clean" in verbs) for verb in verbs]


def _sound(clause: Clause) -> list[str]:
    """ "Sound off" is mute."""
    if clause.has("action.turn_off", "state.off"):
        return ["mute"]
    return ["unmute"] if clause.has("action.turn_on", "state.on") else []
