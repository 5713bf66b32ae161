"""Which devices a phrase means, given what is wished of them (rules 1 to 5 of reading)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.home.fit import Reason
from bot.home.house import Device, House
from bot.home.request import Sort
from bot.intents.wish import Wish
from bot.understanding.clause import Phrase, Spoken
from bot.understanding.context import Context
from bot.understanding.kinds import belongs, sort_of
from bot.understanding.known import Nouns
from bot.understanding.pieces import Holder, Mention


@dataclass(frozen=True)
class Chosen:
    """``devices`` are meant, all of them; or, when ``unsure``, one of them; or nothing answers to ``missing``."""

    devices: tuple[Device, ...] = ()
    unsure: bool = False
    missing: tuple[int, int] | None = None
    near: tuple[str, ...] = ()


class Chooser:
    """Chooses devices of one house in one context."""

    def __init__(self, house: House, nouns: Nouns, context: Context) -> None:
        self._house = house
        self._nouns = nouns
        self._context = context

    def choose(self, phrase: Phrase, wish: Wish) -> Chosen:
        place = self._place(phrase)
        if isinstance(place, Chosen):
            return place
        if phrase.names:
            return self._named(phrase, wish, place)
        if phrase.kinds:
            return self._of_kind(phrase, wish, place)
        return self._in_place(wish, place)

    def unsaid(self, wish: Wish) -> Chosen:
        """Nothing was named: what the chat's room has, or the only device that can do it (rule 7)."""
        fitting = tuple(d for d in self._house.devices if wish.suits(d))
        here = tuple(d for d in fitting if self._context.room and d.room == self._context.room)
        fitting = _preferred(here or fitting, wish)
        return Chosen(fitting, unsure=len(fitting) > 1 and not (here and len(fitting) > 1 and _same_sort(fitting)))

    # places

    def _place(self, phrase: Phrase) -> frozenset[str] | None | Chosen:
        """The devices in the places said; None where no place narrows the choice."""
        found: frozenset[str] | None = None
        for place in phrase.places:
            if isinstance(place, Spoken) and place.id == "home":
                continue
            if isinstance(place, Spoken) and place.id == "here":
                devices = self._in_rooms((self._context.room,)) if self._context.room else None
            else:
                devices = self._devices_of(place)
                if not devices:
                    return Chosen(missing=(place.start, place.end))
            if devices is not None:
                found = (found & devices or found | devices) if found is not None else devices
        return found

    def _devices_of(self, place: Mention | Spoken) -> frozenset[str]:
        if isinstance(place, Spoken):
            return self._of_noun(f"room.{place.id}")
        rooms = {n.id for n in place.named if n.holder is Holder.ROOM}
        floors = {n.id for n in place.named if n.holder is Holder.FLOOR}
        rooms |= {r.id for r in self._house.rooms if r.floor in floors}
        inside = self._in_rooms(rooms)
        nouns = {noun for n in place.named for noun in self._nouns.of(n.name) if noun.startswith("room.")}
        homeless = (d for d in self._house.devices if d.room is None)
        return inside | {d.id for d in homeless if not nouns.isdisjoint(self._nouns.of_device(d))}

    def _of_noun(self, noun: str) -> frozenset[str]:
        rooms = {r.id for r in self._house.rooms if noun in self._nouns.of_room(r)}
        inside = self._in_rooms(rooms)
        homeless = (d for d in self._house.devices if d.room is None or not rooms)
        return inside | {d.id for d in homeless if noun in self._nouns.of_device(d)}

    def _in_rooms(self, rooms: Iterable[str | None]) -> frozenset[str]:
        wanted = set(rooms)
        return frozenset(d.id for d in self._house.devices if d.room in wanted and d.room)

    # names

    def _named(self, phrase: Phrase, wish: Wish, place: frozenset[str] | None) -> Chosen:
        meant: list[Device] = []
        for mention in phrase.names:
            chosen = self._mentioned(mention, phrase, wish, place)
            if chosen.missing or chosen.unsure:
                return chosen
            meant += chosen.devices
        return Chosen(tuple(dict.fromkeys(meant)))

    def _mentioned(
        self, mention: Mention, phrase: Phrase, wish: Wish, place: frozenset[str] | None
    ) -> Chosen:
        devices, grouped = self._bearers(mention)
        if place is not None:
            inside = [d for d in devices if d.id in place]
            if not inside and any(d.room for d in devices):
                return Chosen(missing=(mention.start, mention.end), near=tuple(d.id for d in devices))
            devices = inside or devices
        if phrase.kinds:
            devices = [d for d in devices if self._is_of(d, phrase.kinds)] or devices
        if grouped or len(devices) <= 1:
            return Chosen(tuple(devices))
        devices = _able(devices, wish)
        here = [d for d in devices if self._context.room and d.room == self._context.room]
        if place is None and here:
            devices = here
        many = phrase.all or phrase.both or mention.plural
        return Chosen(tuple(devices), unsure=len(devices) > 1 and not many)

    def _bearers(self, mention: Mention) -> tuple[list[Device], bool]:
        """The devices that a mention may mean, and whether they are a group's, hence all meant."""
        groups = {n.id for n in mention.named if n.holder is Holder.GROUP}
        members = [i for g in self._house.groups if g.id in groups for i in g.devices]
        if members and mention.likeness >= 0.99:
            return [d for i in dict.fromkeys(members) if (d := self._house.device(i))], True
        ids = [n.id for n in mention.named if n.holder is Holder.DEVICE] or members
        return [d for i in dict.fromkeys(ids) if (d := self._house.device(i))], False

    # kinds

    def _of_kind(self, phrase: Phrase, wish: Wish, place: frozenset[str] | None) -> Chosen:
        first, last = phrase.kinds[0], phrase.kinds[-1]
        pool = [d for d in self._house.devices if place is None or d.id in place]
        devices = [d for d in pool if self._is_of(d, phrase.kinds)] or [
            d for d in pool if self._is_of(d, (last,))
        ]
        if not devices:
            return Chosen(missing=(first.start, last.end))
        plural = last.plural or phrase.all or phrase.both
        if place is None and not phrase.all and not phrase.places:
            devices = [d for d in devices if d.room and d.room == self._context.room] or devices
        devices = list(_preferred(_able(devices, wish), wish))
        said_place = place is not None or any(d.room == self._context.room and d.room for d in devices)
        return Chosen(tuple(devices), unsure=len(devices) > 1 and not plural and not said_place)

    def _is_of(self, device: Device, kinds: Sequence[Spoken]) -> bool:
        return all(self._is(device, kind.id) for kind in kinds)

    def _is(self, device: Device, kind: str) -> bool:
        nouns = self._nouns.of_device(device)
        if f"kind.{kind}" in nouns and (belongs(device, kind) or sort_of(kind) != "light"):
            return True
        return belongs(device, kind) and (kind == sort_of(kind) or not self._bears(kind))

    def _bears(self, kind: str) -> bool:
        """Whether any device of the house is called by the noun: then the noun means those."""
        return any(
            f"kind.{kind}" in self._nouns.of_device(d) for d in self._house.devices if belongs(d, kind)
        )

    def _in_place(self, wish: Wish, place: frozenset[str] | None) -> Chosen:
        devices = [d for d in self._house.devices if wish.suits(d) and (place is None or d.id in place)]
        return Chosen(_preferred(devices, wish))


def _able(devices: Sequence[Device], wish: Wish) -> list[Device]:
    """Those that can do it; all of them where none can, so that the answer can say why."""
    able = [d for d in devices if not isinstance(wish.on(d), Reason)]
    return able or list(devices)


def _preferred(devices: Sequence[Device], wish: Wish) -> tuple[Device, ...]:
    prefers = getattr(wish, "prefers", None)
    best = tuple(d for d in devices if prefers(d)) if prefers else ()
    return best or tuple(devices)


def _same_sort(devices: Sequence[Device]) -> bool:
    return len({d.type.partition(".")[0] for d in devices}) == 1


def sort_of_holder(holder: Holder) -> Sort:
    return Sort.ROOM if holder is Holder.FLOOR else Sort(holder.value)
