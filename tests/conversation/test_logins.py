"""A login that has ended is the owner's business: told once, in private, whoever met the trouble."""

from __future__ import annotations

import pytest

from tests.person import Person
from tests.running import bot_process, sandbox_alone

pytestmark = pytest.mark.process

HINT = "housemate connect yandex"


def looks_at_the_list(person: Person) -> None:
    sent = person.writes("/devices")
    person.sees(lambda message: message.from_bot and message.id > sent)


def test_the_owner_is_told_once_that_the_login_has_ended() -> None:
    with sandbox_alone("moscow") as sandbox, bot_process(sandbox.environment):
        anna = sandbox.world.person("moscow")
        sandbox.world.fault("yandex", "replace")  # both of its tokens are dead
        asked = anna.writes("включи лампу на кухне")
        anna.sees(lambda message: HINT in message.text and message.id > asked)
        looks_at_the_list(anna)
        looks_at_the_list(anna)
        assert sum(HINT in message.text for message in anna.messages.values()) == 1
