"""The home as a picture: by a button under /status and in words, light and dark, with a way back to words."""

from __future__ import annotations

import pytest

from tests.person import Neighbourhood

pytestmark = pytest.mark.process


@pytest.mark.parametrize(
    ("household", "sentence"),
    [
        ("moscow", "покажи дом картинкой"),
        ("hangzhou", "用图片看家里"),
        ("both", "show me the home as a picture"),
    ],
)
def test_the_home_is_shown_as_a_picture(world: Neighbourhood, household: str, sentence: str) -> None:
    owner = world.person(household)
    assert owner.says(sentence, within=60).has_photo
    status = owner.says("/status")
    assert not status.has_photo
    owner.presses(status, "🖼")
    picture = owner.sees(lambda m: m.from_bot and m.has_photo and m.id >= status.id, within=60)
    owner.presses(picture, "🌙")
    dark = owner.sees_change(picture, lambda m: any("☀" in b["text"] for b in m.buttons))
    assert dark.has_photo
    owner.presses(dark, "📋")
    words = owner.sees(lambda m: m.from_bot and m.id > dark.id)
    assert not words.has_photo
    assert any("🖼" in b["text"] for b in words.buttons)
