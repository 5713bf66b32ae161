"""The rows of reach.py are walked by the owner of their home: said, pressed, and proven.

Ways that begin alike are walked together: where one of them ends, it is proven before the next press.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from bot.i18n import Language
from tests.conversation.reach import LANGUAGES, Kept, Label, Proof, Row, Said, Step, Written
from tests.person import Message, Neighbourhood, Person, until

READ_IN = 1.0  # seconds of the sandbox: nobody presses sooner, and a chat takes a message a second
NOT_PRESSED = -1  # edits of a card whose buttons may be pressed as they are


@dataclass(frozen=True, eq=False)
class Way:
    """How one row is reached: what is said to begin, and what is pressed or replied from there on."""

    row: Row
    opens: str
    steps: tuple[Step, ...] = ()
    first: str = ""

    def goes_along(self, longer: Way) -> bool:
        is_at_home = self.row.home == longer.row.home
        begins_alike = self.opens == longer.opens and self.first in ("", longer.first)
        return is_at_home and begins_alike and longer.steps[: len(self.steps)] == self.steps

    def __str__(self) -> str:
        return f"{self.row.what}, from {self.opens!r}"


def ways_of(row: Row, language: Language) -> Iterator[Way]:
    if row.say:
        yield Way(row, said(row, row.say, language), row.then)
    if row.press:
        first = said(row, row.first, language) if row.first else ""
        yield Way(row, row.opens_in(language.code), row.press, first)


def together(ways: Iterable[Way]) -> list[list[Way]]:
    """In their order, each with those that go on from where it ends; later ones may need what was done."""
    walks: list[list[Way]] = []
    for way in ways:
        for walk in walks:
            if walk[-1].goes_along(way):
                walk.append(way)
                break
        else:
            walks.append([way])
    return walks


@dataclass
class Walk:
    """Some ways that begin alike, in one language."""

    world: Neighbourhood
    owner: Person
    ways: list[Way]
    language: Language
    since: int = 0
    before: dict[Way, Any] = field(default_factory=dict)

    def walk(self) -> None:
        longest = self.ways[-1]
        for way in self.ways:
            self._prepare(way)
        self.since = max((call["n"] for call in self._calls(longest.row)), default=0)
        if longest.first:
            self.world.passes(READ_IN)
            self.owner.says(longest.first)
        self.world.passes(READ_IN)
        card = replace(self.owner.says(longest.opens), edits=NOT_PRESSED)
        for n in range(len(longest.steps) + 1):
            card = self._step(card, longest.steps[n - 1]) if n else card
            for way in self.ways:
                if len(way.steps) == n:
                    self._prove(way, card)
        for step in longest.row.back:
            card = self._step(card, step)

    def _step(self, card: Message, step: Step) -> Message:
        """A button of the same name may stand on the card that was pressed, too: that one is not meant."""
        self.world.passes(READ_IN)
        if isinstance(step, Written):
            asks = self.owner.sees(lambda m: m.from_bot and m.id > card.id)
            answer = self.owner.says(step.text.format(n=self._place + 1), reply_to=asks.id)
            return replace(answer, edits=NOT_PRESSED)
        words = words_of(step, self.language).casefold()

        def offers(message: Message) -> bool:
            is_newer = message.id > card.id or (message.id == card.id and message.edits > card.edits)
            texts = [button["text"].casefold() for button in message.buttons if button["callback_data"]]
            is_ready = message.from_bot and is_newer and not message.is_at_work
            return is_ready and any(words in text for text in texts)

        card = self.owner.sees(offers)
        button = next(b for b in card.buttons if words in b["text"].casefold())
        self.owner.presses(card, data=button["callback_data"])
        return card

    def _prepare(self, way: Way) -> None:
        """Put things so that they have to change, and note how they are."""
        match way.row.proof:
            case Kept() as kept:
                self.before[way] = self._told(way.row, kept)
            case Proof() as proof:
                if proof.before is not None:
                    for name in (self._device(way.row), *proof.members):
                        thing = self.world.device(name, way.row.home)
                        self.world.change(thing["id"], state={proof.state: proof.before})
                self.before[way] = self._value(way.row, proof)

    def _prove(self, way: Way, card: Message) -> None:
        match way.row.proof:
            case Kept() as kept:
                told = self.before[way] + 1
                until(lambda: self._told(way.row, kept) == told, f"{way}: {kept.asks} tells nothing of it")
            case Proof() as proof:
                until(lambda: self._is_seen(way.row, proof), f"{way}: no {proof.path}; it said {card.text!r}")
                if proof.after is not None:
                    until(lambda: self._value(way.row, proof) == proof.after, f"{way}: not {proof.after}")
                elif proof.state:
                    was = self.before[way]
                    until(lambda: self._value(way.row, proof) != was, f"{way}: it is still {was}")

    @property
    def _place(self) -> int:
        return LANGUAGES.index(self.language.code)

    def _device(self, row: Row) -> str:
        return row.device_in(self.language.code)

    def _told(self, row: Row, proof: Kept) -> int:
        return self.owner.says(proof.asks).text.count(said(row, proof.tells, self.language))

    def _value(self, row: Row, proof: Proof) -> Any:
        kind, _, instance = proof.state.partition(".")
        if not kind:
            return None
        found = [
            c.get("value")
            for c in self.world.device(self._device(row), row.home)["capabilities"]
            if c["kind"] == kind and c.get("instance") in (None, instance)
        ]
        return found[0] if found else None

    def _is_seen(self, row: Row, proof: Proof) -> bool:
        calls = (call for call in self._calls(row, self.since) if call["status"] == 200)
        return any(proof.path in call["path"] and proof.method in ("", call["method"]) for call in calls)

    def _calls(self, row: Row, after: int = 0) -> list[dict[str, Any]]:
        return self.world.calls("yandex" if row.home == "moscow" else "aliyun", after)


def said(row: Row, texts: Said, language: Language) -> str:
    return texts[LANGUAGES.index(language.code)].format(device=row.device_in(language.code))


def words_of(step: Label | str, language: Language) -> str:
    """What stands on the button."""
    if isinstance(step, str):
        return step
    name = language.find(step.name) or step.name if step.name else ""
    return language.say(step.id, name=name, place=name)
