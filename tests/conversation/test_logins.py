"""A login that has ended is the owner's business: told once, in private, whoever met the trouble."""

from __future__ import annotations

import pytest

from tests.conversation.test_connecting import enters
from tests.conversation.test_first_sentences import is_settled
from tests.person import Message, Person, value
from tests.running import Alone, bot_process, sandbox_alone

pytestmark = pytest.mark.process

HINT = "вход в аккаунт устарел"
OF_THE_OPERATOR = "housemate connect yandex"
LAMP = "Лампа на кухне"


def looks_at_the_list(person: Person) -> None:
    sent = person.writes("/devices")
    person.sees(lambda message: message.from_bot and message.id > sent)


def told_of_the_login(sandbox: Alone, person: Person) -> Message:
    sandbox.world.fault("yandex", "replace")  # both of its tokens are dead
    asked = person.writes("включи лампу на кухне")
    return person.sees(lambda message: HINT in message.text and message.id > asked)


def test_the_owner_is_told_once_that_the_login_has_ended_and_signs_in_again_there() -> None:
    with sandbox_alone("moscow") as sandbox, bot_process(sandbox.environment):
        anna = sandbox.world.person("moscow")
        told = told_of_the_login(sandbox, anna)
        looks_at_the_list(anna)
        looks_at_the_list(anna)
        assert sum(HINT in message.text for message in anna.messages.values()) == 1
        assert "/accounts" in told.text
        assert OF_THE_OPERATOR not in told.text
        anna.presses(told, "Войти заново")
        waiting = anna.sees(lambda m: m.id == told.id and "<code>" in m.html)
        assert enters(sandbox, waiting).status_code == 200
        anna.sees(lambda m: m.id == told.id and "Снова" in m.text, within=60)
        sandbox.world.change(sandbox.world.device(LAMP, "moscow")["id"], state={"on_off.on": False})
        card = anna.says("включи лампу на кухне")
        anna.sees(lambda m: m.id == card.id and is_settled(m))
        assert value(sandbox.world.device(LAMP, "moscow"), "on_off") is True


def test_where_nobody_signs_in_from_the_chat_the_command_of_the_operator_is_named() -> None:
    with sandbox_alone("moscow") as sandbox:
        no_app = {name: given for name, given in sandbox.environment.items() if "YANDEX_CLIENT" not in name}
        with bot_process(no_app):
            told = told_of_the_login(sandbox, sandbox.world.person("moscow"))
            assert OF_THE_OPERATOR in told.text
            assert not told.buttons
