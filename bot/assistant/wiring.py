"""The parts that the assistant is made of, each given what it needs."""

from __future__ import annotations

from dataclasses import dataclass

from bot.assistant.acting import Acting
from bot.assistant.bindings import Bindings
from bot.assistant.browsing import Browsing
from bot.assistant.cloud_timers import CloudTimers
from bot.assistant.connecting import Connecting
from bot.assistant.conversations import Conversations
from bot.assistant.door import Door
from bot.assistant.favourites import Favourites
from bot.assistant.forgetting import Forgetting
from bot.assistant.founding import Founding
from bot.assistant.furnishing import Furnishing
from bot.assistant.homes import Homes
from bot.assistant.login_codes import LoginCodes
from bot.assistant.more import More
from bot.assistant.naming import Naming
from bot.assistant.naming_homes import NamingHomes
from bot.assistant.noting import Noting
from bot.assistant.people import Outreach, People
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
from bot.assistant.tries import Tries
from bot.assistant.valuing import Valuing
from bot.assistant.watching import Watching
from bot.home.clock import Clock
from bot.home.founding import Open
from bot.jobs.journalist import Journalist
from bot.jobs.later import Later
from bot.memory.memory import Memory
from bot.shared import Notes


@dataclass(frozen=True)
class Parts:
    """What is used from outside of one another; what only serves some of them is not listed."""

    door: Door
    homes: Homes
    questions: Questions
    noting: Noting
    reasons: Reasons
    people: People
    bindings: Bindings
    forgetting: Forgetting
    sentences: Sentences
    acting: Acting
    planning: Planning
    resetting: Resetting
    watching: Watching
    naming: Naming
    more: More
    founding: Founding
    naming_homes: NamingHomes
    login_codes: LoginCodes
    connecting: Connecting
    recounting: Recounting
    settling: Settling
    browsing: Browsing


def wired(
    memory: Memory,
    homes: Homes,
    understander: Understands,
    clock: Clock,
    later: Later,
    notes: Notes,
    outreach: Outreach,
    opened_to: Open,
) -> Parts:
    door, questions, conversations = Door(memory), Questions(memory), Conversations(notes, clock)
    noting, reasons, keys = Noting(Journalist(memory)), Reasons(), TagKeys(memory)
    planning = Planning(later.orders, door, noting)
    resetting = Resetting(later.resets, questions, door, noting)
    watching = Watching(later.watches, door)
    removing = Removing(questions, keys, noting)
    naming = Naming(memory, questions, conversations, door, noting, understander, clock)
    acting = Acting(memory, questions, conversations, planning, resetting, noting, watching, removing, naming)
    founding = Founding(memory, door, opened_to, noting)
    login_codes, connecting = _logins(memory, door, questions, later, homes, noting, clock)
    valuing, tagging = Valuing(questions, understander, acting), Tagging(questions, keys, removing)
    return Parts(
        door=door,
        homes=homes,
        questions=questions,
        noting=noting,
        reasons=reasons,
        people=People(memory, door, questions, outreach, noting, clock),
        bindings=Bindings(memory, door, questions, homes, founding),
        forgetting=Forgetting(memory, homes, reasons, clock),
        sentences=Sentences(door, understander, questions, conversations, acting, reasons, naming, clock),
        acting=acting,
        planning=planning,
        resetting=resetting,
        watching=watching,
        naming=naming,
        more=More(questions, valuing, tagging, CloudTimers(planning, removing), removing),
        founding=founding,
        naming_homes=NamingHomes(memory, door, questions, founding, homes),
        login_codes=login_codes,
        connecting=connecting,
        recounting=Recounting(memory),
        settling=Settling(memory, later.orders),
        browsing=Browsing(memory, acting, conversations, naming, Favourites(memory), clock),
    )


def _logins(
    memory: Memory, door: Door, questions: Questions, later: Later, homes: Homes, noting: Noting, clock: Clock
) -> tuple[LoginCodes, Connecting]:
    """The two ways into an account; whoever tries one too often has tried the other, too."""
    tries, furnishing = Tries(clock), Furnishing(memory, door, homes, noting)
    codes = LoginCodes(door, questions, later.logins, homes, tries, noting)
    logins = later.logins
    return codes, Connecting(memory, door, questions, logins, homes, furnishing, codes, tries, noting)
