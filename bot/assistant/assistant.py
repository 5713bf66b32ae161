"""From a sentence or a press to a reply."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.assistant.acting import Acting
from bot.assistant.bindings import Bindings
from bot.assistant.browsing import Browsing
from bot.assistant.cloud_timers import CloudTimers
from bot.assistant.connecting import Connecting
from bot.assistant.conversations import Conversations
from bot.assistant.door import Admitted, Door, Speaker, Welcome
from bot.assistant.favourites import Favourites
from bot.assistant.forgetting import Forgetting
from bot.assistant.homes import Homes
from bot.assistant.inviting import bare
from bot.assistant.more import More
from bot.assistant.naming import Naming
from bot.assistant.noting import Noting
from bot.assistant.people import Nobody, Outreach, People
from bot.assistant.planning import Planning
from bot.assistant.questions import Questions
from bot.assistant.reasons import Reasons
from bot.assistant.recounting import Recounting
from bot.assistant.removing import Removing
from bot.assistant.resetting import Resetting
from bot.assistant.sentences import Sentences, Understands
from bot.assistant.settling import Settling
from bot.assistant.tag_keys import TagKeys
from bot.assistant.tagging import Tagging
from bot.assistant.valuing import Valuing
from bot.assistant.watching import Watching
from bot.home.account_buttons import AccountButton
from bot.home.announcer import Address
from bot.home.area import Area
from bot.home.asking import ValueAsked
from bot.home.binding_buttons import BindHome, BindRoom, ChooseHome, HomeChoice, ShowRoomChoice, Unbind
from bot.home.button import (
    AskReset,
    Browse,
    Button,
    CallOff,
    Decide,
    Do,
    Pause,
    Pick,
    ShowArea,
    ShowPlans,
    Speak,
)
from bot.home.clock import Clock
from bot.home.deed import Via
from bot.home.forgetting import AskForget, Forget, KeepMe
from bot.home.house import House
from bot.home.in_the_cloud import TagAsked
from bot.home.journal_buttons import ShowJournal, ShowJournalFilters
from bot.home.more_buttons import MoreButton
from bot.home.names_buttons import AskName, AskNickname, DropName, NameThis
from bot.home.outcome import Denial, Done, Failed, Outcome, Refused, Reply, Scheduled
from bot.home.people_buttons import PeopleButton
from bot.home.request import (
    Act,
    Ignored,
    Manage,
)
from bot.home.resetting import Reset
from bot.home.settings_buttons import (
    SetHomeLanguage,
    SetQuiet,
    SetReactions,
    SetSensitive,
    SetUnits,
    SetZone,
    ShowSettings,
)
from bot.home.shown import Found, Trouble
from bot.home.signing_in import SigningIn
from bot.home.watch_buttons import BeginWatch, ShowWatchable, ShowWatches, SilenceWatch, StopWatch
from bot.household import Household
from bot.jobs.follow_up import FollowUps
from bot.jobs.journalist import Journalist
from bot.jobs.later import Later
from bot.jobs.live import LiveCards
from bot.memory.memory import Memory
from bot.shared import Notes, in_process

LONGEST = 1000  # characters; nobody says more to a lamp

NOBODY = House()


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
    ) -> None:
        self._memory = memory
        self._homes = homes
        self._understander = understander
        self._follow_ups = follow_ups
        self._live = live
        self._door = Door(memory)
        self._questions = Questions(memory)
        self.people = People(memory, self._door, self._questions, outreach or Outreach(bare, Nobody()), clock)
        self._conversations = Conversations(notes or in_process().notes, clock)
        self._noting = Noting(Journalist(memory))
        self._planning = Planning(later.orders, self._door, self._noting)
        self._resetting = Resetting(later.resets, self._questions, self._door, self._noting)
        self._watching = Watching(later.watches, self._door)
        keys = TagKeys(memory)
        removing = Removing(self._questions, keys, self._noting)
        self._naming = Naming(memory, self._questions, self._conversations, self._door, understander, clock)
        self._acting = Acting(
            memory,
            self._questions,
            self._conversations,
            self._planning,
            self._resetting,
            self._noting,
            self._watching,
            removing,
            self._naming,
        )
        self._bindings = Bindings(memory, self._door, self._questions, homes)
        self._more = More(
            self._questions,
            Valuing(self._questions, understander, self._acting),
            Tagging(self._questions, keys, removing),
            CloudTimers(self._planning, removing),
            removing,
        )
        self._browsing = Browsing(
            memory, self._acting, self._conversations, self._naming, Favourites(memory), clock
        )
        self._connecting = Connecting(memory, self._door, self._questions, later.logins, homes.drop)
        self._reasons = Reasons()
        self._recounting = Recounting(memory)
        self._settling = Settling(memory, later.orders)
        self._forgetting = Forgetting(memory, homes, self._reasons, clock)
        self._sentences = Sentences(
            self._door,
            understander,
            self._questions,
            self._conversations,
            self._acting,
            self._reasons,
            self._naming,
            clock,
        )

    # ------------------------------------------------------------------ people

    async def language_of(self, speaker: Speaker) -> str:
        """The language that a speaker is to be answered in, and their units (bot/home/preferences.py)."""
        return await self._door.reads(speaker)

    async def reacts(self, speaker: Speaker) -> bool:
        """Whether a simple success is to be acknowledged by a reaction there, instead of a card."""
        who = await self._door.admit(speaker) if speaker.chat_type != "private" else None
        return who is not None and await self._settling.reacts(who.home)

    async def start(self, speaker: Speaker, token: str | None) -> Welcome:
        welcome = await self._door.start(speaker, token)
        if welcome in (Welcome.OWNER, Welcome.JOINED):
            await self.people.came_in(speaker)
        return welcome

    async def choose_language(self, speaker: Speaker, language: str) -> None:
        await self._memory.meet(speaker.person, speaker.name, None)
        await self._memory.set_language(speaker.person, language)

    async def bind_group(self, speaker: Speaker) -> bool:
        return await self._door.bind_group(speaker)

    async def has_several_homes(self, person: int) -> bool:
        return len(await self._memory.memberships(person)) > 1

    async def ask_which_home(self, speaker: Speaker, text: str | None) -> Reply | None:
        """What is asked before all else while nobody knows of which home is spoken; ``text`` was said."""
        return await self._bindings.ask_first(speaker, text if text and len(text) <= LONGEST else None)

    async def home(self, speaker: Speaker) -> Reply:
        return await self._bindings.here(speaker)

    async def room(self, speaker: Speaker) -> Reply:
        return await self._bindings.room(speaker)

    async def chat_moved(self, old: int, new: int) -> None:
        """A group has another number now; it may be told more than once."""
        await self._memory.rekey_chat(old, new)

    async def chat_left(self, chat: int) -> None:
        """The bot was removed from a chat, or blocked."""
        await self._memory.forget_chat(chat)

    # ------------------------------------------------------------------ sentences

    async def names(self, speaker: Speaker) -> tuple[str, ...]:
        """What things are called in the speaker's home."""
        who = await self._door.admit(speaker)
        if who is None:
            return ()
        house, _ = await (await self._homes.of(who)).house()
        return house.names

    async def say(self, speaker: Speaker, text: str, overheard: bool = False, sure: bool = True) -> Reply:
        """What a sentence leads to. ``overheard``: said in a group, not addressed to the bot.

        Not ``sure``: it may have been misheard, so it is asked about before anything is done.
        """
        who = await self._door.admit(speaker)
        if who is None:
            return Reply(Refused(Denial.STRANGER), NOBODY)
        if not text.strip() or len(text) > LONGEST:
            denial = Denial.TOO_LONG if text.strip() else Denial.EMPTY
            return Reply(Ignored() if overheard else Refused(denial), NOBODY, who.home.id)
        household = await self._homes.of(who)
        who = who if sure else replace(who, via=Via.VOICE)
        outcome = await self._sentences.said(who, household, text, overheard, sure)
        return Reply(outcome, household.known, who.home.id)

    async def replied(self, speaker: Speaker, card: int, text: str) -> Reply | None:
        """What a reply to one of the bot's messages leads to; None where nothing was asked by it."""
        who = await self._door.admit(speaker)
        question = await self._more.question(who, card) if who else None
        if who is None or question is None:
            return None
        household = await self._homes.of(who)
        await household.named()
        outcome = await self._more.replied(who, household, question, text[:LONGEST])
        return Reply(outcome, household.known, who.home.id)

    # ------------------------------------------------------------------ presses

    async def denied(self, speaker: Speaker, read: Callable[[House], Button | None]) -> Denial | None:
        """Why a press is refused, as far as that can be told at once: no cloud is asked."""
        button = read(NOBODY)
        if isinstance(button, ChooseHome | BindHome | Unbind):
            return await self._bindings.denial(speaker, button)
        if isinstance(button, AskForget | Forget | KeepMe):
            return self._forgetting.denial(speaker, button)
        who = await self._door.admit(speaker)
        if who is None:
            return Denial.STRANGER
        if not isinstance(button, Speak) and await self._is_of_another_home(speaker, who):
            return Denial.BUTTON_OUTDATED
        household = await self._homes.of(who)
        button = read(household.known)
        if isinstance(button, PeopleButton):
            return await self.people.denied(speaker, button)
        if isinstance(button, AccountButton):
            return await self._connecting.denial(who, button)
        whole = self._homes.get(who.home.id)
        if whole is None or not whole.known.devices:
            return None  # whether there is such a device is not known yet
        match button:
            case None:
                return Denial.BUTTON_OUTDATED
            case Pick() | Decide() as answer:
                return await self._questions.denial(who, answer)
            case ShowWatches() | StopWatch() | SilenceWatch() | ShowWatchable() | BeginWatch() as button:
                return await self._watching.denial(who, button)
            case CallOff(job=job) | Pause(job=job):
                return await self._planning.denial(who, household, job)
            case ShowRoomChoice() | BindRoom():
                return self._bindings.room_denial(who)
            case AskName() | NameThis() | DropName() | AskNickname() as button:
                return await self._naming.denial(who, button)
        return None

    async def press(self, speaker: Speaker, read: Callable[[House], Button | None]) -> Reply:
        """What a press leads to. ``read`` decodes the hostile button data in the presser's own house."""
        button = read(NOBODY)
        if isinstance(button, ChooseHome | BindHome | Unbind):
            return await self._placed(speaker, button)
        if isinstance(button, AskForget | Forget | KeepMe):
            return Reply(await self._forgetting.press(speaker, button), NOBODY)
        who = await self._door.admit(speaker)
        if who is None:
            return Reply(Refused(Denial.STRANGER), NOBODY)
        if not isinstance(button, Speak) and await self._is_of_another_home(speaker, who):
            return Reply(Refused(Denial.BUTTON_OUTDATED), NOBODY)
        household = await self._homes.of(who)
        troubles: tuple[Trouble, ...] = ()
        if not household.known.devices or read(household.known) is None:
            _, troubles = await household.house()
        who = replace(who, via=Via.PRESS)
        outcome = await self._pressed(who, household, read(household.known), troubles)
        return Reply(outcome, household.known, who.home.id)

    async def open(self, speaker: Speaker, button: Button) -> Reply:
        """What a command shows that stands for a button; of several homes the one that is spoken of now."""
        who = await self._door.admit(speaker)
        return await self.press(replace(speaker, home=who.home.id) if who else speaker, lambda _: button)

    async def _placed(self, speaker: Speaker, button: HomeChoice) -> Reply:
        """A home was chosen to be spoken of; in private what was said before goes on."""
        if not isinstance(button, ChooseHome):
            return await self._bindings.bind(speaker, button)
        text = await self._bindings.said_before(speaker, button)
        if denial := await self._bindings.choose(speaker, button):
            return Reply(Refused(denial), NOBODY)
        there = replace(speaker, home=button.home)
        return await self.say(there, text) if text else await self.browse(there, ShowArea(Area()))

    async def _is_of_another_home(self, speaker: Speaker, who: Admitted) -> bool:
        """Whether a card speaks for another home than the chat does now, or nobody knows for which."""
        if speaker.home is not None:
            return speaker.home != who.home.id
        return bool(await self._door.undecided(speaker))

    async def _pressed(
        self, who: Admitted, household: Household, button: Button | None, troubles: tuple[Trouble, ...]
    ) -> Outcome:
        if isinstance(button, PeopleButton):
            return await self.people.press(who.speaker, button)
        if isinstance(button, MoreButton):
            return await self._more.pressed(who, household, button)
        if isinstance(button, AccountButton):
            return await self._connecting.press(who, household, button)
        match button:
            case None:
                return Failed(troubles) if troubles else Refused(Denial.BUTTON_OUTDATED)
            case Do(command=command):
                return await self._acting.answer(who, household, Act((command,)))
            case Pick():
                return await self._acting.picked(who, household, button.token, (button.place,))
            case Decide():
                return await self._sentences.decided(who, household, button)
            case AskReset(device=device):
                return await self._acting.answer(who, household, Manage("reset", {"device": device}))
            case ShowPlans():
                return await self._planning.plans(who, household)
            case CallOff(job=job):
                return await self._planning.call_off(who, household, job)
            case Pause(job=job, paused=paused):
                return await self._planning.pause(who, household, job, paused)
            case ShowRoomChoice() | BindRoom():
                return await self._bindings.pick_room(who, button)
            case AskForget() | Forget() | KeepMe():
                raise AssertionError("to be forgotten nobody needs a home")
            case ChooseHome() | BindHome() | Unbind():
                raise AssertionError("a home is chosen before it is known of which is spoken")
            case AskName() | NameThis() | DropName() | AskNickname():
                return await self._naming.pressed(who, household, button)
            case Speak(language=language):
                await self.choose_language(who.speaker, language)
                return Manage("language", {"language": language})
            case ShowJournal() | ShowJournalFilters():
                return await self._recounting.show(who, household.known, button)
            case ShowSettings() | SetUnits() | SetQuiet() | SetZone():
                return await self._settling.settle(who, household.known, button)
            case SetHomeLanguage() | SetReactions() | SetSensitive():
                return await self._settling.settle(who, household.known, button)
            case ShowWatches() | StopWatch() | SilenceWatch() | ShowWatchable() | BeginWatch():
                return await self._watching.press(who, household, button)
            case _:
                return await self._browsing.browse(who, household, button, troubles)

    # ------------------------------------------------------------------ lists, and later

    async def browse(self, speaker: Speaker, what: Browse) -> Reply:
        """The home, or a part of it, as a command asks for it."""
        who = await self._door.admit(speaker)
        if who is None:
            return Reply(Refused(Denial.STRANGER), NOBODY)
        household = await self._homes.of(who)
        house, troubles = await household.house()
        if troubles and not house.devices:
            return Reply(Failed(troubles), house, who.home.id)
        outcome = await self._browsing.browse(who, household, what, troubles)
        return Reply(outcome, household.known, who.home.id)

    async def help(self, speaker: Speaker) -> Reply:
        """What can be said, with the home to take examples from."""
        who = await self._door.admit(speaker)
        if who is None:
            return Reply(Refused(Denial.STRANGER), NOBODY)
        house, _ = await (await self._homes.of(who)).house()
        return Reply(Manage("help"), house, who.home.id)

    async def why(self, speaker: Speaker) -> Reply:
        """Why the speaker's last sentence here was read as it was."""
        who = await self._door.admit(speaker)
        if who is None:
            return Reply(Refused(Denial.STRANGER), NOBODY)
        household = await self._homes.of(who)
        return Reply(
            self._reasons.of(who, household.known) or Refused(Denial.NOTHING_SAID),
            household.known,
            who.home.id,
        )

    async def find(self, speaker: Speaker, text: str) -> Reply:
        """The devices that the speaker looks for, by what is known of them: no device is read."""
        who = await self._door.admit(speaker)
        if who is None:
            return Reply(Refused(Denial.STRANGER), NOBODY)
        house, _ = await (await self._homes.of(who)).house()
        return Reply(Found(text, self._understander.find(text[:LONGEST], house)), house, who.home.id)

    async def plans(self, speaker: Speaker) -> Reply:
        """Everything that will be done later."""
        who = await self._door.admit(speaker)
        if who is None:
            return Reply(Refused(Denial.STRANGER), NOBODY)
        household = await self._homes.of(who)
        await household.house()
        outcome = await self._planning.plans(who, household)
        return Reply(outcome, household.known, who.home.id)

    async def follow(self, reply: Reply | None, address: Address, person: int) -> None:
        """Called once the reply stands on a card: what is still open there is read again and told, what it
        shows is followed for a while. None: something else stands there."""
        self._follow_ups.forget(address)
        if self._live:
            await self._live.show(reply, address, person)
        if reply is not None:
            await self._follow(reply, address, person)

    async def _follow(self, reply: Reply, address: Address, person: int) -> None:
        household = self._homes.get(reply.home) if reply.home is not None else None
        learn = self._noting.learner(reply.home)
        match reply.outcome:
            case Done(open=True) as done if household:
                ended = self._settled(reply, address, person)
                self._follow_ups.follow(household, done, address, learn=learn, ended=ended, home=reply.home)
            case ValueAsked(token=token) | TagAsked(token=token):
                await self._questions.shown_on(token, address.card)
            case Reset() as reset:
                await self._resetting.shown_on(reset, address)
            case SigningIn() as login:
                await self._connecting.shown_on(login, address)
            case Scheduled(plans=plans, done=done) as scheduled:
                await self._planning.shown_on(plans, address)
                if done and done.open and household:
                    self._follow_ups.follow(
                        household,
                        done,
                        address,
                        lambda seen: replace(scheduled, done=seen),
                        learn,
                        home=reply.home,
                    )

    def _settled(self, reply: Reply, address: Address, person: int) -> Callable[[Done], Awaitable[None]]:
        async def show(done: Done) -> None:
            household = self._homes.get(reply.home) if reply.home is not None else None
            if self._live and household:
                await self._live.show(replace(reply, outcome=done, house=household.known), address, person)

        return show

    async def close(self) -> None:
        """Let what is being written down be written."""
        await self._noting.close()
