"""Who may do what, and where: every role tries everything in private, in groups and in topics, as people do.

What somebody may not do is seen by the devices, not only by the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.conversation.street import (
    ADMIN,
    EVERYBODY,
    EXPIRED,
    FALLING,
    GUEST,
    HOME,
    KNOWN,
    LEAVING,
    LIMITED,
    MEMBER,
    NOBODY,
    OTHER_HOME,
    OWNER,
    PASSING,
    STRANGER,
    TWICE,
    Street,
    asks_to_be_sure,
    denial,
    street,
)
from tests.person import Message, Person, bare, value

pytestmark = pytest.mark.process

# Everybody tries it on a device of their own, so that all can try at once.
OWN = {
    OWNER: "客厅灯",
    ADMIN: "卧室灯",
    MEMBER: "床头灯",
    GUEST: "Торшер",
    LIMITED: "书房插座",
    EXPIRED: "加湿器",
    STRANGER: "空气净化器",
}
IN_REACH = "Чайник"
LOCK = "门锁"
UNLOCK, RESET, ALL_OFF = f"打开{LOCK}", "把客厅灯恢复出厂设置", "k:h"
LIVE_THERE = {OWNER, ADMIN, MEMBER}


@pytest.fixture(scope="module")
def home() -> Iterator[Street]:
    with street() as here:
        yield here


def is_on(home: Street, device: str) -> object:
    return value(home.world.device(device, HOME), "on_off")


def all_are(home: Street, on: bool) -> None:
    for device in (*OWN.values(), IN_REACH):
        home.world.change(home.world.device(device, HOME)["id"], online=True, state={"on_off.on": on})


def is_locked(home: Street) -> object:
    return value(home.world.device(LOCK, HOME), "lock")


def answers(home: Street, sentence: str) -> dict[int, Message]:
    """What everybody is answered in private; all say it at once, {} being their own device."""
    people = {person: home.alone(person) for person in EVERYBODY}
    sent = {person: them.writes(sentence.format(OWN[person])) for person, them in people.items()}
    return {person: people[person].sees(_after(sent[person]), within=60) for person in EVERYBODY}


def _after(sent: int) -> Callable[[Message], bool]:
    return lambda message: message.from_bot and message.id > sent


def done(person: Person, card: Message) -> Message:
    return person.sees(lambda m: m.id == card.id and "✅" in m.text)


def toast(person: Person, card: Message, data: str) -> str:
    """What a press that may be forged is answered with; empty where it is not refused at once."""
    return str(person.presses(card, data=data)["text"] or "")


# ---------------------------------------------------------------------- sentences in private


def test_only_who_reaches_a_device_switches_it(home: Street) -> None:
    all_are(home, on=False)
    told = answers(home, "打开{}")
    for person in (*LIVE_THERE, GUEST):
        done(home.alone(person), told[person])
    assert {person: is_on(home, device) for person, device in OWN.items()} == {
        person: person in (*LIVE_THERE, GUEST) for person in OWN
    }
    limited = home.alone(LIMITED)
    done(limited, limited.says(f"打开{IN_REACH}"))
    assert is_on(home, IN_REACH) is True
    assert told[EXPIRED].text == told[STRANGER].text, "a role that is over is told from none"
    assert not told[STRANGER].buttons


def test_only_who_reaches_a_device_learns_how_it_is(home: Street) -> None:
    told = answers(home, "{}开着吗")
    knows = {person for person in EVERYBODY if told[person].text.startswith("Yes")}
    assert knows == {*LIVE_THERE, GUEST}
    assert told[EXPIRED].text == told[STRANGER].text


def test_danger_is_for_those_who_live_there_and_asks(home: Street) -> None:
    told = answers(home, UNLOCK)
    assert {person for person in EVERYBODY if asks_to_be_sure(told[person])} == LIVE_THERE
    assert told[GUEST].text == denial("not_for_guests")
    assert LOCK not in str(told[LIMITED].buttons)
    assert is_locked(home) is True


def test_a_reset_is_for_owners(home: Street) -> None:
    told = answers(home, RESET)
    assert {person for person in EVERYBODY if asks_to_be_sure(told[person])} == {OWNER}
    assert {told[person].text for person in (ADMIN, MEMBER, GUEST, LIMITED)} == {denial("only_owners")}


def test_plans_are_made_seen_and_called_off_within_ones_rights(home: Street) -> None:
    planned = answers(home, "两小时后打开{}")
    makers = {p for p in EVERYBODY if any(bare(b).startswith("d:") for b in planned[p].buttons)}
    assert makers == {*LIVE_THERE, GUEST}
    limited = home.alone(LIMITED)
    own = limited.says(f"两小时后打开{IN_REACH}")
    listed = answers(home, "/timers")
    seen = {person: {p for p in makers if OWN[p] in listed[person].text} for person in EVERYBODY}
    assert seen == {person: makers if person in makers else set() for person in EVERYBODY}
    assert IN_REACH in listed[LIMITED].text
    owners = next(bare(b) for b in planned[OWNER].buttons if bare(b).startswith("d:"))
    refusals = {
        STRANGER: "stranger",
        EXPIRED: "stranger",
        LIMITED: "plan_over",
        GUEST: "not_your_plan",
    }
    for person, code in refusals.items():
        for data in (owners, owners.replace("d:", "h:")):
            assert toast(home.alone(person), listed[person], data) == denial(code)
    member = home.alone(MEMBER)
    assert toast(member, listed[MEMBER], owners) == ""
    member.sees_change(listed[MEMBER])
    assert toast(home.alone(ADMIN), listed[ADMIN], owners) == denial("plan_over")
    guests = next(bare(b) for b in planned[GUEST].buttons if bare(b).startswith("d:"))
    assert toast(home.alone(GUEST), listed[GUEST], guests) == ""
    limiteds = next(bare(b) for b in own.buttons if bare(b).startswith("d:"))
    assert toast(limited, own, limiteds) == ""


def test_inline_offers_what_one_reaches(home: Street) -> None:
    for person in EVERYBODY:
        found = home.world.post("/api/inline", {"from": person, "query": "灯"})["results"]
        kitchen = home.world.post("/api/inline", {"from": person, "query": "Kitchen"})["results"]
        titles = {result["title"] for result in (*found, *kitchen)}
        assert any("客厅灯" in title for title in titles) is (person in (*LIVE_THERE, GUEST))
        assert any("Kitchen lamp" in title for title in titles) is (person in KNOWN)


# ---------------------------------------------------------------------- forged presses in private


def test_forged_presses_do_what_the_presser_may(home: Street) -> None:
    all_are(home, on=True)
    cards = answers(home, "/home")
    lamp = next(bare(b) for b in home.alone(OWNER).says("客厅灯").buttons if bare(b).startswith("s:"))
    for person, code in ((LIMITED, "button_outdated"), (EXPIRED, "stranger"), (STRANGER, "stranger")):
        for data in (lamp, f"#1:{lamp}"):
            assert toast(home.alone(person), cards[person], data) == denial(code)
    for person in EVERYBODY:
        them = home.alone(person)
        nowhere = "button_outdated" if person in KNOWN else "stranger"
        assert toast(them, cards[person], "b:c:9:") == denial(nowhere), "there is no such home"
        assert toast(them, cards[person], f"#9:{lamp}") == denial("stranger")
    for person in KNOWN:
        them = home.alone(person)
        them.look(0)
        before = max(them.messages)
        assert toast(them, cards[person], ALL_OFF) == ""
        if person in LIVE_THERE:
            assert asks_to_be_sure(them.sees_change(cards[person]))
        else:
            refused = them.sees(lambda m, b=before: m.from_bot and m.id > b)  # type: ignore[misc]
            assert refused.text == denial("not_for_guests")
    assert {is_on(home, device) for device in OWN.values()} == {True}


# ---------------------------------------------------------------------- groups and topics


@dataclass(frozen=True)
class Corner:
    """Where somebody stands in a group or a topic, and a card of the bot that they can answer."""

    person: Person
    topic: int | None
    card: Message

    def writes(self, text: str) -> int:
        more = {"topic": self.topic} if self.topic else {}
        return self.person.writes(text, reply_to=self.card.id, **more)

    def sees_answer(self, sent: int) -> Message:
        return self.person.sees(lambda m: m.from_bot and m.reply_to == sent, within=60)


def corners(home: Street, chats: tuple[int, ...]) -> dict[int, Corner]:
    """Everybody in some chat, a few in each: a group is answered twenty times a minute at most."""
    found: dict[int, Corner] = {}
    for n, person in enumerate(EVERYBODY):
        chat = chats[n % len(chats)]
        topic = home.topic(chat) if chat in home.forums else None
        more = {"topic": topic} if topic else {}
        owner = home.there(OWNER, chat)
        sent = owner.writes("/home", **more) if n < len(chats) else None
        if sent is None:
            card = found[EVERYBODY[n - len(chats)]].card
        else:
            card = owner.sees(lambda m, s=sent: m.from_bot and m.reply_to == s, within=60)  # type: ignore[misc]
        found[person] = Corner(home.there(person, chat), topic, card)
    return found


@pytest.fixture(scope="module", params=["group", "topic"])
def places(home: Street, request: pytest.FixtureRequest) -> dict[int, Corner]:
    chats = home.groups[1:] if request.param == "group" else home.forums
    return corners(home, chats)


def test_in_a_group_only_who_reaches_a_device_switches_it(home: Street, places: dict[int, Corner]) -> None:
    all_are(home, on=False)
    sent = {person: place.writes(f"打开{OWN[person]}") for person, place in places.items()}
    for person in KNOWN:
        answer = places[person].sees_answer(sent[person])
        assert answer.topic == places[person].topic
        if person is not LIMITED:
            done(places[person].person, answer)
    assert {person: is_on(home, device) for person, device in OWN.items()} == {
        person: person in (*LIVE_THERE, GUEST) for person in OWN
    }
    for person in NOBODY:
        places[person].person.look(0)
        assert not any(m.reply_to == sent[person] for m in places[person].person.messages.values())


def test_in_a_group_danger_is_for_those_who_live_there(home: Street, places: dict[int, Corner]) -> None:
    sent = {person: places[person].writes(UNLOCK) for person in (MEMBER, GUEST)}
    assert asks_to_be_sure(places[MEMBER].sees_answer(sent[MEMBER]))
    assert places[GUEST].sees_answer(sent[GUEST]).text == denial("not_for_guests")
    assert is_locked(home) is True


def test_in_a_group_forged_presses_are_refused_to_who_may_not(
    home: Street, places: dict[int, Corner]
) -> None:
    """Each presses the buttons of the owner's card, and others that are not on it."""
    lamp = next(bare(b) for b in home.alone(OWNER).says("客厅灯").buttons if bare(b).startswith("s:"))
    forged = {
        "b:r:": "only_managers",
        "b:p:0": "only_managers",
        "b:u:": "only_owners",
        "b:h:1": "only_owners",
    }
    for person, place in places.items():
        for data, code in forged.items():
            if person in NOBODY:
                assert toast(place.person, place.card, data) == denial("stranger")
            elif person in (MEMBER, GUEST, LIMITED) or (person is ADMIN and code == "only_owners"):
                assert toast(place.person, place.card, data) == denial(code)
        if person in NOBODY:
            # The way in is theirs to press (test_joining.py).
            shown = [b["callback_data"] for b in place.card.buttons if bare(b) != "u:j"]
            for data in (lamp, f"#1:{lamp}", *shown):
                assert toast(place.person, place.card, data) == denial("stranger")
        if person is LIMITED:
            assert toast(place.person, place.card, lamp) == denial("button_outdated")
        assert toast(place.person, place.card, "#7:g:0") == (
            denial("stranger" if person in NOBODY else "button_outdated")
        )


