"""How updates reach the bot: again and again until confirmed, to one poller, filtered by privacy mode."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.sandbox.telegram.updates import FIRST_ID, Updates
from tests.sandbox.stage import ANNA, BORIS, FAMILY, FORUM, KITCHEN, Json, Stage, open_stage


async def texts(stage: Stage) -> list[str]:
    """The texts of the messages that wait for the bot."""
    return [u["message"].get("text") for u in await stage.updates() if "message" in u]


async def test_an_update_comes_again_until_it_is_confirmed(stage: Stage) -> None:
    await stage.says(ANNA, ANNA, "one")
    await stage.says(ANNA, ANNA, "two")
    first = await stage.do("getUpdates", limit=1)
    assert [u["update_id"] for u in first] == [FIRST_ID]
    assert await stage.do("getUpdates", offset=FIRST_ID, limit=1) == first
    second = await stage.do("getUpdates", offset=FIRST_ID + 1)
    assert [u["message"]["text"] for u in second] == ["two"]
    assert await stage.do("getUpdates", offset=FIRST_ID + 2) == []


async def test_a_negative_offset_keeps_the_newest(stage: Stage) -> None:
    for text in ("one", "two", "three"):
        await stage.says(ANNA, ANNA, text)
    assert [u["message"]["text"] for u in await stage.do("getUpdates", offset=-2)] == ["two", "three"]
    assert len(await stage.do("getUpdates", offset=-9)) == 2


async def test_updates_are_kept_for_a_day(stage: Stage) -> None:
    await stage.says(ANNA, ANNA, "old")
    await stage.post("clock", advance=86_399)
    assert len(await stage.do("getUpdates")) == 1
    await stage.post("clock", advance=1)
    assert await stage.do("getUpdates") == []


async def test_a_poll_waits_for_the_first_update(stage: Stage) -> None:
    poll = asyncio.create_task(stage.do("getUpdates", timeout=30))
    await asyncio.sleep(0)
    await stage.says(ANNA, ANNA, "hello")
    (update,) = await poll
    assert update["message"]["from"]["language_code"] == "en"


async def test_the_earlier_of_two_pollers_is_sent_away(stage: Stage) -> None:
    polls = [asyncio.create_task(stage.call("getUpdates", timeout=30)) for _ in range(2)]
    done, waiting = await asyncio.wait(polls, return_when=asyncio.FIRST_COMPLETED)
    response = await done.pop()
    assert response.status == 409
    said = (await response.json())["description"]
    assert said.startswith("Conflict: terminated by other getUpdates request")
    await stage.says(ANNA, ANNA, "hello")
    assert (await waiting.pop()).status == 200


async def test_only_allowed_updates_are_kept(stage: Stage) -> None:
    await stage.do("getUpdates", allowed_updates=["callback_query"])
    await stage.says(ANNA, ANNA, "nobody hears this")
    assert await stage.do("getUpdates", allowed_updates=[]) == []
    await stage.says(ANNA, ANNA, "hello")
    assert await texts(stage) == ["hello"]


async def test_all_of_the_duplicated_updates_come_twice_with_the_same_id() -> None:
    async with open_stage(duplicate=1.0) as stage:
        for text in ("one", "two"):
            await stage.says(ANNA, ANNA, text)
        first = await stage.do("getUpdates")
        again = await stage.do("getUpdates", offset=FIRST_ID + 2)
        assert again == first
        assert await stage.do("getUpdates", offset=FIRST_ID + 2) == []


def test_the_same_seed_duplicates_the_same_updates() -> None:
    def duplicated(seed: int) -> list[int]:
        updates = Updates(lambda: 0.0, duplicate=0.2, seed=seed)
        for _ in range(100):
            updates.put("message", {}, ANNA)
        updates.confirm(FIRST_ID + 100)
        return [update["update_id"] for update in updates.take()]

    assert duplicated(7) == duplicated(7) != duplicated(8)
    assert 10 <= len(duplicated(7)) <= 30


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("turn on the lamp", False),
        ("@housemate_sandbox_bot turn on the lamp", False),
        ("/on lamp", True),
        ("/on@housemate_sandbox_bot lamp", True),
        ("/on@Housemate_Sandbox_Bot lamp", True),
        ("/on@other_bot lamp", False),
        ("please /on", False),
    ],
)
async def test_what_a_bot_in_privacy_mode_hears_in_a_group(stage: Stage, text: str, heard: bool) -> None:
    await stage.says(FAMILY, BORIS, text)
    assert await texts(stage) == ([text] if heard else [])


async def test_replies_to_the_bot_pass_privacy_mode_and_other_replies_do_not(stage: Stage) -> None:
    card = (await stage.do("sendMessage", chat_id=FAMILY, text="card"))["message_id"]
    mine = (await stage.says(FAMILY, ANNA, "mine", reply_to=card))["message_id"]
    await stage.says(FAMILY, BORIS, "to Anna", reply_to=mine)
    assert await texts(stage) == ["mine"]


async def test_without_privacy_mode_or_as_administrator_the_bot_hears_everything(stage: Stage) -> None:
    assert (await stage.do("getMe"))["can_read_all_group_messages"] is False
    await stage.happens(FAMILY, "privacy", on=False)
    assert (await stage.do("getMe"))["can_read_all_group_messages"] is True
    await stage.says(FAMILY, BORIS, "open")
    await stage.happens(FAMILY, "privacy", on=True)
    await stage.happens(FAMILY, "promote")
    await stage.says(FAMILY, BORIS, "chief")
    assert await texts(stage) == ["open", "chief"]


async def test_messages_in_a_topic_name_it_and_seem_to_reply_to_its_first_message(stage: Stage) -> None:
    await stage.says(FORUM, BORIS, "/on", topic=KITCHEN)
    (update,) = await stage.updates()
    message = update["message"]
    assert (message["message_thread_id"], message["is_topic_message"]) == (KITCHEN, True)
    assert message["reply_to_message"]["forum_topic_created"]["name"] == "Kitchen"
    assert message["chat"] == {"id": FORUM, "type": "supergroup", "title": "House", "is_forum": True}


async def test_an_edited_message_is_heard_as_such(stage: Stage) -> None:
    sent = await stage.says(ANNA, ANNA, "lamp")
    response = await stage.people.patch(
        f"/api/chats/{ANNA}/messages/{sent['message_id']}", json={"from": ANNA, "text": "/lamp on"}
    )
    assert response.status == 200
    edited = (await stage.updates())[1]["edited_message"]
    assert edited["text"] == "/lamp on"
    assert edited["entities"] == [{"type": "bot_command", "offset": 0, "length": 5}]


class Receiver:
    """A bot's webhook that fails the first times it is called."""

    def __init__(self, failures: int, answer: Json = None) -> None:
        self.failures = failures
        self.answer = answer
        self.got: list[tuple[str, Json]] = []
        self.pauses: list[float] = []
        self.done = asyncio.Event()

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)


