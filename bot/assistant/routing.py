"""Which part of the assistant answers for which family of buttons: by whom a press is done, and refused.

A new family of buttons is joined here, and nowhere else in this room.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar, assert_never

from bot.assistant.door import Admitted
from bot.assistant.planning import PlanButton
from bot.assistant.wiring import Parts
from bot.home.account_buttons import OfAccounts
from bot.home.binding_buttons import RoomButton
from bot.home.button import AskReset, Browse, Decide, Do, HomeButton, Pick, Speak
from bot.home.journal_buttons import JournalButton
from bot.home.more_buttons import MoreButton
from bot.home.names_buttons import NamesButton
from bot.home.outcome import Denial, Outcome
from bot.home.people_buttons import PeopleButton
from bot.home.request import Act, Manage
from bot.home.settings_buttons import SettingsButton
from bot.home.shown import Trouble
from bot.home.watch_buttons import WatchButton
from bot.household import Household

T_co = TypeVar("T_co", covariant=True)


async def nothing_against_it() -> Denial | None:
    return None


@dataclass(frozen=True)
class Errand(Generic[T_co]):
    """A press in the hands of the part that answers for it; nothing is done before it is called.

    ``denial`` is why it is refused, as far as that can be told without asking a cloud; ``at_once``: even
    where no device of the home is known yet.
    """

    press: Callable[[], Awaitable[T_co]]
    denial: Callable[[], Awaitable[Denial | None]] = nothing_against_it
    at_once: bool = False


def errand(
    parts: Parts, who: Admitted, household: Household, button: HomeButton, troubles: tuple[Trouble, ...] = ()
) -> Errand[Outcome]:
    """What a button on a card of a home is about; ``troubles`` were had when the home was looked at."""
    if isinstance(button, PeopleButton):
        press = partial(parts.people.press, who.speaker, button)
        return Errand(press, partial(parts.people.denied, who.speaker, button), at_once=True)
    if isinstance(button, OfAccounts):
        press = partial(parts.connecting.press, who, household, button)
        return Errand(press, partial(parts.connecting.denial, who, button), at_once=True)
    if isinstance(button, WatchButton):
        press = partial(parts.watching.press, who, household, button)
        return Errand(press, partial(parts.watching.denial, who, button))
    if isinstance(button, NamesButton):
        press = partial(parts.naming.pressed, who, household, button)
        return Errand(press, partial(parts.naming.denial, who, button))
    if isinstance(button, RoomButton):
        press = partial(parts.bindings.pick_room, who, button)
        return Errand(press, partial(parts.bindings.room_denial, who))
    if isinstance(button, PlanButton):
        press = partial(parts.planning.press, who, household, button)
        return Errand(press, partial(parts.planning.denial, who, household, button))
    if isinstance(button, Pick | Decide):
        press = partial(_answer, parts, who, household, button)
        return Errand(press, partial(parts.questions.denial, who, button))
    if isinstance(button, MoreButton):
        return Errand(partial(parts.more.pressed, who, household, button))
    if isinstance(button, JournalButton):
        return Errand(partial(parts.recounting.show, who, household.known, button))
    if isinstance(button, SettingsButton):
        return Errand(partial(parts.settling.settle, who, household.known, button))
    if isinstance(button, Browse):
        return Errand(partial(parts.browsing.browse, who, household, button, troubles))
    if isinstance(button, Do | AskReset):
        return Errand(partial(parts.acting.answer, who, household, _request(button)))
    if isinstance(button, Speak):
        return Errand(partial(_speak, parts, who, button))
    assert_never(button)


async def _answer(parts: Parts, who: Admitted, household: Household, button: Pick | Decide) -> Outcome:
    if isinstance(button, Pick):
        return await parts.acting.picked(who, household, button.token, (button.place,))
    return await parts.sentences.decided(who, household, button)


def _request(button: Do | AskReset) -> Act | Manage:
    """What could as well have been said."""
    if isinstance(button, Do):
        return Act((button.command,))
    return Manage("reset", {"device": button.device})


async def _speak(parts: Parts, who: Admitted, button: Speak) -> Outcome:
    await parts.door.choose_language(who.speaker, button.language)
    return Manage("language", {"language": button.language})
