"""Presses, inline mode and messages for one pair of eyes, from both sides."""

from __future__ import annotations

import asyncio

import pytest

from tests.sandbox.stage import ANNA, BORIS, FAMILY, FORUM, STRANGER, Json, Stage


def card(*buttons: Json) -> Json:
    return {"inline_keyboard": [list(buttons)]}


ON = {"text": "On", "callback_data": "lamp:on"}


async def sent(stage: Stage, chat: int = ANNA, *buttons: Json, **more: Json) -> int:
    message = await stage.do(
        "sendMessage", chat_id=chat, text="Lamp", reply_markup=card(*buttons or (ON,)), **more
    )
    return int(message["message_id"] or message["ephemeral_message_id"])


async def query(stage: Stage) -> Json:
    """The callback query that the bot gets next."""
    for update in await stage.updates(timeout=5):
        if "callback_query" in update:
            return update["callback_query"]
    raise AssertionError("no press came")


@pytest.mark.parametrize("which", [{"button": "On"}, {"row": 0, "column": 0}, {"data": "lamp:on"}])
async def test_a_press_is_answered(stage: Stage, which: Json) -> None:
    id_ = await sent(stage)
    press = asyncio.create_task(stage.presses(ANNA, ANNA, id_, **which))
    pressed = await query(stage)
    assert (pressed["data"], pressed["message"]["message_id"], pressed["from"]["id"]) == (
        "lamp:on",
        id_,
        ANNA,
    )
    await stage.do("answerCallbackQuery", callback_query_id=pressed["id"], text="Done", show_alert=True)
    assert await press == {"text": "Done", "show_alert": True}


async def test_a_second_answer_or_one_to_nothing_is_refused(stage: Stage) -> None:
    press = asyncio.create_task(stage.presses(ANNA, ANNA, await sent(stage), button="On"))
    pressed = await query(stage)
    await stage.do("answerCallbackQuery", callback_query_id=pressed["id"])
    await press
    for id_ in (pressed["id"], "1"):
        said = await stage.fail("answerCallbackQuery", callback_query_id=id_)
        assert said.startswith("Bad Request: query is too old and response timeout expired or query ID")


async def test_an_answer_that_comes_too_late_has_expired(stage: Stage) -> None:
    press = asyncio.create_task(stage.presses(ANNA, ANNA, await sent(stage), button="On"))
    pressed = await query(stage)
    await stage.post("clock", advance=7.5)
    assert "query is too old" in await stage.fail("answerCallbackQuery", callback_query_id=pressed["id"])
    assert await press == {"expired": True}


async def test_a_press_that_nobody_answers_is_given_up(stage: Stage) -> None:
    stage.telegram.patience = 0.01
    assert await stage.presses(ANNA, ANNA, await sent(stage), button="On") == {"unanswered": True}


async def test_the_text_of_an_answer_has_two_hundred_characters_at_most(stage: Stage) -> None:
    said = await stage.fail("answerCallbackQuery", callback_query_id="1", text="x" * 201)
    assert said == "Bad Request: MESSAGE_TOO_LONG"


async def test_buttons_that_ask_nothing_of_the_bot(stage: Stage) -> None:
    link, dead = {"text": "Open", "url": "https://t.me/x"}, {"text": "Wait", "disabled": {}}
    id_ = await sent(stage, ANNA, link, dead)
    assert await stage.presses(ANNA, ANNA, id_, button="Open") == {"url": "https://t.me/x"}
    path = f"chats/{ANNA}/messages/{id_}/press"
    assert (await stage.refused("POST", path, {"from": ANNA, "button": "Wait"}))[0] == 409
    assert await stage.updates() == []


async def test_presses_that_no_app_would_let_through(stage: Stage) -> None:
    id_ = await sent(stage)
    path = f"chats/{ANNA}/messages/{id_}/press"
    for body, status in (
        ({"from": BORIS, "button": "On"}, 403),
        ({"from": ANNA, "button": "Off"}, 404),
        ({"from": ANNA, "row": 0, "column": 1}, 404),
        ({"from": ANNA, "row": -1, "column": 0}, 404),
        ({"from": ANNA}, 400),
        ({"button": "On"}, 400),
    ):
        assert (await stage.refused("POST", path, body))[0] == status, body
    assert (await stage.refused("POST", f"chats/{ANNA}/messages/99/press", {"from": ANNA, "data": "x"}))[
        0
    ] == 404


async def test_an_ephemeral_message_is_seen_by_one_member_only(stage: Stage) -> None:
    only = {"receiver_user_id": ANNA}
    message = await stage.do("sendMessage", chat_id=FAMILY, text="secret", ephemeral_message_parameters=only)
    assert (message["message_id"], message["receiver_user"]["id"]) == (0, ANNA)
    assert [(m["text"], m["visible_to"]) for m in await stage.sees(FAMILY, ANNA)] == [("secret", ANNA)]
    assert await stage.sees(FAMILY, BORIS) == []


async def test_an_ephemeral_message_is_edited_and_deleted_by_its_own_methods(stage: Stage) -> None:
    id_ = await sent(stage, FAMILY, receiver_user_id=ANNA)
    place = {"chat_id": FAMILY, "receiver_user_id": ANNA, "ephemeral_message_id": id_}
    said = await stage.fail("editMessageText", chat_id=FAMILY, message_id=id_, text="x")
    assert said == "Bad Request: message to edit not found"
    assert await stage.do("editEphemeralMessageText", **place, text="on") is True
    assert (await stage.sees(FAMILY, ANNA))[0]["text"] == "on"
    wrong = {**place, "receiver_user_id": BORIS}
    assert await stage.fail("deleteEphemeralMessage", **wrong) == "Bad Request: message to delete not found"
    await stage.do("deleteEphemeralMessage", **place)
    assert (await stage.sees(FAMILY, ANNA))[0]["deleted"]


