"""The platform's codes: what each means for a person, and whether asking again can help.

Table "common error codes" of the help pages, with what live clients have met besides.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from bot.home.problem import Problem

SUCCESS = 200
TOO_MANY_REQUESTS = 429
REPLACED = 29003


class Retry(Enum):
    NEVER = "never"
    LATER = "later"  # a read may be tried again; a write may have taken effect
    QUIET = "quiet"  # not within the next minute
    TOKEN = "token"  # once, with a new token


class Meaning(NamedTuple):
    problem: Problem
    retry: Retry = Retry.NEVER


CODES: Mapping[int, Meaning] = {
    400: Meaning(Problem.ACTION_UNKNOWN),
    401: Meaning(Problem.NO_RIGHTS, Retry.TOKEN),
    403: Meaning(Problem.NO_RIGHTS),
    404: Meaning(Problem.ACTION_UNKNOWN),
    429: Meaning(Problem.CLOUD_BUSY, Retry.QUIET),
    460: Meaning(Problem.VALUE_REFUSED, Retry.TOKEN),
    500: Meaning(Problem.CLOUD_FAILED, Retry.LATER),
    503: Meaning(Problem.CLOUD_FAILED, Retry.LATER),
    750: Meaning(Problem.VALUE_REFUSED),
    751: Meaning(Problem.NO_RIGHTS),
    755: Meaning(Problem.VALUE_REFUSED),
    756: Meaning(Problem.VALUE_REFUSED),
    781: Meaning(Problem.NO_RIGHTS),
    2000: Meaning(Problem.VALUE_REFUSED),
    2043: Meaning(Problem.LOGIN_NEEDED, Retry.TOKEN),
    2062: Meaning(Problem.LOGIN_NEEDED, Retry.TOKEN),
    2064: Meaning(Problem.NO_RIGHTS),
    2065: Meaning(Problem.DEVICE_GONE),
    2066: Meaning(Problem.NOT_OWNER),
    2067: Meaning(Problem.ACTION_UNKNOWN),
    2073: Meaning(Problem.ACTION_UNKNOWN),
    2074: Meaning(Problem.CLOUD_FAILED, Retry.LATER),
    2075: Meaning(Problem.ACTION_UNKNOWN),
    2401: Meaning(Problem.LOGIN_NEEDED),
    2402: Meaning(Problem.LOGIN_NEEDED, Retry.TOKEN),
    2407: Meaning(Problem.LOGIN_NEEDED),
    2459: Meaning(Problem.LOGIN_NEEDED),
    2461: Meaning(Problem.LOGIN_NEEDED),
    2462: Meaning(Problem.LOGIN_NEEDED),
    6205: Meaning(Problem.DEVICE_OFFLINE),
    6221: Meaning(Problem.DEVICE_OFFLINE),
    6618: Meaning(Problem.ACTION_UNKNOWN),
    20056: Meaning(Problem.DEVICE_SILENT, Retry.LATER),
    28560: Meaning(Problem.DEVICE_GONE),
    28563: Meaning(Problem.ACTION_UNKNOWN),
    REPLACED: Meaning(Problem.LOGIN_REPLACED, Retry.TOKEN),
    29004: Meaning(Problem.DEVICE_GONE),
    62101: Meaning(Problem.DEVICE_GONE),
}


def meaning_of(code: int) -> Meaning:
    return CODES.get(code, Meaning(Problem.UNKNOWN))
