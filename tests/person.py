"""A person in the sandbox: says, presses, sees. Drives the running bot through the person API only."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self

import httpx

PATIENCE = 45.0  # seconds; the machine may be busy


@dataclass(frozen=True)
class Message:
    """One message as its reader sees it."""

    id: int
    text: str
    html: str
    buttons: tuple[dict[str, Any], ...]
    from_bot: bool
    edits: int
    reply_to: int | None
    topic: int | None
    has_photo: bool
    reactions: tuple[str, ...] = ()

    @property
    def is_at_work(self) -> bool:
        """Whether a button shows that its press is being dealt with."""
        return any(button["text"].startswith("⏳") for button in self.buttons)

    def button(self, part: str) -> dict[str, Any]:
        """The button whose text contains ``part``."""
        found = [button for button in self.buttons if part in button["text"]]
        assert found, f"no button {part!r} among {[button['text'] for button in self.buttons]}"
        return found[0]


def _message(data: dict[str, Any]) -> Message:
    buttons = tuple(button for row in data["keyboard"] or [] for button in row)
    return Message(
        data["message_id"],
        data["text"] or "",
        data["html"] or "",
        buttons,
        data["from"]["is_bot"],
        data["edits"],
        data["reply_to"],
        data["topic"],
        bool(data["photo"]),
        tuple(data.get("reactions") or ()),
    )


class Neighbourhood:
    """The sandbox from outside: its people, chats and devices."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = httpx.Client(base_url=url, timeout=30, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def get(self, path: str, **params: Any) -> Any:
        answer = self.http.get(path, params=params)
        answer.raise_for_status()
        return answer.json()

    def post(self, path: str, data: dict[str, Any]) -> Any:
        answer = self.http.post(path, json=data)
        assert answer.status_code < 400, answer.text
        return answer.json()

    def person(self, household: str, role: str = "owner", chat_type: str = "private") -> Person:
        """Somebody with that role, in a chat of the household."""
        chats = [c for c in self.get("/api/chats") if c["household"] == household and c["type"] == chat_type]
        for person in self.get("/api/people"):
            for chat in chats:
                if person["id"] in chat["people"] and role == person["roles"].get(
                    str(chat["id"]), "stranger"
                ):
                    return Person(self, person["id"], chat["id"])
        raise AssertionError(f"nobody is {role} in a {chat_type} chat of {household}")

    def device(self, name: str, household: str) -> dict[str, Any]:
        found = [d for d in self.devices(household) if d["name"] == name]
        assert len(found) == 1, f"{len(found)} devices are called {name}"
        return found[0]

    def devices(self, household: str) -> list[dict[str, Any]]:
        return [device for device in self.get("/api/devices") if device["household"] == household]

    def change(self, device: str, **change: Any) -> None:
        answer = self.http.patch(f"/api/devices/{device}", json=change)
        assert answer.status_code == 200, answer.text

    def put_back(self, before: list[dict[str, Any]]) -> None:
        """Make every device that is still there what it was ``before``."""
        now = {device["id"]: device for device in self.get("/api/devices")}
        for device in before:
            here = now.get(device["id"])
            if here is None or here == device:
                continue
            changed = [c for c in device["capabilities"] if "value" in c and c not in here["capabilities"]]
            self.change(device["id"], state={_key(c): c["value"] for c in changed})
            self.change(device["id"], online=device["online"])

    def passes(self, seconds: float) -> None:
        """Time passes in the sandbox: nobody has to wait for it."""
        self.post("/api/clock", {"advance": seconds})

    def fault(self, target: str, kind: str, **more: Any) -> None:
        self.post("/api/faults", {"target": target, "kind": kind, **more})

    def mend(self) -> None:
        self.http.delete("/api/faults").raise_for_status()

    def calls(self, target: str, after: int = 0) -> list[dict[str, Any]]:
        return list(self.get("/api/requests", target=target, after=after))


def _key(capability: Mapping[str, Any]) -> str:
    fixed = {"on_off": "on", "lock": "lock"}
    kind = str(capability["kind"])
    return f"{kind}.{capability.get('instance', fixed.get(kind))}"


def bare(button: Mapping[str, Any]) -> str:
    """A button's data without the home that its card speaks for: as it is forged."""
    return re.sub(r"^#\d+:", "", str(button["callback_data"]))


