"""Quiet hours: while they last, only what cannot wait makes a sound."""

from __future__ import annotations

from datetime import datetime, time, timedelta

QuietHours = tuple[time, time]
"""From when until when, by the clock on the wall; over midnight where the end is not after the beginning.

Of the same two times there are none: that is how somebody wants no quiet hours where the home has some.
"""


def is_quiet(hours: QuietHours | None, at: datetime) -> bool:
    """Whether ``at``, a moment in the time zone of whoever is to be spared, is within the hours."""
    if hours is None:
        return False
    begins, ends = hours
    now = at.time()
    if begins <= ends:
        return begins <= now < ends
    return now >= begins or now < ends


def after_quiet(hours: QuietHours | None, at: datetime) -> datetime:
    """``at`` itself, or the end of the quiet hours that it is in; in the same time zone."""
    if hours is None or not is_quiet(hours, at):
        return at
    ends = datetime.combine(at.date(), hours[1], at.tzinfo)
    if at.time() >= hours[1]:  # they last over midnight
        ends = datetime.combine(at.date() + timedelta(days=1), hours[1], at.tzinfo)
    return ends
