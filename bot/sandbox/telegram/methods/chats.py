"""Looking at chats and their members, and leaving them."""

from __future__ import annotations

from typing import Any

from bot.sandbox.telegram import wire
from bot.sandbox.telegram.addressing import known_chat, writable_chat
from bot.sandbox.telegram.call import Call
from bot.sandbox.telegram.conversation import BotStatus, Conversation
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.registry import method
from bot.sandbox.telegram.telegram import Telegram

GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


@method("getChat")
async def get_chat(telegram: Telegram, call: Call) -> dict[str, Any]:
    """ChatFullInfo."""
    conversation = known_chat(telegram, call)
    pinned = [message for message in conversation.messages.values() if message.pinned]
    info = {
        **wire.chat(telegram, conversation),
        "accent_color_id": abs(conversation.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }
    return info | {"pinned_message": wire.message(telegram, pinned[-1])} if pinned else info


@method("getChatMember")
async def get_chat_member(telegram: Telegram, call: Call) -> dict[str, Any]:
    conversation = writable_chat(telegram, call)
    id_ = call.integer("user_id")
    if id_ == telegram.bot.id:
        return wire.member(telegram, id_, conversation.bot.value)
    if id_ not in telegram.people:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return wire.member(telegram, id_, conversation.status_of(id_))


@method("getChatAdministrators")
async def get_chat_administrators(telegram: Telegram, call: Call) -> list[dict[str, Any]]:
    """People first; unlike other bots, this bot is listed when it is one."""
    conversation = _group(telegram, call)
    found = [(person, conversation.status_of(person)) for person in conversation.chat.people]
    admins = [entry for entry in found if entry[1] in ("creator", "administrator")]
    if conversation.bot is BotStatus.ADMINISTRATOR:
        admins.append((telegram.bot.id, conversation.bot.value))
    return [wire.member(telegram, id_, status) for id_, status in admins]


@method("getChatMemberCount")
async def get_chat_member_count(telegram: Telegram, call: Call) -> int:
    return len(writable_chat(telegram, call).chat.people) + 1


@method("leaveChat")
async def leave_chat(telegram: Telegram, call: Call) -> bool:
    conversation = _group(telegram, call)
    conversation.bot = BotStatus.LEFT
    telegram.tell_page("chat", chat=conversation.id)
    return True


def _group(telegram: Telegram, call: Call) -> Conversation:
    conversation = writable_chat(telegram, call)
    if conversation.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    return conversation
