"""The person API: what people see and do, and how mistakes are refused."""

from __future__ import annotations

import asyncio
import json

import pytest

from bot.sandbox.person.clock import FOLLOWERS
from tests.sandbox.stage import ANNA, BORIS, FAMILY, FORUM, KITCHEN, STRANGER, Json, Stage


async def test_people_and_chats_are_as_the_household_has_them(stage: Stage) -> None:
    anna, boris, _ = await stage.get("people")
    assert (anna["name"], anna["language"], anna["roles"][str(FAMILY)]) == ("Anna Bell", "en", "owner")
    assert boris["roles"] == {str(FAMILY): "member"}
    forum = next(chat for chat in await stage.get("chats") if chat["id"] == FORUM)
    assert forum == {
        "id": FORUM,
        "type": "forum",
        "title": "House",
        "people": [ANNA, BORIS],
        "topics": [{"id": KITCHEN, "name": "Kitchen"}],
        "household": "flat",
    }


async def test_only_what_changed_is_read_again(stage: Stage) -> None:
    seq = (await stage.says(FAMILY, ANNA, "hello"))["seq"]
    assert await stage.get(f"chats/{FAMILY}/messages", **{"as": BORIS, "after": seq}) == {
        "seq": seq,
        "messages": [],
    }
    sent = await stage.do("sendMessage", chat_id=FAMILY, text="hi")
    answer = await stage.get(f"chats/{FAMILY}/messages", **{"as": BORIS, "after": seq})
    assert [m["text"] for m in answer["messages"]] == ["hi"]
    await stage.do("editMessageText", chat_id=FAMILY, message_id=sent["message_id"], text="hey")
    news = await stage.sees(FAMILY, BORIS, after=answer["seq"])
    assert [(m["text"], m["edits"]) for m in news] == [("hey", 1)]


async def test_a_reader_waits_for_the_first_change(stage: Stage) -> None:
    seq = (await stage.says(ANNA, ANNA, "hello"))["seq"]
    reading = asyncio.create_task(stage.sees(ANNA, ANNA, after=seq, wait=20))
    await stage.do("sendMessage", chat_id=ANNA, text="hi")
    assert [m["text"] for m in await reading] == ["hi"]
    assert await stage.sees(ANNA, ANNA, after=10_000, wait=0.01) == []


