"""Faults on order: what ``POST /api/faults`` asks for and which request it strikes."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

TARGETS = ("telegram", "yandex", "aliyun")
KINDS = ("status", "code", "slow", "hang", "drop", "garbage", "truncated", "wrong_types", "expire", "replace")


@dataclass
class Fault:
    """``apply`` is ``before`` (nothing happens) or ``after`` (the effect takes place, the answer is lost).

    ``code`` is the vendor's own: a number, or a word such as Yandex's ``DEVICE_UNREACHABLE``.
    ``path`` matches the end of the request's path, ``device`` an id anywhere in its path or body;
    ``count`` says how many requests it strikes.
    """

    id: int
    target: str
    kind: str
    path: str | None = None
    device: str | None = None
    status: int = 503
    code: int | str = 500
    seconds: float = 2.0
    retry_after: int | None = None
    apply: str = "before"
    count: int = 1

    def strikes(self, target: str, path: str, body: str) -> bool:
        return (
            self.target == target
            and self.count > 0
            and (self.path is None or path.endswith(self.path))
            and (self.device is None or self.device in path or self.device in body)
        )


class Faults:
    def __init__(self) -> None:
        self._ids = itertools.count(1)
        self._faults: list[Fault] = []

    def add(self, **wanted: object) -> Fault:
        fault = Fault(id=next(self._ids), **wanted)  # type: ignore[arg-type]  # checked by the person API
        self._faults.append(fault)
        return fault

    def clear(self) -> None:
        self._faults.clear()

    def take(self, target: str, path: str, body: str) -> Fault | None:
        """The oldest fault that strikes this request, used up by one."""
        for fault in self._faults:
            if fault.strikes(target, path, body):
                fault.count -= 1
                return fault
        return None
