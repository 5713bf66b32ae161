"""In a family group the bot answers who belongs to the home, where they asked, and is otherwise silent."""

from __future__ import annotations

import pytest

from tests.conversation.test_first_sentences import is_settled
from tests.person import Neighbourhood, value

pytestmark = pytest.mark.process

LAMP = "Лампа на кухне"


def test_a_command_in_the_group_is_answered_as_a_reply(world: Neighbourhood) -> None:
    anna = world.person("moscow", "owner", "group")
    sent = anna.writes("/devices")
    card = anna.sees(lambda m: m.from_bot and m.id > sent)
    assert card.reply_to == sent


def test_a_reply_to_the_bot_is_a_sentence_for_it(world: Neighbourhood) -> None:
    anna = world.person("moscow", "member", "group")
    world.change(world.device(LAMP, "moscow")["id"], state={"on_off.on": False})
    card = anna.says("/devices")
    answer = anna.says("включи лампу на кухне", reply_to=card.id)
    anna.sees(lambda m: m.id == answer.id and is_settled(m))
    assert value(world.device(LAMP, "moscow"), "on_off") is True


def test_in_a_forum_the_answer_stays_in_its_topic(world: Neighbourhood) -> None:
    anna = world.person("moscow", "owner", "forum")
    topic = next(c for c in world.get("/api/chats") if c["id"] == anna.chat)["topics"][-1]["id"]
    card = anna.says("/devices", topic=topic)
    assert card.topic == topic


def test_a_stranger_in_the_group_gets_no_answer(world: Neighbourhood) -> None:
    stranger = world.person("moscow", "stranger", "group")
    anna = world.person("moscow", "owner", "group")
    unanswered = stranger.writes("/devices")
    sent = anna.writes("/devices")
    card = anna.sees(lambda m: m.from_bot and m.id > sent)
    assert card.reply_to == sent
    assert not any(m.reply_to == unanswered for m in anna.messages.values())
