"""Coming into a home from a group: asking at its door, being pointed at, and being let in.

Who asks is a stranger. So no name is kept of them but in the question, which goes with its answer or after a
day; they have one question open, none for a day after a no, and a home has only so many.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.assistant.door import Admitted, Speaker
from bot.assistant.noting import Noting
from bot.assistant.questions import Questions
from bot.home.announcer import Address, Announcer
from bot.home.clock import Clock
from bot.home.deed import DeedKind, Place
from bot.home.house import House
from bot.home.joining import CameIn, JoinAnswered, JoinAsked, JoinDecided, Knock, RoleOffered, Welcomed
from bot.home.outcome import Denial, Outcome, Refused, Reply
from bot.home.people import Offer, offers_of
from bot.home.people_buttons import LetIn
from bot.home.request import Cancel
from bot.home.roles import may_decide_on, may_manage
from bot.memory.memory import Memory
from bot.memory.records import Home, Question

JOIN, DECLINED, OFFER = "join", "declined", "offer"  # kinds of questions
JOIN_WITHIN = timedelta(days=1)
DECLINED_FOR = timedelta(days=1)
OFFER_WITHIN = timedelta(minutes=10)
BRING_WITHIN = timedelta(minutes=1)
MOST_KNOCKS = 5  # of one home, open at once
LONGEST_NAME = 200  # characters that are kept


@dataclass(frozen=True)
class _Newcomer:
    person: int
    name: str


class Joining:
    def __init__(
        self, memory: Memory, questions: Questions, announcer: Announcer, noting: Noting, clock: Clock
    ) -> None:
        self._memory = memory
        self._questions = questions
        self._noting = noting
        self._announcer = announcer
        self._clock = clock

    async def knock(self, speaker: Speaker) -> Knock:
        """Somebody in a group asks to be let into its home."""
        binding = await self._memory.binding(speaker.chat, speaker.topic)
        if binding is None or speaker.chat_type == "private":
            return Knock.NO_HOME
        home, person = binding.home, speaker.person
        async with self._memory.transaction(alone=f"knocking at {home}"):
            if await self._memory.role(home, person):
                return Knock.LIVES_HERE
            if await self._memory.questions_of(home, DECLINED, person):
                return Knock.NOT_NOW
            if await self._memory.questions_of(home, JOIN, person):
                return Knock.ASKED_ALREADY
            if len(await self._memory.questions_of(home, JOIN)) >= MOST_KNOCKS:
                return Knock.TOO_MANY
            if await self._memory.person(person) is None:
                await self._memory.meet(person, "", None)
            asked: dict[str, object] = {
                "name": speaker.name[:LONGEST_NAME],
                "language": speaker.language,
                "group": speaker.chat_title[:LONGEST_NAME],
                "topic": speaker.topic,
                "taken": None,
                "cards": [],
            }
            await self._memory.ask(home, speaker.chat, person, JOIN, asked, JOIN_WITHIN)
        return Knock.ASKED

    async def pass_on(self, speaker: Speaker) -> None:
        """Bring the question to those who manage the home; once, although it may be called again."""
        binding = await self._memory.binding(speaker.chat, speaker.topic)
        home = await self._memory.home(binding.home) if binding else None
        if home is None:
            return
        question = await self._taken(home, speaker.person)
        if question is None:
            return
        cards = await self._ask_managers(home, question)
        if cards:
            await self._memory.revise_question(question.token, {**question.payload, "cards": cards})
        elif await self._memory.close_question(question.token):
            await self._answer(question, JoinAnswered(unheard=True))

    async def _taken(self, home: Home, person: int) -> Question | None:
        """The question of this person that is to be brought now, and by this caller alone.

        One that was taken and not brought, because the bot was killed, is free again after a minute.
        """
        now = self._clock.now()
        async with self._memory.transaction(alone=f"knocking at {home.id}"):
            for question in await self._memory.questions_of(home.id, JOIN, person):
                taken = question.payload["taken"]
                is_free = taken is None or datetime.fromisoformat(taken) <= now - BRING_WITHIN
                if question.payload["cards"] or not is_free:
                    return None
                payload = {**question.payload, "taken": now.isoformat()}
                await self._memory.revise_question(question.token, payload)
                return replace(question, payload=payload)
        return None

    async def tell_of(self, newcomer: Admitted) -> None:
        """Who manages the home hears of somebody who has come in by a link."""
        home, speaker = newcomer.home, newcomer.speaker
        present = await self._memory.membership(home.id, speaker.person)
        if present is None:
            return
        place = Place(speaker.person, present.role, present.until, present.reach)
        self._noting.placed(newcomer, DeedKind.CAME_IN, place)
        came = CameIn(home.name, speaker.name, present.role, _in(home, present.until))
        for member in await self._memory.members(home.id):
            if may_manage(member.role) and member.person.id != speaker.person:
                address = Address(member.person.id, member.person.language or home.language)
                await self._announcer.announce(address, _reply(came, home))

    async def _ask_managers(self, home: Home, question: Question) -> list[tuple[int, str, int]]:
        """The cards on which they were asked: chat, language, message."""
        cards = []
        for member in await self._memory.members(home.id):
            if not may_manage(member.role):
                continue
            language = member.person.language or home.language
            asked = JoinAsked(
                home.name,
                question.payload["name"],
                question.payload["group"],
                question.token,
                offers_of(member.role),
                question.expires.astimezone(ZoneInfo(home.timezone)),
            )
            card = await self._announcer.announce(Address(member.person.id, language), _reply(asked, home))
            if card is not None:
                cards.append((member.person.id, language, card))
        return cards

    async def offer(self, who: Admitted, person: int, name: str) -> Outcome:
        """Somebody in the group was pointed at: what shall they be?"""
        if not may_manage(who.role):
            return Refused(Denial.ONLY_MANAGERS)
        present = await self._memory.membership(who.home.id, person)
        if present is not None:
            return Welcomed(name, present.role, _in(who.home, present.until), already=True)
        payload: dict[str, object] = {"person": person, "name": name[:LONGEST_NAME]}
        question = await self._questions.ask(who, OFFER, payload, OFFER_WITHIN)
        return RoleOffered(name, question.token, offers_of(who.role), question.expires)

    async def denied(self, who: Admitted, button: LetIn) -> Denial | None:
        """Why a decision is refused, as far as that can be told at once."""
        question = await self._question(who, button)
        if isinstance(question, Denial):
            return question
        if not may_manage(who.role):
            return Denial.ONLY_MANAGERS
        above = button.offer is not None and not may_decide_on(who.role, button.offer.role)
        return Denial.NOT_ABOVE_YOU if above else None

    async def let_in(self, who: Admitted, button: LetIn) -> Outcome:
        """Let somebody in, or not; decided by one, once."""
        denial = await self.denied(who, button)
        question = await self._memory.question(button.token)
        if denial is not None or question is None:
            return Refused(denial or Denial.QUESTION_OVER)
        asked = question.kind == JOIN
        newcomer = _Newcomer(
            question.asker if asked else int(question.payload["person"]), question.payload["name"]
        )
        async with self._memory.transaction(alone=f"members of {who.home.id}"):
            role = await self._memory.role(who.home.id, who.speaker.person)
            if role is None or (button.offer is not None and not may_decide_on(role, button.offer.role)):
                return Refused(Denial.ONLY_MANAGERS)
            if not await self._memory.close_question(question.token):
                return Refused(Denial.QUESTION_OVER)
            welcomed = await self._admit(who.home, newcomer, button.offer)
            if asked and button.offer is None:
                await self._memory.ask(who.home.id, question.chat, question.asker, DECLINED, {}, DECLINED_FOR)
        self._note(who, newcomer, welcomed)
        if asked:
            return await self._told(who, question, newcomer, welcomed)
        return welcomed or Cancel()

    async def _admit(self, home: Home, newcomer: _Newcomer, offer: Offer | None) -> Welcomed | None:
        """Nobody who has come in meanwhile loses what they are."""
        if offer is None:
            return None
        present = await self._memory.membership(home.id, newcomer.person)
        if present is not None:
            return Welcomed(newcomer.name, present.role, _in(home, present.until), already=True)
        until = self._clock.now() + offer.lasts if offer.lasts else None
        await self._memory.meet(newcomer.person, newcomer.name, None)
        await self._memory.add_member(home.id, newcomer.person, offer.role, until)
        return Welcomed(newcomer.name, offer.role, _in(home, until))

    def _note(self, who: Admitted, newcomer: _Newcomer, welcomed: Welcomed | None) -> None:
        """Of a stranger who is not let in nothing is kept."""
        if welcomed is None:
            self._noting.placed(who, DeedKind.TURNED_AWAY, Place())
        elif not welcomed.already:
            place = Place(newcomer.person, welcomed.role, welcomed.until)
            self._noting.placed(who, DeedKind.LET_IN, place)

    async def _told(
        self, who: Admitted, question: Question, newcomer: _Newcomer, welcomed: Welcomed | None
    ) -> JoinDecided:
        """Tell who had asked, and all who were asked."""
        role, until = (welcomed.role, welcomed.until) if welcomed else (None, None)
        decided = JoinDecided(who.home.name, newcomer.name, who.speaker.name, role, until)
        for chat, language, card in question.payload["cards"]:
            if chat != who.speaker.chat:
                await self._announcer.announce(Address(chat, language, card=card), _reply(decided, who.home))
        told = await self._answer(question, JoinAnswered(role, until))
        if welcomed and not told:
            place = Address(question.chat, who.home.language, question.payload["topic"])
            await self._announcer.announce(place, _reply(welcomed, who.home))
        return decided

    async def _answer(self, question: Question, answer: JoinAnswered) -> bool:
        """In private where the bot may write to them, else so that nobody but them sees it in the group."""
        person = await self._memory.person(question.asker)
        language = (person.language if person else None) or question.payload["language"]
        alone = Address(question.asker, language)
        reply = Reply(answer, House())
        if await self._announcer.announce(alone, reply) is not None:
            return True
        in_group = replace(
            alone, chat=question.chat, topic=question.payload["topic"], only_for=question.asker
        )
        return await self._announcer.announce(in_group, reply) is not None

    async def _question(self, who: Admitted, button: LetIn) -> Question | Denial:
        """The open question, if it is this person's to decide, here."""
        question = await self._memory.question(button.token)
        if question is not None and question.kind == JOIN and question.home == who.home.id:
            return question if who.speaker.chat_type == "private" else Denial.PEOPLE_OUTDATED
        return await self._questions.pending(who, button.token, OFFER)


def _reply(outcome: Outcome, home: Home) -> Reply:
    return Reply(outcome, House(home.name), home.id)


def _in(home: Home, moment: datetime | None) -> datetime | None:
    return moment.astimezone(ZoneInfo(home.timezone)) if moment else None
