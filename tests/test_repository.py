"""The outside of the repository: what the image copies, what the wheel holds, what the documents promise."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.settings import Settings
from tests.tools import needs

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
VARIABLES = {str(field.alias) for field in Settings.model_fields.values()}
LANGUAGES = sorted(folder.name for folder in (ROOT / "locales").iterdir() if folder.is_dir())


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _copied_into_the_image() -> set[str]:
    copies = re.findall(r"^COPY (?!--from)(.+) \S+$", _read("Dockerfile"), re.MULTILINE)
    return {source for copy in copies for source in copy.split()}


def test_everything_that_the_image_copies_is_here_and_not_ignored() -> None:
    allowed = set(re.findall(r"^!(.+)$", _read(".dockerignore"), re.MULTILINE))
    assert _copied_into_the_image() == allowed
    assert [name for name in allowed if not (ROOT / name).exists()] == []


def test_everything_that_the_wheel_is_built_from_is_copied_into_the_image() -> None:
    build = tomllib.loads(_read("pyproject.toml"))["tool"]["hatch"]["build"]
    wheel = build["targets"]["wheel"]
    needed = {"pyproject.toml", PROJECT["readme"], *PROJECT["license-files"], *wheel["packages"]}
    assert needed | wheel["force-include"].keys() <= _copied_into_the_image()


def test_the_image_runs_as_nobody_in_particular_and_calls_commands_that_exist() -> None:
    dockerfile = _read("Dockerfile")
    assert re.findall(r"^USER (.+)$", dockerfile, re.MULTILINE) == ["housemate"]
    assert 'ENTRYPOINT ["housemate"]' in dockerfile
    assert PROJECT["scripts"] == {"housemate": "bot.__main__:main"}
    called = re.findall(r'^(?:HEALTHCHECK.*)?CMD \["(?:housemate", ")?(\w+)"\]$', dockerfile, re.MULTILINE)
    assert called == ["healthy", "run"]
    assert set(called) <= main.commands.keys()


def test_every_variable_stands_in_the_example_and_in_the_readme_and_no_other() -> None:
    assert set(re.findall(r"^([A-Z_]+)=$", _read(".env.example"), re.MULTILINE)) == VARIABLES
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", _read("README.md"), re.MULTILINE)) == VARIABLES


def test_every_command_stands_in_the_readme() -> None:
    readme = _read("README.md")
    assert [name for name in main.commands if f"housemate {name}" not in readme] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_of_a_document_leads_to_a_file(document: Path) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#\s]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", ["architecture", "extending", "glossary"])
def test_every_file_that_a_document_names_exists(document: str) -> None:
    text = _read(f"docs/{document}.md")
    named = set(re.findall(r"`([\w./]+?/|[\w./]+\.(?:py|toml|po|md))(?:: [\w, ]+)?`", text))
    within = (ROOT, ROOT / "bot", ROOT / "docs")
    example = {name for name in named if re.search(r"\b(mijia|de|dim_all)\b", name)}
    assert [n for n in sorted(named - example) if not any((top / n).exists() for top in within)] == []


def test_every_record_of_a_decision_stands_in_the_index() -> None:
    index = _read("docs/decisions/README.md")
    records = sorted(path.name for path in (ROOT / "docs/decisions").glob("[0-9]*.md"))
    assert [record for record in records if f"({record})" not in index] == []
    numbers = [record[:4] for record in records]
    assert len(numbers) == len(set(numbers))


def test_every_package_that_is_imported_is_declared() -> None:
    extras = PROJECT["optional-dependencies"].values()
    declared = {_name(line) for lines in (PROJECT["dependencies"], *extras) for line in lines}
    distributions = packages_distributions()
    imported = {top for path in (ROOT / "bot").rglob("*.py") for top in _imported(path)}
    foreign = {top: {_name(found) for found in distributions.get(top, [top])} for top in imported}
    assert sorted(top for top, names in foreign.items() if not names & declared) == []


def _imported(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    return {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"bot"}


def _name(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-")


def test_help_names_every_command_and_says_what_it_does() -> None:
    for name, command in main.commands.items():
        assert command.help, name
    assert CliRunner().invoke(main, ["--help"]).exit_code == 0


@pytest.mark.process
def test_make_lists_its_targets_and_refuses_an_old_python(tmp_path: Path) -> None:
    make = needs("make")
    listed = subprocess.run([make], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "make run" in listed.stdout
    assert "make test" in listed.stdout
    (tmp_path / "old").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "old").chmod(0o755)
    for name in ("Makefile", "pyproject.toml", "hatch_build.py"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    refused = subprocess.run([make, "run", "PYTHON=./old"], cwd=tmp_path, capture_output=True, text=True)
    assert refused.returncode != 0
    assert "Python 3.11" in refused.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.mark.process
def test_the_wheel_holds_every_language_compiled_the_page_and_the_migrations(wheel: Path) -> None:
    held = set(ZipFile(wheel).namelist())
    wanted = {f"bot/locales/{code}/LC_MESSAGES/bot.mo" for code in LANGUAGES}
    wanted |= {f"bot/locales/{code}/lexicon.toml" for code in LANGUAGES}
    wanted |= {"bot/sandbox/page/index.html", "bot/memory/migrations/env.py"}
    assert wanted - held == set()
    assert [name for name in held if name.startswith("tests/") or name.endswith(".env")] == []


@pytest.mark.process
def test_the_wheel_understands_a_sentence_away_from_the_repository(wheel: Path, tmp_path: Path) -> None:
    ZipFile(wheel).extractall(tmp_path)
    lamp = '{"id": "d1", "name": "Лампа", "type": "light", "capabilities": [{"kind": "on_off"}]}'
    (tmp_path / "home.json").write_text(f'{{"devices": [{lamp}]}}', encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "understand", "--home", "home.json", "--language", "ru"],
        input="включи лампу\n",
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert '"outcome": "act"' in ended.stdout, ended.stderr
