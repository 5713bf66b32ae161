"""Keeps the import table of docs/architecture.md true, and the commands that must start at once fast."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.home import errors

ROOT = Path(__file__).parent.parent
ANYTHING = "anything"


@dataclass(frozen=True)
class Room:
    """A row of the table: what a package or module of bot/ may import. Names are dotted, without ``bot.``"""

    name: str
    rooms: frozenset[str]
    packages: frozenset[str]

    def holds(self, module: str) -> bool:
        return bool(re.match(self.name.replace(".*", r"\.\w+") + r"(\.|$)", module))

    def may_import(self, importer: str, imported: str) -> bool:
        own = ".".join(importer.split(".")[: self.name.count(".") + 1])
        top, _, module = imported.partition(".")
        if top == "bot":
            return ANYTHING in self.rooms or any(_within(module, room) for room in (own, *self.rooms))
        return ANYTHING in self.packages or top in self.packages or top in sys.stdlib_module_names


def _within(module: str, room: str) -> bool:
    return module == room or module.startswith(room + ".")


def _rooms() -> list[Room]:
    """The rows of the table, the most particular first."""
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    table = text.partition("| room |")[2].partition("\n\n")[0]
    cells = [re.findall(r"[^|]+", line) for line in table.splitlines()[2:]]
    rows = [[frozenset(re.findall(r"`([\w.*]+)`", cell)) for cell in row] for row in cells]
    rooms = [Room(name, bot, packages) for names, bot, packages in rows for name in names]
    return sorted(rooms, key=lambda room: room.name.count("."), reverse=True)


def _modules() -> dict[str, Path]:
    """Every module of bot/ by its dotted name, without ``bot.``"""
    paths = sorted((ROOT / "bot").rglob("*.py"))
    parts = {path: path.relative_to(ROOT / "bot").with_suffix("").parts for path in paths}
    names = {path: ".".join(part for part in parts[path] if part != "__init__") for path in paths}
    return {name: path for path, name in names.items() if name}


ROOMS = _rooms()
MODULES = _modules()


def _imports(path: Path) -> Iterator[str]:
    """Everything that a file imports, wherever in the file it does."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                for alias in names:
                    inner = f"{module}.{alias.name}"
                    is_module = inner.removeprefix("bot.") in MODULES
                    yield "." * level + (inner if is_module else module or "")


def _forbidden(module: str, path: Path) -> list[str]:
    room = next(room for room in ROOMS if room.holds(module))
    return [name for name in _imports(path) if name != "bot" and not room.may_import(module, name)]


def test_every_module_imports_only_what_the_table_allows() -> None:
    found = {module: _forbidden(module, path) for module, path in MODULES.items()}
    assert {module: names for module, names in found.items() if names} == {}


def test_every_module_has_a_row_and_every_row_names_what_exists() -> None:
    assert [m for m in MODULES if not any(room.holds(m) for room in ROOMS)] == []
    assert [r.name for r in ROOMS if not any(r.holds(module) for module in MODULES)] == []
    allowed = {name for room in ROOMS for name in room.rooms} - {ANYTHING}
    assert sorted(allowed - MODULES.keys()) == []


@pytest.mark.parametrize(
    ("module", "imported", "allowed"),
    [
        ("home.capability", "bot.home.house", True),
        ("home.capability", "dataclasses", True),
        ("home.capability", "pydantic", False),
        ("home.capability", "bot.homely", False),
        ("intents.switch", "bot.clouds.yandex", False),
        ("clouds.yandex.cloud", "bot.clouds.yandex.wire", True),
        ("clouds.yandex.cloud", "bot.clouds.aliyun.wire", False),
        ("telegram.cards", "bot.memory.tables", False),
        ("sandbox.yandex", "bot.clouds.yandex.wire", False),
        ("app", "bot.memory.memory", True),
    ],
)
def test_the_table_is_read_as_it_is_meant(module: str, imported: str, allowed: bool) -> None:
    room = next(room for room in ROOMS if room.holds(module))
    assert room.may_import(module, imported) is allowed


SLOW = ("aiogram", "sqlalchemy", "httpx", "aiohttp", "alembic")
HOME = '{"devices": [{"id": "d1", "name": "Lamp", "type": "light", "capabilities": [{"kind": "on_off"}]}]}'
WATCHED = f"""
import atexit, sys
atexit.register(lambda: print("slow:", *sorted(set({SLOW!r}) & set(sys.modules)), file=sys.stderr))
from bot.__main__ import main
main()
"""


@pytest.mark.process
@pytest.mark.parametrize(
    "arguments", [["--help"], ["healthy", "--help"], ["understand", "--home", "home.json"]]
)
def test_a_command_that_must_start_at_once_imports_nothing_slow(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "home.json").write_text(HOME)
    ended = subprocess.run(
        [sys.executable, "-c", WATCHED, *arguments],
        input="turn on the lamp\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        timeout=60,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.strip()
    assert ended.stderr.splitlines()[-1] == "slow:"


@pytest.mark.process
def test_a_sandbox_alone_loads_no_part_of_a_bot() -> None:
    parts = {"aiogram", "sqlalchemy", "bot.app"}
    code = f"import sys; import bot.running; print(*sorted({parts} & set(sys.modules)))"
    command = [sys.executable, "-c", code]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert (ended.stdout.strip(), ended.stderr, ended.returncode) == ("", "", 0)


def test_except_home_error_catches_every_error_that_is_ours() -> None:
    ours = [
        thing for thing in vars(errors).values() if isinstance(thing, type) and issubclass(thing, Exception)
    ]
    assert len(ours) >= 8
    assert [error for error in ours if not issubclass(error, errors.HomeError)] == []
