"""Orders with a slip are carried out, but never the opposite of what may have been meant."""

from __future__ import annotations

import pytest

from tests.understanding.phrase_book import Phrase
from tests.understanding.saying import answered


def _values(text: str) -> list[object]:
    frame = answered(Phrase("ru", "slips", "house", (text,)))
    return [command["value"] for command in frame["commands"]]


@pytest.mark.parametrize(
    ("text", "value"),
    [("выклчюи люстру", False), ("вкючи бра", True), ("открйо шторы", True), ("зкарой шторы", False)],
)
def test_a_slip_in_an_order_is_put_right(text: str, value: object) -> None:
    assert _values(text) == [value]


def test_a_slip_halfway_between_on_and_off_does_neither() -> None:
    assert _values("вылючи люстру") == []


def test_a_reason_beside_an_order_is_no_second_order() -> None:
    assert _values("жарко, включи кондей") == [True]