async def test_a_long_text_becomes_several_messages(stage: Stage) -> None:
    words = "lamp " * 1000
    sent = await stage.says(ANNA, ANNA, words)
    texts = [m["text"] for m in await stage.sees(ANNA, ANNA)]
    assert " ".join(texts) == words.strip()
    assert [len(text) for text in texts] == [4094, 904]
    assert sent == {"message_id": 1, "seq": 2}
    await stage.says(ANNA, ANNA, "🛋" * 2049)
    assert [m["text"] for m in await stage.sees(ANNA, ANNA, after=2)] == ["🛋" * 2048, "🛋"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "chats/4242/messages", {"from": ANNA, "text": "x"}, 404),
        ("POST", "chats/x/messages", {"from": ANNA, "text": "x"}, 400),
        ("POST", f"chats/{FAMILY}/messages", {"from": STRANGER, "text": "x"}, 403),
        ("POST", f"chats/{FAMILY}/messages", {"from": 4242, "text": "x"}, 404),
        ("POST", f"chats/{ANNA}/messages", {"from": str(ANNA), "text": "x"}, 400),
        ("POST", f"chats/{ANNA}/messages", {"from": True, "text": "x"}, 400),
        ("POST", f"chats/{ANNA}/messages", {"from": ANNA, "text": " "}, 400),
        ("POST", f"chats/{ANNA}/messages", {"from": ANNA, "text": 5}, 400),
        ("POST", f"chats/{ANNA}/messages", {"from": ANNA}, 400),
        ("POST", f"chats/{ANNA}/messages", {"from": ANNA, "text": "x", "reply_to": 9}, 404),
        ("POST", f"chats/{FORUM}/messages", {"from": ANNA, "text": "x", "topic": 9}, 404),
        ("POST", f"chats/{ANNA}/messages", [], 400),
        ("POST", f"chats/{ANNA}/messages", None, 400),
        ("PATCH", f"chats/{ANNA}/messages/1", {"from": ANNA, "text": "x"}, 404),
        ("GET", f"chats/{FAMILY}/messages", None, 400),
        ("GET", f"chats/{FAMILY}/messages?as={STRANGER}", None, 403),
        ("GET", f"chats/{FAMILY}/messages?as={ANNA}&after=x", None, 400),
        ("GET", f"chats/{FAMILY}/messages?as={ANNA}&wait=nan", None, 400),
        ("POST", f"chats/{FAMILY}/events", {"from": ANNA, "kind": "party"}, 400),
        ("POST", f"chats/{FAMILY}/events", {"from": ANNA, "kind": "join"}, 409),
        ("POST", f"chats/{FAMILY}/events", {"from": ANNA, "kind": "block"}, 409),
        ("POST", f"chats/{ANNA}/events", {"from": ANNA, "kind": "bot_added"}, 409),
        ("POST", f"chats/{FAMILY}/events", {"from": ANNA, "kind": "migrate"}, 409),
        ("POST", f"chats/{FAMILY}/events", {"from": ANNA, "kind": "react", "message_id": 1}, 404),
        ("POST", f"chats/{ANNA}/events", {"from": ANNA, "kind": "topic", "name": "x"}, 409),
        ("POST", "inline", {"from": 4242, "query": "x"}, 404),
        ("POST", "inline", {"from": ANNA, "query": "x" * 257}, 400),
        ("POST", "inline/choose", {"from": ANNA, "result_id": "1", "chat": ANNA}, 404),
        ("GET", "commands", None, 400),
        ("GET", "commands?chat=4242", None, 404),
        ("PATCH", "devices/lamp-9", {"online": False}, 404),
        ("PATCH", "devices/lamp-1", {"online": "no"}, 400),
        ("PATCH", "devices/lamp-1", {"state": {"range.volume": 1}}, 400),
        ("PATCH", "devices/lamp-1", {"state": {"range.brightness": 101}}, 400),
        ("PATCH", "devices/lamp-1", {"state": {"on_off.on": 1}}, 400),
        ("PATCH", "devices/lamp-1", {"colour": 1}, 400),
        ("POST", "faults", {"target": "moon", "kind": "status"}, 400),
        ("POST", "faults", {"target": "yandex", "kind": "flood"}, 400),
        ("POST", "faults", {"target": "yandex", "kind": "status", "status": "503"}, 400),
        ("POST", "faults", {"target": "yandex", "kind": "status", "status": 99}, 400),
        ("POST", "faults", {"target": "yandex", "kind": "slow", "seconds": -1}, 400),
        ("POST", "faults", {"target": "yandex", "kind": "slow", "apply": "during"}, 400),
        ("POST", "faults", {"target": "yandex", "kind": "slow", "count": 0}, 400),
        ("POST", "faults", {"target": "yandex", "kind": "slow", "mood": 1}, 400),
        ("POST", "faults", {"target": "telegram", "kind": "expire"}, 400),
        ("POST", "faults", {"target": "telegram", "kind": "code", "code": 7}, 400),
        ("POST", "faults", {"target": "aliyun", "kind": "code", "code": "OOPS"}, 400),
        ("POST", "faults", {"target": "yandex", "kind": "code", "code": True}, 400),
        ("POST", "clock", {"advance": -1}, 400),
        ("POST", "clock", {"advance": "1h"}, 400),
        ("GET", "requests?target=moon", None, 400),
        ("GET", "nothing", None, 404),
        ("DELETE", "people", None, 405),
    ],
)
async def test_mistakes_are_refused_with_a_reason(
    stage: Stage, method: str, path: str, body: Json, status: int
) -> None:
    got, why = await stage.refused(method, path, body)
    assert got == status, why
    assert why


async def test_a_person_edits_only_what_they_wrote(stage: Stage) -> None:
    id_ = (await stage.says(FAMILY, ANNA, "/on"))["message_id"]
    path = f"chats/{FAMILY}/messages/{id_}"
    assert (await stage.refused("PATCH", path, {"from": BORIS, "text": "x"}))[0] == 403
    response = await stage.people.patch(f"/api/{path}", json={"from": ANNA, "text": "/off"})
    assert response.status == 200
    assert [(m["text"], m["edits"]) for m in await stage.sees(FAMILY, BORIS)] == [("/off", 1)]


