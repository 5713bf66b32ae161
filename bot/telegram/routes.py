"""Which update goes to which handler."""

from __future__ import annotations

import asyncio

from aiogram import F, Router
from aiogram.enums import ChatType, ContentType
from aiogram.filters import (
    JOIN_TRANSITION,
    LEAVE_TRANSITION,
    ChatMemberUpdatedFilter,
    Command,
    CommandStart,
)

from bot.home.clock import Clock, Sleep
from bot.i18n import Languages
from bot.shared import Locks, in_process
from bot.telegram.asked_replies import AskedReplies
from bot.telegram.chats import Chats
from bot.telegram.doorbell import Doorbell
from bot.telegram.homes import Homes
from bot.telegram.inline import Inline
from bot.telegram.messages import VIEWS, Messages
from bot.telegram.people import People
from bot.telegram.personal import Personal
from bot.telegram.presses import Presses
from bot.telegram.replies import Replies
from bot.telegram.talk import Host, Talk
from bot.telegram.voices import Transcriber, Voices

SPOKEN = {ContentType.VOICE, ContentType.VIDEO_NOTE, ContentType.AUDIO}
UNREADABLE = {
    ContentType.ANIMATION,
    ContentType.CONTACT,
    ContentType.DOCUMENT,
    ContentType.LOCATION,
    ContentType.PHOTO,
    ContentType.STICKER,
    ContentType.VIDEO,
}


def build_router(
    host: Host,
    languages: Languages,
    clock: Clock,
    transcriber: Transcriber | None = None,
    locks: Locks | None = None,
    sleep: Sleep = asyncio.sleep,
) -> Router:
    """A router of its own for each dispatcher: aiogram lets a router have one parent only."""
    talk = Talk(host, languages, clock, locks or in_process().locks)
    messages, presses, voices = Messages(talk), Presses(talk, sleep), Voices(talk, transcriber)
    personal = Personal(talk)
    chats, homes = Chats(talk), Homes(talk)
    router = Router(name="housemate")
    in_private = F.chat.type == ChatType.PRIVATE
    for said in (router.message, router.edited_message):
        said.outer_middleware(messages.in_turn)
        said.middleware(AskedReplies(talk).take)
        said.middleware(homes.ask_first)
    router.message.register(chats.moved, F.migrate_to_chat_id | F.migrate_from_chat_id)
    router.message.register(messages.start, CommandStart())
    router.message.register(messages.help, Command("help"))
    router.message.register(messages.browse, Command(*VIEWS))
    router.message.register(messages.find, Command("find"))
    router.message.register(messages.history, Command("history"))
    router.message.register(messages.plans, Command("timers"))
    router.message.register(personal.journal, Command("journal"))
    router.message.register(personal.accounts, Command("accounts"))
    people = People(talk)
    router.message.register(people.members, Command("members"))
    router.message.register(people.invite, Command("invite"))
    router.message.register(personal.settings, Command("settings"))
    router.message.register(personal.watches, Command("watches"))
    router.message.register(personal.forget, Command("forget"))
    router.message.register(messages.language, Command("language"))
    router.message.register(messages.why, Command("why"))
    router.message.register(homes.home, Command("home"))
    router.message.register(homes.room, Command("room"))
    router.message.register(Replies(talk, messages).text, F.reply_to_message, F.text)
    router.message.register(messages.text, F.text)
    router.message.register(voices.voice, in_private, F.content_type.in_(SPOKEN))
    router.message.register(messages.unreadable, in_private, F.content_type.in_(UNREADABLE))
    router.edited_message.register(messages.edited, F.text, ~F.text.startswith("/"))
    doorbell = Doorbell(talk)
    router.callback_query.register(doorbell.ring, doorbell.is_rung)
    router.callback_query.register(presses.press)
    router.inline_query.register(Inline(talk).query)
    router.my_chat_member.register(messages.joined_group, ChatMemberUpdatedFilter(JOIN_TRANSITION))
    router.my_chat_member.register(chats.left, ChatMemberUpdatedFilter(LEAVE_TRANSITION))
    return router
