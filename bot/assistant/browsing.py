"""Looking at the home: a device, a room, all of it; nothing is changed by that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.assistant.acting import Acting
from bot.assistant.conversations import Conversations
from bot.assistant.door import Admitted
from bot.assistant.favourites import Favourites
from bot.assistant.naming import Naming
from bot.home.abilities import (
    Details,
    HasDetails,
    HasEvents,
    HasHistory,
    HasReset,
    HasTags,
    HasTimers,
    HasWidgets,
    RemovesDevices,
)
from bot.home.area import Area, Extent, all_off
from bot.home.button import (
    AllOff,
    Browse,
    RunScene,
    Show,
    ShowArea,
    ShowChoices,
    ShowHistory,
    ShowMore,
    ShowRooms,
    ShowScenes,
    Turn,
)
from bot.home.clock import Clock
from bot.home.danger import Danger
from bot.home.errors import CloudError
from bot.home.history import kept_of
from bot.home.house import Device
from bot.home.named import FavouritesShown, ScenesStarred
from bot.home.names_buttons import FavouritesButton, ShowFavourites, ShowNames, ShowPicture, Star, StarScenes
from bot.home.naming import Thing, area_of, thing_of
from bot.home.outcome import Outcome
from bot.home.pages import cut, on_page
from bot.home.request import Act, Sort
from bot.home.roles import may_do_dangerous
from bot.home.shown import (
    AreaShown,
    ChoicesShown,
    HistoryShown,
    HomePictured,
    Kept,
    Listed,
    MoreShown,
    NothingOn,
    RoomsListed,
    ScenesListed,
    Shown,
    Trouble,
)
from bot.household import Household
from bot.household.past import past_of
from bot.household.readings import VALUES_FRESH_FOR
from bot.household.samples import Sampled
from bot.memory.memory import Memory

REFRESHED_AFTER = timedelta(seconds=5)
"""How old values may be on a card with a button to refresh it: who presses that wants what is true now."""

ABILITIES: dict[Kept, type] = {
    Kept.EVENTS: HasEvents,
    Kept.TIMERS: HasTimers,
    Kept.TAGS: HasTags,
    Kept.WIDGET: HasWidgets,
}


class Browsing:
    def __init__(
        self,
        memory: Memory,
        acting: Acting,
        conversations: Conversations,
        naming: Naming,
        favourites: Favourites,
        clock: Clock,
    ) -> None:
        self._memory = memory
        self._acting = acting
        self._conversations = conversations
        self._naming = naming
        self._favourites = favourites
        self._clock = clock

    async def browse(
        self, who: Admitted, household: Household, button: Browse, troubles: tuple[Trouble, ...] = ()
    ) -> Outcome:
        """What a button shows, with values that are fit to be shown."""
        match button:
            case Show(device=device):
                await self._conversations.spoke_of(who.speaker, [device])
                _, unread = await household.read([device])
                return Shown(device, unread)
            case ShowMore(device=device, page=page):
                _, unread = await household.freshen([device])
                details = await _details(device, household, ZoneInfo(who.home.timezone))
                has_history = _has_history(device, household, bool(self._memory.samples_days))
                more = _more(device, page, household, details, has_history, unread)
                return replace(more, starred=await self._is_starred(who, household, Sort.DEVICE, device))
            case ShowChoices(device=device, key=key, page=page):
                await household.freshen([device])
                return ChoicesShown(device, key, page)
            case ShowHistory():
                return await self._history(who, household, button)
            case ShowArea(area=area, page=page):
                inside = area.devices(household.known)
                if area.extent is Extent.HOME:
                    unread = await _freshen(inside, household, REFRESHED_AFTER)
                else:
                    unread = await _freshen(cut(inside, page), household)
                return await self._starred(who, household, AreaShown(area, page, troubles + unread))
            case ShowRooms(page=page):
                return RoomsListed(page, troubles + await _freshen(household.known.devices, household))
            case ShowScenes(page=page):
                return ScenesListed(page)
            case Turn(page=page):
                favourites = await self._favourites.of(who, household.known)
                unread = await _freshen(
                    [*on_page(page, household.known), *_devices(favourites, household)], household
                )
                return Listed(page, troubles + unread, favourites)
            case RunScene(scene=scene):
                return await self._acting.answer(who, household, Act(scene=scene))
            case AllOff(area=area):
                return await self._all_off(who, household, area)
            case ShowPicture(dark=dark):
                unread = troubles + await _freshen(household.known.devices, household, REFRESHED_AFTER)
                return HomePictured(self._clock.now().astimezone(ZoneInfo(who.home.timezone)), dark, unread)
            case ShowNames(page=page):
                return await self._naming.listed(who, household, page)
            case ShowFavourites() | StarScenes() | Star():
                return await self._at_hand(who, household, button, troubles)
        assert_never(button)

    async def _at_hand(
        self, who: Admitted, household: Household, button: FavouritesButton, troubles: tuple[Trouble, ...]
    ) -> Outcome:
        """What the person wants at hand, or the card on which they have just said so."""
        match button:
            case ShowFavourites(page=page):
                things = await self._favourites.of(who, household.known)
                unread = await _freshen(_devices(things, household), household)
                return FavouritesShown(things, page, troubles + unread)
            case StarScenes(page=page):
                things = await self._favourites.of(who, household.known)
                return ScenesStarred(frozenset(t.id for t in things if t.sort is Sort.SCENE), page)
            case Star(thing=thing, on=on, page=page):
                await self._favourites.star(who, thing, on)
                return await self.browse(who, household, _shown_with(thing, page), troubles)

    async def _starred(self, who: Admitted, household: Household, shown: AreaShown) -> AreaShown:
        favourites = await self._favourites.of(who, household.known)
        if shown.area.extent is Extent.HOME:
            return replace(shown, favourites=favourites)
        return replace(shown, starred=thing_of(shown.area) in favourites)

    async def _is_starred(self, who: Admitted, household: Household, sort: Sort, id_: str) -> bool:
        return Thing(sort, id_) in await self._favourites.of(who, household.known)

    async def _history(self, who: Admitted, household: Household, wanted: ShowHistory) -> HistoryShown:
        """From the cloud or from our own notes, in the home's time."""
        until = self._clock.now().astimezone(ZoneInfo(who.home.timezone))
        since = until - wanted.span.length
        device = household.known.device(wanted.device)
        key = wanted.key or next(iter(kept_of(device) if device else ()), None)
        shown = HistoryShown(wanted.device, key, wanted.span, since, until, dark=wanted.dark)
        if device is None or key is None:
            return shown
        samples = Sampled(self._memory, who.home.id) if self._memory.samples_days else None
        past = await past_of(household, device, key, since, until, samples)
        if past is None:
            return replace(shown, moments=None)
        zone = ZoneInfo(who.home.timezone)
        moments = tuple(replace(moment, at=moment.at.astimezone(zone)) for moment in past.moments)
        happened = tuple(replace(one, at=one.at.astimezone(zone)) for one in past.happened)
        return replace(
            shown,
            moments=moments,
            happened=happened,
            problem=past.problem,
            noted=past.noted,
            noted_since=past.noted_since.astimezone(zone) if past.noted_since else None,
        )

    async def _all_off(self, who: Admitted, household: Household, area: Area) -> Outcome:
        """Asks first, always: one tap is soon done by mistake. Who may not answer is refused unasked.

        What counts is what is on now: a lamp that was switched on by hand a moment ago goes out, too.
        """
        if not may_do_dangerous(who.role):
            act = Act(all_off(area.devices(household.known)))
            return await self._acting.ask_first(who, household, Danger.ALL_OFF, act)
        await _freshen(area.devices(household.known), household, timedelta())
        commands = all_off(area.devices(household.known))
        if not commands:
            return NothingOn(area)
        danger = await self._acting.danger_of(who, household, commands) or Danger.ALL_OFF
        return await self._acting.ask_first(who, household, danger, Act(commands))


