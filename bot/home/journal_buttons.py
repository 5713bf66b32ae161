"""What buttons of the journal mean."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ShowJournal:
    """Show the journal, perhaps of one person, device or room, perhaps only what went wrong.

    ``before`` is the number of an entry: what is older than that.
    """

    person: int | None = None
    device: str | None = None
    room: str | None = None
    bad: bool = False
    before: int | None = None


@dataclass(frozen=True)
class ShowJournalFilters:
    """Show of whom and of what the journal can be shown."""


JournalButton = ShowJournal | ShowJournalFilters
