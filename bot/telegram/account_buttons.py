"""Callback data of buttons about accounts; all of it begins with ``C:``.

C:a          the accounts       C:c:<cloud>      sign in        C:s:<job>    stop that
C:d:<id>     disconnect         C:y:<token>      yes to that
"""

from __future__ import annotations

import re

from bot.home.account_buttons import (
    AccountButton,
    AgreeDisconnect,
    AskDisconnect,
    ConnectCloud,
    ShowAccounts,
    StopSigningIn,
)

SIGN = "C"
CLOUD = re.compile(r"[a-z]{1,16}", re.ASCII)
NUMBER = re.compile(r"[1-9]\d{0,15}", re.ASCII)
TOKEN = re.compile(r"[A-Za-z0-9_-]{1,16}", re.ASCII)


def pack_account_button(button: AccountButton) -> str:
    match button:
        case ShowAccounts():
            return f"{SIGN}:a"
        case ConnectCloud(cloud=cloud):
            return f"{SIGN}:c:{cloud}"
        case StopSigningIn(job=job):
            return f"{SIGN}:s:{job}"
        case AskDisconnect(account=account):
            return f"{SIGN}:d:{account}"
        case AgreeDisconnect(token=token):
            return f"{SIGN}:y:{token}"


def unpack_account_button(packed: str) -> AccountButton | None:
    """The button behind what follows the sign; None for garbage."""
    if packed == "a":
        return ShowAccounts()
    which, _, rest = packed.partition(":")
    match which:
        case "c" if CLOUD.fullmatch(rest):
            return ConnectCloud(rest)
        case "s" if NUMBER.fullmatch(rest):
            return StopSigningIn(int(rest))
        case "d" if NUMBER.fullmatch(rest):
            return AskDisconnect(int(rest))
        case "y" if TOKEN.fullmatch(rest):
            return AgreeDisconnect(rest)
        case _:
            return None
