"""Who belongs to a home is seen and changed by those who may, at the press, and told in private."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conversation.family import ANNA, DMITRY, EMMA, IGOR, MEI, alone, family, in_group
from tests.person import Message, Neighbourhood, Person, bare

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def home() -> Iterator[Neighbourhood]:
    with family() as world:
        yield world


def pressed(person: Person, card: Message, button: str) -> Message:
    """The card as it is after a press."""
    assert not person.presses(card, button)["text"]
    return person.sees_change(card)


def card_of(owner: Person, name: str) -> Message:
    return pressed(owner, owner.says("/members"), name)


def becomes(owner: Person, name: str, role: str) -> None:
    card = card_of(owner, name)
    if "✓" not in card.button(role)["text"]:
        pressed(owner, card, role)


def refused(person: Person, card: Message, data: str) -> str:
    """The toast of a forged press."""
    return str(person.presses(card, data=data)["text"])


def test_the_owner_sees_everybody_and_gives_a_role(home: Neighbourhood) -> None:
    anna, emma = alone(home, ANNA), alone(home, EMMA)
    everybody = anna.says("/members")
    assert "Анна Соколова · владелец" in everybody.text
    assert "Emma Carter · гость" in everybody.text
    assert "Игорь" not in everybody.text
    card = pressed(anna, everybody, "Emma")
    card = pressed(anna, card, "Житель")
    assert "Emma Carter · житель" in card.text
    assert "member" in emma.says("/members").text
    card = pressed(anna, pressed(anna, card, "Гость"), "На неделю")
    assert "гость до" in card.text
    assert "guest" in emma.says("/members").text
    assert "гость до" not in pressed(anna, card, "Без срока").text


def test_the_journal_tells_who_made_whom_what_to_those_who_manage_the_home(home: Neighbourhood) -> None:
    anna, emma, dmitry = alone(home, ANNA), alone(home, EMMA), alone(home, DMITRY)
    pressed(anna, pressed(anna, card_of(anna, "Emma"), "Житель"), "Гость")
    mine = anna.says("/journal").text.splitlines()
    assert any("Анна Соколова → роль: 🏠 Emma Carter · житель" in line for line in mine)
    assert any("Анна Соколова → роль: 🧳 Emma Carter · гость" in line for line in mine)
    assert "Emma" not in dmitry.says("/journal").text
    assert "Emma" not in emma.says("/journal").text  # she is a guest, who sees none of it


def test_others_learn_only_what_they_are_themselves(home: Neighbourhood) -> None:
    dmitry, anna = alone(home, DMITRY), alone(home, ANNA)
    own = dmitry.says("/members")
    assert "житель" in own.text
    assert "Anna" not in own.text
    assert [button["text"] for button in own.buttons] == ["Выйти из дома"]
    anybodys = anna.says("/members")
    forged = [bare(b) for b in card_of(anna, "Emma").buttons] + [
        bare(b) for b in anybodys.buttons if bare(b).startswith(("u:p:", "u:i"))
    ]
    listing = next(data for data in forged if data.startswith("u:l:"))
    own_data = f"u:p:{DMITRY}"
    for data in set(forged) - {listing, own_data}:
        assert refused(dmitry, own, data) == "Это могут только владелец и администраторы дома."
    assert "гость" in anna.says("/members").text


def test_a_stranger_learns_nothing_and_changes_nothing(home: Neighbourhood) -> None:
    igor, anna = alone(home, IGOR), alone(home, ANNA)
    card = card_of(anna, "Emma")
    answer = igor.says("/members")
    assert answer.text == igor.says("/invite").text
    assert not answer.buttons
    for button in card.buttons:
        toast = refused(igor, answer, button["callback_data"])
        assert toast == "Это могут только те, кто живёт в этом доме."
    assert "Emma Carter · гость" in anna.says("/members").text


def test_an_admin_manages_those_below_and_touches_no_owner(home: Neighbourhood) -> None:
    anna, dmitry = alone(home, ANNA), alone(home, DMITRY)
    becomes(anna, "Дмитрий", "Администратор")
    card = card_of(dmitry, "Emma")
    assert [b["text"] for b in card.buttons[:2]] == ["Житель", "✓ Гость"]
    assert "гость до" in pressed(dmitry, card, "На день").text
    above = "Это может только владелец: речь о роли не ниже вашей."
    for forged in (f"u:x:{ANNA}", f"u:r:{ANNA}:g", f"u:e:{ANNA}:d"):
        assert refused(dmitry, card, forged) == above
    dmitry.presses(card, data=f"u:r:{EMMA}:a")
    assert dmitry.sees(lambda m: m.text == above)
    assert "Анна Соколова · владелец" in anna.says("/members").text
    assert "Emma Carter · гость" in anna.says("/members").text


def test_a_guest_who_is_limited_to_a_room_finds_nothing_else(home: Neighbourhood) -> None:
    anna, emma = alone(home, ANNA), alone(home, EMMA)
    card = pressed(anna, card_of(anna, "Emma"), "Комнаты и устройства")
    assert "Всё в доме" in card.text
    limited = pressed(anna, card, "Кухня")
    assert "Только отмеченное" in limited.text
    listed = emma.says("/devices").text
    assert "Кухня" in listed
    assert "Спальня" not in listed
    assert emma.presses(emma.says("/start"), data=bare(limited.button("Кухня")))["text"].startswith(
        "Only the owner"
    )
    nothing = pressed(anna, limited, "Кухня")
    assert "Совсем ничего" in nothing.text
    assert "Кухня" not in emma.says("/devices").text
    assert "Всё в доме" in pressed(anna, nothing, "Без ограничений").text
    assert "Спальня" in emma.says("/devices").text


def test_an_admin_who_was_demoted_meanwhile_changes_nothing(home: Neighbourhood) -> None:
    anna, dmitry = alone(home, ANNA), alone(home, DMITRY)
    becomes(anna, "Дмитрий", "Администратор")
    card = card_of(dmitry, "Emma")
    sure = pressed(dmitry, card, "Закрыть доступ")
    becomes(anna, "Дмитрий", "Житель")
    dmitry.presses(sure, "Да, закрыть")
    refusal = dmitry.sees(lambda m: "только владелец и администраторы" in m.text)
    assert refusal.id != sure.id
    assert "Emma Carter" in anna.says("/members").text


def test_who_is_removed_is_a_stranger_at_once(home: Neighbourhood) -> None:
    anna, mei = alone(home, ANNA), alone(home, MEI)
    lamps = mei.says("/devices")
    sure = pressed(anna, card_of(anna, "林梅"), "Закрыть доступ")
    assert "林梅" in sure.text
    assert "больше не имеет доступа" in pressed(anna, sure, "Да, закрыть").text
    stranger = alone(home, IGOR).says("/start").text
    assert mei.says("/devices").text != stranger  # in her language
    assert not mei.says("/devices").buttons
    assert mei.presses(lamps, data=lamps.buttons[0]["callback_data"])["text"]
    assert anna.presses(sure, data=sure.button("Да, закрыть")["callback_data"])["text"]  # once only


def test_a_new_owner_is_asked_about_and_only_then_may_the_first_one_leave(home: Neighbourhood) -> None:
    anna, dmitry = alone(home, ANNA), alone(home, DMITRY)
    own = card_of(anna, "Анна")
    toast = anna.presses(own, "Выйти из дома")["text"]
    assert toast.startswith("Вы единственный владелец")
    asked = pressed(anna, card_of(anna, "Дмитрий"), "Владелец")
    assert "Продолжить?" in asked.text
    assert "Дмитрий Соколов · владелец" in pressed(anna, asked, "Да, назначить").text
    sure = pressed(anna, card_of(anna, "Анна"), "Выйти из дома")
    assert "Вы вышли из дома" in pressed(anna, sure, "Да, выйти").text
    assert not anna.says("/members").buttons
    assert "Анна" not in dmitry.says("/members").text


def test_in_a_group_the_people_are_shown_in_private_only(home: Neighbourhood) -> None:
    dmitry, private = in_group(home, DMITRY), alone(home, DMITRY)
    private.look(0)
    seen = max(private.messages)
    answer = dmitry.says("/members")
    assert answer.text.startswith("Я написал вам в личный чат")
    assert not answer.buttons
    card = private.sees(lambda m: m.from_bot and m.id > seen)
    assert "владелец" in card.text
    assert (
        dmitry.presses(answer, data="u:l:0")["text"] == "Эта карточка устарела. Откройте её заново: /members"
    )


def test_who_never_opened_the_bot_is_told_to_do_so(home: Neighbourhood) -> None:
    emma = in_group(home, EMMA)
    home.post(f"/api/chats/{EMMA}/events", {"kind": "block", "from": EMMA})
    answer = emma.says("/members")
    assert answer.text.startswith("This is not for the whole group")
    assert answer.button("Open")["url"].startswith("https://t.me/")
