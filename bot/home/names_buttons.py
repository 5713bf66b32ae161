"""Buttons about names, about what a person wants at hand, and for the home as a picture."""

from __future__ import annotations

from dataclasses import dataclass

from bot.home.more_buttons import mark_of
from bot.home.naming import Thing, same


def mark_of_name(name: str) -> str:
    """The mark of a name, however it is written."""
    return mark_of(same(name))


@dataclass(frozen=True)
class AskName:
    """Ask how a thing shall be called."""

    thing: Thing


@dataclass(frozen=True)
class NameThis:
    """Of several things that were meant, this one gets the name; ``place`` among those that were offered."""

    token: str
    place: int


@dataclass(frozen=True)
class DropName:
    """Call nothing so any more; ``mark`` is that of the name (``mark_of_name``), ``page`` that of the list
    that it was pressed on."""

    mark: str
    page: int | None = None


@dataclass(frozen=True)
class ShowNames:
    """Show the names that people of the home gave."""

    page: int = 0


@dataclass(frozen=True)
class AskNickname:
    """Give a device its own name in its vendor's app too; asks first."""

    mark: str


@dataclass(frozen=True)
class UndoNaming:
    """Take the name back that the person has just given, here and in the vendor's app."""

    mark: str


NamesButton = AskName | NameThis | DropName | AskNickname | UndoNaming


@dataclass(frozen=True)
class Star:
    """Keep a thing at hand, or no longer; its card is shown again, on the page where it was pressed."""

    thing: Thing
    on: bool
    page: int = 0


@dataclass(frozen=True)
class ShowFavourites:
    """Show what the person wants at hand."""

    page: int = 0


@dataclass(frozen=True)
class StarScenes:
    """Choose the scenes that are wanted at hand."""

    page: int = 0


FavouritesButton = Star | ShowFavourites | StarScenes


@dataclass(frozen=True)
class ShowPicture:
    """Show the home as a picture."""

    dark: bool = False
