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

homes = st.integers(1, 10**9)
persons = st.integers(1, 2**52)  # as Telegram's ids are
tokens = st.text("ABCxyz0189-_", min_size=12, max_size=12)
BUTTONS: dict[type, st.SearchStrategy[PeopleButton]] = {
    ShowPeople: st.builds(ShowPeople, homes, st.integers(0, 9999)),
    ShowPerson: st.builds(ShowPerson, homes, persons),
    GiveRole: st.builds(GiveRole, homes, persons, st.sampled_from(Role)),
    EndStay: st.builds(EndStay, homes, persons, st.sampled_from(Stay)),
    AskRemoval: st.builds(AskRemoval, homes, persons),
    Agree: st.builds(Agree, homes, tokens),
    ShowInvitations: st.builds(ShowInvitations, homes),
    Invite: st.builds(Invite, homes, st.sampled_from(Offer)),
    Revoke: st.builds(Revoke, homes, tokens),
    ShowLimits: st.builds(ShowLimits, homes, persons, st.integers(0, 9999)),
    Limit: st.builds(
        Limit, homes, persons, st.just("bedroom"), st.none(), st.booleans(), st.integers(0, 9999)
    )
    | st.builds(Limit, homes, persons, st.none(), st.just("lamp"), st.booleans(), st.integers(0, 9999)),
    Unlimit: st.builds(Unlimit, homes, persons),
    LetIn: st.builds(LetIn, homes, tokens, st.sampled_from([None, *Offer])),
}


@given(st.one_of(*BUTTONS.values()))
def test_a_button_means_the_same_after_the_trip(button: PeopleButton) -> None:
    data = pack(button, FLAT)
    assert 1 <= len(data.encode()) <= DATA_LIMIT
    assert unpack(data, FLAT) == button


def test_what_is_in_another_home_limits_nobody_here() -> None:
    for button in (Limit(1, 2, "bedroom", None, within=True), Limit(1, 2, None, "lamp", within=True)):
        assert unpack(pack(button, FLAT), FLAT) == button
        assert unpack(pack(button, FLAT), CHINESE_FLAT) is None


def test_every_button_about_people_is_tried() -> None:
    assert set(BUTTONS) == set(get_args(PeopleButton))


@given(st.text(max_size=60))
def test_garbage_is_no_button_unless_it_is_one_to_the_letter(rest: str) -> None:
    button = unpack(f"u:{rest}", House())
    assert button is None or pack(button, House()) == f"u:{rest}"


SHORT = ("u:", "u:l", "u:l:0:0", "u:l:1:-1", "u:i:1:2", "u:n:1:o", "u:y:1:", "u:c:1:a:b", "u:l:1:00001")
OF_A_PERSON = ("u:p:1:", "u:p:1:-5", "u:r:1:2:x", "u:r:1:2", "u:e:1:2:dd", "u:p:١:2", "u:p:1:2:3")


@pytest.mark.parametrize("data", SHORT + OF_A_PERSON)
def test_what_is_nearly_a_button_is_none(data: str) -> None:
    assert unpack(data, House()) is None
