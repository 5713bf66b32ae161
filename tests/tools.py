"""Tools of the machine that some tests need and a developer may lack."""

from __future__ import annotations

import os
import shutil

import pytest

REQUIRED = "HOUSEMATE_REQUIRE"


def needs(tool: str) -> str:
    """The path of a program on this machine.

    Without it the test is skipped; where ``HOUSEMATE_REQUIRE`` is set, as .ci/run does, it fails, so
    that nothing goes untested unnoticed.
    """
    found = shutil.which(tool)
    if found is None:
        say = pytest.fail if os.environ.get(REQUIRED) else pytest.skip
        say(f"{tool} is not installed")
    return found
