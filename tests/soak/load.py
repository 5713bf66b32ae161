"""People who say much, each in a home of their own, and what the stand-ins wrote down of it."""

from __future__ import annotations

import asyncio
import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.i18n import Languages

FIRST_PERSON = 100_000
DEGREES = range(18, 30)  # in turn, so that one that is missing or comes twice shows
SAY = {
    "en": "set the air conditioner to {} degrees",
    "ru": "поставь кондиционер на {} градусов",
    "zh": "空调调到{}度",
}
NAMES = {"en": "Air conditioner", "ru": "Кондиционер", "zh": "空调"}


@dataclass
class Tally:
    """What became of what was said."""

    said: int = 0
    reached: int = 0
    told_unknown: int = 0
    twice: int = 0
    lost: int = 0
    disordered: int = 0
    troubles: list[str] = field(default_factory=list)


class Street:
    """Homes with one speaker each, who says one temperature after another."""

    def __init__(self, url: str, homes: int) -> None:
        self._http = httpx.AsyncClient(base_url=url, trust_env=False, timeout=60)
        self._homes = homes
        self._said: dict[int, list[int]] = defaultdict(list)
        self._speaks: dict[int, str] = {}
        self._device: dict[str, int] = {}
        self._writes: dict[int, list[float]] = defaultdict(list)
        self._read_up_to = {"yandex": 0, "aliyun": 0}

    async def close(self) -> None:
        await self._http.aclose()

    async def meet(self) -> None:
        people = {person["id"]: person["language"] for person in await self._get("/api/people")}
        self._speaks = {id_: language for id_, language in people.items() if id_ >= FIRST_PERSON}
        assert len(self._speaks) == self._homes
        for device in await self._get("/api/devices"):
            home = device["household"]
            if home.startswith("home-") and device["name"] in NAMES.values():
                self._device[device["id"]] = FIRST_PERSON + int(home.removeprefix("home-"))

    async def says(self, number: int) -> None:
        """The ``number``-th sentence of all, counted from 0."""
        chat = sorted(self._speaks)[number % self._homes]
        degrees = DEGREES[len(self._said[chat]) % len(DEGREES)]
        self._said[chat].append(degrees)
        text = SAY[self._speaks[chat]].format(degrees)
        answer = await self._http.post(f"/api/chats/{chat}/messages", json={"from": chat, "text": text})
        answer.raise_for_status()

    async def note_writes(self) -> None:
        """Read what the clouds were told since the last time."""
        for cloud, after in self._read_up_to.items():
            for call in await self._get("/api/requests", target=cloud, after=after):
                self._read_up_to[cloud] = call["n"]
                for device, degrees in _written(cloud, call):
                    if device in self._device:
                        self._writes[self._device[device]].append(degrees)

    async def tally(self) -> Tally:
        await self.note_writes()
        tally = Tally()
        languages = Languages.load()
        for chat, said in self._said.items():
            unsure = languages.pick(self._speaks[chat]).say("effect.unknown", what="|", problem="").split("|")
            told = re.compile("(.*)".join(re.escape(part.strip()) for part in unsure))
            cards = (await self._get(f"/api/chats/{chat}/messages", **{"as": chat, "after": 0}))["messages"]
            texts = [card["text"] or "" for card in cards if card["from"]["is_bot"]]
            unknown = [_degrees(found[1]) for text in texts if (found := told.search(text))]
            _add(tally, chat, [float(d) for d in said], self._writes[chat], unknown)
        return tally

    async def _get(self, path: str, **params: Any) -> Any:
        answer = await self._http.get(path, params=params)
        answer.raise_for_status()
        return answer.json()


def _degrees(told: str) -> float:
    """What a card says that it does not know of: the name has no digits, the wish has one number."""
    numbers = re.findall(r"\d+", told)
    assert len(numbers) == 1, told
    return float(numbers[0])


def _add(tally: Tally, chat: int, said: list[float], written: list[float], unknown: list[float]) -> None:
    """Walk along both: what was written must be what was said, in order, less what is missing.

    Each sentence that is missing needs a card of its own that says so, in the same order.
    """
    place = twice = disordered = 0
    missing: list[float] = []
    for degrees in written:
        ahead = next((n for n in range(place, min(place + 4, len(said))) if said[n] == degrees), None)
        if ahead is not None:
            missing += said[place:ahead]
            place = ahead + 1
        elif degrees in said[max(0, place - 3) : place]:
            twice += 1
        else:
            disordered += 1
    missing += said[place:]
    cards = iter(unknown)
    told = sum(degrees in cards for degrees in missing)  # "in" goes on where it found the last one
    tally.said += len(said)
    tally.reached += len(said) - len(missing)
    tally.twice += twice
    tally.disordered += disordered
    tally.told_unknown += told
    tally.lost += len(missing) - told
    if twice or disordered or told < len(missing):
        tally.troubles.append(f"{chat}: said {said}, written {written}, told unknown {unknown}")


def _written(cloud: str, call: Mapping[str, Any]) -> list[tuple[str, float]]:
    """The temperatures that a call sets, and of which device."""
    try:
        body = json.loads(call["body"] or "null")
    except ValueError:
        return []
    if cloud == "yandex" and call["path"].endswith("/devices/actions"):
        return [
            (device["id"], float(action["state"]["value"]))
            for device in body["devices"]
            for action in device["actions"]
            if action["state"]["instance"] == "temperature"
        ]
    if cloud == "aliyun" and call["path"].endswith("/thing/properties/set"):
        items = body["params"]["items"]
        return (
            [(body["params"]["iotId"], float(items["TargetTemperature"]))]
            if "TargetTemperature" in items
            else []
        )
    return []


async def pending(telegram: str, token: str) -> int:
    async with httpx.AsyncClient(trust_env=False, timeout=60) as http:
        answer = await http.get(f"{telegram}/bot{token}/getWebhookInfo")
        return int(answer.json()["result"]["pending_update_count"])


async def all_delivered(telegram: str, token: str, within: float) -> None:
    async with asyncio.timeout(within):
        while await pending(telegram, token):  # noqa: ASYNC110 - it is another process that is waited for
            await asyncio.sleep(0.3)
