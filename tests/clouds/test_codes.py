"""Every code of both vendors, provoked over real HTTP: its problem, its sentences, and what is sent again.

What was observed is the table of docs/problems.md: ``pytest -s`` prints it, and after a change

    HOUSEMATE_GOLDEN=write .venv/bin/pytest tests/clouds/test_codes.py

writes it anew. The expectations here are read off the vendors' descriptions, not off the adapters' tables.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bot.home.cloud import Cloud
from bot.home.effect import Status
from bot.home.errors import CloudError
from bot.home.house import Device
from bot.home.problem import Problem
from bot.i18n import Languages
from tests.clouds.vendor import Vendor, open_vendor, switch, switchable

pytestmark = pytest.mark.filterwarnings("ignore::aiohttp.web_exceptions.NotAppKeyWarning")

PAGE = Path(__file__).parents[2] / "docs/problems.md"

ONCE = "once"
THRICE = "three times"
RENEWED = "again with a new token"
QUIET = "not until the quiet is over"
UNKNOWN, REFUSED = "unknown, read back", "refused"


class Row(NamedTuple):
    """What came of one code. ``read`` and ``write``: how often each is sent; empty: it has no such code."""

    cloud: str
    code: str
    problem: str
    read: str
    write: str
    effect: str


class Case(NamedTuple):
    """A code, how the stand-in is brought to give it, and what the vendor's description says of it."""

    fault: Mapping[str, Any]
    problem: Problem
    read: str = ONCE
    write: str = ONCE
    effect: str = REFUSED


def _codes(codes: str, problem: Problem, *sent: str) -> dict[str, Case]:
    return {code: Case({"kind": "code", "code": int(code)}, problem, *sent) for code in codes.split()}


def _http(problem: Problem, status: int, *sent: str, **fault: Any) -> dict[str, Case]:
    return {f"HTTP {status}": Case({"kind": "status", "status": status, **fault}, problem, *sent)}


# Not an answer at all, or none that can be understood: the same for every vendor.
NO_ANSWER = {
    "connection cut": Case({"kind": "drop"}, Problem.CLOUD_SILENT, THRICE, ONCE, UNKNOWN),
    "no JSON": Case({"kind": "garbage"}, Problem.CLOUD_GARBLED, THRICE, ONCE, UNKNOWN),
    **_http(Problem.CLOUD_BUSY, 429, QUIET, QUIET, retry_after=30),
    **_http(Problem.CLOUD_FAILED, 500, THRICE, ONCE, UNKNOWN),
    **_http(Problem.CLOUD_FAILED, 502, THRICE, ONCE, UNKNOWN),
    **_http(Problem.CLOUD_FAILED, 503, THRICE, ONCE, UNKNOWN),
    **_http(Problem.CLOUD_FAILED, 504, THRICE, ONCE, UNKNOWN),
}

ACTIONS = {
    "DEVICE_UNREACHABLE": Problem.DEVICE_SILENT,
    "DEVICE_BUSY": Problem.DEVICE_BUSY,
    "DEVICE_NOT_FOUND": Problem.DEVICE_GONE,
    "DEVICE_OFF": Problem.DEVICE_OFF,
    "DEVICE_STUCK": Problem.DEVICE_STUCK,
    "INTERNAL_ERROR": Problem.DEVICE_FAILED,
    "INVALID_ACTION": Problem.ACTION_UNKNOWN,
    "INVALID_VALUE": Problem.VALUE_REFUSED,
    "NOT_SUPPORTED_IN_CURRENT_MODE": Problem.NOT_IN_THIS_MODE,
    "ACCOUNT_LINKING_ERROR": Problem.VENDOR_LINK_BROKEN,
    "REMOTE_CONTROL_DISABLED": Problem.REMOTE_CONTROL_DISABLED,
    "DOOR_OPEN": Problem.DOOR_OPEN,
    "LID_OPEN": Problem.LID_OPEN,
    "NOT_ENOUGH_WATER": Problem.NOT_ENOUGH_WATER,
    "NOT_ENOUGH_DETERGENT": Problem.NOT_ENOUGH_DETERGENT,
    "LOW_CHARGE_LEVEL": Problem.LOW_CHARGE,
    "CONTAINER_FULL": Problem.CONTAINER_FULL,
    "CONTAINER_EMPTY": Problem.CONTAINER_EMPTY,
    "DRIP_TRAY_FULL": Problem.DRIP_TRAY_FULL,
    "FIRMWARE_OUT_OF_DATE": Problem.FIRMWARE_OUTDATED,
    "HUMAN_INVOLVEMENT_NEEDED": Problem.HUMAN_NEEDED,
    "A_WORD_OF_TOMORROW": Problem.UNKNOWN,
}

