"""What the bot may send and edit, and what Telegram has against the rest."""

from __future__ import annotations

import pytest

from tests.sandbox.stage import ANNA, BORIS, FAMILY, FORUM, KITCHEN, STRANGER, Json, Stage

UNCHANGED = "Bad Request: message is not modified: specified new message content and reply markup are exactly"


def keys(*buttons: Json) -> Json:
    return {"inline_keyboard": [list(buttons)]}


def key(**action: Json) -> Json:
    return {"text": "On", **action}


async def test_a_message_reaches_the_person_with_its_html_cleaned(stage: Stage) -> None:
    await stage.do("sendMessage", chat_id=ANNA, text="<b>Lamp</b> &lt;3 <i>on</i>", parse_mode="HTML")
    (seen,) = await stage.sees(ANNA, ANNA)
    assert seen["text"] == "Lamp <3 on"
    assert seen["html"] == "<b>Lamp</b> &lt;3 <i>on</i>"
    assert seen["from"] == {"id": stage.telegram.bot.id, "name": "Housemate", "is_bot": True}


@pytest.mark.parametrize("length", [1, 4096])
async def test_texts_of_allowed_length_pass(stage: Stage, length: int) -> None:
    await stage.do("sendMessage", chat_id=ANNA, text="x" * length)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "message text is empty"),
        ("  \n ", "message text is empty"),
        ("<b></b>", "message text is empty"),
        ("x" * 4097, "message is too long"),
        ("🛋" * 2049, "message is too long"),
        ("5 < 6", 'can\'t parse entities: Unsupported start tag "" at byte offset 2'),
        ("<p>x</p>", 'can\'t parse entities: Unsupported start tag "p" at byte offset 0'),
    ],
)
async def test_texts_that_telegram_refuses(stage: Stage, text: str, why: str) -> None:
    assert (
        await stage.fail("sendMessage", chat_id=ANNA, text=text, parse_mode="HTML") == f"Bad Request: {why}"
    )


async def test_tags_do_not_count_towards_the_length(stage: Stage) -> None:
    await stage.do("sendMessage", chat_id=ANNA, text=f"<b>{'x' * 4096}</b>", parse_mode="HTML")


@pytest.mark.parametrize(
    ("button", "why"),
    [
        (key(callback_data="x" * 65), "BUTTON_DATA_INVALID"),
        (key(callback_data="ж" * 33), "BUTTON_DATA_INVALID"),
        (key(callback_data=""), "BUTTON_DATA_INVALID"),
        (key(callback_data="a", url="https://t.me/x"), "BUTTON_TYPE_INVALID"),
        (key(), "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        ({"callback_data": "a"}, "can't parse inline keyboard button: Can't find field \"text\""),
        (
            key(callback_data="a", style="pink"),
            "can't parse inline keyboard button: Invalid button style specified",
        ),
        (key(url="not a link"), "inline keyboard button URL 'not a link' is invalid: Wrong HTTP URL"),
    ],
)
async def test_buttons_that_telegram_refuses(stage: Stage, button: Json, why: str) -> None:
    said = await stage.fail("sendMessage", chat_id=ANNA, text="x", reply_markup=keys(button))
    assert said == f"Bad Request: {why}"


async def test_a_hundred_buttons_pass_and_one_more_does_not(stage: Stage) -> None:
    button = key(callback_data="ж" * 32)
    await stage.do("sendMessage", chat_id=ANNA, text="x", reply_markup=keys(*[button] * 100))
    said = await stage.fail("sendMessage", chat_id=ANNA, text="x", reply_markup=keys(*[button] * 101))
    assert said == "Bad Request: REPLY_MARKUP_TOO_LONG"


async def test_buttons_show_their_style_and_whether_they_work(stage: Stage) -> None:
    buttons = keys(key(callback_data="1", style="danger"), key(disabled={}), key(url="https://t.me/x"))
    await stage.do("sendMessage", chat_id=ANNA, text="x", reply_markup=buttons)
    (seen,) = await stage.sees(ANNA, ANNA)
    shown = [(b["style"], b["disabled"], b["callback_data"], b["url"]) for b in seen["keyboard"][0]]
    assert shown == [
        ("danger", False, "1", None),
        (None, True, None, None),
        (None, False, None, "https://t.me/x"),
    ]


async def test_a_web_app_button_is_for_private_chats_only(stage: Stage) -> None:
    app = keys(key(web_app={"url": "https://example.org"}))
    await stage.do("sendMessage", chat_id=ANNA, text="x", reply_markup=app)
    said = await stage.fail("sendMessage", chat_id=FAMILY, text="x", reply_markup=app)
    assert said == "Bad Request: BUTTON_TYPE_INVALID"


