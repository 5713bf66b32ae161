"""What a clause is about: its pieces are put together to phrases, and to what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.understanding.pieces import AnyPiece, Concept, Holder, Mention
from bot.understanding.sharing import joined_by_place, narrowed, split
from bot.understanding.slips import is_han
from bot.understanding.spoken import Phrase, Spoken, Target
from bot.understanding.words import is_genitive_of_one

ADVERBS = frozenset(("都", "全", "全 都", "通 通", "统 统", "都 给 我", "全 给 我", "一 律"))
"""Chinese ways to say "all" beside a verb, of what is known already."""

PRONOUNS = ("them", "these", "those", "they")
"""English words for several things that were spoken of: with "all" they are these, never everything."""


OF = frozenset(("у", "для", "от", "до", "без", "из", "около", "возле"))
"""Russian words before a genitive."""


def target_of(part: Sequence[AnyPiece]) -> Target:
    """The target that the pieces of a clause speak of."""
    return _TargetBuilder().build(part)


@dataclass
class _TargetBuilder:
    """Reads pieces from left to right and puts phrases together."""

    phrases: list[Phrase] = field(default_factory=list)
    excluded: list[Phrase] = field(default_factory=list)
    current: Phrase = field(default_factory=Phrase)
    excluding: bool = False
    it: bool = False
    other: bool = False
    them: bool = False
    denied: bool = False
    leaves: bool = False
    """Whether something is to be left as it is."""

    leaves_rest: bool = False
    """Whether the rest is spoken of: "leave this one, the others off"."""

    listing: bool = False
    """Whether a name may go on with what is left out: "除了台灯、壁灯都关了"."""

    verb_at: int = -1
    """Where the last verb began."""

    def build(self, part: Sequence[AnyPiece]) -> Target:
        self.leaves = any(isinstance(p, Concept) and "guard.leave" in p.ids for p in part)
        self.leaves_rest = any(isinstance(p, Concept) and "pick.other" in p.ids for p in part)
        for n, piece in enumerate(part):
            if isinstance(piece, Mention | Concept) and piece.plural and _is_of_one(part[n - 1 : n], piece):
                piece = replace(piece, plural=False)
            match piece:
                case Mention():
                    self._mention(piece)
                case Concept(ids=("pick.spared",)):
                    self._spare(part[n + 1 : n + 2])
                case Concept():
                    if piece.ids[0].startswith("action."):
                        self.verb_at = piece.start
                    for id_ in piece.ids:
                        self._concept(id_, piece)
        self._close()
        phrases, excluded = joined_by_place(self.phrases), joined_by_place(self.excluded)
        return Target(
            tuple(narrowed(phrases, excluded)),
            tuple(excluded),
            self.it,
            self.other,
            self.them,
            self.denied,
        )

    def _mention(self, mention: Mention) -> None:
        holders = {named.holder for named in mention.named}
        if holders <= {Holder.ROOM, Holder.FLOOR}:
            self._end_before_place(mention.named[0].name)
            self.current = replace(self.current, places=(*self.current.places, mention))
        else:
            self.current = replace(self.current, names=(*self.current.names, mention))

    def _concept(self, id_: str, piece: Concept) -> None:
        section, _, name = id_.partition(".")
        spoken = Spoken(name, piece.said, piece.plural, piece.start, piece.end)
        match section, name:
            case "kind", _:
                self.current = replace(self.current, kinds=(*self.current.kinds, spoken))
            case "room" | "place", _:
                self._end_before_place(piece.said)
                self.current = replace(self.current, places=(*self.current.places, spoken))
            case "pick", "all":
                if not self._sums_up(piece):
                    self.them |= piece.said in ADVERBS
                    self._all()
                    self.current = replace(self.current, wholly=piece.said == "全")
            case "pick", "one":
                self.current = replace(self.current, one=True)
            case "pick", "both":
                self.current = replace(self.current, both=True)
            case "pick", "except":
                self._close()
                self.excluding = True
            case "pick", "excepted":
                self._except()
            case "pick", "only" if self.leaves:  # «весь свет погаси, только ночник оставь»
                self._close()
            case "guard", "leave":
                self._leave()
            case "pick", "other":
                self.other = True
                if self.excluding:  # "除了台灯其他灯都关掉"
                    self._close()
                    self.excluding = False
            case "pick", "it":
                self.it = True
                self._them(piece)
            case "link", "object":
                self._end_exclusion()  # "除了台灯把楼上的灯都关了"
            case "link", "and" | "then" | "but":
                self.listing = name == "and" and self.excluding and not self.current.empty
                self._close()
                self.excluding = self.excluding and bool(self.phrases)  # "except the fridge, everything"

    def _them(self, piece: Concept) -> None:
        """ "Turn on the deck lights, all of them": the "all" is of what was named just before."""
        if piece.said not in PRONOUNS:
            return
        named = bool(self.phrases) and bool(self.phrases[-1].names or self.phrases[-1].kinds)
        if named and self.current == Phrase(all=True) and not self.excluding:
            self.current = Phrase()
            if not self.phrases[-1].names:
                self.phrases[-1] = replace(self.phrases[-1], all=True)
        else:
            self.them = True

    def _all(self) -> None:
        """ "除了床头灯都关掉": the "all" is of what is left, or of what was spoken of first."""
        if self.listing and self.current.names and not (self.current.kinds or self.current.places):
            self.excluding = True
        if self._end_exclusion() and self.phrases:
            self.phrases[-1] = replace(self.phrases[-1], all=True)
        else:
            self.current = replace(self.current, all=True)

    def _end_before_place(self, place: str) -> None:
        """ "除了台灯楼上的灯都关": in Chinese no place follows the thing that is there."""
        if is_han(place) and (self.current.names or self.current.kinds):
            self._end_exclusion()

    def _end_exclusion(self) -> bool:
        """Whether something was being left out, and now is."""
        ends = self.excluding and not self.current.empty
        if ends:
            self._close()
            self.excluding = False
        return ends

    def _sums_up(self, piece: Concept) -> bool:
        """ "The lamp, the fan and the strip, all off": the "all" are those that were named."""
        named = len(self.phrases) > 1 and all(phrase.names or phrase.kinds for phrase in self.phrases)
        return named and piece.ids == ("pick.all",) and self.current.empty and not self.excluding

    def _except(self) -> None:
        """ "水晶灯除外" says it after the name, "除了水晶灯以外" at both ends, "不算水晶灯" before it. What
        stands before the verb is not left out: "灯都关掉台灯除外"."""
        if self.current.empty:
            self.excluding = not (self.excluding or self.phrases or self.excluded)
            return
        before, after = split(self.current, self.verb_at)
        if not before.empty and not after.empty and not self.excluding:
            self.phrases.append(before)
            self.current = after
        self.excluded.append(self.current)
        self.current = Phrase()
        self.excluding = False

    def _spare(self, following: Sequence[AnyPiece]) -> None:
        """ "灯都关了台灯别关": what stands before "别关" is left out of what was ordered before it, or of the
        rest that is spoken of after it. "别关灯" forbids it."""
        before, after = split(self.current, self._spared_from())
        spared = after if not before.empty and not after.empty else self.current
        orders = bool(self.phrases) or self.leaves_rest or spared is after
        named = spared.names or spared.kinds or spared.places
        if not named or not orders or any(map(_is_thing, following)):
            self.denied = True
            return
        if spared is after:
            self.phrases.append(before)
        self.excluded.append(spared)
        self.current = Phrase()
        self.excluding = False

    def _spared_from(self) -> int:
        """Where what is left out begins: behind the verb, or with the second thing behind it."""
        things = sorted(
            [name.start for name in self.current.names] + [kind.start for kind in self.current.kinds]
        )
        if len(things) > 1 and -1 < self.verb_at < things[0]:
            return things[-1] - 1
        return self.verb_at

    def _leave(self) -> None:
        """ "Leave the strip" after what is done with the rest; in Chinese and Russian also after its name."""
        if (self.phrases or self.leaves_rest) and not self.current.empty:
            self.excluded.append(self.current)
            self.current = Phrase()
        else:
            self._close()
            self.excluding = bool(self.phrases) or self.leaves_rest

    def _close(self) -> None:
        if not self.current.empty:
            (self.excluded if self.excluding else self.phrases).append(self.current)
        self.current = Phrase()


def _is_thing(piece: AnyPiece) -> bool:
    return isinstance(piece, Mention) or (isinstance(piece, Concept) and piece.ids[0].startswith("kind."))


def _is_of_one(before: Sequence[AnyPiece], piece: Mention | Concept) -> bool:
    """«Яркость лампы» is that of one lamp, though «лампы» may also be many."""
    leads = before[0] if before else None
    if isinstance(piece, Mention) or not isinstance(leads, Concept):
        return False
    owned = leads.ids[0].startswith("property.") or leads.said in OF
    return owned and is_genitive_of_one(piece.said)
