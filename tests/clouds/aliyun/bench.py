"""A thing of any model in the strict stand-in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from bot.clouds.aliyun.features import Feature, features_of
from bot.clouds.aliyun.tsl import model_from_wire
from bot.home.capability import Key, keys
from bot.home.cloud import Cloud
from bot.home.house import Device
from bot.sandbox.households.aliyun_home import AliyunHome
from bot.sandbox.households.any_model import product_of
from bot.sandbox.households.tsl import Product
from bot.sandbox.world import Household
from tests.clouds.vendor import Vendor, serving


@dataclass
class Bench:
    """The only thing there is, as its adapter sees it and as it truly is."""

    vendor: Vendor
    cloud: Cloud
    device: Device
    product: Product

    @property
    def features(self) -> dict[Key, Feature]:
        offered = features_of(model_from_wire(self.product.tsl()), self.device.type)
        return {key: feature for feature in offered for key in keys(feature.capability)}

    def truth(self, identifier: str) -> Any:
        """What is true of a property, or the inputs that a service was last given."""
        own = (p.key for p in self.product.properties if p.identifier == identifier)
        found = self.vendor.thing(self.device.id).capability(next(own, f"action.{identifier}"))
        assert found is not None
        return found["value"]

    async def settle(self) -> None:
        """What was accepted is done in the loop's next rounds."""
        for _ in range(3):
            await asyncio.sleep(0)


@asynccontextmanager
async def bench_with(tsl: Mapping[str, Any]) -> AsyncIterator[Bench]:
    home, product = AliyunHome("lab", "Lab"), product_of(tsl)
    home.thing(home.room("Bench"), "Thing", product, {}, delay=0.0)
    household = Household("lab", "Lab", "en", "UTC", [], [], home.things, {"aliyun": home.account()})
    async with serving("aliyun", household) as vendor:
        cloud = vendor.connect()
        (device,) = (await cloud.listing()).devices
        yield Bench(vendor, cloud, device, product)
