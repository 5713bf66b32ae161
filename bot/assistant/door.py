"""Who is let in: a chat's home, the speaker's role in it, and how one comes to live there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.home.announcer import Address
from bot.home.deed import Via
from bot.home.preferences import with_units
from bot.home.roles import Reach, Role
from bot.memory.memory import Memory
from bot.memory.records import Chat, Home, Membership


@dataclass(frozen=True)
class Speaker:
    """Who speaks, and where. ``language`` is what their Telegram says; it need not be one of ours.

    ``home``: they press a button of a card that speaks for this home.
    """

    person: int
    name: str
    chat: int
    chat_type: str  # private, group or forum
    language: str
    chat_title: str = ""
    topic: int | None = None
    home: int | None = None


@dataclass(frozen=True)
class Admitted:
    """A speaker who belongs to the home; ``reach``: they are limited to a part of it.

    ``via`` is how they ask.
    """

    speaker: Speaker
    home: Home
    role: Role
    reach: Reach | None = None
    via: Via = Via.SENTENCE


class Welcome(StrEnum):
    """How ``/start`` ended."""

    OWNER = "owner"
    JOINED = "joined"
    KNOWN = "known"
    STRANGER = "stranger"
    LINK_DEAD = "link_dead"
    NOBODY_YET = "nobody_yet"


class Door:
    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def admit(self, speaker: Speaker) -> Admitted | None:
        """The speaker with home and role; None for a stranger, whose name is not even kept."""
        membership = await self._membership(speaker)
        if membership is None:
            return None
        await self._memory.meet(speaker.person, speaker.name, None)
        speaker = replace(speaker, home=membership.home.id)
        return Admitted(speaker, membership.home, membership.role, membership.reach)

    async def _membership(self, speaker: Speaker) -> Membership | None:
        memberships = await self._memory.memberships(speaker.person)
        in_private = speaker.chat_type == "private"
        if in_private and speaker.home is not None:
            return _of(speaker.home, memberships)
        binding = await self._memory.binding(speaker.chat, speaker.topic)
        chosen = _of(binding.home, memberships) if binding else None
        return chosen or (memberships[0] if in_private and memberships else None)

    async def undecided(self, speaker: Speaker) -> tuple[Home, ...]:
        """The homes that somebody in private may speak of, where there are several and none was chosen."""
        if speaker.chat_type != "private" or speaker.home is not None:
            return ()
        memberships = await self._memory.memberships(speaker.person)
        if len(memberships) < 2:
            return ()
        binding = await self._memory.binding(speaker.chat, speaker.topic)
        chosen = _of(binding.home, memberships) if binding else None
        return () if chosen else tuple(m.home for m in memberships)

    async def choose(self, speaker: Speaker, home: int) -> None:
        """A private chat is bound to the home that its person chose."""
        await self._memory.save_chat(replace(await self.chat(speaker), home=home, room=None))

    async def start(self, speaker: Speaker, token: str | None) -> Welcome:
        """Answer ``/start``; a token is a deep link's, good once and for a while, in private."""
        known = await self._membership(speaker)
        if token is None or speaker.chat_type != "private":
            return await self._greet(known)
        before = await self._memory.memberships(speaker.person)
        joined = await self._memory.redeem(token, speaker.person, speaker.name)
        if joined is None:
            return Welcome.KNOWN if known else Welcome.LINK_DEAD
        await self.choose(speaker, joined.home.id)
        if joined in before:  # the link offered nothing new, and is still good
            return Welcome.KNOWN
        return Welcome.OWNER if joined.role is Role.OWNER else Welcome.JOINED

    async def _greet(self, known: Membership | None) -> Welcome:
        if known:
            return Welcome.KNOWN
        return Welcome.NOBODY_YET if await self._memory.is_empty() else Welcome.STRANGER

    async def bind_group(self, speaker: Speaker) -> bool:
        """Bind a group to the home of the owner who brought the bot there; a bound group stays as it is.

        An owner of several homes is to say which (bindings.py).
        """
        memberships = await self._memory.memberships(speaker.person)
        owned = [m.home for m in memberships if m.role is Role.OWNER]
        chat = await self.chat(speaker)
        if len(owned) != 1 or chat.home is not None:
            return False
        await self._memory.save_chat(replace(chat, home=owned[0].id))
        return True

    async def chat(self, speaker: Speaker) -> Chat:
        """The chat where somebody speaks, as it is known; unbound where it is not."""
        known = await self._memory.chat(speaker.chat)
        return known or Chat(speaker.chat, speaker.chat_type, speaker.chat_title, None, None)

    async def room_of(self, speaker: Speaker) -> str | None:
        """The room that the chat is bound to, if it is bound to one."""
        binding = await self._memory.binding(speaker.chat, speaker.topic)
        return binding.room if binding else None

    async def language_of(self, speaker: Speaker) -> str:
        """The language that the speaker chose, else what their Telegram says, else the home's."""
        person = await self._memory.person(speaker.person)
        if person and person.language:
            return person.language
        if speaker.language:
            return speaker.language
        membership = await self._membership(speaker)
        return membership.home.language if membership else ""

    async def choose_language(self, speaker: Speaker, language: str) -> None:
        await self._memory.meet(speaker.person, speaker.name, None)
        await self._memory.set_language(speaker.person, language)

    async def reads(self, speaker: Speaker) -> str:
        """The language of ``language_of``, tagged with the units that the speaker, or the home, wants."""
        units = (await self._memory.person_settings(speaker.person)).units
        if units is None and (membership := await self._membership(speaker)):
            units = (await self._memory.home_settings(membership.home.id)).units
        return with_units(await self.language_of(speaker), units)

    async def address_of(self, who: Admitted) -> Address:
        """Where somebody is told, as they read, what comes of what they ask for here."""
        speaker = who.speaker
        return Address(speaker.chat, await self.reads(speaker), speaker.topic)


def _of(home: int, memberships: tuple[Membership, ...]) -> Membership | None:
    return next((m for m in memberships if m.home.id == home), None)


async def zone_of(who: Admitted, memory: Memory) -> ZoneInfo:
    """The reader's time zone: their own, else the home's."""
    settings = await memory.person_settings(who.speaker.person)
    return ZoneInfo(settings.timezone or who.home.timezone)