async def test_a_hand_on_the_switch_changes_the_truth(stage: Stage) -> None:
    change = {"online": False, "state": {"on_off.on": True, "range.brightness": 40}}
    response = await stage.people.patch("/api/devices/lamp-1", json=change)
    assert response.status == 200
    (lamp,) = await stage.get("devices")
    assert (lamp["online"], [c["value"] for c in lamp["capabilities"]]) == (False, [True, 40])


async def test_a_change_that_is_half_wrong_changes_nothing(stage: Stage) -> None:
    change = {"online": False, "state": {"on_off.on": True, "range.brightness": 400}}
    await stage.refused("PATCH", "devices/lamp-1", change)
    (lamp,) = await stage.get("devices")
    assert (lamp["online"], lamp["capabilities"][0]["value"]) == (True, False)


async def test_the_clock_is_moved_and_followed(stage: Stage) -> None:
    before = await stage.get("clock")
    assert (await stage.post("clock", advance=3600))["now"] == before["now"] + 3600
    assert (await stage.get("clock", offset=0, wait=20))["offset"] == 3600


async def test_who_moves_the_clock_goes_on_when_those_who_follow_it_know(stage: Stage) -> None:
    following = asyncio.create_task(stage.get("clock", offset=0, wait=20))
    app = stage.people.app
    assert app is not None
    while not app[FOLLOWERS]:  # noqa: ASYNC110 - it comes by a connection of its own
        await asyncio.sleep(0.01)
    moving = asyncio.create_task(stage.post("clock", advance=3600))
    assert (await following)["offset"] == 3600
    await asyncio.sleep(0.05)
    assert not moving.done(), "the follower may not have read the answer yet"
    again = asyncio.create_task(stage.get("clock", offset=3600, wait=20))
    assert (await moving)["offset"] == 3600
    await stage.post("clock", advance=60)
    assert (await again)["offset"] == 3660


async def test_every_call_is_written_down_without_secrets(stage: Stage) -> None:
    await stage.do("sendMessage", chat_id=ANNA, text="hi")
    form = {"url": "http://127.0.0.1:1/x", "secret_token": "hush"}
    await stage.bot.post(f"/bot{stage.telegram.bot.token}/setWebhook", data=form)
    sent, hook = await stage.get("requests", target="telegram")
    assert (sent["method"], sent["status"], json.loads(sent["body"])["text"]) == ("POST", 200, "hi")
    assert sent["path"].endswith(":***/sendMessage")
    assert "hush" not in hook["body"]
    assert await stage.get("requests", target="telegram", after=hook["n"]) == []
    assert await stage.get("requests", target="yandex") == []


async def test_everything_that_happens_is_told_to_the_page(stage: Stage) -> None:
    async with stage.people.get("/api/events") as feed:
        assert await feed.content.readline() == b": open\n"
        await stage.says(ANNA, ANNA, "hello")
        await stage.do("sendChatAction", chat_id=ANNA, action="typing")
        await stage.people.patch("/api/devices/lamp-1", json={"online": False})
        lines: list[Json] = []
        while len(lines) < 3:
            line = await asyncio.wait_for(feed.content.readline(), 5)
            if line.startswith(b"data: "):
                lines.append(json.loads(line.removeprefix(b"data: ")))
    assert [line["kind"] for line in lines] == ["message", "action", "device"]
    assert lines[0]["data"] == {"chat": ANNA, "message_id": 1, "visible_to": None}
    assert [line["seq"] for line in lines] == [1, 2, 3]


async def test_the_page_is_served_and_nothing_besides(stage: Stage) -> None:
    index = await stage.people.get("/")
    assert (index.status, index.content_type) == (200, "text/html")
    assert (await stage.people.get("/page/index.html")).status == 200
    assert (await stage.people.get("/page/%2e%2e/server.py")).status == 404
    assert (await stage.people.get("/page/nothing.js")).status == 404
    assert await stage.get("ready") == {"ready": True}
