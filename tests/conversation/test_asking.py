"""Values that no button can hold, asked for under "More" and taken from the reply, in three languages."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.person import Message, Neighbourhood, Person, until, value

pytestmark = pytest.mark.process


@dataclass(frozen=True)
class Words:
    household: str
    role: str
    device: str
    more: str
    text: str
    start: str
    too_long: str


WORDS = (
    Words("hangzhou", "owner", "洗衣机", "更多", "面板文字", "开始洗涤", "文字太长"),
    Words("hangzhou", "member", "洗衣机", "Ещё", "面板文字", "开始洗涤", "текст слишком длинный"),
)


def ask(person: Person, words: Words, button: str) -> Message:
    """Open what is under "More" of the device and press the button that asks."""
    card = person.says(words.device)
    person.presses(card, words.more)
    more = person.sees_change(card, lambda m: any(button in b["text"] for b in m.buttons))
    person.presses(more, button)
    return person.sees(lambda m: m.from_bot and m.id > more.id and button in m.text)


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.role)
def test_a_text_is_replied_to_the_message_that_asks(world: Neighbourhood, words: Words) -> None:
    person = world.person(words.household, words.role)
    asked = ask(person, words, words.text)
    again = person.says("слишком длинно для панели", reply_to=asked.id)
    assert words.too_long in again.text
    wanted = f"{words.role} 你好"
    done = person.says(wanted, reply_to=again.id)
    assert wanted in done.text
    until(lambda: value(world.device(words.device, words.household), "text", "PanelText") == wanted)


def test_a_reply_counts_however_quickly_it_comes(world: Neighbourhood) -> None:
    words = WORDS[0]
    owner = world.person(words.household)
    card = owner.after(owner.says(words.device), words.more)
    world.fault("telegram", "slow", path="sendMessage", seconds=1, apply="after")
    owner.presses(card, words.text)
    asked = owner.sees(lambda m: m.from_bot and m.id > card.id)
    owner.writes("马上就好", reply_to=asked.id)
    until(lambda: value(world.device(words.device, words.household), "text", "PanelText") == "马上就好")


def test_a_service_is_started_with_what_it_needs(world: Neighbourhood) -> None:
    words = WORDS[0]
    owner = world.person(words.household)
    before = max((call["n"] for call in world.calls("aliyun")), default=0)
    asked = ask(owner, words, words.start)
    owner.says("延时启动 = 2", reply_to=asked.id)
    owner.has_been_answered()
    invoked = [c for c in world.calls("aliyun", before) if c["path"] == "/thing/service/invoke"]
    assert len(invoked) == 1