@pytest.fixture
async def receiver(stage: Stage) -> AsyncIterator[tuple[Receiver, str]]:
    from aiohttp import web
    from aiohttp.test_utils import TestServer

    receiver = Receiver(failures=3)
    stage.telegram.webhook.pause = receiver.pause

    async def take(request: web.Request) -> web.Response:
        if receiver.failures:
            receiver.failures -= 1
            return web.Response(status=502)
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        receiver.got.append((secret, await request.json()))
        receiver.done.set()
        return web.json_response(receiver.answer) if receiver.answer else web.Response()

    app = web.Application()
    app.router.add_post("/hook", take)
    async with TestServer(app) as server:
        yield receiver, str(server.make_url("/hook"))


async def test_a_webhook_gets_updates_with_its_secret_and_retries_that_back_off(
    stage: Stage, receiver: tuple[Receiver, str]
) -> None:
    hook, url = receiver
    await stage.do("setWebhook", url=url, secret_token="a-Secret_1")
    await stage.says(ANNA, ANNA, "hello")
    await asyncio.wait_for(hook.done.wait(), 5)
    assert hook.pauses == [1.0, 2.0, 4.0]
    ((secret, update),) = hook.got
    assert (secret, update["message"]["text"]) == ("a-Secret_1", "hello")
    assert "webhook is active" in await stage.fail("getUpdates")
    info = await stage.do("getWebhookInfo")
    assert (info["url"], info["last_error_message"]) == (
        url,
        "Wrong response from the webhook: 502 Bad Gateway",
    )
    await stage.do("deleteWebhook")
    assert await stage.do("getUpdates") == []


async def test_a_webhooks_answer_may_be_a_call(stage: Stage, receiver: tuple[Receiver, str]) -> None:
    hook, url = receiver
    hook.failures, hook.answer = 0, {"method": "sendMessage", "chat_id": ANNA, "text": "hi"}
    await stage.do("setWebhook", url=url)
    seq = (await stage.says(ANNA, ANNA, "hello"))["seq"]
    (seen,) = await stage.sees(ANNA, ANNA, after=seq, wait=5)
    assert seen["text"] == "hi"


@pytest.mark.parametrize(
    "parameters",
    [
        {"url": "http://example.org/hook"},
        {"url": "https://example.org:8080/hook"},
        {"url": "https://[::"},
        {"url": "http://127.0.0.1:1/hook", "secret_token": "not allowed!"},
    ],
)
async def test_webhooks_that_telegram_refuses(stage: Stage, parameters: Json) -> None:
    assert (await stage.fail("setWebhook", **parameters)).startswith("Bad Request: ")
