"""The things of an account and what their models offer; models are asked for once for each product."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.clouds.aliyun import wire
from bot.clouds.aliyun.features import Feature, features_of
from bot.clouds.aliyun.gateway import NAME
from bot.clouds.aliyun.operations import GET_MODEL, LIST_BINDINGS
from bot.clouds.aliyun.places import paged
from bot.clouds.aliyun.session import Session
from bot.clouds.aliyun.together import together
from bot.clouds.aliyun.tsl import model_from_wire
from bot.clouds.aliyun.types import device_type
from bot.home.capability import Key, keys
from bot.home.errors import CloudBusyError, CloudError, CloudProtocolError, CloudUnavailableError
from bot.home.problem import Problem

NOT_FOR_PEOPLE = ("WEB", "APP")


@dataclass(frozen=True)
class Product:
    """``unreadable`` names what of the model is left out; ``failed``: all of it, so it is asked for again."""

    type: str
    features: tuple[Feature, ...] = ()
    unreadable: tuple[str, ...] = ()
    failed: bool = False


@dataclass(frozen=True)
class Thing:
    binding: wire.Binding
    product: Product

    def feature(self, key: Key) -> Feature | None:
        return next((f for f in self.product.features if key in keys(f.capability)), None)


class Things:
    """What is bound to the account, as last listed."""

    def __init__(self, session: Session) -> None:
        self._session = session
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
        new = {b.productKey: b for b in bindings.values() if b.productKey not in self._products}
        products = await together(self._product, list(new.values()))
        known = self._products | dict(zip(new, products, strict=True))
        self._products = {key: product for key, product in known.items() if not product.failed}
        self._things = {id_: Thing(b, known[b.productKey]) for id_, b in bindings.items()}
        self._listed = True
        return tuple(self._things.values())

    async def find(self, id_: str) -> Thing | None:
        """The thing as last listed; the first question lists. Raises ``CloudError``."""
        async with self._listing:
            if not self._listed:
                await self.list()
        return self._things.get(id_)

    async def _product(self, binding: wire.Binding) -> Product:
        """A model that is refused or garbled costs its product the controls, not the home its devices."""
        shown = binding.productName or binding.productKey
        try:
            told = await self._session.call(GET_MODEL, {"iotId": binding.iotId})
            model = model_from_wire(told)
        except (CloudError, ValueError, RecursionError) as error:
            if isinstance(error, CloudError) and _concerns_the_account(error):
                raise
            return Product("other", unreadable=(shown,), failed=True)
        type_ = device_type(binding, model)
        unreadable = tuple(f"{shown}: {part}" for part in model.unreadable)
        return Product(type_, features_of(model, type_), unreadable)


def _concerns_the_account(error: CloudError) -> bool:
    login = (Problem.LOGIN_NEEDED, Problem.LOGIN_REPLACED, Problem.APP_KEY_REFUSED)
    return isinstance(error, CloudUnavailableError | CloudBusyError) or error.problem in login
