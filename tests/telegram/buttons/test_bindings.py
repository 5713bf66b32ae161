"""Buttons of homes and rooms, and the home in any button's data: they survive the trip, garbage does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.home.binding_buttons import BindHome, BindingButton, BindRoom, ChooseHome, ShowRoomChoice, Unbind
from bot.home.button import Turn
from bot.home.house import House, Room
from bot.telegram.buttons import pack, unpack
from bot.telegram.buttons.tokens import DATA_LIMIT
from bot.telegram.buttons.whose import bind, mark, unbind, unmark

words = st.text(min_size=1, max_size=60)
homes = st.integers(1, 10**15 - 1)
tokens = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", min_size=1, max_size=12)


@st.composite
def pressed(draw: st.DrawFn) -> tuple[House, BindingButton]:
    rooms = draw(st.lists(words, min_size=1, max_size=6, unique=True))
    button: BindingButton = draw(
        st.one_of(
            st.builds(ChooseHome, homes, st.none() | tokens),
            st.builds(BindHome, homes),
            st.just(Unbind()),
            st.builds(ShowRoomChoice, st.integers(0, 9999)),
            st.builds(BindRoom, st.none() | st.sampled_from(rooms)),
        )
    )
    return House(rooms=tuple(Room(id_, "") for id_ in rooms)), button


@given(pressed(), homes)
def test_a_button_means_the_same_after_the_trip_also_with_its_home(
    pressed: tuple[House, BindingButton], home: int
) -> None:
    house, button = pressed
    data = pack(button, house)
    assert unpack(data, house) == button
    marked = mark(data, home)
    assert marked is not None
    assert len(marked.encode()) <= DATA_LIMIT
    assert unmark(marked) == (data, home)


@given(st.text(max_size=40))
def test_garbage_is_no_room_and_no_home(rest: str) -> None:
    button = unpack(f"b:{rest}", House(rooms=(Room("k", "Kitchen"),)))
    assert button is None or pack(button, House()) == f"b:{rest}"


@pytest.mark.parametrize(
    "data", ["c:0:", "c:-1:", "c:x:", "h:", "h:1e3", "u", "u:x", "p:-1", "r", "r:nothere"]
)
def test_a_home_or_room_that_there_cannot_be_is_no_button(data: str) -> None:
    assert unpack(f"b:{data}", House(rooms=(Room("k", "Kitchen"),))) is None


@pytest.mark.parametrize(
    "data", ["#:g:0", "#0:g:0", "#-1:g:0", "#1", "#１:g:0", "#1234567890123456:g:0", "g:0"]
)
def test_what_only_looks_like_a_home_is_none(data: str) -> None:
    assert unmark(data) == (data, None)


def test_what_grows_too_long_is_not_marked_rather_than_cut() -> None:
    assert mark("x" * (DATA_LIMIT - 3), 1) == "#1:" + "x" * (DATA_LIMIT - 3)
    assert mark("x" * (DATA_LIMIT - 2), 1) is None


def test_a_button_of_one_person_is_told_from_a_button_of_one_home() -> None:
    data = pack(Turn(0), House())
    assert unbind(bind(data, 7)) == (data, 7)
    assert unmark(bind(data, 7)) == (bind(data, 7), None)
