from __future__ import annotations

import sys

import pytest

from tests.tools import REQUIRED, needs

MISSING = "a-program-that-nobody-has"


def test_a_tool_that_is_here_is_found_by_its_path() -> None:
    assert needs(sys.executable) == sys.executable


def test_a_missing_tool_skips_the_test_and_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(REQUIRED, raising=False)
    with pytest.raises(pytest.skip.Exception, match=MISSING):
        needs(MISSING)


def test_a_missing_tool_fails_the_test_where_tools_are_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(REQUIRED, "1")
    with pytest.raises(pytest.fail.Exception, match=MISSING):
        needs(MISSING)