async def test_an_edit_changes_the_message_in_place(stage: Stage) -> None:
    sent = await stage.do("sendMessage", chat_id=ANNA, text="off", reply_markup=keys(key(callback_data="1")))
    edited = await stage.do("editMessageText", chat_id=ANNA, message_id=sent["message_id"], text="on")
    assert edited["text"] == "on"
    (seen,) = await stage.sees(ANNA, ANNA)
    assert (seen["text"], seen["edits"], seen["keyboard"]) == ("on", 1, [])


async def test_an_edit_that_changes_nothing_is_refused(stage: Stage) -> None:
    markup = keys(key(callback_data="1"))
    sent = await stage.do(
        "sendMessage", chat_id=ANNA, text="<b>on</b>", parse_mode="HTML", reply_markup=markup
    )
    place = {"chat_id": ANNA, "message_id": sent["message_id"]}
    again = await stage.fail(
        "editMessageText", **place, text=" <b>on</b> ", parse_mode="HTML", reply_markup=markup
    )
    assert again.startswith(UNCHANGED)
    assert (await stage.fail("editMessageReplyMarkup", **place, reply_markup=markup)).startswith(UNCHANGED)
    await stage.do("editMessageText", **place, text="on", reply_markup=markup)  # no longer bold


async def test_only_the_bots_own_messages_can_be_edited(stage: Stage) -> None:
    theirs = await stage.says(ANNA, ANNA, "hello")
    place = {"chat_id": ANNA, "text": "x"}
    said = await stage.fail("editMessageText", **place, message_id=theirs["message_id"])
    assert said == "Bad Request: message can't be edited"
    assert (
        await stage.fail("editMessageText", **place, message_id=99)
        == "Bad Request: message to edit not found"
    )
    assert await stage.fail("editMessageText", **place) == "Bad Request: message identifier is not specified"


async def test_a_deleted_message_is_gone_for_everybody(stage: Stage) -> None:
    sent = await stage.do("sendMessage", chat_id=FAMILY, text="x")
    place = {"chat_id": FAMILY, "message_id": sent["message_id"]}
    await stage.do("deleteMessage", **place)
    (seen,) = await stage.sees(FAMILY, BORIS)
    assert (seen["deleted"], seen["text"]) == (True, "")
    assert await stage.fail("deleteMessage", **place) == "Bad Request: message to delete not found"
    assert await stage.fail("editMessageText", **place, text="y") == "Bad Request: message to edit not found"


async def test_deleting_has_its_limits(stage: Stage) -> None:
    theirs = await stage.says(FAMILY, ANNA, "hello")
    said = await stage.fail("deleteMessage", chat_id=FAMILY, message_id=theirs["message_id"])
    assert said == "Bad Request: message can't be deleted"
    await stage.happens(FAMILY, "promote")
    await stage.do("deleteMessage", chat_id=FAMILY, message_id=theirs["message_id"])
    old = await stage.do("sendMessage", chat_id=ANNA, text="x")
    await stage.post("clock", advance=48 * 3600 + 1)
    said = await stage.fail("deleteMessage", chat_id=ANNA, message_id=old["message_id"])
    assert said == "Bad Request: message can't be deleted for everyone"


async def test_a_reply_points_to_its_message(stage: Stage) -> None:
    theirs = (await stage.says(ANNA, ANNA, "hello"))["message_id"]
    sent = await stage.do("sendMessage", chat_id=ANNA, text="hi", reply_parameters={"message_id": theirs})
    assert sent["reply_to_message"]["text"] == "hello"
    assert (await stage.sees(ANNA, ANNA))[1]["reply_to"] == theirs
    lost = {"message_id": 99}
    said = await stage.fail("sendMessage", chat_id=ANNA, text="hi", reply_parameters=lost)
    assert said == "Bad Request: message to be replied not found"
    anyway = {**lost, "allow_sending_without_reply": True}
    await stage.do("sendMessage", chat_id=ANNA, text="hi", reply_parameters=anyway)


async def test_where_the_bot_may_not_write(stage: Stage) -> None:
    async def why(chat: Json) -> str:
        return await stage.fail("sendMessage", chat_id=chat, text="x")

    assert await why(424242) == "Bad Request: chat not found"
    assert await why("@somebody") == "Bad Request: chat not found"
    assert await why(None) == "Bad Request: chat_id is empty"
    assert await why(STRANGER) == "Forbidden: bot can't initiate conversation with a user"
    await stage.happens(ANNA, "block")
    assert await why(ANNA) == "Forbidden: bot was blocked by the user"
    await stage.happens(ANNA, "unblock")
    await stage.do("sendMessage", chat_id=ANNA, text="x")
    await stage.happens(FAMILY, "bot_removed")
    assert await why(FAMILY) == "Forbidden: bot was kicked from the supergroup chat"


