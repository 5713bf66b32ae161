"""Cards that are kept fresh for a while after they were shown, and what was last said where."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Delete, Row, delete, select, tuple_

from bot.home.announcer import Address
from bot.memory.database import prune, upsert
from bot.memory.house_tables import cards, talks
from bot.memory.part import Part
from bot.memory.records import LiveCard

TALKS_KEPT = timedelta(hours=1)  # a conversation is over much sooner


class Cards(Part):
    async def keep_card(self, card: LiveCard, most: int | None = None) -> None:
        """Keep a card fresh, or keep it so for longer; its address must name it.

        A home has at most so many of them: those that end first are kept so no longer.
        """
        assert card.address.card is not None, "a card that was not sent yet cannot be kept fresh"
        key = {"chat": card.address.chat, "card": card.address.card}
        values = {
            "home": card.home,
            "person": card.person,
            "topic": card.address.topic,
            "language": card.address.language,
            "shows": dict(card.shows),
            "until": card.until,
        }
        async with self._database.writing() as connection:
            await connection.execute(upsert(cards, key, values))
            if most is not None:
                await connection.execute(_all_but_the_newest(most, card.home))

    async def live_cards(self, home: int | None = None) -> tuple[LiveCard, ...]:
        """The cards, of one home or of all, that are to be kept fresh now."""
        query = select(cards).where(cards.c.until > self._clock.now())
        if home is not None:
            query = query.where(cards.c.home == home)
        async with self._database.reading() as connection:
            rows = await connection.execute(query.order_by(cards.c.home, cards.c.chat, cards.c.card))
            return tuple(_card(row) for row in rows)

    async def live_card(self, chat: int, card: int) -> LiveCard | None:
        """The card, if it is to be kept fresh now."""
        own = (cards.c.chat == chat) & (cards.c.card == card) & (cards.c.until > self._clock.now())
        async with self._database.reading() as connection:
            row = (await connection.execute(select(cards).where(own))).one_or_none()
        return _card(row) if row else None

    async def drop_card(self, chat: int, card: int) -> None:
        """The card is gone, or has become another one's."""
        own = (cards.c.chat == chat) & (cards.c.card == card)
        async with self._database.writing() as connection:
            await connection.execute(delete(cards).where(own))

    async def keep_talk(
        self, chat: int, topic: int | None, person: int, at: datetime, content: Mapping[str, Any]
    ) -> None:
        """What the next sentence of this person there may refer to; ``content`` must be JSON."""
        key = {"chat": chat, "topic": topic or 0, "person": person}
        async with self._database.writing() as connection:
            await connection.execute(upsert(talks, key, {"at": at, "content": dict(content)}))

    async def talk(
        self, chat: int, topic: int | None, person: int
    ) -> tuple[datetime, Mapping[str, Any]] | None:
        here = (talks.c.chat == chat) & (talks.c.topic == (topic or 0)) & (talks.c.person == person)
        async with self._database.reading() as connection:
            row = (await connection.execute(select(talks.c.at, talks.c.content).where(here))).one_or_none()
        return (row.at, row.content) if row else None

    async def prune_cards(self) -> None:
        now = self._clock.now()
        async with self._database.writing() as connection:
            await connection.execute(prune(cards, cards.c.until <= now))
            await connection.execute(prune(talks, talks.c.at <= now - TALKS_KEPT))


def _all_but_the_newest(most: int, home: int) -> Delete:
    own = select(cards.c.chat, cards.c.card).where(cards.c.home == home)
    newest_first = own.order_by(cards.c.until.desc(), cards.c.chat, cards.c.card)
    ended = newest_first.offset(most).limit(1_000)  # SQLite knows no offset without a limit
    return delete(cards).where(tuple_(cards.c.chat, cards.c.card).in_(ended))


def _card(row: Row[Any]) -> LiveCard:
    address = Address(row.chat, row.language, row.topic, row.card)
    return LiveCard(address, row.home, row.person, row.shows, row.until)
