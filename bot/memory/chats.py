"""Chats and topics of forums, and what they are bound to: a home, perhaps a room of it."""

from __future__ import annotations

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.memory.database import upsert
from bot.memory.house_tables import cards, talks, watches
from bot.memory.job_tables import jobs
from bot.memory.part import Part, once_a_turn
from bot.memory.records import Binding, Chat
from bot.memory.tables import chats, metadata, questions, topics

_CHAT = (chats.c.id, chats.c.type, chats.c.title, chats.c.home, chats.c.language, chats.c.room)


class Chats(Part):
    async def chat(self, id: int) -> Chat | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(select(*_CHAT).where(chats.c.id == id))).one_or_none()
        return Chat(*row) if row else None

    async def chats_of(self, home: int) -> tuple[Chat, ...]:
        """The chats that are bound to the home."""
        query = select(*_CHAT).where(chats.c.home == home).order_by(chats.c.id)
        async with self._database.reading() as connection:
            return tuple(Chat(*row) for row in await connection.execute(query))

    async def save_chat(self, chat: Chat) -> None:
        """Remember a chat as it is now, in place of what was known of it; its topics stay as they are."""
        values = {name: value for name, value in vars(chat).items() if name != "id"}
        async with self._database.writing() as connection:
            await connection.execute(upsert(chats, {"id": chat.id}, values))

    async def forget_chat(self, id: int) -> None:
        """The bot was removed from the chat: it is bound to nothing any more, and its cards are gone.

        What was planned or is watched there goes on, and is told to whoever asked for it, whose private chat
        has their number.
        """
        moved = {"chat": jobs.c.person, "topic": None, "card": None}
        planned = (jobs.c.chat == id) & jobs.c.person.is_not(None)
        async with self._database.writing() as connection:
            await connection.execute(delete(chats).where(chats.c.id == id))
            await connection.execute(update(jobs).where(planned).values(moved))
            watched = {"chat": watches.c.person, "topic": None}
            await connection.execute(update(watches).where(watches.c.chat == id).values(watched))
            for table in (cards, talks, questions):
                await connection.execute(delete(table).where(table.c.chat == id))

    async def bind_topic(self, chat: int, topic: int, binding: Binding | None) -> None:
        """Bind a topic of a known chat apart from the chat; None: it is as the chat is."""
        key = {"chat": chat, "topic": topic}
        own = (topics.c.chat == chat) & (topics.c.topic == topic)
        row = upsert(topics, key, vars(binding)) if binding else delete(topics).where(own)
        async with self._database.writing() as connection:
            await connection.execute(row)

    @once_a_turn
    async def binding(self, chat: int, topic: int | None = None) -> Binding | None:
        """What is spoken of there: the topic's home and room where it has its own, else the chat's."""
        of_chat = select(chats.c.home, chats.c.room).where(chats.c.id == chat, chats.c.home.is_not(None))
        of_topic = select(topics.c.home, topics.c.room).where(topics.c.chat == chat, topics.c.topic == topic)
        async with self._database.reading() as connection:
            for query in (of_topic, of_chat) if topic else (of_chat,):
                if row := (await connection.execute(query)).one_or_none():
                    return Binding(*row)
        return None

    async def rekey_chat(self, old: int, new: int) -> None:
        """A group has become a supergroup: everything that was in the old chat is in the new one now.

        Telegram tells it in both chats, and more than once; the second time changes nothing.
        """
        async with self._database.writing() as connection:
            await self._database.alone(connection, f"chat {old}")
            query = select(chats.c.home, chats.c.language, chats.c.room).where(chats.c.id == old)
            before = (await connection.execute(query)).one_or_none()
            if before is None:
                return
            met = select(chats.c.home).where(chats.c.id == new).with_for_update()
            after = (await connection.execute(met)).one_or_none()
            if after is None:
                await connection.execute(update(chats).where(chats.c.id == old).values(id=new))
            else:
                if after.home is None:
                    await connection.execute(update(chats).where(chats.c.id == new).values(**before._mapping))
                await connection.execute(delete(chats).where(chats.c.id == old))
            await _move_what_is_there(connection, old, new)


async def _move_what_is_there(connection: AsyncConnection, old: int, new: int) -> None:
    """Whatever names the chat without belonging to it, in any table."""
    for table in metadata.sorted_tables:
        if "chat" in table.c and table is not topics:
            # A talk or a card that the new chat has by now is the newer one.
            if table.c.chat.primary_key:
                rest = [column for column in table.primary_key if column.name != "chat"]
                newer = table.alias()
                same = [newer.c[column.name] == column for column in rest]
                taken = select(newer.c.chat).where(newer.c.chat == new, *same).exists()
                await connection.execute(delete(table).where(table.c.chat == old, taken))
            await connection.execute(update(table).where(table.c.chat == old).values(chat=new))
