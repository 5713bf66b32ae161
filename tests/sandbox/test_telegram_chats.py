"""People come and go, the bot's standing changes, groups grow: what the bot hears and may see."""

from __future__ import annotations

import pytest

from tests.sandbox.stage import ANNA, BASIC, BORIS, FAMILY, FORUM, STRANGER, Json, Stage


async def test_whoever_joins_or_leaves_is_announced(stage: Stage) -> None:
    await stage.happens(FAMILY, "join", by=STRANGER)
    await stage.happens(FAMILY, "remove", person=STRANGER)
    joined, left = [update["message"] for update in await stage.updates()]
    assert joined["new_chat_members"][0]["first_name"] == "Zoe"
    assert (left["from"]["id"], left["left_chat_member"]["id"]) == (ANNA, STRANGER)
    assert STRANGER not in next(c for c in await stage.get("chats") if c["id"] == FAMILY)["people"]


async def test_the_bot_hears_of_its_own_standing(stage: Stage) -> None:
    for kind in ("promote", "demote", "bot_removed", "bot_added"):
        await stage.happens(FAMILY, kind)
    changes = [u["my_chat_member"] for u in await stage.updates() if "my_chat_member" in u]
    steps = [(c["old_chat_member"]["status"], c["new_chat_member"]["status"]) for c in changes]
    assert steps == [
        ("member", "administrator"),
        ("administrator", "member"),
        ("member", "kicked"),
        ("kicked", "member"),
    ]


async def test_what_anybody_could_do_needs_no_name(stage: Stage) -> None:
    await stage.post(f"chats/{FAMILY}/events", kind="promote", person=BORIS)
    await stage.post(f"chats/{ANNA}/events", kind="block")
    assert (await stage.refused("POST", f"chats/{FAMILY}/events", {"kind": "leave"}))[0] == 400


async def test_nothing_is_heard_from_a_group_without_the_bot(stage: Stage) -> None:
    await stage.happens(FAMILY, "bot_removed")
    await stage.updates()
    await stage.says(FAMILY, ANNA, "/on")
    assert await stage.updates() == []
    assert "kicked" in await stage.fail("getChatMember", chat_id=FAMILY, user_id=ANNA)


async def test_a_blocked_bot_hears_of_it_and_then_nothing(stage: Stage) -> None:
    await stage.happens(ANNA, "block")
    (update,) = await stage.updates()
    assert update["my_chat_member"]["new_chat_member"] == {
        "status": "kicked",
        "user": update["my_chat_member"]["new_chat_member"]["user"],
        "until_date": 0,
    }
    assert (await stage.refused("POST", f"chats/{ANNA}/messages", {"from": ANNA, "text": "x"}))[0] == 409


async def test_a_group_that_grows_takes_a_new_id(stage: Stage) -> None:
    card = (await stage.do("sendMessage", chat_id=BASIC, text="card"))["message_id"]
    new = (await stage.happens(BASIC, "migrate"))["chat"]
    answer = await stage.ask("editMessageText", chat_id=BASIC, message_id=card, text="x")
    assert (answer["error_code"], answer["parameters"]) == (400, {"migrate_to_chat_id": new})
    to, from_ = [update["message"] for update in await stage.updates()]
    assert (to["migrate_to_chat_id"], from_["migrate_from_chat_id"]) == (new, BASIC)
    assert (to["chat"]["type"], from_["chat"]["type"]) == ("group", "supergroup")
    await stage.do("sendMessage", chat_id=new, text="hello again")
    ids = [chat["id"] for chat in await stage.get("chats")]
    assert (new in ids, BASIC in ids) == (True, False)
    anna = (await stage.get("people"))[0]
    assert anna["roles"][str(new)] == "owner"
    status, why = await stage.refused("POST", f"chats/{BASIC}/messages", {"from": ANNA, "text": "x"})
    assert (status, why) == (409, "the group became a supergroup")


