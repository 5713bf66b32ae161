"""The bot's own account: who it is and which commands it offers."""

from __future__ import annotations

from typing import Any

from bot.sandbox.telegram import wire
from bot.sandbox.telegram.call import Call
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.registry import method
from bot.sandbox.telegram.telegram import Telegram


@method("getMe")
async def get_me(telegram: Telegram, call: Call) -> dict[str, Any]:
    return {
        **wire.user(telegram, telegram.bot.id),
        "can_join_groups": True,
        "can_read_all_group_messages": not telegram.bot.privacy,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("setMyCommands")
async def set_my_commands(telegram: Telegram, call: Call) -> bool:
    commands = call.list("commands")
    if commands is None:
        raise bad_request("can't parse list of bot commands JSON object")
    telegram.commands.set(call.object("scope"), call.text("language_code"), commands)
    return True


@method("getMyCommands")
async def get_my_commands(telegram: Telegram, call: Call) -> list[dict[str, Any]]:
    return telegram.commands.get(call.object("scope"), call.text("language_code"))


@method("deleteMyCommands")
async def delete_my_commands(telegram: Telegram, call: Call) -> bool:
    telegram.commands.delete(call.object("scope"), call.text("language_code"))
    return True
