"""Against the sandbox without a bot: real commands, real HTTP, and a data folder for each test."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operating.operator import Operator
from tests.running import Alone, sandbox_alone


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Alone]:
    with sandbox_alone() as alone:
        yield alone


@pytest.fixture
def newcomer(sandbox: Alone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Operator]:
    """Somebody with an empty data folder."""
    monkeypatch.chdir(tmp_path)  # away from a developer's .env
    yield Operator(sandbox, tmp_path / "data")
    sandbox.world.mend()


@pytest.fixture
def first_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Operator]:
    """Somebody with an empty data folder and a sandbox of their own, whose tokens may be used up."""
    monkeypatch.chdir(tmp_path)
    with sandbox_alone() as alone:
        yield Operator(alone, tmp_path / "data")


@pytest.fixture
def operator(newcomer: Operator) -> Operator:
    """Somebody whose bot has served the sandbox's homes before."""
    asyncio.run(newcomer.plant())
    return newcomer
