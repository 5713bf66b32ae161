"""An invitation is a link that works once, for a while, and is shown to nobody but who asked for it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conversation.family import ANNA, DMITRY, EMMA, IGOR, MEI, advance, alone, family, in_group
from tests.person import Message, Neighbourhood, Person, bare

pytestmark = pytest.mark.process

HOUR = 3600


@pytest.fixture(scope="module")
def home() -> Iterator[Neighbourhood]:
    with family() as world:
        yield world


def invited(owner: Person, offer: str) -> Message:
    card = owner.says("/invite")
    owner.presses(card, offer)
    return owner.sees_change(card)


def token_of(card: Message) -> str:
    link = card.text.split()[-1]
    assert card.button("Отправить ссылку")["url"].startswith("https://t.me/share/url?url=https%3A%2F%2Ft.me")
    return parse_qs(urlsplit(link).query)["start"][0]


def test_a_link_lets_one_person_in_once_and_a_guest_for_as_long_as_it_says(home: Neighbourhood) -> None:
    anna, igor = alone(home, ANNA), alone(home, IGOR)
    nothing = igor.says("включи лампу на кухне").text
    card = invited(anna, "Гость на день")
    assert "гостем на день" in card.text
    token = token_of(card)
    used = igor.says(f"/start {token}")
    assert used.text.startswith("🏠 Добро пожаловать домой!")
    assert anna.sees(lambda m: m.text.startswith("🔑 Игорь Лапин — теперь гость дома"))
    assert "гость" in igor.says("/members").text
    assert "Игорь Лапин · гость до" in anna.says("/members").text
    anna.presses(card, "Приглашения")
    assert "Отозвать" not in str(anna.sees_change(card).buttons)
    assert "Отправить ссылку" not in str(anna.says(f"/start {token}").buttons)
    advance(home, 25 * HOUR)
    assert igor.says("включи лампу на кухне").text == nothing
    assert igor.says(f"/start {token}").text.startswith("Эта ссылка больше не работает")


def test_a_link_that_was_revoked_or_is_over_lets_nobody_in(home: Neighbourhood) -> None:
    anna, igor = alone(home, ANNA), alone(home, IGOR)
    card = invited(anna, "Житель")
    first = token_of(card)
    anna.presses(card, "Приглашения")
    listed = anna.sees_change(card)
    assert "1. Житель · действует до" in listed.text
    anna.presses(listed, "Отозвать 1")
    assert "действует" not in anna.sees_change(listed).text
    assert igor.says(f"/start {first}").text.startswith("Эта ссылка больше не работает")
    late = token_of(invited(anna, "Гость на неделю"))
    advance(home, 25 * HOUR)
    assert igor.says(f"/start {late}").text.startswith("Эта ссылка больше не работает")


def test_who_may_invite_whom_is_decided_at_the_press(home: Neighbourhood) -> None:
    anna, dmitry, emma = alone(home, ANNA), alone(home, DMITRY), alone(home, EMMA)
    assert "Only the owner and the admins" in emma.says("/invite").text
    assert anna.says("/invite").button("Житель")
    plain = dmitry.says("/members")
    only = "Это могут только владелец и администраторы дома."
    assert dmitry.presses(plain, data="u:n:m")["text"] == only
    assert dmitry.presses(plain, data="u:i")["text"] == only
    person = anna.says("/members")
    anna.presses(person, "Дмитрий")
    card = anna.sees_change(person)
    anna.presses(card, "Администратор")
    card = anna.sees_change(card)
    own = dmitry.says("/invite")
    assert not any("Администратор" in button["text"] for button in own.buttons)
    dmitry.presses(own, data="u:n:a")
    assert dmitry.sees(lambda m: "роли не ниже вашей" in m.text)
    token = token_of(invited(dmitry, "Гость на неделю"))
    anna.presses(card, "Житель")
    anna.sees(lambda m: m.id == card.id and "житель" in m.text)
    assert alone(home, IGOR).says(f"/start {token}").text.startswith("Эта ссылка больше не работает")


def test_in_a_group_no_link_is_ever_shown(home: Neighbourhood) -> None:
    group, private = in_group(home, ANNA), alone(home, ANNA)
    private.look(0)
    seen = max(private.messages)
    answer = group.says("/invite")
    assert answer.text.startswith("Я написал вам в личный чат")
    offers = private.sees(lambda m: m.from_bot and m.id > seen and "Кого пригласить" in m.text)
    made = bare(offers.button("Житель"))
    assert group.presses(answer, data=made)["text"].startswith("Эта карточка устарела")
    private.presses(offers, "Житель")
    assert "start=" in private.sees_change(offers).text
    assert in_group(home, MEI).says("/devices").buttons
    group.look(0)
    assert not any("start=" in m.html + str(m.buttons) for m in group.messages.values())
