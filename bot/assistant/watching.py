"""What people want to be told of: put down, listed, silenced and ended, within the speaker's rights."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.assistant.door import Admitted, Door
from bot.home.outcome import Denial, Outcome, Refused
from bot.home.request import Watch
from bot.home.roles import Role, may_manage
from bot.home.watch_buttons import (
    BeginWatch,
    ShowWatchable,
    ShowWatches,
    SilenceWatch,
    StopWatch,
    WatchButton,
)
from bot.home.watching import Kept, Watchable, WatchBegun, WatchEnded, Watches
from bot.household import Household
from bot.jobs.watch_book import WatchBook

SILENT_FOR = timedelta(days=1)


class Watching:
    def __init__(self, book: WatchBook, door: Door) -> None:
        self._book = book
        self._door = door

    async def begin(self, who: Admitted, household: Household, watch: Watch) -> Outcome:
        """From now on; what is so now is read first, as somebody waits for it."""
        if not all(household.known.device(id_) for id_ in watch.devices):
            return Refused(Denial.BUTTON_OUTDATED)  # or it is beyond their reach
        house, _ = await household.read(watch.devices)
        address = await self._door.address_of(who)
        begun = await self._book.begin(who.home, watch, house, address, who.speaker.person)
        if begun is None:
            return Refused(Denial.TOO_MANY_WATCHES)
        return WatchBegun(_local(begun[0], who), begun[1])

    async def press(self, who: Admitted, household: Household, button: WatchButton) -> Outcome:
        match button:
            case ShowWatches():
                return await self.listed(who, household)
            case ShowWatchable(device=device):
                await household.freshen([device])
                return Watchable(device)
            case BeginWatch(watch=watch):
                return await self.begin(who, household, watch)
            case StopWatch(watch=id_):
                return await self._stop(who, id_)
            case SilenceWatch(watch=id_, silent=silent):
                return await self._silence(who, household, id_, silent=silent)
        assert_never(button)

    async def listed(self, who: Admitted, household: Household) -> Watches:
        """Everybody's; somebody who is limited sees what they reach, and a guest only their own."""
        kept = await self._book.of(who.home)
        return Watches(tuple(_local(one, who) for one in kept if self._may_see(who, household, one)))

    async def denial(self, who: Admitted, button: WatchButton) -> Denial | None:
        """Why this person may not touch a watch: whose it is may, and who manages the home."""
        if not isinstance(button, StopWatch | SilenceWatch):
            return None
        kept = await self._book.find(who.home, button.watch)
        if kept is None:
            return Denial.WATCH_OVER
        own = kept.person == who.speaker.person
        return None if own or may_manage(who.role) else Denial.NOT_YOUR_WATCH

    async def _stop(self, who: Admitted, id_: int) -> Outcome:
        kept = await self._allowed(who, StopWatch(id_))
        if isinstance(kept, Denial):
            return Refused(kept)
        if not await self._book.end(who.home, kept):
            return Refused(Denial.WATCH_OVER)
        return WatchEnded(_local(kept, who))

    async def _silence(self, who: Admitted, household: Household, id_: int, *, silent: bool) -> Outcome:
        kept = await self._allowed(who, SilenceWatch(id_))
        if isinstance(kept, Denial):
            return Refused(kept)
        if not await self._book.silence(who.home, kept, SILENT_FOR if silent else None):
            return Refused(Denial.WATCH_OVER)
        return await self.listed(who, household)

    async def _allowed(self, who: Admitted, button: StopWatch | SilenceWatch) -> Kept | Denial:
        if denial := await self.denial(who, button):
            return denial
        return await self._book.find(who.home, button.watch) or Denial.WATCH_OVER

    def _may_see(self, who: Admitted, household: Household, kept: Kept) -> bool:
        if kept.person == who.speaker.person or may_manage(who.role):
            return True
        reached = all(household.known.device(id_) for id_ in kept.watch.devices)
        return who.role is not Role.GUEST and reached


def _local(kept: Kept, who: Admitted) -> Kept:
    """With times of the home."""
    zone = ZoneInfo(who.home.timezone)
    silent = kept.silent.astimezone(zone) if kept.silent else None
    return replace(kept, until=kept.until.astimezone(zone), silent=silent)
