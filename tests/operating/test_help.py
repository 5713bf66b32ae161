"""Help is short of breath for nobody: it loads nothing that is slow."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.test_architecture import ROOT, WATCHED


@pytest.mark.process
@pytest.mark.parametrize("command", ["connect", "devices", "doctor", "export"])
def test_help_comes_at_once(command: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", WATCHED, command, "--help"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        timeout=60,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith("Usage:")
    assert ended.stderr.splitlines()[-1] == "slow:"