def _more(
    device: str,
    page: int,
    household: Household,
    details: Details | None,
    has_history: bool,
    unread: tuple[Trouble, ...],
) -> MoreShown:
    cloud = household.cloud_of(device)
    kept = frozenset(what for what, ability in ABILITIES.items() if isinstance(cloud, ability))
    removable = isinstance(cloud, RemovesDevices)
    return MoreShown(device, page, details, isinstance(cloud, HasReset), has_history, removable, kept, unread)


def _has_history(device: str, household: Household, are_sampled: bool) -> bool:
    cloud, known = household.cloud_of(device), household.known.device(device)
    return (are_sampled or isinstance(cloud, HasHistory)) and known is not None and bool(kept_of(known))


def _devices(things: Iterable[Thing], household: Household) -> list[Device]:
    found = (household.known.device(thing.id) for thing in things if thing.sort is Sort.DEVICE)
    return [device for device in found if device]


def _shown_with(thing: Thing, page: int) -> Browse:
    """The card that has the star of a thing."""
    if area := area_of(thing):
        return ShowArea(area, page)
    return ShowMore(thing.id, page) if thing.sort is Sort.DEVICE else StarScenes(page)


async def _freshen(
    devices: Iterable[Device], household: Household, max_age: timedelta = VALUES_FRESH_FOR
) -> tuple[Trouble, ...]:
    _, unread = await household.freshen([device.id for device in devices], max_age)
    return unread


async def _details(device: str, household: Household, zone: ZoneInfo) -> Details | None:
    """In the home's time; where the cloud does not tell, the card does without."""
    cloud = household.cloud_of(device)
    if not isinstance(cloud, HasDetails):
        return None
    try:
        details = await cloud.details(device)
    except CloudError:
        return None
    since = details.active_since
    return replace(details, active_since=since.astimezone(zone) if since else None)
