"""The things of the household in Hangzhou, as a test wants them: by name, and with their adapter."""

from __future__ import annotations

from bot.clouds.aliyun.cloud import AliyunCloud
from bot.home.cloud import Cloud
from tests.clouds.vendor import Vendor


def the(aliyun: Vendor, name: str) -> str:
    """The id of the only thing of that name."""
    (found,) = [thing.id for thing in aliyun.household.things if thing.name == name]
    return found


def connected(aliyun: Vendor, **secrets: str) -> AliyunCloud:
    cloud: Cloud = aliyun.connect(**secrets)
    assert isinstance(cloud, AliyunCloud)
    return cloud
