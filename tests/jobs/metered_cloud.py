"""A cloud that notes who was waiting for its calls, and counts them as the real ones do."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.home.account import CountsCalls
from bot.home.background import is_background
from tests.fake_cloud import FakeCloud


@dataclass
class MeteredCloud(FakeCloud):
    """The home's account 1."""

    meter: CountsCalls | None = None
    asked: list[str] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)

    def _called(self, what: str) -> None:
        (self.unasked if is_background() else self.asked).append(what)
        if self.meter:
            self.meter.count_call(1, is_background())
        super()._called(what)