async def test_an_ephemeral_message_can_stand_in_place_of_the_card(stage: Stage) -> None:
    id_ = await sent(stage, FAMILY)
    press = asyncio.create_task(stage.presses(FAMILY, BORIS, id_, button="On"))
    pressed = await query(stage)
    instead = {
        "receiver_user_id": BORIS,
        "callback_query_id": pressed["id"],
        "replace_callback_query_message": True,
    }
    await stage.do("sendMessage", chat_id=FAMILY, text="for Boris", ephemeral_message_parameters=instead)
    await stage.do("answerCallbackQuery", callback_query_id=pressed["id"])
    await press
    assert [(m["text"], m["deleted"]) for m in await stage.sees(FAMILY, BORIS)] == [
        ("", True),
        ("for Boris", False),
    ]
    assert [m["text"] for m in await stage.sees(FAMILY, ANNA)] == ["Lamp"]


async def test_ephemeral_messages_have_their_limits(stage: Stage) -> None:
    def only(person: int) -> Json:
        return {"text": "x", "ephemeral_message_parameters": {"receiver_user_id": person}}

    assert "only to group" in await stage.fail("sendMessage", chat_id=ANNA, **only(ANNA))
    said = await stage.fail("sendMessage", chat_id=FAMILY, **only(STRANGER))
    assert said == "Bad Request: PARTICIPANT_ID_INVALID"


async def test_an_ephemeral_command_is_between_its_sender_and_the_bot(stage: Stage) -> None:
    command = {"command": "lamp", "description": "The lamp", "is_ephemeral": True}
    await stage.do("setMyCommands", commands=[command], scope={"type": "all_group_chats"})
    id_ = (await stage.says(FAMILY, ANNA, "/lamp"))["message_id"]
    assert await stage.sees(FAMILY, BORIS) == []
    (update,) = await stage.updates()
    assert update["message"]["ephemeral_message_id"] == id_
    reply = {"ephemeral_message_id": id_}
    answer = {"chat_id": FAMILY, "text": "on", "reply_parameters": reply, "receiver_user_id": ANNA}
    await stage.do("sendMessage", **answer)
    await stage.post("clock", advance=16)
    assert await stage.fail("sendMessage", **answer) == "Bad Request: message to be replied not found"


def article(id_: str = "1", **more: Json) -> Json:
    content = {"message_text": "<b>Lamp</b>", "parse_mode": "HTML"}
    return {"type": "article", "id": id_, "title": "Lamp", "input_message_content": content, **more}


async def answered(stage: Stage, person: int, text: str, **answer: Json) -> Json:
    """What a person is offered once the bot answered their inline query."""
    asked = asyncio.create_task(stage.post("inline", **{"from": person}, query=text))
    (update,) = await stage.updates(timeout=5)
    assert update["inline_query"]["query"] == text
    await stage.do("answerInlineQuery", inline_query_id=update["inline_query"]["id"], **answer)
    return await asked


async def test_an_inline_result_is_sent_and_its_buttons_work_anywhere(stage: Stage) -> None:
    result = article(reply_markup=card(ON))
    offered = await answered(stage, BORIS, "lamp", results=[result], is_personal=True, cache_time=0)
    assert (offered["results"][0]["title"], offered["is_personal"], offered["cache_time"]) == (
        "Lamp",
        True,
        0,
    )
    message = await stage.post("inline/choose", **{"from": BORIS}, result_id="1", chat=FORUM)
    assert message["html"] == "<b>Lamp</b>"
    updates = await stage.updates()
    via, chosen = updates[0]["message"], updates[1]["chosen_inline_result"]
    assert via["via_bot"]["is_bot"]
    press = asyncio.create_task(stage.presses(FORUM, ANNA, message["message_id"], button="On"))
    pressed = await query(stage)
    assert pressed["inline_message_id"] == chosen["inline_message_id"]
    assert "message" not in pressed
    await stage.do("answerCallbackQuery", callback_query_id=pressed["id"])
    await press
    edited = await stage.do("editMessageText", inline_message_id=chosen["inline_message_id"], text="on")
    assert edited is True
    assert (await stage.sees(FORUM, ANNA))[0]["text"] == "on"


async def test_telegram_remembers_an_inline_answer_as_long_as_the_bot_allows(stage: Stage) -> None:
    first = await answered(stage, BORIS, "lamp", results=[article()], is_personal=True, cache_time=60)
    assert await stage.post("inline", **{"from": BORIS}, query="lamp") == first
    await answered(stage, ANNA, "lamp", results=[], is_personal=True, cache_time=60)
    await stage.post("clock", advance=61)
    await answered(stage, BORIS, "lamp", results=[], cache_time=60)
    assert (await stage.post("inline", **{"from": ANNA}, query="lamp"))["results"] == []


@pytest.mark.parametrize(
    ("results", "why"),
    [
        ([article(str(n)) for n in range(51)], "RESULTS_TOO_MUCH"),
        ([article(), article()], "RESULT_ID_DUPLICATE"),
        ([article("ж" * 33)], "RESULT_ID_INVALID"),
        ([{**article(), "title": ""}], "ARTICLE_TITLE_EMPTY"),
        ([{**article(), "type": "poem"}], "RESULT_TYPE_INVALID"),
        ([{**article(), "input_message_content": {"message_text": ""}}], "message text is empty"),
    ],
)
async def test_inline_results_that_telegram_refuses(stage: Stage, results: Json, why: str) -> None:
    said = await stage.fail("answerInlineQuery", inline_query_id="1", results=results)
    assert said == f"Bad Request: {why}"
