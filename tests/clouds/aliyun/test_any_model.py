"""Whatever a thing model holds can be set and invoked, and whatever it does not hold is never sent.

Run over all our own models and over those in the folder that ``HOUSEMATE_SAMPLES`` names, each against the
strict stand-in, whose truth must be what was asked.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clouds.aliyun.colors import color_from_wire
from bot.clouds.aliyun.data_types import Type
from bot.clouds.aliyun.features import Feature
from bot.home.capability import Action, Key, writable
from bot.home.command import Command, SetTo, absolute, holds
from bot.home.effect import Status
from bot.home.fit import Reason
from tests.clouds.aliyun.bench import Bench, bench_with
from tests.clouds.aliyun.models import samples
from tests.clouds.aliyun.wishes import fitting, misfitting

EXAMPLES = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,  # one stand-in for all examples of a model
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
    ],
)
SENDS = {"/thing/properties/set", "/thing/service/invoke"}


@pytest.fixture(params=[tsl for _, tsl in samples()], ids=[name for name, _ in samples()])
async def bench(request: pytest.FixtureRequest) -> AsyncIterator[Bench]:
    async with bench_with(request.param) as opened:
        yield opened


@EXAMPLES
@given(data=st.data())
async def test_what_fits_a_model_is_taken_and_becomes_true(bench: Bench, data: st.DataObject) -> None:
    commands: dict[Key, Command] = {}
    for key, feature in bench.features.items():
        if writable(feature.capability):
            value = data.draw(fitting(feature.capability, key.instance), label=str(key))
            command = absolute(Command(bench.device.id, key, SetTo(value)), bench.device)
            assert isinstance(command, Command), f"{key} {value!r}: {command}"
            commands[key] = command
    effects = await bench.cloud.execute(list(commands.values()))
    await bench.settle()
    assert {str(e.command.key): e.problem for e in effects if e.status is not Status.ACCEPTED} == {}
    read = await bench.cloud.read(bench.device)
    for key, command in commands.items():
        feature = bench.features[key]
        assert _is_true(bench, feature, command), f"{key}: {bench.truth(_identifier(feature, key))}"
        if not isinstance(feature.capability, Action) and key.kind != "color":
            assert feature.capability.stateless or holds(command, read), f"{key} {command.change}"


@EXAMPLES
@given(data=st.data())
async def test_what_does_not_fit_a_model_is_refused_and_never_sent(bench: Bench, data: st.DataObject) -> None:
    commands = []
    for key, feature in bench.features.items():
        possible = misfitting(feature.capability, key.instance) if writable(feature.capability) else st.none()
        if not possible.is_empty:
            value = data.draw(possible, label=str(key))
            commands.append(Command(bench.device.id, key, SetTo(value)))
            assert isinstance(absolute(commands[-1], bench.device), Reason), f"{key} {value!r}"
    effects = await bench.cloud.execute(commands)
    assert {str(e.command.key): e.status for e in effects if e.status is not Status.REFUSED} == {}
    assert not SENDS & set(bench.vendor.calls())


def _identifier(feature: Feature, key: Key) -> str:
    return feature.service.identifier if feature.service else feature.sources[key.instance].identifier


def _is_true(bench: Bench, feature: Feature, command: Command) -> bool:
    """Whether the stand-in's truth is what was asked, told in the words of its thing model."""
    assert isinstance(command.change, SetTo)
    asked, truth = command.change.value, bench.truth(_identifier(feature, command.key))
    if command.key == ("color", "color"):
        struct = feature.sources["color"].type
        lit = color_from_wire(struct, truth)
        return lit is not None and max(_distances(lit.rgb(), asked.rgb())) <= _rounding(struct)
    if feature.words:
        key = next(key for key, word in feature.words.items() if word == asked)
        return bool(truth == (key == "1") if isinstance(truth, bool) else truth == key)
    return bool(truth == _plain(asked))


def _rounding(struct: Type) -> float:
    """How far off, of 255, a colour may be that is written in whole steps of this struct's members.

    A sixth of the circle is all the way of one primary: a hue from 0 to 100 may be 1.8 degrees off, and so
    a primary 7.7.
    """
    hues = [part.type.limits for part in struct.members if part.identifier.startswith("Hue")]
    half_steps = [180 / (limits.max - limits.min) for limits in hues if limits]
    return 4 + 255 / 60 * max(half_steps, default=0)


def _distances(one: tuple[int, ...], other: tuple[int, ...]) -> list[int]:
    return [abs(a - b) for a, b in zip(one, other, strict=True)]


def _plain(value: Any) -> Any:
    match value:
        case tuple() | list():
            return [_plain(item) for item in value]
        case dict():
            return {name: _plain(item) for name, item in value.items()}
        case _:
            return value
