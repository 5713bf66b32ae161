"""``housemate understand``: sentences in, JSON lines out, without Telegram, clouds or a database.

The files and their fields are those of docs/understand-format.md.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any, TextIO

from bot.home.capability import with_value
from bot.home.command import Command, SetTo, absolute
from bot.home.document import from_document
from bot.home.errors import HomeError, SettingsError
from bot.home.fit import Reason
from bot.home.house import House
from bot.home.request import Act, Ask, Clarify, Option, Request
from bot.intents import Understander, Understood, picked_of
from bot.intents.explaining import explained
from bot.intents.following import put_off
from bot.intents.undo import undoing
from bot.understanding.context import Context
from bot.understanding.frames import Frame, frame_of
from bot.understanding.lexicon import load_all

CHOSEN = 0.95
"""How sure an answer to "which one?" is."""


class LineError(Exception):
    """A line of the input that is no sentence; the run goes on."""


@dataclass(frozen=True)
class Line:
    """One sentence and what it was said in."""

    text: str
    language: str
    overheard: bool
    session: str | None = None
    room: str | None = None
    now: datetime | None = None
    home: str | None = None


@dataclass
class Session:
    """A conversation: the home as its earlier lines left it, and what the last one did."""

    house: House
    last: tuple[Command, ...] = ()
    undo: Act | None = None
    about: tuple[str, ...] = ()
    heard: Ask | None = None
    planned: Act | None = None
    offered: tuple[Option, ...] = ()

    def remember(self, request: Request, now: datetime) -> None:
        """What is for later changes nothing yet."""
        self.offered = request.options if isinstance(request, Clarify) else ()
        match request:
            case Ask(readings=readings) as request:
                self.about = tuple(reading.device for reading in readings)
                self.heard = request
            case Act(commands=commands, when=when) as request:
                self.last, self.undo, self.about, self.heard = commands, None, (), None
                delay = timedelta(seconds=when.in_seconds or 0) if when else timedelta()
                self.planned = put_off(request, when.at if when and when.at else now + delay)
                if when is None:
                    self.undo = undoing(commands, self.house)
                    self.house = after(self.house, commands)


@dataclass
class Run:
    """One run of the command: its homes and its conversations."""

    understander: Understander
    home: Path | None
    explain: bool
    houses: dict[str, House] = field(default_factory=dict)
    sessions: dict[tuple[str | None, str], Session] = field(default_factory=dict)

    def house(self, name: str | None) -> House:
        """A home by its file; ``SettingsError`` names the field that is wrong."""
        path = Path(name) if name else self.home
        if path is None:
            raise SettingsError('--home: expected a file, or a "home" in every line')
        if str(path) not in self.houses:
            self.houses[str(path)] = read_home(path)
        return self.houses[str(path)]

    def answer(self, line: Line) -> Frame:
        session = self._session(line)
        context = Context(
            line.language,
            line.now or datetime.now(),
            line.room,
            line.overheard,
            session.last,
            session.undo,
            session.about,
            bool(session.offered),
            heard=session.heard,
            planned=session.planned,
        )
        started = perf_counter()
        understood = self.understander.understand(line.text, session.house, context)
        if places := self.understander.chosen(line.text, session.house, session.offered):
            understood = replace(understood, request=picked_of(session.offered, places), confidence=CHOSEN)
        elapsed = (perf_counter() - started) * 1000
        if line.session:
            session.remember(understood.request, context.now)
        return _frame(line, understood, elapsed, self.explain)

    def _session(self, line: Line) -> Session:
        if line.session is None:
            return Session(self.house(line.home))
        key = (line.home, line.session)
        if key not in self.sessions:
            self.sessions[key] = Session(self.house(line.home))
        return self.sessions[key]


def run(
    stdin: Iterable[str],
    stdout: TextIO,
    home_path: Path | None,
    language: str,
    overheard: bool,
    explain: bool,
) -> int:
    """Answer every line; the exit status is 2, with one line on stderr, when a home cannot be read."""
    try:
        conversation = Run(Understander(load_all()), home_path, explain)
        if home_path is not None:
            conversation.house(None)
        for text in stdin:
            if text.strip():
                print(_answered(conversation, text, language, overheard), file=stdout, flush=True)
    except HomeError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _answered(conversation: Run, text: str, language: str, overheard: bool) -> str:
    try:
        frame = conversation.answer(parse_line(text, language, overheard))
    except LineError as error:
        frame = {"error": str(error), "text": text.strip()}
    return json.dumps(frame, ensure_ascii=False)


def parse_line(text: str, language: str, overheard: bool) -> Line:
    """A line of input: a JSON object, or the sentence itself."""
    text = text.strip().removeprefix("\ufeff")
    if not text.startswith("{"):
        return Line(text, language, overheard)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise LineError(f"not valid JSON: {error}") from error
    said = document.get("text")
    if not isinstance(said, str):
        raise LineError("text: expected a text")
    return Line(
        said,
        _text_or_none(document, "language") or language,
        bool(document.get("overheard", overheard)),
        _text_or_none(document, "session"),
        _text_or_none(document, "room"),
        _moment(_text_or_none(document, "now")),
        _text_or_none(document, "home"),
    )


def _text_or_none(document: dict[str, Any], name: str) -> str | None:
    value = document.get(name)
    if value is not None and not isinstance(value, str):
        raise LineError(f"{name}: expected a text")
    return value


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError as error:
        raise LineError("now: expected a local time such as 2026-11-23T12:00") from error


def read_home(path: Path) -> House:
    """A home.json; ``SettingsError`` names the file and the field."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: {error}") from error
    try:
        return from_document(document)
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}") from error


def after(house: House, commands: Iterable[Command]) -> House:
    """The house as it would be once the commands are carried out."""
    for command in commands:
        device = house.device(command.device)
        done = absolute(command, device) if device else None
        if device is None or done is None or isinstance(done, Reason) or not isinstance(done.change, SetTo):
            continue
        value, key = done.change.value, done.key
        if key.kind == "action":
            continue
        changed = tuple(
            with_value(c, value) if c is device.capability(key) else c for c in device.capabilities
        )
        house = house.with_devices([replace(device, capabilities=changed)])
    return house


def _frame(line: Line, understood: Understood, elapsed: float, explain: bool) -> Frame:
    frame = {"text": line.text, "language": line.language, **frame_of(understood.request)}
    frame |= {"confidence": understood.confidence, "ms": round(elapsed, 3)}
    return frame | ({"explain": explained(understood)} if explain else {})
