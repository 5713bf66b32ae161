"""Buttons of what is planned.

d:<job>   call off    h:<job>, r:<job>   pause, go on    t:   all plans
"""

from __future__ import annotations

from typing import assert_never

from bot.home.button import CallOff, Pause, PlanButton, ShowPlans
from bot.home.house import House
from bot.telegram.buttons.tokens import is_number

SIGNS = "dhrt"


def pack(button: PlanButton) -> str:
    match button:
        case CallOff(job=job):
            return f"d:{job}"
        case Pause(job=job, paused=paused):
            return f"{'h' if paused else 'r'}:{job}"
        case ShowPlans():
            return "t:"
    assert_never(button)


def unpack(parts: list[str], _house: House) -> PlanButton | None:
    match parts:
        case ["d", job] if is_number(job):
            return CallOff(int(job))
        case [("h" | "r") as sign, job] if is_number(job):
            return Pause(int(job), sign == "h")
        case ["t", ""]:
            return ShowPlans()
        case _:
            return None
