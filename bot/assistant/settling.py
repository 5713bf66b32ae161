"""Settings: everybody decides for themselves, owners and admins for the home."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from bot.assistant.door import Admitted
from bot.home.house import House
from bot.home.outcome import Denial, Outcome, Refused
from bot.home.preferences import HomeSettings, PersonSettings, is_zone
from bot.home.roles import may_manage
from bot.home.settings_buttons import (
    Scope,
    SetHomeLanguage,
    SetQuiet,
    SetReactions,
    SetSensitive,
    SettingsButton,
    SetUnits,
    SetZone,
    ShowSettings,
    Topic,
)
from bot.home.settled import SettingsShown
from bot.jobs.orders import Orders
from bot.memory.memory import Memory
from bot.memory.records import Home

MOST_SENSITIVE = 500

OfPerson = SetUnits | SetQuiet | SetZone
OfHome = SetUnits | SetQuiet | SetZone | SetHomeLanguage | SetReactions | SetSensitive


class Settling:
    def __init__(self, memory: Memory, orders: Orders) -> None:
        self._memory = memory
        self._orders = orders

    async def settle(self, who: Admitted, house: House, button: SettingsButton) -> Outcome:
        """Show or change a setting; the role counts at the press. The settings as they are then."""
        if who.speaker.chat_type != "private":
            return Refused(Denial.ONLY_IN_PRIVATE)
        if _is_the_homes(button) and not _manages(who):
            return Refused(Denial.ONLY_MANAGERS)
        match button:
            case ShowSettings():
                return await self._shown(who.home.id, who, button)
            case SetUnits(scope=Scope.PERSON) | SetQuiet(scope=Scope.PERSON) | SetZone(scope=Scope.PERSON):
                return await self._settle_person(who, button)
            case SetSensitive(device=device) if house.device(device) is None:
                return Refused(Denial.BUTTON_OUTDATED)
            case SetSensitive(page=page):
                await self._change(who.home, button)
                return await self._shown(who.home.id, who, ShowSettings(Topic.SENSITIVE, Scope.HOME, page))
            case SetZone(zone=zone):
                if zone is None or not is_zone(zone):
                    return Refused(Denial.BUTTON_OUTDATED)
                await self._move(who.home, zone)
            case SetHomeLanguage(language=language):
                await self._memory.change_home(who.home.id, language=language)
            case SetUnits() | SetQuiet() | SetReactions():
                await self._change(who.home, button)
            case _:
                assert_never(button)
        return await self._shown(who.home.id, who, ShowSettings())

    async def reacts(self, home: Home) -> bool:
        """Whether simple successes in the home's groups are acknowledged by a reaction."""
        return bool((await self._memory.home_settings(home.id)).reactions)

    async def _shown(self, home: int, who: Admitted, look: ShowSettings) -> SettingsShown:
        now = await self._memory.home(home) or who.home
        return SettingsShown(
            look,
            await self._memory.person_settings(who.speaker.person),
            await self._memory.home_settings(home),
            now.name,
            now.timezone,
            now.language,
            _manages(who),
        )

    async def _settle_person(self, who: Admitted, button: OfPerson) -> Outcome:
        if isinstance(button, SetZone) and button.zone is not None and not is_zone(button.zone):
            return Refused(Denial.BUTTON_OUTDATED)
        person = who.speaker.person
        async with self._memory.transaction(alone=f"settings of person {person}"):
            settings = _persons(await self._memory.person_settings(person), button)
            await self._memory.set_person_settings(person, settings)
        return await self._shown(who.home.id, who, ShowSettings())

    async def _change(self, home: Home, button: SetUnits | SetQuiet | SetReactions | SetSensitive) -> None:
        async with self._memory.transaction(alone=f"settings of home {home.id}"):
            settings = _homes(await self._memory.home_settings(home.id), button)
            await self._memory.set_home_settings(home.id, settings)

    async def _move(self, home: Home, zone: str) -> None:
        """Another time zone: what is done again and again is due by the new one from now on."""
        await self._memory.change_home(home.id, timezone=zone)
        await self._orders.reckon_anew(replace(home, timezone=zone))


def _is_the_homes(button: SettingsButton) -> bool:
    match button:
        case ShowSettings(topic=topic, scope=scope):
            return scope is Scope.HOME and topic is not Topic.ALL
        case SetUnits(scope=scope) | SetQuiet(scope=scope) | SetZone(scope=scope):
            return scope is Scope.HOME
        case SetHomeLanguage() | SetReactions() | SetSensitive():
            return True


def _manages(who: Admitted) -> bool:
    return may_manage(who.role) and who.reach is None


def _persons(settings: PersonSettings, button: OfPerson) -> PersonSettings:
    match button:
        case SetUnits(units=units):
            return replace(settings, units=units)
        case SetQuiet(hours=hours):
            return replace(settings, quiet=hours)
        case SetZone(zone=zone):
            return replace(settings, timezone=zone)


def _homes(settings: HomeSettings, button: SetUnits | SetQuiet | SetReactions | SetSensitive) -> HomeSettings:
    match button:
        case SetUnits(units=units):
            return replace(settings, units=units)
        case SetQuiet(hours=hours):
            return replace(settings, quiet=hours)
        case SetReactions(on=on):
            return replace(settings, reactions=on)
        case SetSensitive(device=device, on=on):
            others = tuple(known for known in settings.sensitive if known != device)
            marked = (*others, device) if on and len(others) < MOST_SENSITIVE else others
            return replace(settings, sensitive=marked)