YANDEX = {
    **NO_ANSWER,
    **_http(Problem.UNKNOWN, 400),
    **_http(Problem.LOGIN_NEEDED, 401, RENEWED, RENEWED),
    **_http(Problem.NO_RIGHTS, 403),
    **_http(Problem.DEVICE_GONE, 404),
    **{code: Case({"kind": "code", "code": code}, problem, "") for code, problem in ACTIONS.items()},
}

ALIYUN = {
    **NO_ANSWER,
    **_http(Problem.APP_KEY_REFUSED, 400),
    **_http(Problem.APP_KEY_REFUSED, 401),
    **_http(Problem.APP_KEY_REFUSED, 403),
    **_codes("401", Problem.NO_RIGHTS, RENEWED, RENEWED),
    **_codes("403 751 781 2064", Problem.NO_RIGHTS),
    **_codes("400 404 2067 2073 2075 6618 28563", Problem.ACTION_UNKNOWN),
    **_codes("429", Problem.CLOUD_BUSY, QUIET, QUIET),
    **_codes("460", Problem.VALUE_REFUSED, RENEWED, RENEWED),
    **_codes("500 503 2074", Problem.CLOUD_FAILED, THRICE, ONCE, UNKNOWN),
    **_codes("750 755 756 2000", Problem.VALUE_REFUSED),
    **_codes("2043 2062 2402", Problem.LOGIN_NEEDED, RENEWED, RENEWED),
    **_codes("2065 28560 29004 62101", Problem.DEVICE_GONE),
    **_codes("2066", Problem.NOT_OWNER),
    **_codes("2401 2407 2459 2461 2462", Problem.LOGIN_NEEDED),
    **_codes("6205 6221", Problem.DEVICE_OFFLINE),
    **_codes("20056", Problem.DEVICE_SILENT, THRICE, ONCE, UNKNOWN),
    **_codes("29003", Problem.LOGIN_REPLACED, RENEWED, RENEWED),
    **_codes("9201", Problem.UNKNOWN),
}

CASES = {"yandex": YANDEX, "aliyun": ALIYUN}
EXPECTED = [
    Row(cloud, code, case.problem, case.read, case.write, case.effect)
    for cloud, cases in CASES.items()
    for code, case in cases.items()
]
RENEWALS = ("/token", "/account/checkOrRefreshSession")


class Provoked(NamedTuple):
    problem: Problem | None
    sent: str
    effect: str = ""


