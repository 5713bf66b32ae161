"""The things in the widget of the vendor's phone app, and what the widget shows of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pydantic import Field

from bot.clouds.aliyun import wire
from bot.clouds.aliyun.operations import LIST_WIDGET_PROPERTIES, LIST_WIDGETS, REPLACE_WIDGETS
from bot.clouds.aliyun.part import Part
from bot.home.abilities import Widget
from bot.home.capability import Capability

OF_ANY_TYPE = {"I18Language": "en-US"}


class ShownProperty(wire.Wire):
    """Values are left aside: the widget tells them all as strings, and later than a read does."""

    identifier: str = Field(alias="propertyIdentifier")


class ShownThing(wire.Wire):
    iotId: str  # noqa: N815  # the vendor's spelling
    productKey: str  # noqa: N815
    nickName: str | None = None  # noqa: N815
    productName: str = ""  # noqa: N815
    properties: tuple[ShownProperty, ...] = ()


class Widgets(Part):
    """The ability ``HasWidgets``. Vendor calls: 1 each."""

    async def widgets(self) -> tuple[Widget, ...]:
        rows = wire.readable(ShownThing, wire.rows(await self._session.call(LIST_WIDGETS, {})))
        return tuple(
            Widget(
                row.iotId,
                row.productKey,
                row.nickName or row.productName,
                tuple(shown.identifier for shown in row.properties),
            )
            for row in rows
        )

    async def set_widgets(self, widgets: Sequence[Widget]) -> None:
        """A widget without properties shows what the platform thinks best; one without a product is new."""
        entries = [_entry(replace(w, product=w.product or await self._product(w.device))) for w in widgets]
        await self._session.call(REPLACE_WIDGETS, {"componentProductList": entries})

    async def widget_properties(self, device: str) -> Mapping[str, Capability]:
        """Of what the widget offers, what this thing's model lets people see."""
        thing = await self._thing(device)
        params = {"productKey": thing.binding.productKey, "iotId": device, "query": OF_ANY_TYPE}
        told = wire.rows(await self._session.call(LIST_WIDGET_PROPERTIES, params))
        offered = {row.identifier for row in wire.readable(ShownProperty, told)}
        return {
            described.identifier: feature.capability
            for feature in thing.product.features
            for described in feature.sources.values()
            if described.identifier in offered
        }

    async def _product(self, device: str) -> str:
        return (await self._thing(device)).binding.productKey


def _entry(widget: Widget) -> dict[str, object]:
    entry: dict[str, object] = {"iotId": widget.device, "productKey": widget.product}
    if widget.properties:
        entry["properties"] = [{"propertyIdentifier": identifier} for identifier in widget.properties]
    return entry
