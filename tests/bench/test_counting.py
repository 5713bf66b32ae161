"""Shares and their intervals, and that the bench's homes are what they claim to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.counting import Share, quantile
from bench.homes import generated, sentences


@given(st.integers(1, 5000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_the_interval_holds_the_share(counted: tuple[int, int]) -> None:
    share = Share(*counted)
    low, high = share.interval()
    assert 0 <= low <= share.percent + 1e-9
    assert share.percent - 1e-9 <= high <= 100


def test_wilsons_interval_is_the_published_one() -> None:
    low, high = Share(10, 100).interval()
    assert (round(low, 2), round(high, 2)) == (5.52, 17.44)


def test_more_sentences_make_an_interval_narrower() -> None:
    few, many = Share(9, 10).interval(), Share(900, 1000).interval()
    assert many[1] - many[0] < few[1] - few[0]


def test_nothing_counted_is_no_percentage() -> None:
    assert str(Share(0, 0)) == "–"


def test_a_quantile_is_a_value_that_was_measured() -> None:
    assert quantile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert quantile([1.0, 2.0, 3.0], 1.0) == 3.0
    assert quantile([], 0.5) == 0.0


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
@pytest.mark.parametrize("size", [10, 1000, 5000])
def test_a_generated_home_has_its_size_and_no_name_twice(language: str, size: int) -> None:
    house = generated(language, size)
    assert len(house.devices) == size
    assert len({device.name for device in house.devices}) == size


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_no_sentence_is_said_twice(language: str) -> None:
    assert len(set(sentences(language, generated(language, 100), 300))) == 300
