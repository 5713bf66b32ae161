"""Buttons about accounts: they survive the trip, fit 64 bytes, and garbage is none of them."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.home.account_buttons import (
    AccountButton,
    AgreeDisconnect,
    AskDisconnect,
    ChoosePart,
    ConnectCloud,
    FoundHome,
    NameHome,
    ShowAccounts,
    StopSigningIn,
)
from bot.home.house import House
from bot.telegram.buttons import pack, unpack
from bot.telegram.buttons.tokens import DATA_LIMIT

numbers = st.integers(1, 10**15)
BUTTONS: dict[type, st.SearchStrategy[AccountButton]] = {
    FoundHome: st.just(FoundHome()),
    NameHome: st.builds(NameHome, st.none() | st.integers(1, 10**15 - 1)),
    ShowAccounts: st.just(ShowAccounts()),
    ConnectCloud: st.builds(ConnectCloud, st.sampled_from(["yandex", "aliyun"]), st.none() | numbers),
    ChoosePart: st.builds(ChoosePart, numbers, st.integers(0, 99)),
    StopSigningIn: st.builds(StopSigningIn, numbers),
    AskDisconnect: st.builds(AskDisconnect, numbers),
    AgreeDisconnect: st.builds(AgreeDisconnect, st.text("ABCxyz0189-_", min_size=12, max_size=12)),
}


@given(st.one_of(*BUTTONS.values()))
def test_a_button_means_the_same_after_the_trip(button: AccountButton) -> None:
    data = pack(button, House())
    assert len(data.encode()) + len("#100000000000000:") <= DATA_LIMIT, "with the home of its card"
    assert unpack(data, House()) == button


def test_every_button_about_accounts_is_tried() -> None:
    assert set(BUTTONS) == set(get_args(AccountButton))


@given(st.text(max_size=60))
def test_garbage_is_no_button_unless_it_is_one_to_the_letter(rest: str) -> None:
    button = unpack(f"C:{rest}", House())
    assert button is None or pack(button, House()) == f"C:{rest}"


NEARLY = [
    "C:",
    "C:a:",
    "C:f:",
    "C:c:",
    "C:c:YANDEX",
    "C:s:0",
    "C:d:-1",
    "C:d:١",
    "C:y:",
    "C:y:a b",
    "C:n:",
    "C:n:0",
    "C:n:1:2",
    "C:p:1",
    "C:p:1:12345",
    "C:p:1:-1",
    "C:c:yandex:0",
]


@pytest.mark.parametrize("data", NEARLY)
def test_what_is_nearly_a_button_is_none(data: str) -> None:
    assert unpack(data, House()) is None
