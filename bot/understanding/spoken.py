"""What is spoken of: phrases put together from names, kinds and places."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.understanding.pieces import Mention


@dataclass(frozen=True)
class Spoken:
    """A kind or place of the lexicons, in the words in which it was said."""

    id: str
    said: str
    plural: bool
    start: int
    end: int


@dataclass(frozen=True)
class Phrase:
    """One thing that is spoken of: a name, a kind, a place, or a kind or name in a place."""

    names: tuple[Mention, ...] = ()
    kinds: tuple[Spoken, ...] = ()
    places: tuple[Mention | Spoken, ...] = ()
    all: bool = False
    wholly: bool = field(default=False, compare=False)
    """Whether the "all" was the 全 of "全打开": of one curtain it is all the way."""

    both: bool = False
    one: bool = False
    """Whether one of several is wanted, whichever: "开一盏灯"."""

    nearby: tuple[Mention | Spoken, ...] = ()
    """The places of which was spoken before, where of several things one is there."""

    shared: tuple[Mention | Spoken, ...] = ()
    """The places of the thing after it, which are its own where it is there: "the blinds and curtains
    upstairs"."""

    @property
    def empty(self) -> bool:
        return not (self.names or self.kinds or self.places or self.all)

    @property
    def only_places(self) -> bool:
        return bool(self.places) and not (self.names or self.kinds)


@dataclass(frozen=True)
class Target:
    """What a clause is about; all empty where it was left unsaid.

    ``it``: what was spoken of before; ``other``: anything but that.
    """

    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    it: bool = False
    other: bool = False
    them: bool = False
    """Whether "all" was said in a way that leans on several things spoken of: "都关了"."""

    denied: bool = False
    """Whether something was forbidden that is nothing left out of an order: "别关灯"."""

    @property
    def empty(self) -> bool:
        return not self.phrases

    @property
    def only_them(self) -> bool:
        return self.them and not self.excluded and all(p == Phrase(all=True) for p in self.phrases)