def value(device: dict[str, Any], kind: str, instance: str | None = None) -> Any:
    """What is true of a capability."""
    for capability in device["capabilities"]:
        if capability["kind"] == kind and instance in (None, capability.get("instance")):
            return capability.get("value")
    raise AssertionError(f"{device['name']} has no {kind} {instance}")


@dataclass
class Person:
    """Somebody in one chat. ``seen`` is how far they have read."""

    world: Neighbourhood
    id: int
    chat: int
    seen: int = 0
    messages: dict[int, Message] = field(default_factory=dict)

    def says(self, text: str, within: float = PATIENCE, **more: Any) -> Message:
        """Write, and wait for the bot's answer: in a group a reply to what was written."""
        sent = self.writes(text, **more)
        in_group = self.chat < 0

        def answers(message: Message) -> bool:
            return message.from_bot and (message.reply_to == sent if in_group else message.id > sent)

        return self.sees(answers, within)

    def has_been_answered(self) -> None:
        """Wait until the bot has answered all that was said before in this chat: it answers in order."""
        sent = self.writes("/language")
        self.sees_in_time(lambda m: m.id > sent and any("Русский" in b["text"] for b in m.buttons), 90)

    def writes(self, text: str, **more: Any) -> int:
        """Write without waiting; the id of the message."""
        self.look(0)
        answer = self.world.post(f"/api/chats/{self.chat}/messages", {"from": self.id, "text": text, **more})
        return int(answer["message_id"])

    def mends(self, message: int, text: str) -> None:
        """Edit one of their own messages."""
        path = f"/api/chats/{self.chat}/messages/{message}"
        answer = self.world.http.patch(path, json={"from": self.id, "text": text})
        assert answer.status_code == 200, answer.text

    def speaks(self, voice: bytes) -> Message:
        """Send a voice message, and wait for the bot's answer."""
        self.look(0)
        path = f"/api/chats/{self.chat}/messages"
        answer = self.world.http.post(path, data={"from": self.id}, files={"voice": voice})
        assert answer.status_code == 200, answer.text
        sent = answer.json()["message_id"]
        return self.sees(lambda message: message.from_bot and message.id > sent)

    def presses(
        self, message: Message, button: str | None = None, *, data: str | None = None
    ) -> dict[str, Any]:
        """Press a button (by a part of its text, or with forged data); what the bot answered at once."""
        what = {"data": data} if data is not None else {"button": message.button(button or "")["text"]}
        path = f"/api/chats/{self.chat}/messages/{message.id}/press"
        return dict(self.world.post(path, {"from": self.id, **what}))

    def after(self, card: Message, *buttons: str) -> Message:
        """The card as it is after one button of it was pressed after the other."""
        for button in buttons:
            self.presses(card, button)
            card = self.sees_change(card)
        return card

    def sees(self, wanted: Callable[[Message], bool], within: float = PATIENCE) -> Message:
        """Wait until some message of the chat is as wanted."""
        deadline = time.monotonic() + within
        while True:
            for message in reversed(self.messages.values()):
                if wanted(message):
                    return message
            left = deadline - time.monotonic()
            assert left > 0, f"not seen; the chat shows: {[m.text for m in self.messages.values()][-3:]}"
            self.look(min(left, 5))

    def sees_in_time(self, wanted: Callable[[Message], bool], within: int) -> Message:
        """As ``sees``; but the seconds that an answer has to wait for its turn pass at once."""
        for _ in range(within):
            with suppress(AssertionError):
                return self.sees(wanted, 0.25)
            self.world.passes(1)
        return self.sees(wanted)

    def sees_change(
        self, card: Message, wanted: Callable[[Message], bool] = lambda _: True, within: float = PATIENCE
    ) -> Message:
        """Wait until a card was edited and is as wanted; that a button works is no answer yet."""
        return self.sees(
            lambda m: m.id == card.id and m.edits > card.edits and not m.is_at_work and wanted(m), within
        )

    def look(self, wait: float) -> None:
        """Read what is new."""
        path = f"/api/chats/{self.chat}/messages"
        params = {"as": self.id, "after": self.seen, "wait": wait}
        news = self.world.get(path, **params)
        self.seen = news["seq"]
        for data in news["messages"]:
            message = _message(data)
            self.messages.pop(message.id, None)
            if not data["deleted"]:
                self.messages[message.id] = message


def until(
    happens: Callable[[], bool], otherwise: str = "it did not happen", within: float = PATIENCE
) -> None:
    """Wait for something that shows in no message."""
    deadline = time.monotonic() + within
    while not happens():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.05)
