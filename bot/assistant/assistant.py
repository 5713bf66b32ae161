"""From a sentence, a press or a command to a reply: whoever it comes from is admitted first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.assistant.commands import Commands
from bot.assistant.door import Admitted, Speaker, Welcome
from bot.assistant.following import Following
from bot.assistant.homes import Homes
from bot.assistant.inviting import bare
from bot.assistant.people import Nobody, Outreach
from bot.assistant.presses import NOBODY, Presses, Read
from bot.assistant.sentences import Understands
from bot.assistant.wiring import wired
from bot.home.account_buttons import ShowAccounts
from bot.home.announcer import Address
from bot.home.area import Area
from bot.home.button import Browse, Button, ShowArea
from bot.home.clock import Clock
from bot.home.deed import Via
from bot.home.founding import Open
from bot.home.outcome import Denial, Outcome, Refused, Reply
from bot.home.request import Ignored
from bot.home.signing_in import AccountsShown
from bot.household import Household
from bot.jobs.follow_up import FollowUps
from bot.jobs.later import Later
from bot.jobs.live import LiveCards
from bot.memory.memory import Memory
from bot.shared import Notes, in_process

LONGEST = 1000  # characters; nobody says more to a lamp


class Assistant:
    def __init__(
        self,
        memory: Memory,
        homes: Homes,
        understander: Understands,
        follow_ups: FollowUps,
        clock: Clock,
        later: Later,
        notes: Notes | None = None,
        live: LiveCards | None = None,
        outreach: Outreach | None = None,
        opened_to: Open = Open.INVITED,
    ) -> None:
        notes = notes or in_process().notes
        outreach = outreach or Outreach(bare, Nobody())
        parts = wired(memory, homes, understander, clock, later, notes, outreach, opened_to)
        self._memory = memory
        self._parts = parts
        self.people = parts.people
        self._commands = Commands(parts.browsing, parts.planning, parts.reasons, understander)
        self._presses = Presses(parts, self._go_on, self.open)
        self._following = Following(parts, follow_ups, live)

    # ------------------------------------------------------------------ people and chats

    async def language_of(self, speaker: Speaker) -> str:
        """The language that a speaker is to be answered in, and their units (bot/home/preferences.py)."""
        return await self._parts.door.reads(speaker)

    async def reacts(self, speaker: Speaker) -> bool:
        """Whether a simple success is to be acknowledged by a reaction there, instead of a card."""
        who = await self._parts.door.admit(speaker) if speaker.chat_type != "private" else None
        return who is not None and await self._parts.settling.reacts(who.home)

    async def start(self, speaker: Speaker, token: str | None) -> Welcome:
        welcome = await self._parts.door.start(speaker, token)
        if welcome in (Welcome.OWNER, Welcome.JOINED):
            await self.people.came_in(speaker)
        return welcome

    async def offer_home(self, speaker: Speaker, welcome: Welcome) -> Reply | None:
        """What ``/start`` offers whoever has no home, where homes may be founded."""
        return await self._parts.founding.offer(speaker, welcome)

    async def bind_group(self, speaker: Speaker) -> bool:
        return await self._parts.door.bind_group(speaker)

    async def has_several_homes(self, person: int) -> bool:
        return len(await self._memory.memberships(person)) > 1

    async def ask_which_home(self, speaker: Speaker, text: str | None) -> Reply | None:
        """What is asked before all else while nobody knows of which home is spoken; ``text`` was said."""
        return await self._parts.bindings.ask_first(speaker, text if text and len(text) <= LONGEST else None)

    async def home(self, speaker: Speaker) -> Reply:
        return await self._parts.bindings.here(speaker)

    async def room(self, speaker: Speaker) -> Reply:
        return await self._parts.bindings.room(speaker)

    async def chat_moved(self, old: int, new: int) -> None:
        """A group has another number now; it may be told more than once."""
        await self._memory.rekey_chat(old, new)

    async def chat_left(self, chat: int) -> None:
        """The bot was removed from a chat, or blocked."""
        await self._memory.forget_chat(chat)

    # ------------------------------------------------------------------ sentences

    async def names(self, speaker: Speaker) -> tuple[str, ...]:
        """What things are called in the speaker's home."""
        who = await self._parts.door.admit(speaker)
        if who is None:
            return ()
        house, _ = await (await self._parts.homes.of(who)).house()
        return house.names

    async def say(self, speaker: Speaker, text: str, overheard: bool = False, sure: bool = True) -> Reply:
        """What a sentence leads to. ``overheard``: said in a group, not addressed to the bot.

        Not ``sure``: it may have been misheard, so it is asked about before anything is done.
        """
        who = await self._parts.door.admit(speaker)
        if who is None:
            return Reply(Refused(Denial.STRANGER), NOBODY)
        if not text.strip() or len(text) > LONGEST:
            denial = Denial.TOO_LONG if text.strip() else Denial.EMPTY
            return Reply(Ignored() if overheard else Refused(denial), NOBODY, who.home.id)
        household = await self._parts.homes.of(who)
        who = who if sure else replace(who, via=Via.VOICE)
        outcome = await self._parts.sentences.said(who, household, text, overheard, sure)
        return Reply(outcome, household.known, who.home.id)

    async def replied(self, speaker: Speaker, card: int, text: str) -> Reply | None:
        """What a reply to one of the bot's messages leads to; None where nothing was asked by it."""
        who = await self._parts.door.admit(speaker)
        question = await self._parts.more.question(who, card) if who else None
        if who is None or question is None:
            return None
        household = await self._parts.homes.of(who)
        await household.named()
        outcome = await self._parts.more.replied(who, household, question, text[:LONGEST])
        return Reply(outcome, household.known, who.home.id)

    async def login_asked(self, speaker: Speaker, card: int) -> int | None:
        """The home for which one of the bot's messages asks this person for a login code, if it does."""
        return await self._parts.login_codes.asked(speaker, card)

    async def login_code(self, speaker: Speaker, card: int, code: str) -> Reply:
        return await self._parts.login_codes.replied(speaker, card, code)

    async def name_asked(self, speaker: Speaker, card: int) -> int | None:
        """The home of which one of the bot's messages asks this person how it, or one more, is called."""
        return await self._parts.naming_homes.asked(speaker, card)

    async def home_named(self, speaker: Speaker, card: int, text: str) -> Reply:
        """A home that was founded shows what it can be connected to."""
        named = await self._parts.naming_homes.replied(speaker, card, text[:LONGEST])
        if isinstance(named, Reply):
            return named
        reply = await self.open(replace(speaker, home=named.id), ShowAccounts())
        shown = reply.outcome
        return (
            replace(reply, outcome=replace(shown, founded=True))
            if isinstance(shown, AccountsShown)
            else reply
        )

    # ------------------------------------------------------------------ presses

    async def denied(self, speaker: Speaker, read: Read) -> Denial | None:
        return await self._presses.denied(speaker, read)

    async def press(self, speaker: Speaker, read: Read) -> Reply:
        return await self._presses.press(speaker, read)

    async def _go_on(self, speaker: Speaker, text: str | None) -> Reply:
        return await self.say(speaker, text) if text else await self.browse(speaker, ShowArea(Area()))

    async def follow(self, reply: Reply | None, address: Address, person: int) -> None:
        """Called once the reply stands on a card."""
        await self._following.follow(reply, address, person)

    # ------------------------------------------------------------------ commands

    async def open(self, speaker: Speaker, button: Button) -> Reply:
        """What a command shows that stands for a button; of several homes the one that is spoken of now."""
        who = await self._parts.door.admit(speaker)
        return await self.press(replace(speaker, home=who.home.id) if who else speaker, lambda _: button)

    async def browse(self, speaker: Speaker, what: Browse) -> Reply:
        return await self._shown(speaker, lambda who, household: self._commands.browse(who, household, what))

    async def help(self, speaker: Speaker) -> Reply:
        return await self._shown(speaker, self._commands.help)

    async def why(self, speaker: Speaker) -> Reply:
        return await self._shown(speaker, self._commands.why)

    async def find(self, speaker: Speaker, text: str) -> Reply:
        return await self._shown(
            speaker, lambda who, household: self._commands.find(who, household, text[:LONGEST])
        )

    async def plans(self, speaker: Speaker) -> Reply:
        return await self._shown(speaker, self._commands.plans)

    async def _shown(
        self, speaker: Speaker, command: Callable[[Admitted, Household], Awaitable[Outcome]]
    ) -> Reply:
        """A command's outcome, for whoever lives there."""
        who = await self._parts.door.admit(speaker)
        if who is None:
            return Reply(Refused(Denial.STRANGER), NOBODY)
        household = await self._parts.homes.of(who)
        outcome = await command(who, household)
        return Reply(outcome, household.known, who.home.id)

    async def close(self) -> None:
        """Let what is being written down be written."""
        await self._parts.noting.close()
