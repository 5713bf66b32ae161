"""Callback data of the journal and the settings: every one survives the trip, and garbage means nothing."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.home.forgetting import AskForget, Forget, KeepMe
from bot.home.journal_buttons import ShowJournal, ShowJournalFilters
from bot.home.preferences import Units
from bot.home.settings_buttons import (
    Scope,
    SetHomeLanguage,
    SetQuiet,
    SetReactions,
    SetSensitive,
    SetUnits,
    SetZone,
    ShowSettings,
    Topic,
)
from bot.telegram.buttons import pack, unpack
from bot.telegram.buttons.settings import OwnButton
from bot.telegram.buttons.tokens import DATA_LIMIT
from tests.telegram.houses import CHINESE_FLAT, FLAT

numbers = st.none() | st.integers(1, 10**18 - 1)
things = st.none() | st.sampled_from([device.id for device in FLAT.devices])
journals = st.builds(ShowJournal, numbers, things, st.none(), st.booleans(), numbers) | st.builds(
    ShowJournal, numbers, st.none(), st.sampled_from([room.id for room in FLAT.rooms]), st.booleans(), numbers
)
scopes, units = st.sampled_from(Scope), st.none() | st.sampled_from(Units)
minutes = st.times().map(lambda at: at.replace(second=0, microsecond=0))
hours = st.none() | st.tuples(minutes, minutes)
zones = st.none() | st.sampled_from(["Europe/Moscow", "America/Argentina/ComodRivadavia", "UTC"])
pages = st.integers(0, 9999)
buttons: st.SearchStrategy[OwnButton] = (
    journals
    | st.just(ShowJournalFilters())
    | st.builds(ShowSettings, st.sampled_from(Topic), scopes, pages)
    | st.builds(SetUnits, scopes, units)
    | st.builds(SetQuiet, scopes, hours)
    | st.builds(SetZone, scopes, zones)
    | st.builds(SetHomeLanguage, st.sampled_from(["en", "ru", "zh"]))
    | st.builds(SetReactions, st.booleans())
    | st.builds(Forget, st.integers(0, 10**11), st.sampled_from(["", "0123abcd"]))
    | st.just(AskForget())
    | st.just(KeepMe())
    | st.builds(SetSensitive, st.sampled_from([d.id for d in FLAT.devices]), st.booleans(), pages)
)


@given(buttons)
def test_a_button_means_the_same_after_the_trip(button: OwnButton) -> None:
    data = pack(button, FLAT)
    assert len(data.encode()) <= DATA_LIMIT
    assert unpack(data, FLAT) == button


@given(
    st.sampled_from(["jl", "jf", "js", "ju", "jq", "jz", "jg", "jr", "jd", "jx", "j"]), st.text(max_size=40)
)
def test_garbage_is_no_button(sign: str, rest: str) -> None:
    button = unpack(f"{sign}:{rest}", FLAT)
    assert button is None or unpack(pack(button, FLAT), FLAT) == button


@given(buttons)
def test_what_is_about_a_thing_of_another_home_is_refused(button: OwnButton) -> None:
    data = pack(button, FLAT)
    match button:
        case ShowJournal(device=str()) | ShowJournal(room=str()) | SetSensitive():
            assert unpack(data, replace(CHINESE_FLAT, rooms=())) is None
