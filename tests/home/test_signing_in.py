"""Which parts of a user's account a home may be connected to, beside what it has."""

from __future__ import annotations

from bot.home.account import Account
from bot.home.signing_in import Granted, Part, choosable

FLAT = Part("Flat", 20, {"household": "h1"})
DACHA = Part("Dacha", 3, {"household": "h2"})
WHOLE = Part(None, 23, {"identity": "h1"})
GRANTED = Granted({"host": "test"}, {}, (FLAT, DACHA, WHOLE))


def account(number: int, part: Part, cloud: str = "yandex") -> Account:
    return Account(number, 1, cloud, part.settings, {})


def parts(*accounts: Account, again: int | None = None) -> tuple[Part, ...]:
    return choosable(GRANTED, "yandex", accounts, again)


def test_a_home_with_nothing_of_it_may_have_any_part_or_all() -> None:
    stranger = Part("Flat", 20, {"household": "h9"})
    assert parts(account(1, stranger), account(2, FLAT, "aliyun")) == (FLAT, DACHA, WHOLE)


def test_a_home_with_one_part_is_not_offered_all_for_that_would_be_there_twice() -> None:
    assert parts(account(1, FLAT)) == (FLAT, DACHA)


def test_a_home_with_all_of_it_is_not_asked() -> None:
    assert parts(account(1, WHOLE)) == (WHOLE,)


def test_an_account_that_is_signed_in_to_again_stays_what_it_was() -> None:
    assert parts(account(1, FLAT), account(2, DACHA), again=2) == (DACHA,)


def test_somebody_else_who_signs_in_again_is_asked() -> None:
    assert parts(account(1, Part("Flat", 1, {"household": "h9"})), again=1) == (FLAT, DACHA, WHOLE)


def test_a_grant_that_is_narrowed_keeps_what_it_is_made_of() -> None:
    narrowed = GRANTED.narrowed(DACHA)
    assert (dict(narrowed.settings), narrowed.parts) == ({"host": "test", "household": "h2"}, ())
