"""What people ask to be told of is told, in their language: the sandbox's clock is moved on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.person import Message, Neighbourhood, Person
from tests.running import bot_process, sandbox_alone

pytestmark = pytest.mark.process

MOST_MINUTES = 120


@pytest.fixture(scope="module")
def apart() -> Iterator[Neighbourhood]:
    """A sandbox of our own: others would not like its clock. Budgets are no matter of these tests."""
    with sandbox_alone() as sandbox:
        plenty = {"HOUSEMATE_BACKGROUND_CALLS": "100000"}
        with bot_process({**sandbox.environment, **plenty}):
            yield sandbox.world


def change(world: Neighbourhood, household: str, device: str, **state: object) -> None:
    named = {key.replace("__", "."): value for key, value in state.items()}
    world.change(world.device(device, household)["id"], state=named)


def sees_soon(person: Person, part: str, after: int) -> Message:
    """Time passes until the bot has looked."""
    for _ in range(MOST_MINUTES // 2):
        person.world.post("/api/clock", {"advance": timedelta(minutes=2).total_seconds()})
        try:
            return person.sees(lambda m: m.from_bot and m.id > after and part in m.text, within=1.5)
        except AssertionError:
            continue
    return person.sees(lambda m: m.from_bot and m.id > after and part in m.text)


def test_the_washing_is_done_in_moscow(apart: Neighbourhood) -> None:
    anna = apart.person("moscow")
    change(apart, "moscow", "Стиральная машина", on_off__on=True)
    card = anna.says("скажи, когда стирка закончится")
    assert "Стиральная машина: когда закончит работу (один раз)" in card.text
    assert "Сейчас" not in card.text, "it runs"
    change(apart, "moscow", "Стиральная машина", on_off__on=False)
    told = sees_soon(anna, "готово", card.id)
    assert told.text == "✅ Стиральная машина: готово."
    assert "Ни за чем не слежу" in anna.says("/watches").text, "it was to be told once"


def test_the_washing_is_done_in_hangzhou(apart: Neighbourhood) -> None:
    owner = apart.person("hangzhou")
    change(apart, "hangzhou", "洗衣机", sensor__RemainTime=40)
    card = owner.says("洗衣机洗完了告诉我")
    assert "洗衣机：运行完成时（仅一次）" in card.text
    change(apart, "hangzhou", "洗衣机", sensor__RemainTime=0)
    assert sees_soon(owner, "洗衣机", card.id).text == "✅ 洗衣机：已完成。"


def test_the_door_opens_and_is_told_until_it_is_stopped(apart: Neighbourhood) -> None:
    owner = apart.person("both")
    owner.says("/language")
    owner.presses(owner.sees(lambda m: any("English" in b["text"] for b in m.buttons)), "English")
    card = owner.says("tell me when the front door opens")
    assert "Front door: when it opens" in card.text
    change(apart, "both", "Front door", event__open="opened")
    told = sees_soon(owner, "Front door", card.id)
    assert told.text == "🔔 Front door: open"
    owner.presses(told, "Stop watching")
    owner.sees_change(told, lambda m: "no longer watch" in m.text)
    assert "Nothing is watched" in owner.says("/watches").text


def test_a_number_is_watched_from_the_card_and_silenced_from_the_list(apart: Neighbourhood) -> None:
    anna = apart.person("moscow")
    device = anna.says("что с климатом в спальне")
    more = anna.after(device, "Ещё") if any("Ещё" in b["text"] for b in device.buttons) else device
    offered = anna.after(more, "Сообщить, когда")
    begun = anna.after(offered, "Температура выше")
    assert "температура выше 24" in begun.text
    listed = anna.after(begun, "Все наблюдения")
    assert "температура выше 24" in listed.text
    silent = anna.after(listed, "🔕 1")
    assert "молчу, снова начну" in silent.text
    heard = anna.after(silent, "🔔 1")
    assert "молчу" not in heard.text
    gone = anna.after(heard, "✖ 1")
    assert "Больше не слежу" in gone.text
    again = anna.presses(gone, data="wx:1")
    assert again["text"], "what is over says so at once"


def test_somebody_elses_watch_is_not_ended_by_a_guest(apart: Neighbourhood) -> None:
    owner, guest = apart.person("moscow"), apart.person("moscow", "guest")
    owner.says("предупреди, если в спальне станет холоднее 18")
    card = guest.says("/watches")
    forged = [guest.presses(card, data=f"w{sign}:{n}")["text"] for n in range(1, 10) for sign in "xsr"]
    assert {text[:20] for text in forged} == {"Somebody else asked ", "This is no longer wa"}
    assert "ниже 18" in owner.says("/watches").text
    assert "ниже 18" not in guest.says("/watches").text
