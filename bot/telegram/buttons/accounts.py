"""Callback data of buttons about accounts; all of it begins with ``C:``.

C:a          the accounts       C:c:<cloud>      sign in        C:s:<job>    stop that
C:d:<id>     disconnect         C:y:<token>      yes to that  C:f          found a home
C:n          one more home      C:n:<id>         rename a home
C:p:<job>:<place>               a part of an account
C:c:<cloud>:<id>                sign in to an account again
"""

from __future__ import annotations

import re
from typing import assert_never

from bot.home.account_buttons import (
    AccountButton,
    AgreeDisconnect,
    AskDisconnect,
    ChoosePart,
    ConnectCloud,
    FoundHome,
    NameHome,
    ShowAccounts,
    StopSigningIn,
)
from bot.home.house import House
from bot.telegram.buttons.tokens import HOME_DIGITS, QUESTION, is_count, is_number

SIGNS = "C"
CLOUD = re.compile(r"[a-z]{1,16}", re.ASCII)
DIGITS = 16


def pack(button: AccountButton) -> str:
    match button:
        case FoundHome():
            return "C:f"
        case NameHome(home=home):
            return "C:n" if home is None else f"C:n:{home}"
        case ShowAccounts():
            return "C:a"
        case ConnectCloud(cloud=cloud, again=again):
            return f"C:c:{cloud}" if again is None else f"C:c:{cloud}:{again}"
        case ChoosePart(job=job, place=place):
            return f"C:p:{job}:{place}"
        case StopSigningIn(job=job):
            return f"C:s:{job}"
        case AskDisconnect(account=account):
            return f"C:d:{account}"
        case AgreeDisconnect(token=token):
            return f"C:y:{token}"
    assert_never(button)


def unpack(parts: list[str], _house: House) -> AccountButton | None:
    match parts[1:]:
        case ["f"]:
            return FoundHome()
        case ["n"]:
            return NameHome(None)
        case ["n", home] if is_number(home, HOME_DIGITS):
            return NameHome(int(home))
        case ["a"]:
            return ShowAccounts()
        case ["c", cloud] if CLOUD.fullmatch(cloud):
            return ConnectCloud(cloud)
        case ["c", cloud, again] if CLOUD.fullmatch(cloud) and is_number(again, DIGITS):
            return ConnectCloud(cloud, int(again))
        case ["p", job, place] if is_number(job, DIGITS) and is_count(place):
            return ChoosePart(int(job), int(place))
        case ["s", job] if is_number(job, DIGITS):
            return StopSigningIn(int(job))
        case ["d", account] if is_number(account, DIGITS):
            return AskDisconnect(int(account))
        case ["y", token] if QUESTION.fullmatch(token):
            return AgreeDisconnect(token)
        case _:
            return None
