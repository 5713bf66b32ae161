"""Whatever happens on the way, a clear sentence comes back and nothing is done twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conversation.test_first_sentences import is_settled
from tests.person import Neighbourhood, Person, until, value
from tests.running import Alone, bot_process, sandbox_alone

pytestmark = pytest.mark.process

LAMP = "Лампа на кухне"
AFTER_LOSS = [("status", 503), ("drop", None), ("garbage", None), ("truncated", None), ("wrong_types", None)]


@pytest.fixture
def anna(world: Neighbourhood) -> Iterator[Person]:
    lamp = world.device(LAMP, "moscow")
    world.change(lamp["id"], online=True, state={"on_off.on": False})
    person = world.person("moscow", "member")  # owners are also told of account trouble
    yield person
    world.mend()
    person.has_been_answered()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Alone]:
    with sandbox_alone("moscow") as sandbox:
        yield sandbox


@pytest.fixture
def alone(sandbox: Alone) -> Iterator[Alone]:
    """Without a bot: tests start and kill their own. Devices are put back afterwards."""
    before = sandbox.world.get("/api/devices")
    yield sandbox
    sandbox.world.mend()
    sandbox.world.put_back(before)


def writes_to(world: Neighbourhood, since: int) -> list[str]:
    return [call["path"] for call in world.calls("yandex", since) if call["method"] == "POST"]


def newest_call(world: Neighbourhood) -> int:
    return max((call["n"] for call in world.calls("yandex")), default=0)


def test_an_old_button_works_after_the_bot_was_killed(alone: Alone) -> None:
    world, environment = alone.world, alone.environment
    anna = world.person("moscow")
    with bot_process(environment) as bot:
        card = anna.says("включи лампу на кухне")
        card = anna.sees(lambda m: m.id == card.id and is_settled(m))
        bot.kill()
    with bot_process(environment):
        toast = anna.presses(card, data=card.buttons[0]["callback_data"])
        assert "unanswered" not in toast
        assert "expired" not in toast
        anna.sees_change(card, is_settled)
        assert value(world.device(LAMP, "moscow"), "on_off") is False


def test_what_was_written_while_the_bot_was_away_is_answered_when_it_returns(alone: Alone) -> None:
    world, environment = alone.world, alone.environment
    anna = world.person("moscow")
    sent = anna.writes("включи лампу на кухне")
    with bot_process(environment):
        anna.sees(lambda m: m.from_bot and m.id > sent and is_settled(m))
        assert value(world.device(LAMP, "moscow"), "on_off") is True


@pytest.mark.parametrize(
    ("text", "is_known"), [("включи лампу на кухне", True), ("сделай лампу на кухне ярче", False)]
)
def test_what_was_under_way_when_the_bot_died_is_done_once_or_said_to_be_unknown(
    alone: Alone, text: str, is_known: bool
) -> None:
    world, environment = alone.world, alone.environment
    anna = world.person("moscow")
    with bot_process(environment) as bot:
        card = anna.says("включи лампу на кухне на 40%")
        anna.sees(lambda m: m.id == card.id and is_settled(m))
        if is_known:
            world.change(world.device(LAMP, "moscow")["id"], state={"on_off.on": False})
        world.fault("yandex", "slow", path="/devices/actions", apply="after", count=1, seconds=60)
        before = newest_call(world)
        sent = anna.writes(text)
        until(lambda: was_done(world, is_known))
        bot.kill()
    until(lambda: writes_to(world, before) != [])  # noted when the client is seen to be gone
    since, lamp = newest_call(world), world.device(LAMP, "moscow")
    with bot_process(environment):
        answer = anna.sees(lambda m: m.from_bot and m.id > sent and is_settled(m), within=60)
    assert LAMP in answer.text
    assert ("Неизвестно" in answer.text or "неизвестно" in answer.text) is not is_known, answer.text
    assert writes_to(world, since) == []
    assert world.device(LAMP, "moscow")["capabilities"] == lamp["capabilities"]


def test_a_plan_whose_telling_was_cut_short_is_made_once_and_told(alone: Alone) -> None:
    world, environment = alone.world, alone.environment
    anna = world.person("moscow")
    with bot_process(environment) as bot:
        world.fault("telegram", "slow", path="/sendMessage", apply="after", count=1, seconds=60)
        sent = anna.writes("включи лампу на кухне через час на полчаса")
        unheard = anna.sees(lambda m: m.from_bot and m.id > sent)
        bot.kill()
    with bot_process(environment):
        answer = anna.sees(lambda m: m.from_bot and m.id > unheard.id, within=60)
        assert LAMP in answer.text
        timers = anna.says("/timers")
    assert timers.text.count(LAMP) == 1, timers.text


def test_a_yes_that_was_cut_short_is_not_a_question_that_is_over(alone: Alone) -> None:
    world, environment = alone.world, alone.environment
    anna = world.person("moscow")
    with bot_process(environment) as bot:
        card = anna.says("включи духовку")
        world.fault("yandex", "slow", path="/devices/actions", apply="after", count=1, seconds=60)
        before = newest_call(world)
        anna.presses(card, data=card.buttons[0]["callback_data"])
        until(lambda: bool(value(world.device("Духовка", "moscow"), "on_off")))
        bot.kill()
    until(lambda: writes_to(world, before) != [])
    since = newest_call(world)
    with bot_process(environment):
        done = anna.sees_change(card, is_settled, within=60)
    assert "Духовка" in done.text
    assert value(world.device("Духовка", "moscow"), "on_off") is True
    assert writes_to(world, since) == []


def was_done(world: Neighbourhood, is_switched_on: bool) -> bool:
    lamp = world.device(LAMP, "moscow")
    return bool(value(lamp, "on_off")) if is_switched_on else float(value(lamp, "range")) > 40


@pytest.mark.parametrize(
    "text",
    [
        "asdf qwer zxcv",
        "<b>лампа</b> & <script>alert(1)</script>",
        "💡💡💡",
        "\u202eабв\u0000\u200b",
        "'; DROP TABLE homes; --",
        "включи " + "очень " * 900,
        "х" * 5000,
    ],
)
def test_garbage_gets_a_kind_sentence_and_changes_nothing(
    world: Neighbourhood, anna: Person, text: str
) -> None:
    before = [device["capabilities"] for device in world.devices("moscow")]
    assert anna.says(text).text
    assert [device["capabilities"] for device in world.devices("moscow")] == before


@pytest.mark.parametrize(
    "data", ["x", "d:0000000000:000000:1", "p:nothere:0", "💡" * 10, "y:abc:1", ":" * 64]
)
def test_a_forged_press_is_answered_and_changes_nothing(
    world: Neighbourhood, anna: Person, data: str
) -> None:
    card = anna.says("включи лампу на кухне")
    anna.sees(lambda m: m.id == card.id and is_settled(m))
    before = [device["capabilities"] for device in world.devices("moscow")]
    toast = anna.presses(card, data=data)
    assert "unanswered" not in toast
    assert [device["capabilities"] for device in world.devices("moscow")] == before


def test_a_strangers_press_in_the_group_changes_nothing(world: Neighbourhood, anna: Person) -> None:
    in_group = world.person("moscow", "owner", "group")
    stranger = world.person("moscow", "stranger", "group")
    card = in_group.says("/devices")
    stranger.look(0)
    card = in_group.sees(lambda m: m.id == card.id)
    in_group.presses(card, data=card.buttons[0]["callback_data"])
    shown = in_group.sees_change(card)
    before = [device["capabilities"] for device in world.devices("moscow")]
    toast = stranger.presses(shown, data=shown.buttons[0]["callback_data"])
    assert toast.get("text")
    assert [device["capabilities"] for device in world.devices("moscow")] == before


@pytest.mark.parametrize("kind", ["status", "drop", "hang", "garbage"])
def test_with_the_cloud_down_a_clear_sentence_comes(world: Neighbourhood, anna: Person, kind: str) -> None:
    since = newest_call(world)
    world.fault("yandex", kind, count=50, status=503, seconds=30)
    card = anna.says("включи лампу на кухне", within=60)
    shown = anna.sees(lambda m: m.id == card.id and is_settled(m), within=60)
    assert LAMP in shown.text or "Яндекс" in shown.text
    assert value(world.device(LAMP, "moscow"), "on_off") is False
    assert len(writes_to(world, since)) <= 1


@pytest.mark.parametrize(("kind", "status"), AFTER_LOSS)
def test_an_effect_whose_answer_was_lost_is_read_back_and_not_repeated(
    world: Neighbourhood, anna: Person, kind: str, status: int | None
) -> None:
    since = newest_call(world)
    more = {"status": status} if status else {}
    world.fault("yandex", kind, path="/devices/actions", apply="after", count=1, **more)
    card = anna.says("включи лампу на кухне", within=60)
    shown = anna.sees(lambda m: m.id == card.id and is_settled(m), within=60)
    assert value(world.device(LAMP, "moscow"), "on_off") is True
    assert LAMP in shown.text
    assert len(writes_to(world, since)) == 1


@pytest.mark.parametrize(
    ("kind", "path", "more"),
    [
        ("status", "/sendMessage", {"status": 429, "retry_after": 1}),
        ("status", "/sendMessage", {"status": 502}),
        ("drop", "/sendMessage", {"apply": "before"}),
        ("drop", "/sendMessage", {"apply": "after"}),
        ("garbage", "/sendMessage", {}),
        ("garbage", "/getUpdates", {}),
    ],
)
def test_telegram_trouble_does_not_lose_the_answer(
    world: Neighbourhood, anna: Person, kind: str, path: str, more: dict[str, Any]
) -> None:
    since = newest_call(world)
    world.fault("telegram", kind, path=path, count=1, **more)
    assert LAMP in anna.says("включи лампу на кухне").text
    anna.has_been_answered()
    answers = [m.text for m in anna.messages.values() if m.from_bot][-3:]
    assert not any("Что-то сломалось" in text for text in answers), answers
    assert len(writes_to(world, since)) == 1


@pytest.mark.parametrize("path", ["/answerCallbackQuery", "/editMessageText"])
def test_telegram_trouble_does_not_lose_a_press(world: Neighbourhood, anna: Person, path: str) -> None:
    card = anna.says("включи лампу на кухне")
    card = anna.sees(lambda m: m.id == card.id and is_settled(m))
    world.fault("telegram", "drop", path=path, count=2)
    anna.presses(card, "Выключить")
    assert "Выключено" in anna.sees_change(card).text
    assert value(world.device(LAMP, "moscow"), "on_off") is False


def test_a_token_that_expired_is_told_to_the_person(world: Neighbourhood, anna: Person) -> None:
    world.fault("yandex", "status", status=401, count=20)
    card = anna.says("включи лампу на кухне", within=60)
    shown = anna.sees(lambda m: m.id == card.id and is_settled(m), within=60)
    assert "Яндекс" in shown.text
