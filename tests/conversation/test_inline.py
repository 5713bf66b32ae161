"""Inline mode: cards in any chat, which show nothing of the home and obey one person only."""

from __future__ import annotations

import pytest

from tests.person import Neighbourhood, value

pytestmark = pytest.mark.process

LAMP = "Лампа на кухне"


def offered(world: Neighbourhood, person: int, query: str) -> dict[str, object]:
    return dict(world.post("/api/inline", {"from": person, "query": query}))


def test_a_query_offers_what_answers_to_it_to_nobody_else(world: Neighbourhood) -> None:
    anna = world.person("moscow")
    answer = offered(world, anna.id, "кухн")
    titles = [result["title"] for result in answer["results"]]  # type: ignore[attr-defined]
    assert any(LAMP in title for title in titles)
    assert not any("Торшер" in title for title in titles)
    assert answer["is_personal"] is True
    assert answer["cache_time"] == 0


def test_a_stranger_is_offered_nothing(world: Neighbourhood) -> None:
    stranger = world.person("moscow", "stranger", "group")
    assert offered(world, stranger.id, "кухн")["results"] == []


def test_a_card_in_another_homes_group_obeys_its_sender_only_and_tells_no_state(
    world: Neighbourhood,
) -> None:
    anna = world.person("moscow", "owner", "group")
    boris = world.person("moscow", "member", "group")
    lamp = world.device(LAMP, "moscow")["id"]
    world.change(lamp, state={"on_off.on": False, "range.brightness": 37})
    query = {"from": anna.id, "query": "лампа", "chat": anna.chat}
    results = world.post("/api/inline", query)["results"]
    chosen = next(result for result in results if LAMP in result["title"])
    sent = {"from": anna.id, "result_id": chosen["id"], "chat": anna.chat}
    card_id = world.post("/api/inline/choose", sent)["message_id"]
    card = anna.sees(lambda m: m.id == card_id)
    assert "37" not in card.text
    boris.look(0)
    assert "другому" in boris.presses(card, "Включить")["text"]
    assert value(world.device(LAMP, "moscow"), "on_off") is False
    anna.presses(card, "Включить")
    done = anna.sees_change(card)
    assert "готово" in done.text
    assert "37" not in done.text
    assert value(world.device(LAMP, "moscow"), "on_off") is True


def test_where_nobody_may_know_the_state_a_card_without_a_button_is_not_offered(
    world: Neighbourhood,
) -> None:
    anna = world.person("moscow", "owner", "group")
    sensor = {"from": anna.id, "query": "Датчик протечки"}
    assert world.post("/api/inline", {**sensor, "chat": anna.id})["results"]
    assert world.post("/api/inline", {**sensor, "chat": anna.chat})["results"] == []


def test_what_needs_a_yes_has_no_button_there(world: Neighbourhood) -> None:
    anna = world.person("moscow")
    results = world.post("/api/inline", {"from": anna.id, "query": "духовка"})["results"]
    markup = results[0].get("reply_markup") or {"inline_keyboard": []}
    texts = [button["text"] for row in markup["inline_keyboard"] for button in row]
    assert "Включить" not in texts


def test_find_shows_what_answers(world: Neighbourhood) -> None:
    anna = world.person("moscow")
    card = anna.says("/find спальн")
    assert any("Люстра" in button["text"] for button in card.buttons)
