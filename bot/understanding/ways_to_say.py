"""Other ways in which Chinese says names: "插座2" is also the "2号插座", "天天的房间" the "天天屋".

They stand in the index beside the names themselves, so that a sentence costs no more for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.understanding.pieces import Holder

DIGITS = {char: str(value) for value, char in enumerate("零一二三四五六七八九")}
COUNTED = r"(?P<number>\d{1,2}|[一二三四五六七八九])"
THING = r"(?P<thing>[\u4e00-\u9fff]+)"
NUMBERED = (
    re.compile(f"{THING}(?:第)?{COUNTED}(?:号)?"),
    re.compile(f"(?:第)?{COUNTED}号{THING}"),
)
"""A name that ends with its number, or begins with it."""

STOREY = re.compile(f"(?:第)?{COUNTED}(?:楼|层|f|F)")
CHAMBER = re.compile(r"(?P<whose>[\u4e00-\u9fff]{2,}?)的?(?:房间|房|屋子|屋|室)")
CHAMBERS = ("房间", "的房间", "房", "的房", "屋", "的屋", "屋里", "那屋")


HAN = re.compile(r"[\u4e00-\u9fff]+")
MODES = ("模式", "场景")
WITHIN = ("个", "下", "一下", "点", "次", "一次")


def separated(name: str) -> Iterator[str]:
    """A verb with its noun, as one says them with a measure between: "喂食" is also "喂下食", "喂一次食"."""
    if len(name) == 2 and HAN.fullmatch(name):
        yield from (name[0] + within + name[1] for within in WITHIN)


def ways_to_say(holder: Holder, name: str) -> Iterator[str]:
    """The ways to say a name, itself first."""
    yield name
    said = name.strip().replace(" ", "")
    match holder:
        case Holder.FLOOR:
            others = _storeys(said)
        case Holder.SCENE:
            others = [] if said.endswith(MODES) or not HAN.fullmatch(said) else [said + end for end in MODES]
        case Holder.ROOM if found := CHAMBER.fullmatch(said):
            others = [found["whose"] + chamber for chamber in CHAMBERS]
        case _:
            others = _numbered(said)
    yield from (other for other in dict.fromkeys(others) if other != name)


def digit_of(char: str) -> str | None:
    """The figure that a Chinese character for a number stands for."""
    return DIGITS.get(char)


def number_of(name: str) -> int | None:
    """The number by which a thing is told from others that are called alike."""
    found = _counted(name.strip().replace(" ", ""))
    return int(_figures(found["number"])) if found else None


def _counted(name: str) -> re.Match[str] | None:
    return next((match for way in NUMBERED if (match := way.fullmatch(name))), None)


def _numbered(name: str) -> list[str]:
    found = _counted(name)
    if found is None:
        return []
    number, thing = _figures(found["number"]), found["thing"]
    return [f"{number}号{thing}", f"第{number}个{thing}", f"{thing}{number}", f"{thing}{number}号"]


def _storeys(name: str) -> list[str]:
    found = STOREY.fullmatch(name)
    if found is None:
        return []
    number = _figures(found["number"])
    return [f"{number}楼", f"{number}层", f"第{number}层"]


def _figures(number: str) -> str:
    return DIGITS.get(number, number)
