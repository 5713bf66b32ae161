"""What the phone's widget shows of a device, and what lately happened to it, as its cloud tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.assistant.door import Admitted
from bot.home.abilities import HasEvents, HasWidgets, Widget
from bot.home.capability import Capability
from bot.home.errors import CloudError
from bot.home.in_the_cloud import EventsShown, WidgetShown
from bot.home.more_buttons import mark_of
from bot.home.once import may_begin
from bot.home.outcome import Denial, Outcome, Refused
from bot.home.roles import may_manage
from bot.household import Household


async def events(who: Admitted, household: Household, device: str) -> Outcome:
    cloud = household.cloud_of(device)
    if not isinstance(cloud, HasEvents):
        return Refused(Denial.BUTTON_OUTDATED)
    zone = ZoneInfo(who.home.timezone)
    try:
        told = await cloud.latest_events(device)
    except CloudError as error:
        return EventsShown(device, problem=error.problem)
    return EventsShown(device, tuple(replace(one, at=one.at.astimezone(zone)) for one in told))


async def widget(household: Household, device: str) -> Outcome:
    cloud = household.cloud_of(device)
    if not isinstance(cloud, HasWidgets):
        return Refused(Denial.BUTTON_OUTDATED)
    try:
        return await _widget(cloud, device)
    except CloudError as error:
        return WidgetShown(device, problem=error.problem)


async def put_into_widget(who: Admitted, household: Household, device: str, shown: bool) -> Outcome:
    """Put the whole device there, with what the cloud thinks best, or take it out."""
    cloud = _changed_by(who, household, device)
    if isinstance(cloud, Denial):
        return Refused(cloud)

    def changed(entry: Widget | None) -> Widget | None:
        return (entry or Widget(device, "", "")) if shown else None

    try:
        await _change(cloud, device, changed)
        return await _widget(cloud, device)
    except CloudError as error:
        return WidgetShown(device, problem=error.problem)


async def show_in_widget(who: Admitted, household: Household, device: str, mark: str, shown: bool) -> Outcome:
    """Let the widget show one property, or no longer; with the last one the device leaves it."""
    cloud = _changed_by(who, household, device)
    if isinstance(cloud, Denial):
        return Refused(cloud)

    try:
        offered = await cloud.widget_properties(device)
        name = next((name for name in offered if mark_of(name) == mark), None)
        if name is None:
            return Refused(Denial.BUTTON_OUTDATED)

        def changed(entry: Widget | None) -> Widget | None:
            entry = entry or Widget(device, "", "")
            others = tuple(other for other in entry.properties if other != name)
            wanted = (*others, name) if shown else others
            return replace(entry, properties=wanted) if wanted else None

        await _change(cloud, device, changed)
        return await _widget(cloud, device, offered)
    except CloudError as error:
        return WidgetShown(device, problem=error.problem)


def _changed_by(who: Admitted, household: Household, device: str) -> HasWidgets | Denial:
    """The cloud whose widget this person may change."""
    if not may_manage(who.role):
        return Denial.ONLY_MANAGERS
    cloud = household.cloud_of(device)
    return cloud if isinstance(cloud, HasWidgets) else Denial.BUTTON_OUTDATED


async def _change(cloud: HasWidgets, device: str, changed: Callable[[Widget | None], Widget | None]) -> None:
    """The cloud takes the whole list only, so that it is read first."""
    before = await cloud.widgets()
    after = _with(before, device, changed)
    if after != before:
        await may_begin()
        await cloud.set_widgets(after)


def _with(
    before: tuple[Widget, ...], device: str, changed: Callable[[Widget | None], Widget | None]
) -> tuple[Widget, ...]:
    own = next((entry for entry in before if entry.device == device), None)
    new = changed(own)
    if own is None:
        return (*before, new) if new else before
    kept = ((new if entry.device == device else entry) for entry in before)
    return tuple(entry for entry in kept if entry is not None)


async def _widget(
    cloud: HasWidgets, device: str, offered: Mapping[str, Capability] | None = None
) -> WidgetShown:
    entries = await cloud.widgets()
    if offered is None:
        offered = await cloud.widget_properties(device)
    own = next((entry for entry in entries if entry.device == device), None)
    properties = own.properties if own else ()
    return WidgetShown(device, own is not None, frozenset(properties), dict(offered))
