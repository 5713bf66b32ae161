"""Callback data of what is under "More": every button survives the trip, and garbage means nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.home.capability import keys
from bot.home.more_buttons import AskValue, MoreButton
from bot.telegram.buttons import DATA_LIMIT, pack, unpack
from tests.telegram.houses import CHINESE_FLAT, FLAT

values = [AskValue(device.id, key) for device in FLAT.devices for c in device.capabilities for key in keys(c)]
buttons: st.SearchStrategy[MoreButton] = st.sampled_from(values)


@given(buttons)
def test_a_button_means_the_same_after_the_trip(button: MoreButton) -> None:
    data = pack(button, FLAT)
    assert len(data.encode()) <= DATA_LIMIT
    assert unpack(data, FLAT) == button


@given(st.sampled_from(["e", "ev", "er", "et", "ex"]), st.text(max_size=40))
def test_garbage_is_no_button(sign: str, rest: str) -> None:
    assert unpack(f"{sign}:{rest}", FLAT) is None


@given(buttons)
def test_a_device_of_another_home_is_refused(button: MoreButton) -> None:
    assert unpack(pack(button, FLAT), CHINESE_FLAT) is None