async def test_whoever_writes_first_can_be_written_to(stage: Stage) -> None:
    await stage.says(STRANGER, STRANGER, "hello")
    await stage.do("sendMessage", chat_id=STRANGER, text="hi")


async def test_topics_keep_messages_apart(stage: Stage) -> None:
    await stage.do("sendMessage", chat_id=FORUM, text="general")
    sent = await stage.do("sendMessage", chat_id=FORUM, text="kitchen", message_thread_id=KITCHEN)
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (KITCHEN, True)
    assert [m["topic"] for m in await stage.sees(FORUM, ANNA)] == [None, KITCHEN]
    for chat, thread in ((FORUM, 77), (ANNA, KITCHEN)):
        said = await stage.fail("sendMessage", chat_id=chat, text="x", message_thread_id=thread)
        assert said == "Bad Request: message thread not found"


async def test_forms_carry_the_same_as_json(stage: Stage) -> None:
    form = {
        "chat_id": str(ANNA),
        "text": "x",
        "reply_markup": '{"inline_keyboard": [[{"text": "a", "url": "t.me/a"}]]}',
    }
    response = await stage.bot.post(f"/bot{stage.telegram.bot.token}/sendMessage", data=form)
    assert (await response.json())["result"]["reply_markup"]["inline_keyboard"][0][0]["url"] == "t.me/a"
    response = await stage.bot.get(
        f"/bot{stage.telegram.bot.token}/sendmessage", params={"chat_id": ANNA, "text": "y"}
    )
    assert (await response.json())["result"]["text"] == "y"


async def test_unknown_methods_and_wrong_tokens_are_refused(stage: Stage) -> None:
    response = await stage.call("sendFlowers", chat_id=ANNA)
    assert (response.status, await response.json()) == (
        404,
        {"ok": False, "error_code": 404, "description": "Not Found"},
    )
    response = await stage.bot.post("/bot1:wrong/getMe")
    assert (response.status, (await response.json())["description"]) == (401, "Unauthorized")


async def test_broken_parameters_are_bad_requests_and_never_crashes(stage: Stage) -> None:
    for wrong in (
        {"reply_markup": "{"},
        {"reply_markup": "[]"},
        {"reply_markup": {"inline_keyboard": [1]}},
        {"message_thread_id": "x"},
        {"entities": [{"type": "bold"}]},
        {"entities": [{"type": "bold", "offset": "a", "length": None}]},
        {"reply_parameters": {"message_id": "abc"}},
        {"ephemeral_message_parameters": {"receiver_user_id": "abc"}},
        {"parse_mode": "Wiki"},
    ):
        answer = await stage.ask("sendMessage", chat_id=FAMILY, text="x", **wrong)
        assert (answer["ok"], answer["error_code"]) == (False, 400), wrong


async def test_reactions_are_checked_and_seen(stage: Stage) -> None:
    theirs = (await stage.says(FAMILY, ANNA, "/on"))["message_id"]

    def reaction(*emoji: str) -> Json:
        chosen = [{"type": "emoji", "emoji": each} for each in emoji]
        return {"chat_id": FAMILY, "message_id": theirs, "reaction": chosen}

    await stage.do("setMessageReaction", **reaction("👍"))
    assert (await stage.sees(FAMILY, ANNA))[0]["reactions"] == ["👍"]
    assert await stage.fail("setMessageReaction", **reaction("🛋")) == "Bad Request: REACTION_INVALID"
    assert await stage.fail("setMessageReaction", **reaction("👍", "🔥")) == "Bad Request: REACTIONS_TOO_MANY"
    await stage.do("setMessageReaction", **reaction())
    assert (await stage.sees(FAMILY, ANNA))[0]["reactions"] == []


async def test_pinning_in_a_supergroup_needs_an_administrator(stage: Stage) -> None:
    sent = await stage.do("sendMessage", chat_id=FAMILY, text="card")
    place = {"chat_id": FAMILY, "message_id": sent["message_id"]}
    assert "not enough rights" in await stage.fail("pinChatMessage", **place)
    await stage.happens(FAMILY, "promote")
    await stage.do("pinChatMessage", **place)
    assert (await stage.sees(FAMILY, ANNA))[0]["pinned"]
    assert (await stage.do("getChat", chat_id=FAMILY))["pinned_message"]["text"] == "card"
    await stage.do("unpinChatMessage", chat_id=FAMILY)
    assert not (await stage.sees(FAMILY, ANNA))[0]["pinned"]
