"""The things of an account and what their models offer; models are asked for once for each product."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.clouds.aliyun import wire
from bot.clouds.aliyun.features import Feature, features_of
from bot.clouds.aliyun.gateway import NAME
from bot.clouds.aliyun.operations import GET_MODEL, GET_MODEL_OF_PRODUCT, LIST_BINDINGS, Operation
from bot.clouds.aliyun.paging import paged
from bot.clouds.aliyun.session import Session
from bot.clouds.aliyun.together import together
from bot.clouds.aliyun.tsl import ThingModel, model_from_wire
from bot.clouds.aliyun.types import device_type
from bot.home.capability import Key, keys
from bot.home.clock import Clock
from bot.home.errors import CloudBusyError, CloudError, CloudProtocolError, CloudUnavailableError
from bot.home.problem import Problem

NOT_FOR_PEOPLE = ("WEB", "APP")
ASK_AGAIN = timedelta(minutes=15)  # for a model that could not be had
PRODUCT_KEYS = ("productKey", "ProductKey")  # the platform's table and its example do not agree


@dataclass(frozen=True)
class Product:
    """``unreadable`` names what of the model is left out; ``failed``: when all of it could not be had."""

    type: str
    features: tuple[Feature, ...] = ()
    unreadable: tuple[str, ...] = ()
    failed: datetime | None = None


@dataclass(frozen=True)
class Thing:
    binding: wire.Binding
    product: Product

    def feature(self, key: Key) -> Feature | None:
        return next((f for f in self.product.features if key in keys(f.capability)), None)


class Things:
    """What is bound to the account, as last listed."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._clock = clock
        self._products: dict[str, Product] = {}
        self._things: dict[str, Thing] = {}
        self._listed = False
        self._listing = asyncio.Lock()

    async def list(self) -> Sequence[Thing]:
        """All things, asked for anew. Raises ``CloudError``."""
        raw = await paged(self._session, LIST_BINDINGS, {})
        rows = wire.readable(wire.Binding, raw)
        if raw and not rows:
            raise CloudProtocolError(NAME, "no binding can be read")
        bindings = {row.iotId: row for row in rows if row.thingType not in NOT_FOR_PEOPLE}
        unknown = {b.productKey: b for b in bindings.values() if not self._knows(b.productKey)}
        products = await together(self._product, list(unknown.values()))
        self._products |= dict(zip(unknown, products, strict=True))
        self._things = {id_: Thing(b, self._products[b.productKey]) for id_, b in bindings.items()}
        self._listed = True
        return tuple(self._things.values())

    async def find(self, id_: str) -> Thing | None:
        """The thing as last listed; the first question lists. Raises ``CloudError``."""
        async with self._listing:
            if not self._listed:
                await self.list()
        return self._things.get(id_)

    def _knows(self, product_key: str) -> bool:
        product = self._products.get(product_key)
        failed = product.failed if product else None
        return product is not None and (failed is None or self._clock.now() - failed < ASK_AGAIN)

    async def _product(self, binding: wire.Binding) -> Product:
        """A model that is refused or garbled costs its product the controls, not the home its devices."""
        shown = binding.productName or binding.productKey
        for operation, params in _questions(binding):
            model = await self._model(operation, params)
            if model:
                type_ = device_type(binding, model)
                unreadable = tuple(f"{shown}: {part}" for part in model.unreadable)
                return Product(type_, features_of(model, type_), unreadable)
        return Product("other", unreadable=(shown,), failed=self._clock.now())

    async def _model(self, operation: Operation, params: Mapping[str, Any]) -> ThingModel | None:
        """None where it is refused or cannot be read. Raises ``CloudError`` for the account's own trouble."""
        try:
            return model_from_wire(await self._session.call(operation, params))
        except (CloudError, ValueError, RecursionError) as error:
            if isinstance(error, CloudError) and _concerns_the_account(error):
                raise
            return None


def _questions(binding: wire.Binding) -> list[tuple[Operation, dict[str, str]]]:
    """How a model can be asked for, the best way first."""
    of_product = [(GET_MODEL_OF_PRODUCT, {spelling: binding.productKey}) for spelling in PRODUCT_KEYS]
    return [(GET_MODEL, {"iotId": binding.iotId}), *of_product]


def _concerns_the_account(error: CloudError) -> bool:
    login = (Problem.LOGIN_NEEDED, Problem.LOGIN_REPLACED, Problem.APP_KEY_REFUSED)
    return isinstance(error, CloudUnavailableError | CloudBusyError) or error.problem in login
