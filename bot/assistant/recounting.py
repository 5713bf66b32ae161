"""The journal is shown to those who live there; whoever is limited sees only what they did themselves.

What became of people's places is for those who manage the home, and for whom it concerns; what became of
accounts, for the owners.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.assistant.door import Admitted, zone_of
from bot.home.deed import BAD, Deed, DeedKind, Ending, JournalFilters, JournalShown, Line, Via, deed_from_json
from bot.home.house import House
from bot.home.journal_buttons import JournalButton, ShowJournal, ShowJournalFilters
from bot.home.naming import Thing
from bot.home.outcome import Denial, Outcome, Refused
from bot.home.request import Sort
from bot.home.roles import Role, may_manage
from bot.memory.memory import Memory
from bot.memory.records import Entry

PAGE = 15
AT_ONCE = 100  # entries are read in such portions where not all of them are wanted
MOST = 2_000  # entries looked through for one page
MOST_DEVICES = 24
TICKING = timedelta(minutes=10)

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
        page: list[tuple[Entry, Deed]] = []
        ticks, seen, older = _Ticks(), look.before, None
        async for entry, deed in self._entries(who, look):
            if _is_about(deed, look, house) and not ticks.are_told(entry, deed):
                if len(page) == PAGE:
                    older = seen
                    break
                page.append((entry, deed))
            seen = entry.id
        ids = {id_ for entry, deed in page for id_ in (entry.person, _concerned(deed)) if id_}
        names = await self._memory.names_of(ids | ({look.person} if look.person else set()))
        zone = await zone_of(who, self._memory)
        lines = tuple(_line(entry, deed, names, zone) for entry, deed in page)
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
                deed = deed_from_json(entry.what)
                if _is_for(who, entry, deed):
                    yield entry, deed
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


class _Ticks:
    """While somebody ticks the limits of a member, each tick is an entry of its own; it is told once, as it
    was in the end. Asked of one entry after the other, the newest first."""

    def __init__(self) -> None:
        self._newer: dict[int, tuple[Entry, Deed]] = {}

    def are_told(self, entry: Entry, deed: Deed) -> bool:
        """Whether what was decided next about that member tells this as well."""
        if (member := _concerned(deed)) is None:
            return False
        newer, self._newer[member] = self._newer.get(member), (entry, deed)
        if newer is None or newer[0].person != entry.person:
            return False
        both = {deed.kind, newer[1].kind} == {DeedKind.LIMITED}
        return both and newer[0].at - entry.at <= TICKING


def _is_for(who: Admitted, entry: Entry, deed: Deed) -> bool:
    """Whether somebody may read it: what they do not learn elsewhere they do not learn here, either."""
    if deed.account is not None and who.role is not Role.OWNER:
        return who.speaker.person == entry.person
    if deed.place is None or may_manage(who.role):
        return True
    return who.speaker.person == entry.person or deed.concerns(who.speaker.person)


def _is_about(deed: Deed, look: ShowJournal, house: House) -> bool:
    if look.device is not None:
        return look.device in deed.devices
    if look.room is not None:
        if deed.own and deed.own.thing == Thing(Sort.ROOM, look.room):
            return True
        known = (house.device(id_) for id_ in deed.devices)
        return any(device is not None and device.room == look.room for device in known)
    return True


def _concerned(deed: Deed) -> int | None:
    return deed.place.person if deed.place else None


def _line(entry: Entry, deed: Deed, names: Mapping[int, str], zone: ZoneInfo) -> Line:
    """Who is forgotten has no name any more."""
    if deed.place and deed.place.until:
        deed = replace(deed, place=replace(deed.place, until=deed.place.until.astimezone(zone)))
    who, whom = (names.get(id_) if id_ else None for id_ in (entry.person, _concerned(deed)))
    return Line(entry.at.astimezone(zone), who, Via(entry.via), deed, Ending(entry.result), whom)
