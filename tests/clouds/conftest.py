"""Fixtures for the clouds: no waiting between attempts, and every vendor's stand-in on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
import stamina

from tests.clouds.vendor import VENDORS, Vendor, open_vendor


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    """Retries happen as often as in production, but at once."""
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture(params=VENDORS)
async def vendor(request: pytest.FixtureRequest) -> AsyncIterator[Vendor]:
    """The stand-in of each discovered cloud in turn, with an account in it."""
    async with open_vendor(request.param) as opened:
        yield opened


@pytest.fixture
async def yandex() -> AsyncIterator[Vendor]:
    async with open_vendor("yandex") as opened:
        yield opened


@pytest.fixture
async def aliyun() -> AsyncIterator[Vendor]:
    async with open_vendor("aliyun") as opened:
        yield opened
