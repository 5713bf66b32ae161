"""Who is in the group and does not belong to the home asks with a button, or is pointed at, and is let in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conversation.family import ANNA, DMITRY, EMMA, IGOR, advance, alone, family, in_group
from tests.person import Neighbourhood

pytestmark = pytest.mark.process

JOIN = "u:j"
LAMP = "Лампа на кухне"


@pytest.fixture(scope="module")
def home() -> Iterator[Neighbourhood]:
    with family() as world:
        yield world


def knocks(world: Neighbourhood, person: int) -> str:
    """Somebody presses the button under a greeting; the toast."""
    greeting = in_group(world, ANNA).says("/start")
    assert greeting.button("Войти в дом")["callback_data"] == JOIN
    return str(in_group(world, person).presses(greeting, data=JOIN)["text"])


def test_a_stranger_asks_the_owner_decides_and_the_group_serves_them(home: Neighbourhood) -> None:
    anna, igor, family_chat = alone(home, ANNA), in_group(home, IGOR), in_group(home, DMITRY)
    assert knocks(home, DMITRY).startswith("У вас уже есть доступ к этому дому")
    assert knocks(home, IGOR).startswith("Я спросил тех, кто здесь живёт")
    assert knocks(home, IGOR).startswith("Я уже спросил")
    card = anna.sees(lambda m: "просит впустить" in m.text)
    assert "Игорь Лапин" in card.text
    assert "Соколовы" in card.text
    letting_in = card.button("Житель")["callback_data"]
    own = alone(home, DMITRY).says("/members")
    assert "только владелец" in alone(home, DMITRY).presses(own, data=letting_in)["text"]
    anna.presses(card, "Гость на день")
    assert "Игорь Лапин — гость дома" in anna.sees_change(card).text
    told = igor.sees(lambda m: m.text.startswith("🏠 Вас впустили гостем до"))
    family_chat.look(0)
    assert told.id not in family_chat.messages  # nobody else sees it
    answer = igor.says("включи лампу на кухне", reply_to=in_group(home, ANNA).says("/devices").id)
    assert LAMP in answer.text
    assert anna.presses(card, data=letting_in)["text"].startswith("Этот вопрос уже закрыт")
    advance(home, 25 * 3600)
    assert not alone(home, IGOR).says("/devices").buttons


def test_a_no_is_told_and_holds_for_a_day(home: Neighbourhood) -> None:
    anna, stranger = alone(home, ANNA), alone(home, IGOR)
    stranger.says("/start")  # from now on the bot may write to them
    knocks(home, IGOR)
    card = anna.sees(lambda m: "просит впустить" in m.text)
    anna.presses(card, "Не впускать")
    assert "доступа к дому" in anna.sees_change(card).text
    assert stranger.sees(lambda m: m.text == "В этот раз вас не впустили.")
    assert knocks(home, IGOR).startswith("Не сейчас")
    assert not stranger.says("/devices").buttons
    forged = stranger.presses(stranger.says("/start"), data=card.button("Житель")["callback_data"])
    assert forged["text"] == "Это могут только те, кто живёт в этом доме."
    assert stranger.presses(stranger.says("/start"), data=JOIN)["text"].startswith("Этот чат не связан")


def test_who_is_pointed_at_is_given_a_role_by_who_pointed(home: Neighbourhood) -> None:
    anna, emma, dmitry = in_group(home, ANNA), in_group(home, EMMA), in_group(home, DMITRY)
    igor = in_group(home, IGOR)
    said = igor.writes("всем привет")
    assert "только владелец" in dmitry.says("/invite", reply_to=said).text
    card = anna.says("/invite", reply_to=said)
    assert card.text == "Кем Игорь Лапин будет в этом доме?"
    for other in (emma, dmitry, igor):
        assert other.presses(card, data=card.button("Житель")["callback_data"])["text"]
    anna.presses(card, "Житель")
    assert "Игорь Лапин: доступ к дому открыт" in anna.sees_change(card).text
    assert igor.says("/devices").buttons
    assert "уже есть" in anna.says("/invite", reply_to=said).text
    leaving = alone(home, IGOR)
    assert "Вы вышли" in leaving.after(leaving.says("/members"), "Выйти", "Да, выйти").text
    bots = anna.says("/devices").id
    assert (
        "start=" not in anna.says("/invite", reply_to=bots).text
    )  # nobody is pointed at: a link, in private


def test_a_reply_in_a_topic_points_at_nobody_but_who_wrote_it(home: Neighbourhood) -> None:
    forum = home.person("moscow", "owner", "forum")
    topic = next(c for c in home.get("/api/chats") if c["id"] == forum.chat)["topics"][-1]["id"]
    assert forum.says("/invite", topic=topic).text.startswith("Я написал вам в личный чат")
