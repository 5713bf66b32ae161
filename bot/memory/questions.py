"""Open questions: buttons that ask "which one?" or "really?" keep working after a restart.

The token is no secret: who may answer is decided at the press, from ``asker`` and the presser's role.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update

from bot.memory.database import prune
from bot.memory.part import Part
from bot.memory.records import Question
from bot.memory.tables import questions


class Questions(Part):
    async def ask(
        self, home: int, chat: int, asker: int, kind: str, payload: Mapping[str, Any], lifetime: timedelta
    ) -> Question:
        """Keep a question until it is closed or its lifetime is over; ``payload`` must be JSON."""
        now = self._clock.now()
        token = secrets.token_urlsafe(9)  # 12 characters: a button has 64 bytes for everything
        question = Question(token, home, chat, asker, kind, dict(payload), now + lifetime)
        async with self._database.writing() as connection:
            await connection.execute(prune(questions, questions.c.expires <= now))
            await connection.execute(insert(questions).values(vars(question)))
        return question

    async def question(self, token: str) -> Question | None:
        """The question, while it is open."""
        query = select(questions).where(questions.c.token == token, questions.c.expires > self._clock.now())
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        return Question(**row._mapping) if row else None

    async def show_question(self, token: str, card: int) -> None:
        """Remember by which message a question is asked."""
        async with self._database.writing() as connection:
            query = select(questions.c.payload).where(questions.c.token == token)
            row = (await connection.execute(query)).one_or_none()
            if row is not None:
                payload = {**row.payload, "card": card}
                change = update(questions).where(questions.c.token == token).values(payload=payload)
                await connection.execute(change)

    async def question_on(self, chat: int, card: int) -> str | None:
        """The token of the open question that a message of a chat asks."""
        query = select(questions.c.token, questions.c.payload).where(
            questions.c.chat == chat, questions.c.expires > self._clock.now()
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return next((row.token for row in rows if row.payload.get("card") == card), None)

    async def questions_of(self, home: int, kind: str, asker: int | None = None) -> tuple[Question, ...]:
        """The open questions of a kind in a home, perhaps only one person's; the first to end first."""
        of_kind = (questions.c.home == home) & (questions.c.kind == kind)
        query = select(questions).where(of_kind, questions.c.expires > self._clock.now())
        if asker is not None:
            query = query.where(questions.c.asker == asker)
        async with self._database.reading() as connection:
            rows = await connection.execute(query.order_by(questions.c.expires, questions.c.token))
            return tuple(Question(**row._mapping) for row in rows)

    async def revise_question(self, token: str, payload: Mapping[str, Any]) -> None:
        """Keep something else with a question that is open."""
        row = update(questions).where(questions.c.token == token).values(payload=dict(payload))
        async with self._database.writing() as connection:
            await connection.execute(row)

    async def close_question(self, token: str) -> bool:
        """Claim the question: true for exactly one caller, and for none once it is over or expired."""
        row = delete(questions).where(questions.c.token == token, questions.c.expires > self._clock.now())
        async with self._database.writing() as connection:
            return (await connection.execute(row)).rowcount == 1
