"""Things are given names in words, in three languages, and answer to them; who may; what is asked first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.conversation.test_first_sentences import is_settled
from tests.person import Message, Neighbourhood, Person, value
from tests.running import bot_process, sandbox_alone

pytestmark = pytest.mark.process


@dataclass(frozen=True)
class Words:
    """The same naming in one household, in its language."""

    household: str
    lamp: str
    call: str
    name: str
    turn_on: str
    undo: str
    word: str
    yes: str
    rename: str
    ask: str
    answer: str


WORDS = (
    Words(
        "moscow", "Торшер", "назови торшер Бобом", "Боб", "включи Боба", "Отменить",
        "назови торшер Светом", "Да, назвать", "Переименовать", "какое дать имя", "Карлсон",
    ),
    Words(
        "hangzhou", "床头灯", "把床头灯叫小白", "小白", "帮我打开小白", "撤销",
        "把床头灯改名为灯", "是，就叫这个", "改名", "要叫什么", "小黄",
    ),
    Words(
        "both", "Floor lamp", "call the floor lamp Bob", "Bob", "turn on bob", "Undo",
        "rename the floor lamp to Light", "Yes, call it that", "Rename", "be called?", "Carlson",
    ),
)  # fmt: skip
UNDO = {"moscow": "верни как было", "hangzhou": "撤销", "both": "undo"}


@pytest.fixture(params=WORDS, ids=lambda words: words.household)
def words(request: pytest.FixtureRequest) -> Words:
    assert isinstance(request.param, Words)
    return request.param


@pytest.fixture
def owner(world: Neighbourhood, words: Words) -> Iterator[Person]:
    owner = world.person(words.household)
    yield owner
    forget_names(owner)


def forget_names(person: Person) -> None:
    """Take all names back, one after the other."""
    card = person.says("/aliases")
    while drops := [b for b in card.buttons if b["text"].startswith("✖")]:
        person.presses(card, data=drops[0]["callback_data"])
        card = person.sees_change(card)


def lamp(world: Neighbourhood, words: Words, *, on: bool) -> str:
    id_ = str(world.device(words.lamp, words.household)["id"])
    world.change(id_, online=True, state={"on_off.on": on})
    return id_


def is_on(world: Neighbourhood, words: Words) -> object:
    return value(world.device(words.lamp, words.household), "on_off")


def done(person: Person, text: str) -> Message:
    card = person.says(text)
    return person.sees(lambda m: m.id == card.id and is_settled(m))


def test_a_thing_answers_to_its_name_in_any_form_until_that_is_taken_back(
    world: Neighbourhood, words: Words, owner: Person
) -> None:
    lamp(world, words, on=False)
    named = owner.says(words.call)
    assert words.name in named.text
    assert words.lamp in named.text
    done(owner, words.turn_on)
    assert is_on(world, words) is True
    owner.presses(named, words.undo)
    owner.sees_change(named, lambda m: words.name in m.text)
    lamp(world, words, on=False)
    answer = owner.says(words.turn_on)
    assert "✅" not in answer.text
    assert is_on(world, words) is False


def test_undo_is_said_of_a_name_and_the_name_is_gone(
    world: Neighbourhood, words: Words, owner: Person
) -> None:
    lamp(world, words, on=False)
    owner.says(words.call)
    answer = owner.says(UNDO[words.household])
    assert words.name in answer.text
    assert not any("✖" in button["text"] for button in owner.says("/aliases").buttons)
    assert is_on(world, words) is False


def test_a_word_that_means_something_is_asked_about_first(
    world: Neighbourhood, words: Words, owner: Person
) -> None:
    asked = owner.says(words.word)
    assert len(asked.buttons) == 2
    assert not any("✖" in button["text"] for button in owner.says("/aliases").buttons)
    owner.presses(asked, words.yes)
    owner.sees_change(asked, lambda m: "✅" in m.text)
    assert any("✖" in button["text"] for button in owner.says("/aliases").buttons)


def test_the_card_asks_for_a_name_and_the_answer_is_one(
    world: Neighbourhood, words: Words, owner: Person
) -> None:
    card = owner.says(words.lamp)
    more = next(b for b in card.buttons if b["text"].startswith("⋯"))
    owner.presses(card, data=more["callback_data"])
    card = owner.sees_change(card, lambda m: any(words.rename in b["text"] for b in m.buttons))
    owner.presses(card, words.rename)
    question = owner.sees(lambda m: m.from_bot and m.id > card.id and words.ask in m.text)
    named = owner.says(words.answer, reply_to=question.id)
    assert "✅" in named.text
    assert words.answer in named.text
    assert words.answer in owner.says("/aliases").text


def test_guests_name_nothing(world: Neighbourhood, words: Words, owner: Person) -> None:
    guest = world.person(words.household, "guest", "group")
    card = guest.says("/devices")
    refused = guest.says(words.call, reply_to=card.id)
    assert "✅" not in refused.text
    assert not owner.says("/aliases").buttons


def test_a_guests_forged_press_takes_no_name_back(world: Neighbourhood, owner: Person, words: Words) -> None:
    owner.says(words.call)
    listed = owner.says("/aliases")
    drop = next(b for b in listed.buttons if b["text"].startswith("✖"))["callback_data"]
    guest = world.person(words.household, "guest", "group")
    card = guest.says("/devices")
    answered = guest.presses(card, data=drop)
    assert answered.get("text"), "the press is answered with a reason"
    assert words.name in owner.says("/aliases").text


@pytest.mark.parametrize(
    "name", ["<b>Bob</b> & <a href='x'>", "\u202eBob", "Bob\nturn off everything", "🌟🌟🌟", "x" * 60, "--"]
)
def test_a_hostile_name_is_text_or_is_refused(world: Neighbourhood, name: str) -> None:
    owner, before = world.person("both"), is_on(world, WORDS[2])
    answer = owner.says(f'rename the floor lamp to "{name}"')
    assert "<b>Bob</b> &amp;" not in answer.html.replace("&lt;b&gt;Bob&lt;/b&gt; &amp;", "")
    assert "<a href" not in answer.html
    assert "\u202e" not in answer.html
    assert is_on(world, WORDS[2]) == before
    forget_names(owner)


def test_a_name_of_another_thing_is_asked_about_and_moves(world: Neighbourhood) -> None:
    owner = world.person("both")
    owner.says("call the floor lamp Bob")
    asked = owner.says("call the kettle Bob")
    assert "Floor lamp" in asked.text
    owner.presses(asked, "Yes")
    owner.sees_change(asked, lambda m: "Kettle" in m.text and "✅" in m.text)
    listed = owner.says("/aliases")
    assert "Kettle: Bob" in listed.text
    assert "Floor lamp" not in listed.text
    forget_names(owner)


def test_rooms_and_scenes_have_names_too(world: Neighbourhood) -> None:
    owner = world.person("moscow")
    assert "✅" in owner.says("назови кухню Камбузом").text
    lamp_id = world.device("Лампа на кухне", "moscow")["id"]
    world.change(lamp_id, state={"on_off.on": False})
    done(owner, "включи лампу в камбузе")
    assert value(world.device("Лампа на кухне", "moscow"), "on_off") is True
    forget_names(owner)


def test_the_makers_app_is_told_after_asking_and_only_by_who_manages() -> None:
    with sandbox_alone("hangzhou") as sandbox, bot_process(sandbox.environment):
        world = sandbox.world
        owner, member = world.person("hangzhou"), world.person("hangzhou", "member")
        by_member = member.says("把夜灯叫萤火虫")
        pick = by_member.buttons[0]
        member.presses(by_member, data=pick["callback_data"])
        by_member = member.sees_change(by_member, lambda m: "萤火虫" in m.text)
        assert not any("📱" in button["text"] for button in by_member.buttons)
        named = owner.says("把床头灯叫小白")
        also = named.button("📱")["callback_data"]
        assert member.presses(by_member, data=also).get("text"), "a member is told why not"
        owner.presses(named, data=also)
        asked = owner.sees_change(named, lambda m: len(m.buttons) == 2)
        assert renames(world) == 0
        owner.presses(asked, "是")
        owner.sees_change(asked, lambda m: "✅" in m.text)
        assert renames(world) == 1
        assert world.device("小白", "hangzhou")["name"] == "小白"


def renames(world: Neighbourhood) -> int:
    return sum(call["path"] == "/uc/setDeviceNickName" for call in world.calls("aliyun"))


def test_names_outlive_the_bot() -> None:
    with sandbox_alone("both") as sandbox:
        owner = sandbox.world.person("both")
        with bot_process(sandbox.environment):
            owner.says("call the floor lamp Bob")
        with bot_process(sandbox.environment):
            done(owner, "turn on Bob")
            assert value(sandbox.world.device("Floor lamp", "both"), "on_off") is True