def test_only_the_owner_binds_a_group(home: Street) -> None:
    chat = home.groups[0]
    others = [person for person in EVERYBODY if person is not OWNER]
    unanswered = [
        home.there(person, chat).writes(text) for person in others for text in ("/start", "/devices")
    ]
    owner = home.there(OWNER, chat)
    card = owner.says("/start")
    assert "group" in card.text
    assert not any(m.reply_to in unanswered for m in owner.messages.values())
    guest = home.there(GUEST, chat)
    assert guest.says("/status").buttons


# ---------------------------------------------------------------------- several homes


def test_a_command_never_goes_to_the_wrong_home(home: Street) -> None:
    twice = home.alone(TWICE)
    lamps = {name: home.world.device("Kitchen lamp", name)["id"] for name in (HOME, OTHER_HOME)}

    def lit() -> dict[str, object]:
        return {name: value(home.world.device("Kitchen lamp", name), "on_off") for name in lamps}

    for lamp in lamps.values():
        home.world.change(lamp, state={"on_off.on": False})
    asked = twice.says("turn on the kitchen lamp")
    assert {button["text"] for button in asked.buttons} == {"House", "西溪的家"}
    assert lit() == {HOME: False, OTHER_HOME: False}
    twice.presses(asked, "House")
    card = twice.sees_change(asked, lambda m: "Kitchen lamp" in m.text and "✅" in m.text)
    assert card.text.startswith("🏠 House")
    assert lit() == {HOME: False, OTHER_HOME: True}
    twice.presses(twice.says("/home"), "西溪的家")
    twice.sees(lambda m: m.id > card.id and "西溪的家" in m.text and not m.text.startswith("🏠 Which"))
    off = next(b for b in card.buttons if bare(b).startswith("s:") and bare(b).endswith(":f"))
    assert toast(twice, card, off["callback_data"]) == ""
    twice.sees_change(card, lambda m: "✅" in m.text)
    assert lit() == {HOME: False, OTHER_HOME: False}
    assert toast(twice, card, bare(off)) == denial("button_outdated"), "forged: without its home"
    done(twice, twice.says("turn on the kitchen lamp"))
    assert lit() == {HOME: True, OTHER_HOME: False}


