"""An owner connects a cloud from the chat: from the printed link to the first lamp, in a minute."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from tests.conversation.test_first_sentences import is_settled
from tests.person import Message, Neighbourhood, Person, bare, value
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
    return httpx.post(page, data=form, trust_env=False, timeout=30)


def test_from_the_printed_link_to_the_first_lamp() -> None:
    with sandbox_alone("moscow") as sandbox, new_bot(sandbox) as (_, owner):
        offer = newest(owner)
        owner.presses(offer, "Яндекс")
        waiting = owner.sees(lambda m: m.id == offer.id and "<code>" in m.html)
        assert enters(sandbox, waiting).status_code == 200
        which = owner.sees(lambda m: m.id == offer.id and "Дача" in str(m.buttons), within=60)
        for forged in (f"C:p:{job_of(which)}:3", "C:p:999:0"):
            owner.presses(which, data=forged)
        owner.presses(which, "Квартира")
        connected = owner.sees(lambda m: m.id == offer.id and "✅" in m.text, within=60)
        found = re.search(r"\d+", connected.text)
        assert found
        assert int(found[0]) == len(sandbox.world.devices("moscow"))
        card = owner.says("включи лампу на кухне")
        owner.sees(lambda m: m.id == card.id and is_settled(m))
        assert value(sandbox.world.device(LAMP, "moscow"), "on_off") is True
        accounts = owner.says("/accounts")
        owner.presses(accounts, "Отключить")
        sure = owner.sees_change(accounts)
        owner.presses(sure, "Да")
        left = owner.sees_change(sure)
        assert "🟢" not in left.text
        assert LAMP not in owner.says("/devices").text
        journal = owner.says("/journal").text
        assert "подключено: Умный дом Яндекса · Квартира" in journal
        assert "отключено: Умный дом Яндекса · Квартира" in journal


def job_of(card: Message) -> str:
    """The login that a card is about, as its buttons carry it."""
    return str(next(bare(button) for button in card.buttons if "C:p:" in button["callback_data"])).split(":")[
        2
    ]


def signs_in(sandbox: Alone, owner: Person, button: str = "Яндекс") -> Message:
    """The card of the accounts, once the code was entered."""
    accounts = owner.says("/accounts")
    owner.presses(accounts, button)
    waiting = owner.sees(lambda m: m.id == accounts.id and "<code>" in m.html)
    assert enters(sandbox, waiting).status_code == 200
    return owner.sees(lambda m: m.id == accounts.id and "<code>" not in m.html, within=60)


def test_two_homes_have_a_household_of_the_same_account_each_and_neither_reaches_the_other() -> None:
    with sandbox_alone("moscow") as sandbox, new_bot(sandbox) as (_, owner):
        flat = signs_in(sandbox, owner)
        owner.presses(flat, "Квартира")
        owner.sees(lambda m: m.id == flat.id and "✅" in m.text)
        owner.presses(owner.says("/home"), "Ещё один дом")
        asked = owner.sees(lambda m: m.from_bot and "назвать" in m.text)
        named = owner.writes("Загород", reply_to=asked.id)
        owner.sees(lambda m: m.from_bot and m.id > named and "Загород" in m.text)
        dacha = signs_in(sandbox, owner)
        owner.presses(dacha, "Дача")
        owner.sees(lambda m: m.id == dacha.id and "✅" in m.text)
        (there,) = (d for d in sandbox.world.get("/api/devices") if d["household"].startswith("moscow-"))
        here = sandbox.world.device("Торшер", "moscow")
        sandbox.world.change(here["id"], state={"on_off.on": False})
        assert LAMP not in owner.says("/devices").text
        card = owner.says("включи торшер")
        owner.sees(lambda m: m.id == card.id and is_settled(m))
        assert lit(sandbox, there["id"]) is True
        assert lit(sandbox, here["id"]) is False
        assert "Дача" in owner.says("/accounts").text
        assert "🔑" not in chosen_accounts(owner, "Квартира").text


def lit(sandbox: Alone, device: str) -> object:
    found = next(d for d in sandbox.world.get("/api/devices") if d["id"] == device)
    return value(found, "on_off")


def chosen_accounts(owner: Person, part: str) -> Message:
    """The accounts of the other home, whose login must have survived."""
    card = owner.says("/home")
    other = next(button["text"] for button in card.buttons if not button["text"].startswith(("✓", "✏️", "➕")))
    owner.presses(card, other)
    owner.sees_change(card)
    accounts = owner.says("/accounts")
    assert part in accounts.text
    return accounts


def test_where_nobody_chooses_in_time_nothing_is_connected_and_all_may_be_chosen_later() -> None:
    with sandbox_alone("moscow") as sandbox, new_bot(sandbox) as (_, owner):
        card = signs_in(sandbox, owner)
        sandbox.world.post("/api/clock", {"advance": 3700})
        late = owner.sees(lambda m: m.id == card.id and "⌛" in m.text, within=60)
        assert "unanswered" not in owner.presses(late, data=f"C:p:{job_of(card)}:0")
        assert "🟢" not in owner.says("/accounts").text
        whole = signs_in(sandbox, owner)
        owner.presses(whole, "Все дома")
        owner.sees(lambda m: m.id == whole.id and "✅" in m.text)
        again = signs_in(sandbox, owner, "Ещё один аккаунт")
        assert "Снова" in again.text, "who has all of it is not asked again"
        assert "Ещё один аккаунт" in str(owner.says("/accounts").buttons)


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
            which = owner.sees(lambda m: m.from_bot and "Дача" in str(m.buttons), within=90)
            owner.presses(which, "Квартира")
            owner.sees(lambda m: m.id == which.id and "✅" in m.text)
        finally:
            heir.stop()


def newest(person: Person) -> Message:
    person.look(0)
    return max((m for m in person.messages.values() if m.from_bot), key=lambda m: m.id)


@pytest.mark.parametrize("data", ["C:a", "C:c:yandex", "C:s:1", "C:p:1:0", "C:d:1", "C:y:abc"])
def test_only_owners_touch_accounts_and_nobody_in_a_group(world: Neighbourhood, data: str) -> None:
    member, owner = world.person("moscow", "member"), world.person("moscow", "owner", "group")
    for person in (member, owner):
        card = person.says("/devices")
        assert person.presses(card, data=data).get("text"), "a toast says why"
        person.has_been_answered()
        assert person.messages[card.id].text == card.text
    assert not any("/device/code" in call["path"] for call in world.calls("yandex"))
