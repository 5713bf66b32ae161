"""Buttons about people: they survive the trip, fit 64 bytes, and garbage is none of them."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.home.house import House
from bot.home.people import Offer, Stay
from bot.home.people_buttons import (
    Agree,
    AskRemoval,
    EndStay,
    GiveRole,
    Invite,
    LetIn,
    Limit,
    PeopleButton,
    Revoke,
    ShowInvitations,
    ShowLimits,
    ShowPeople,
    ShowPerson,
    Unlimit,
)
from bot.home.roles import Role
from bot.telegram.buttons import pack, unpack
from bot.telegram.buttons.tokens import DATA_LIMIT
from tests.telegram.houses import CHINESE_FLAT, FLAT

persons = st.integers(1, 2**52)  # as Telegram's ids are
tokens = st.text("ABCxyz0189-_", min_size=12, max_size=12)
BUTTONS: dict[type, st.SearchStrategy[PeopleButton]] = {
    ShowPeople: st.builds(ShowPeople, st.integers(0, 9999)),
    ShowPerson: st.builds(ShowPerson, persons),
    GiveRole: st.builds(GiveRole, persons, st.sampled_from(Role)),
    EndStay: st.builds(EndStay, persons, st.sampled_from(Stay)),
    AskRemoval: st.builds(AskRemoval, persons),
    Agree: st.builds(Agree, tokens),
    ShowInvitations: st.builds(ShowInvitations),
    Invite: st.builds(Invite, st.sampled_from(Offer)),
    Revoke: st.builds(Revoke, tokens),
    ShowLimits: st.builds(ShowLimits, persons, st.integers(0, 9999)),
    Limit: st.builds(Limit, persons, st.just("bedroom"), st.none(), st.booleans(), st.integers(0, 9999))
    | st.builds(Limit, persons, st.none(), st.just("lamp"), st.booleans(), st.integers(0, 9999)),
    Unlimit: st.builds(Unlimit, persons),
    LetIn: st.builds(LetIn, tokens, st.sampled_from([None, *Offer])),
}


@given(st.one_of(*BUTTONS.values()))
def test_a_button_means_the_same_after_the_trip(button: PeopleButton) -> None:
    data = pack(button, FLAT)
    assert len(data.encode()) + len("#100000000000000:") <= DATA_LIMIT, "with the home of its card"
    assert unpack(data, FLAT) == button


def test_what_is_in_another_home_limits_nobody_here() -> None:
    for button in (Limit(2, "bedroom", None, within=True), Limit(2, None, "lamp", within=True)):
        assert unpack(pack(button, FLAT), FLAT) == button
        assert unpack(pack(button, FLAT), CHINESE_FLAT) is None


def test_every_button_about_people_is_tried() -> None:
    assert set(BUTTONS) == set(get_args(PeopleButton))


@given(st.text(max_size=60))
def test_garbage_is_no_button_unless_it_is_one_to_the_letter(rest: str) -> None:
    button = unpack(f"u:{rest}", House())
    assert button is None or pack(button, House()) == f"u:{rest}"


SHORT = ("u:", "u:l", "u:l:-1", "u:i:2", "u:n:o", "u:y:", "u:c:a:b", "u:l:00001", "u:l:1:0", "u:j")
OF_A_PERSON = ("u:p:", "u:p:-5", "u:p:0", "u:r:2:x", "u:r:2", "u:e:2:dd", "u:p:١", "u:p:2:3")


@pytest.mark.parametrize("data", SHORT + OF_A_PERSON)
def test_what_is_nearly_a_button_is_none(data: str) -> None:
    assert unpack(data, House()) is None
