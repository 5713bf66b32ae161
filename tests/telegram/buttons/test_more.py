"""Callback data of what is under "More": every button survives the trip, and garbage means nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.home.capability import keys
from bot.home.more_buttons import (
    AskValue,
    MoreButton,
    MoveToCloud,
    PauseCloudTimer,
    RemoveCloudTimer,
    RemoveTag,
    SetWidget,
    SetWidgetProperty,
    mark_of,
)
from bot.telegram.buttons import pack, unpack
from bot.telegram.buttons.more import OF_A_DEVICE
from bot.telegram.buttons.tokens import DATA_LIMIT
from tests.telegram.houses import CHINESE_FLAT, FLAT

devices = st.sampled_from([device.id for device in FLAT.devices])
marks = st.text(max_size=80).map(mark_of)
values = [AskValue(device.id, key) for device in FLAT.devices for c in device.capabilities for key in keys(c)]
buttons: st.SearchStrategy[MoreButton] = st.one_of(
    st.sampled_from(values),
    *(st.builds(type_, devices) for type_ in OF_A_DEVICE.values()),
    st.builds(RemoveTag, devices, marks),
    st.builds(RemoveCloudTimer, devices, marks),
    st.builds(SetWidget, devices, st.booleans()),
    st.builds(SetWidgetProperty, devices, marks, st.booleans()),
    st.builds(PauseCloudTimer, devices, marks, st.booleans()),
    st.builds(MoveToCloud, devices, st.integers(1, 10**18 - 1)),
)


@given(buttons)
def test_a_button_means_the_same_after_the_trip(button: MoreButton) -> None:
    data = pack(button, FLAT)
    assert len(data.encode()) <= DATA_LIMIT
    assert unpack(data, FLAT) == button


@given(
    st.sampled_from(["e", *(f"e{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")]), st.text(max_size=40)
)
def test_garbage_is_no_button(sign: str, rest: str) -> None:
    assert unpack(f"{sign}:{rest}", FLAT) is None


@given(buttons, st.text(min_size=1, max_size=20))
def test_what_is_behind_a_button_is_no_part_of_it(button: MoreButton, more: str) -> None:
    grown = unpack(pack(button, FLAT) + more, FLAT)
    assert grown is None or (isinstance(button, MoveToCloud) and isinstance(grown, MoveToCloud))


@given(buttons)
def test_a_device_of_another_home_is_refused(button: MoreButton) -> None:
    assert unpack(pack(button, FLAT), CHINESE_FLAT) is None
