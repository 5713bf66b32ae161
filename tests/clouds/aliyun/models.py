"""Thing models for tests: written as the platform writes them, and those that lie about."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from bot.clouds.aliyun.features import Feature, features_of
from bot.clouds.aliyun.tsl import ThingModel, model_from_wire
from bot.sandbox.households.products import appliances, climate, lighting
from bot.sandbox.households.tsl import Product

Json = dict[str, Any]


def part(identifier: str, type_: str, specs: Any = None, *, access: str = "rw", name: str = "") -> Json:
    """A property, a member or an input."""
    data_type: Json = {"type": type_} | ({} if specs is None else {"specs": specs})
    told: Json = {"identifier": identifier, "dataType": data_type, "accessMode": access}
    return told | ({"name": name} if name else {})


def model(*properties: Any, services: Any = (), events: Any = ()) -> ThingModel:
    return model_from_wire(
        {"properties": properties and list(properties), "services": list(services), "events": list(events)}
    )


def features(
    *properties: Any, type_: str = "other", services: Any = (), events: Any = ()
) -> dict[str, Feature]:
    """By ``kind.instance``; colours by each of their instances."""
    made = features_of(model(*properties, services=services, events=events), type_)
    return {f"{feature.capability.kind}.{i}": feature for feature in made for i in instances(feature)}


def instances(feature: Feature) -> tuple[str, ...]:
    return tuple(feature.sources) or (feature.capability.instance,)


SWITCH = {"0": "关", "1": "开"}
PERCENT = {"min": "0", "max": "100", "step": "1", "unit": "%", "unitName": "百分比"}
HSV = [
    part("Hue", "int", {"min": "0", "max": "360", "step": "1"}),
    part("Saturation", "int", {"min": "0", "max": "100", "step": "1"}),
    part("Value", "int", {"min": "0", "max": "100", "step": "1"}),
]
RGB = [part(name, "int", {"min": "0", "max": "255", "step": "1"}) for name in ("Red", "Green", "Blue")]


def samples() -> list[tuple[str, Any]]:
    """Whole models by name: ours, and those in the folder that ``HOUSEMATE_SAMPLES`` names."""
    shelves = (appliances, climate, lighting)
    ours = [(p.key, p.tsl()) for shelf in shelves for p in vars(shelf).values() if isinstance(p, Product)]
    folder = os.environ.get("HOUSEMATE_SAMPLES")
    theirs = sorted(Path(folder, "tsl").glob("*.json")) if folder else []
    return ours + [(path.stem, json.loads(path.read_text(encoding="utf-8"))) for path in theirs]
