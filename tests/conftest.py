"""Fixtures that several rooms share: the sandbox with a bot, started once for all who talk to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.databases import new_place, place, postgres  # noqa: F401 - fixtures
from tests.person import Neighbourhood
from tests.redis_server import redis_url, shared  # noqa: F401 - fixtures
from tests.running import neighbourhood as running_neighbourhood

# How long an example takes, or takes to be made up, says nothing on a machine that is busy with other tests.
# The same ones are tried every time, so that a run that fails says something of the change that it is for;
# new ones are looked for with --hypothesis-profile=explore.
settings.register_profile(
    "shared machine", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "explore", settings.get_profile("shared machine"), derandomize=False, max_examples=1000
)
settings.load_profile("shared machine")


@pytest.fixture(scope="session")
def running() -> Iterator[Neighbourhood]:
    """All households of the sandbox, served by a bot in a process of its own."""
    with running_neighbourhood() as world:
        yield world


@pytest.fixture
def world(running: Neighbourhood) -> Iterator[Neighbourhood]:
    """The running sandbox; afterwards mended of all faults, and every device what it was before."""
    before = running.get("/api/devices")
    yield running
    running.mend()
    running.put_back(before)
