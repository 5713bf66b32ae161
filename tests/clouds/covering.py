"""Which operations of a vendor a test exercises: said at the test, and checked when it has run."""

from __future__ import annotations

import functools
import re
from collections.abc import Awaitable, Callable
from typing import ParamSpec

from tests.clouds.vendor import Vendor

P = ParamSpec("P")


def covers(*operations: str) -> Callable[[Callable[P, Awaitable[None]]], Callable[P, Awaitable[None]]]:
    """For a test with a ``Vendor`` among its fixtures: it fails where it did not call these operations.

    An operation is ``POST /thing/info/get``; whatever stands in braces in its path is different in each call.
    """

    def decorate(test: Callable[P, Awaitable[None]]) -> Callable[P, Awaitable[None]]:
        @functools.wraps(test)
        async def checked(*args: P.args, **fixtures: P.kwargs) -> None:
            await test(*args, **fixtures)
            vendors = [fixture for fixture in fixtures.values() if isinstance(fixture, Vendor)]
            called = [call for vendor in vendors for call in _called(vendor)]
            assert [o for o in operations if not any(_is_call(o, call) for call in called)] == []

        vars(checked)["covers"] = operations
        return checked

    return decorate


def _called(vendor: Vendor) -> list[str]:
    return [f"{entry['method']} {entry['path']}" for entry in vendor.world.journal.after(0, vendor.name)]


def _is_call(operation: str, call: str) -> bool:
    pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(operation))
    return re.fullmatch(pattern, call.partition("?")[0]) is not None