# ---------------------------------------------------------------------- what changes between card and press


def test_a_confirmation_is_the_askers_and_is_used_once(home: Street, places: dict[int, Corner]) -> None:
    asker = places[MEMBER]
    asked = asker.sees_answer(asker.writes(UNLOCK))
    yes = next(b["callback_data"] for b in asked.buttons if ":y:" in b["callback_data"])
    for person in (OWNER, GUEST):
        other = home.there(person, asker.person.chat)
        assert toast(other, asked, yes) == denial("not_your_question")
        assert toast(other, asked, yes.partition(":")[2]) == denial("not_your_question")
    for person in NOBODY:
        assert toast(home.there(person, asker.person.chat), asked, yes) == denial("stranger")
    alone = home.alone(MEMBER)
    private = alone.says("/home")
    assert toast(alone, private, yes) == denial("question_over"), "asked in the group"
    assert is_locked(home) is True
    assert toast(asker.person, asked, yes) == ""
    done(asker.person, asked)
    assert is_locked(home) is False
    home.world.change(home.world.device(LOCK, HOME)["id"], state={"lock.lock": True})
    assert toast(asker.person, asked, yes) == denial("question_over")
    assert is_locked(home) is True


def test_a_role_that_was_lowered_meanwhile_says_yes_in_vain(home: Street) -> None:
    falling = home.alone(FALLING)
    asked = falling.says(UNLOCK)
    home.change("UPDATE memberships SET role = 'guest' WHERE person = ?", FALLING)
    before = max(falling.messages)
    assert toast(falling, asked, asked.buttons[0]["callback_data"]) == ""
    assert falling.sees(lambda m: m.from_bot and m.id > before).text == denial("not_for_guests")
    assert is_locked(home) is True


