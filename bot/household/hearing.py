"""Whatever is read of a home's devices, for whomever: others hear of it, so that nothing is read twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from bot.home.account import HearsOfLogins
from bot.home.house import Device, House
from bot.home.problem import OF_THE_LOGIN, Problem

Hear = Callable[[House, Sequence[Device]], None]
"""Called with the house as it was before, and the devices as they are now. Must not wait for anything."""

HearProblems = Callable[[int, Iterable[Problem | None]], None]
"""Called with an account and what its answers were: success (None) or a problem, each."""


class HearsOfValues(Protocol):
    def learned(self, home: int, before: House, fresh: Sequence[Device]) -> None: ...


class Hearers:
    """Those who hear of what is read; they may come later than the homes."""

    def __init__(self) -> None:
        self._hearers: list[HearsOfValues] = []

    def add(self, hearer: HearsOfValues) -> None:
        self._hearers.append(hearer)

    def learned(self, home: int, before: House, fresh: Sequence[Device]) -> None:
        for hearer in self._hearers:
            hearer.learned(home, before, fresh)


def has_changed(before: Device | None, after: Device) -> bool:
    """Whether anything is different that people see; that the same was heard once more is not."""
    if before is None or before.online != after.online:
        return True
    known = {(c.kind, c.instance): c.value for c in before.capabilities}
    return any(known.get((c.kind, c.instance)) != c.value for c in after.capabilities)


def heard_of_login(logins: HearsOfLogins | None, account: int, problems: Iterable[Problem | None]) -> None:
    """Pass on what an account's answers say of its login: success, or one of its problems.

    Other problems say nothing: some are found before anything is sent.
    """
    told = set(problems)
    login = next((problem for problem in told if problem in OF_THE_LOGIN), None)
    if logins and (login or None in told):
        logins.heard(account, login)