class Provocation:
    """One vendor that gives every code in turn, to a fresh adapter each time."""

    def __init__(self, vendor: Vendor, device: Device) -> None:
        self._vendor = vendor
        self._device = device

    async def row(self, code: str, case: Case) -> Row:
        read = await self._read(case.fault) if case.read else None
        write = await self._write(case.fault)
        problems = dict.fromkeys(str(p.problem) for p in (read, write) if p)
        sent = read.sent if read else ""
        return Row(self._vendor.name, code, " / ".join(problems), sent, write.sent, write.effect)

    async def _read(self, fault: Mapping[str, Any]) -> Provoked:
        paths = {"yandex": f"/devices/{self._device.id}", "aliyun": "/thing/properties/get"}

        async def read(cloud: Cloud) -> Provoked:
            try:
                await cloud.read(self._device)
            except CloudError as error:
                return Provoked(error.problem, "")
            return Provoked(None, "")

        return await self._provoked(fault, paths[self._vendor.name], read)

    async def _write(self, fault: Mapping[str, Any]) -> Provoked:
        paths = {"yandex": "/devices/actions", "aliyun": "/thing/properties/set"}

        async def write(cloud: Cloud) -> Provoked:
            (effect,) = await cloud.execute([switch(self._device, True)])
            counts_as = {Status.REFUSED: REFUSED, Status.UNKNOWN: UNKNOWN}
            return Provoked(effect.problem, "", counts_as.get(effect.status, effect.status))

        return await self._provoked(fault, paths[self._vendor.name], write)

    async def _provoked(
        self, fault: Mapping[str, Any], path: str, ask: Callable[[Cloud], Awaitable[Provoked]]
    ) -> Provoked:
        cloud = self._vendor.connect(**self._vendor.keeper.secrets)
        await cloud.listing()
        self._vendor.breaks(**fault, path=path, count=99)
        self._vendor.calls()
        came = await ask(cloud)
        calls = self._vendor.calls()
        await ask(cloud)
        later = self._vendor.calls()
        self._vendor.world.faults.clear()
        return came._replace(sent=_sent(path, calls, later))


def _sent(path: str, calls: Iterable[str], later: Iterable[str]) -> str:
    """In words: how often ``path`` was called by one wish, and whether it was by the next."""
    calls = list(calls)
    times = sum(call.endswith(path) for call in calls)
    renewals = sum(call in RENEWALS for call in calls)
    again = any(call.endswith(path) for call in later)
    match times, renewals, again:
        case 1, 0, True:
            return ONCE
        case 1, 0, False:
            return QUIET
        case 3, 0, True:
            return THRICE
        case 2, 1, _:
            return RENEWED
        case _:
            return f"{times} times, {renewals} renewals"


async def observed(cloud: str) -> list[Row]:
    async with open_vendor(cloud) as opened:
        vendor = opened
        device = (await switchable(vendor, vendor.connect()))[0]
        provocation = Provocation(vendor, device)
        return [await provocation.row(code, case) for code, case in CASES[cloud].items()]


@pytest.mark.parametrize("cloud", CASES)
async def test_every_code_ends_in_its_problem_and_is_tried_again_only_where_that_helps(cloud: str) -> None:
    rows = await observed(cloud)
    print("\n" + table(rows))
    assert rows == [row for row in EXPECTED if row.cloud == cloud]


def test_every_problem_has_a_sentence_of_its_own_in_every_language() -> None:
    languages = Languages.load()
    for problem in Problem:
        sentences = {languages.pick(code).find(f"problem.{problem}") for code in languages.codes}
        assert None not in sentences, problem
        assert len(sentences) == len(languages.codes), problem


def table(rows: Iterable[Row]) -> str:
    lines = [
        "| cloud | code | problem | a read is sent | a write is sent | then the write is |",
        "|" + "---|" * 6,
    ]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def sentences() -> str:
    languages = Languages.load()
    lines = [f"| problem | {' | '.join(languages.codes)} |", "|" + "---|" * (len(languages.codes) + 1)]
    for problem in Problem:
        said = [languages.pick(code).find(f"problem.{problem}") or "" for code in languages.codes]
        lines.append(f"| {problem} | {' | '.join(said)} |")
    return "\n".join(lines)


def page() -> str:
    return f"""# What can go wrong, and what is done about it

Made by tests/clouds/test_codes.py, which provokes every code below over HTTP; do not edit it by hand
(`HOUSEMATE_GOLDEN=write .venv/bin/pytest tests/clouds/test_codes.py` writes it anew). A code that is not
listed is `unknown` and is told in the vendor's own words.

{table(EXPECTED)}

## What people are told

{sentences()}
"""


def test_the_page_of_problems_is_up_to_date() -> None:
    if os.environ.get("HOUSEMATE_GOLDEN") == "write":
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()