def test_who_was_limited_meanwhile_presses_in_vain(home: Street) -> None:
    falling = home.alone(FALLING)
    card = falling.says("客厅灯")
    home.change("""UPDATE memberships SET reach = '{"devices": [], "rooms": []}' WHERE person = ?""", FALLING)
    for button in card.buttons:
        if bare(button).startswith(("s:", "o:", "m:")):
            assert toast(falling, card, button["callback_data"]) == denial("button_outdated")
    assert "客厅灯" not in str(falling.says("客厅灯").buttons)


def test_who_was_shown_the_door_meanwhile_is_a_stranger(home: Street) -> None:
    leaving = home.alone(LEAVING)
    all_are(home, on=False)
    card, asked = leaving.says("客厅灯"), leaving.says(UNLOCK)
    planned = leaving.says("五分钟后打开客厅灯")
    home.change("DELETE FROM memberships WHERE person = ?", LEAVING)
    for shown in (card, asked, planned):
        for button in shown.buttons:
            assert toast(leaving, shown, button["callback_data"]) == denial("stranger")
    assert leaving.says("打开客厅灯").text == home.alone(STRANGER).says("打开客厅灯").text
    home.world.post("/api/clock", {"advance": 360})
    leaving.sees(lambda m: m.from_bot and m.id > planned.id and "may not do it any more" in m.text)
    assert (is_on(home, "客厅灯"), is_locked(home)) == (False, True)


def test_a_confirmation_has_a_deadline_and_a_guest_an_end(home: Street) -> None:
    """Last, for the clock is moved far ahead."""
    passing, owner = home.alone(PASSING), home.alone(OWNER)
    card, asked = passing.says("客厅灯"), owner.says(UNLOCK)
    assert any(bare(button).startswith("s:") for button in card.buttons)
    home.world.post("/api/clock", {"advance": 61})
    assert toast(owner, asked, asked.buttons[0]["callback_data"]) == denial("question_over")
    home.world.post("/api/clock", {"advance": 3600})
    for button in card.buttons:
        assert toast(passing, card, button["callback_data"]) == denial("stranger")
    assert is_locked(home) is True
