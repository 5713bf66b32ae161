"""An owner connects a cloud from the chat: from the printed link to the first lamp, in a minute."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from tests.conversation.test_first_sentences import is_settled
from tests.person import Message, Neighbourhood, Person, value
from tests.running import Alone, Process, sandbox_alone

pytestmark = pytest.mark.process

LAMP = "Лампа на кухне"


@contextmanager
def new_bot(sandbox: Alone, household: str = "moscow") -> Iterator[tuple[Process, Person]]:
    """A bot with an empty folder, and the person who has just become its owner."""
    unseeded = {name: given for name, given in sandbox.environment.items() if name != "HOUSEMATE_SEED"}
    bot = Process("run", environment=unseeded)
    try:
        token = bot.line_with("?start=").partition("?start=")[2]
        bot.line_with("Start polling")
        owner = sandbox.world.person(household)
        owner.says(f"/start {token}")
        yield bot, owner
    finally:
        bot.stop()


def enters(sandbox: Alone, card: Message) -> httpx.Response:
    """What the owner does on the vendor's page."""
    found = re.search(r"<code>(.+?)</code>", card.html)
    assert found, card.html
    form = {"user_code": found[1], "household": sandbox.world.devices("moscow")[0]["household"]}
    page = next(button["url"] for row in [card.buttons] for button in row if button.get("url"))
    return httpx.post(page, data=form, trust_env=False)


def test_from_the_printed_link_to_the_first_lamp() -> None:
    with sandbox_alone("moscow") as sandbox, new_bot(sandbox) as (_, owner):
        offer = newest(owner)
        owner.presses(offer, "Яндекс")
        waiting = owner.sees(lambda m: m.id == offer.id and "<code>" in m.html)
        assert enters(sandbox, waiting).status_code == 200
        connected = owner.sees(lambda m: m.id == offer.id and "✅" in m.text, within=60)
        found = re.search(r"\d+", connected.text)
        assert found
        assert int(found[0]) >= len(sandbox.world.devices("moscow"))
        card = owner.says("включи лампу на кухне")
        owner.sees(lambda m: m.id == card.id and is_settled(m))
        assert value(sandbox.world.device(LAMP, "moscow"), "on_off") is True
        accounts = owner.says("/accounts")
        owner.presses(accounts, "Отключить")
        sure = owner.sees_change(accounts)
        owner.presses(sure, "Да")
        left = owner.sees(lambda m: m.id == accounts.id and m.edits > sure.edits)
        assert "🟢" not in left.text
        assert LAMP not in owner.says("/devices").text


def test_a_login_that_is_stopped_or_comes_too_late_connects_nothing() -> None:
    with sandbox_alone("moscow") as sandbox, new_bot(sandbox) as (_, owner):
        offer = newest(owner)
        owner.presses(offer, "Яндекс")
        waiting = owner.sees(lambda m: m.id == offer.id and "<code>" in m.html)
        owner.presses(waiting, "Остановить")
        owner.sees(lambda m: m.id == offer.id and "<code>" not in m.html)
        enters(sandbox, waiting)
        again = owner.says("/accounts")
        owner.presses(again, "Яндекс")
        owner.sees(lambda m: m.id == again.id and "<code>" in m.html)
        sandbox.world.post("/api/clock", {"advance": 3600})
        late = owner.sees(lambda m: m.id == again.id and "⌛" in m.text, within=60)
        assert "<code>" not in late.html
        assert "🟢" not in owner.says("/accounts").text


def test_a_login_that_the_bot_died_over_goes_on() -> None:
    with sandbox_alone("moscow") as sandbox, new_bot(sandbox) as (bot, owner):
        offer = newest(owner)
        owner.presses(offer, "Яндекс")
        waiting = owner.sees(lambda m: m.id == offer.id and "<code>" in m.html)
        bot.kill()
        enters(sandbox, waiting)
        unseeded = {name: v for name, v in sandbox.environment.items() if name != "HOUSEMATE_SEED"}
        heir = Process("run", environment=unseeded)
        try:
            owner.sees(lambda m: m.from_bot and ("✅" in m.text or "🟢" in m.text), within=90)
        finally:
            heir.stop()


def newest(person: Person) -> Message:
    person.look(0)
    return max((m for m in person.messages.values() if m.from_bot), key=lambda m: m.id)


@pytest.mark.parametrize("data", ["C:a", "C:c:yandex", "C:s:1", "C:d:1", "C:y:abc"])
def test_only_owners_touch_accounts_and_nobody_in_a_group(world: Neighbourhood, data: str) -> None:
    member, owner = world.person("moscow", "member"), world.person("moscow", "owner", "group")
    for person in (member, owner):
        card = person.says("/devices")
        assert person.presses(card, data=data).get("text"), "a toast says why"
        person.has_been_answered()
        assert person.messages[card.id].text == card.text
    assert not any("/device/code" in call["path"] for call in world.calls("yandex"))
