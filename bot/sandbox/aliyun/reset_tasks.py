"""A factory reset on its way: it runs for a while, and then it went well, failed, or was never answered."""

from __future__ import annotations

from dataclasses import dataclass

RUNNING, SUCCESS, FAILED, TIMEOUT = "RUNNING", "SUCCESS", "FAILED", "TIMEOUT"
ANSWERED_AFTER = 5.0  # seconds that a thing takes to reset itself
GIVEN_UP_AFTER = 30.0  # seconds without an answer


@dataclass
class ResetTask:
    thing: str
    state: str = RUNNING
