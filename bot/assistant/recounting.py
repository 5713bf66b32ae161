"""The journal is shown to those who live there; whoever is limited sees only what they did themselves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.assistant.door import Admitted, zone_of
from bot.home.deed import BAD, Deed, Ending, JournalFilters, JournalShown, Line, Via, deed_from_json
from bot.home.house import House
from bot.home.journal_buttons import JournalButton, ShowJournal, ShowJournalFilters
from bot.home.outcome import Denial, Outcome, Refused
from bot.home.roles import Role
from bot.memory.memory import Memory
from bot.memory.records import Entry

PAGE = 15
AT_ONCE = 100  # entries are read in such portions where not all of them are wanted
MOST = 2_000  # entries looked through for one page
MOST_DEVICES = 24

_RESULTS = frozenset(ending.value for ending in BAD)


class Recounting:
    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def show(self, who: Admitted, house: House, button: JournalButton) -> Outcome:
        if who.speaker.chat_type != "private":
            return Refused(Denial.ONLY_IN_PRIVATE)
        if who.role is Role.GUEST:
            return Refused(Denial.NOT_FOR_GUESTS)
        match button:
            case ShowJournal():
                return await self._shown(who, house, button)
            case ShowJournalFilters():
                return await self._filters(who, house)

    async def _shown(self, who: Admitted, house: House, look: ShowJournal) -> JournalShown:
        wanted: list[tuple[Entry, Deed]] = []
        async for entry, deed in self._entries(who, look):
            if _is_about(deed, look, house):
                wanted.append((entry, deed))
            if len(wanted) > PAGE:
                break
        page = wanted[:PAGE]
        ids = {entry.person for entry, _ in page if entry.person is not None}
        names = await self._memory.names_of(ids | ({look.person} if look.person else set()))
        zone = await zone_of(who, self._memory)
        lines = tuple(
            _line(entry, deed, names.get(entry.person) if entry.person else None, zone)
            for entry, deed in page
        )
        older = page[-1][0].id if len(wanted) > PAGE else None
        return JournalShown(look, lines, older, names.get(look.person) if look.person else None)

    async def _entries(self, who: Admitted, look: ShowJournal) -> AsyncIterator[tuple[Entry, Deed]]:
        """The newest first, a portion at a time."""
        person = who.speaker.person if who.reach is not None else look.person
        if who.reach is not None and look.person not in (None, person):
            return
        before, left = look.before, MOST
        while left > 0:
            portion = await self._memory.entries(
                who.home.id,
                person=person,
                before=before,
                limit=AT_ONCE,
                results=_RESULTS if look.bad else None,
            )
            for entry in portion:
                yield entry, deed_from_json(entry.what)
            if len(portion) < AT_ONCE:
                return
            before, left = portion[-1].id, left - AT_ONCE

    async def _filters(self, who: Admitted, house: House) -> JournalFilters:
        told: dict[str, None] = {}
        people: dict[int, None] = {}
        seen = 0
        async for entry, deed in self._entries(who, ShowJournal()):
            told |= dict.fromkeys(sorted(deed.devices))
            people |= {entry.person: None} if entry.person is not None else {}
            seen += 1
            if seen == MOST // 4:
                break
        names = await self._memory.names_of(people)
        devices = [device for id_ in told if (device := house.device(id_))]
        rooms = dict.fromkeys(device.room for device in devices if house.room_of(device))
        return JournalFilters(
            tuple((id_, names[id_]) for id_ in people if id_ in names),
            tuple(device.id for device in devices)[:MOST_DEVICES],
            tuple(room for room in rooms if room is not None),
        )


def _is_about(deed: Deed, look: ShowJournal, house: House) -> bool:
    if look.device is not None:
        return look.device in deed.devices
    if look.room is not None:
        known = (house.device(id_) for id_ in deed.devices)
        return any(device is not None and device.room == look.room for device in known)
    return True


def _line(entry: Entry, deed: Deed, who: str | None, zone: ZoneInfo) -> Line:
    at: datetime = entry.at.astimezone(zone)
    return Line(at, who, Via(entry.via), deed, Ending(entry.result))
