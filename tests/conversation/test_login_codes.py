"""An owner brings a login code of Aliyun: it is used once, and does not stay in the chat."""

from __future__ import annotations

from functools import partial

import pytest

from bot.assistant.tries import MOST
from bot.sandbox.households import keys
from tests.conversation.test_connecting import new_bot, newest
from tests.conversation.test_first_sentences import is_settled
from tests.person import Message, Person, value
from tests.running import sandbox_alone

pytestmark = pytest.mark.process

CODE = keys.opaque("auth code", "hangzhou")
LAMP = "客厅灯"


def asked_for_a_code(owner: Person, offer: Message) -> Message:
    owner.presses(offer, "阿里云")
    return owner.sees(lambda m: m.from_bot and m.id > offer.id and "authCode" in m.text)


def test_from_the_printed_link_to_the_first_lamp_with_a_login_code() -> None:
    with sandbox_alone("hangzhou") as sandbox, new_bot(sandbox, "hangzhou") as (_, owner):
        asked = asked_for_a_code(owner, newest(owner))
        wrong = owner.writes("no-such-code", reply_to=asked.id)
        again = owner.sees(lambda m: m.from_bot and m.id > wrong and "authCode" in m.text)
        right = owner.writes(CODE, reply_to=again.id)
        connected = owner.sees(lambda m: m.from_bot and m.id > right and "✅" in m.text)
        assert str(len(sandbox.world.devices("hangzhou"))) in connected.text
        card = owner.says("打开客厅灯")
        owner.sees(lambda m: m.id == card.id and is_settled(m))
        assert value(sandbox.world.device(LAMP, "hangzhou"), "on_off") is True
        assert wrong not in owner.messages
        assert right not in owner.messages
        assert "连接了阿里云生活物联网" in owner.says("/journal").text


def test_a_code_that_answers_nothing_is_not_used() -> None:
    with sandbox_alone("hangzhou") as sandbox, new_bot(sandbox, "hangzhou") as (_, owner):
        offer = newest(owner)
        asked = asked_for_a_code(owner, offer)
        sandbox.world.post("/api/clock", {"advance": 3600})
        late = owner.writes(CODE, reply_to=asked.id)
        owner.sees(lambda m: m.from_bot and m.id > late)
        assert not any("createSession" in call["path"] for call in sandbox.world.calls("aliyun"))


def answers_after(last: int, message: Message) -> bool:
    return message.from_bot and message.id > last


def test_wrong_codes_are_not_tried_all_day() -> None:
    with sandbox_alone("hangzhou") as sandbox, new_bot(sandbox, "hangzhou") as (_, owner):
        asked = asked_for_a_code(owner, newest(owner))
        while "authCode" in asked.html:
            wrong = owner.writes("no-such-code", reply_to=asked.id)
            asked = owner.sees(partial(answers_after, wrong))
        assert "⏳" in asked.text
        tried = [call for call in sandbox.world.calls("aliyun") if "createSession" in call["path"]]
        assert len(tried) == MOST - 1  # the press was the first try