async def test_members_have_the_status_that_they_have(stage: Stage) -> None:
    async def status(person: int) -> Json:
        return (await stage.do("getChatMember", chat_id=FAMILY, user_id=person))["status"]

    assert [await status(person) for person in (ANNA, BORIS, STRANGER)] == ["creator", "member", "left"]
    await stage.happens(FAMILY, "promote", person=BORIS)
    assert await status(BORIS) == "administrator"
    admins = await stage.do("getChatAdministrators", chat_id=FAMILY)
    assert [admin["user"]["id"] for admin in admins] == [ANNA, BORIS]
    assert (
        await stage.fail("getChatMember", chat_id=FAMILY, user_id=5) == "Bad Request: PARTICIPANT_ID_INVALID"
    )


async def test_reactions_are_heard_only_when_asked_for(stage: Stage) -> None:
    id_ = (await stage.do("sendMessage", chat_id=ANNA, text="card"))["message_id"]
    await stage.happens(ANNA, "react", message_id=id_, emoji="👍")
    assert await stage.updates() == []
    await stage.do("getUpdates", allowed_updates=["message_reaction"])
    await stage.happens(ANNA, "react", message_id=id_, emoji="❤️")
    (update,) = await stage.updates()
    assert update["message_reaction"]["old_reaction"] == [{"type": "emoji", "emoji": "👍"}]
    assert update["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "❤"}]


async def test_topics_are_opened_by_people_and_by_an_administrator_bot(stage: Stage) -> None:
    topic = (await stage.happens(FORUM, "topic", name="Bedroom"))["topic"]
    await stage.do("sendMessage", chat_id=FORUM, text="x", message_thread_id=topic)
    said = await stage.fail("createForumTopic", chat_id=FORUM, name="Bath")
    assert said == "Bad Request: not enough rights to create a topic"
    await stage.happens(FORUM, "promote")
    made = await stage.do("createForumTopic", chat_id=FORUM, name="Bath")
    await stage.do(
        "editForumTopic", chat_id=FORUM, message_thread_id=made["message_thread_id"], name="Bathroom"
    )
    forum = next(chat for chat in await stage.get("chats") if chat["id"] == FORUM)
    assert [t["name"] for t in forum["topics"]] == ["Kitchen", "Bedroom", "Bathroom"]


COMMAND = {"command": "on", "description": "Switch on"}


async def test_people_are_offered_the_narrowest_list_in_their_language(stage: Stage) -> None:
    async def offered(chat: int, language: str, **more: Json) -> list[str]:
        found = await stage.get("commands", chat=chat, language=language, **more)
        return [command["description"] for command in found]

    async def teach(description: str, **where: Json) -> None:
        await stage.do("setMyCommands", commands=[{**COMMAND, "description": description}], **where)

    await teach("everywhere")
    await teach("везде", language_code="ru")
    await teach("in groups", scope={"type": "all_group_chats"})
    await teach("for Boris", scope={"type": "chat_member", "chat_id": FAMILY, "user_id": BORIS})
    assert await offered(ANNA, "ru-RU") == ["везде"]
    assert await offered(ANNA, "zh") == ["everywhere"]
    assert await offered(FAMILY, "ru") == ["in groups"]
    assert await offered(FAMILY, "ru", **{"as": BORIS}) == ["for Boris"]
    await stage.do("deleteMyCommands", scope={"type": "all_group_chats"})
    assert await offered(FAMILY, "ru") == ["везде"]
    assert await stage.do("getMyCommands", language_code="ru") == [{**COMMAND, "description": "везде"}]


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        ({"commands": [COMMAND] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [{**COMMAND, "command": "On!"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{**COMMAND, "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [COMMAND], "language_code": "eng"}, "invalid language code specified"),
        (
            {"commands": [COMMAND], "scope": {"type": "moon"}},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
    ],
)
async def test_commands_that_telegram_refuses(stage: Stage, parameters: Json, why: str) -> None:
    assert await stage.fail("setMyCommands", **parameters) == f"Bad Request: {why}"
