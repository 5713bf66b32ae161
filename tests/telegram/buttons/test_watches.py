"""Buttons of watches survive the trip, fit, and garbage is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.home.capability import keys
from bot.home.request import Above, Becomes, Below, Condition, Finishes, Reading, Watch
from bot.home.suggestions import suggestions
from bot.home.watch_buttons import (
    BeginWatch,
    ShowWatchable,
    ShowWatches,
    SilenceWatch,
    StopWatch,
    WatchButton,
)
from bot.telegram.buttons import pack, unpack
from bot.telegram.buttons.tokens import DATA_LIMIT, UnpackableError
from tests.telegram.houses import FLAT

ids = st.integers(1, 10**17)
limits = st.floats(-(10**6), 10**6, allow_nan=False)
devices = st.sampled_from([device.id for device in FLAT.devices])
readings = st.sampled_from(
    [
        Reading(device.id, key.instance)
        for device in FLAT.devices
        for c in device.capabilities
        for key in keys(c)
    ]
)
conditions: st.SearchStrategy[Condition] = (
    st.builds(Becomes, st.booleans()) | st.builds(Above, limits) | st.builds(Below, limits)
)
begun = st.builds(lambda reading, condition: Watch((reading,), condition), readings, conditions)
buttons: st.SearchStrategy[WatchButton] = (
    st.just(ShowWatches())
    | st.builds(StopWatch, ids)
    | st.builds(SilenceWatch, ids, st.booleans())
    | st.builds(ShowWatchable, devices)
    | st.builds(BeginWatch, begun)
    | st.builds(lambda id_: BeginWatch(Watch((Reading(id_),), Finishes(), repeats=False)), devices)
)


@given(buttons)
def test_a_button_is_the_same_after_the_trip(button: WatchButton) -> None:
    data = pack(button, FLAT)
    assert len(data.encode()) <= DATA_LIMIT
    assert unpack(data, FLAT) == button


@given(st.sampled_from(["wl", "wx", "ws", "wr", "wp", "wb"]), st.text(max_size=40))
def test_whatever_is_forged_is_a_button_of_this_home_or_none(sign: str, rest: str) -> None:
    match unpack(f"{sign}:{rest}", FLAT):
        case ShowWatchable(device=device):
            assert FLAT.device(device)
        case BeginWatch(watch=watch):
            assert all(FLAT.device(id_) for id_ in watch.devices)
        case StopWatch(watch=id_) | SilenceWatch(watch=id_):
            assert 0 < id_ < 2**63
        case other:
            assert other in (None, ShowWatches())


@pytest.mark.parametrize(
    "data",
    [
        "wl:x", "wx:", "wx:0", "wx:-1", "wx:1e9", "ws:99999999999999999999", "wp:nothing", "wb:", "wb:a:b",
        "wb:a:b:c:d", "w:", "wq:1",
    ],
)  # fmt: skip
def test_garbage_is_no_button(data: str) -> None:
    assert unpack(data, FLAT) is None


@pytest.mark.parametrize("limit", ["inf", "nan", "1e999", "", "x"])
def test_no_limit_is_anything_but_a_number(limit: str) -> None:
    data = pack(BeginWatch(Watch((Reading("climate", "temperature"),), Above(1.0))), FLAT)
    assert unpack(data, FLAT) is not None
    assert unpack(data.replace(">1.0", f">{limit}"), FLAT) is None


def test_a_button_watches_one_thing() -> None:
    watch = Watch((Reading("lamp", "on"), Reading("ac", "on")), Becomes(True))
    with pytest.raises(UnpackableError):
        pack(BeginWatch(watch), FLAT)


def test_every_suggestion_can_be_pressed() -> None:
    offered = [watch for device in FLAT.devices for watch in suggestions(device)]
    assert len(offered) > 10
    assert [unpack(pack(BeginWatch(watch), FLAT), FLAT) for watch in offered] == list(
        map(BeginWatch, offered)
    )
