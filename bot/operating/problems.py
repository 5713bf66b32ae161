"""What an account's trouble means for the operator, and what ends it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.home.account import Account
from bot.home.errors import CloudBusyError, CloudError
from bot.home.problem import Problem
from bot.operating.checks.finding import Finding, fix, note

YANDEX_ACCESS = "https://id.yandex.ru/personal/data-access"
AGAIN = "Try again later. If it stays so, see whether the vendor's own app works."
ADVICE: Mapping[Problem, tuple[str, str]] = {
    Problem.CLOUD_UNREACHABLE: (
        "cannot be reached",
        "Check this machine's network, its DNS, and the address of the account's host.",
    ),
    Problem.CLOUD_SILENT: ("does not answer", AGAIN),
    Problem.CLOUD_FAILED: ("answers with an error of its own", AGAIN),
    Problem.CLOUD_GARBLED: (
        "answers something else than its description",
        "Check the host: a proxy may answer in its place. Otherwise report it, with the detail in brackets.",
    ),
    Problem.LOGIN_NEEDED: ("does not accept the login any more", "Connect again: housemate connect {cloud}"),
    Problem.LOGIN_REPLACED: (
        "another login took this session's place (a phone app with the same account, or another bot)",
        "Share the devices with a second account and connect that one: housemate connect {cloud}",
    ),
    Problem.APP_KEY_REFUSED: (
        "does not accept the app's signature",
        "Compare the app key, the app secret and the host with the vendor's console, and set this "
        "machine's clock. Then: housemate connect {cloud}",
    ),
}
NO_RIGHTS: Mapping[str, str] = {
    "yandex": "The token lacks the rights iot:view and iot:control. Rights added to the app later reach no "
    f"old token:\ntake the app's access away at {YANDEX_ACCESS}, then: housemate connect yandex",
    "aliyun": "The app may not call this. Grant it the API in the vendor's console, then: "
    "housemate connect aliyun",
}


def called(account: Account) -> str:
    return f"{account.cloud} (account {account.id})"


def explained(name: str, error: CloudError) -> Finding:
    """The finding for an account, called ``name``, that could not be listed."""
    cloud = error.cloud
    detail = f" ({error.detail})" if error.detail else ""
    if isinstance(error, CloudBusyError):
        return note(f"{name} asks for patience: too many calls{detail}", f"Wait {error.retry_after:.0f} s.")
    if error.problem is Problem.NO_RIGHTS:
        return fix(f"{name} refuses for want of rights{detail}", NO_RIGHTS.get(cloud, AGAIN))
    text, todo = ADVICE.get(error.problem, (f"refuses: {error.problem.value.replace('_', ' ')}", AGAIN))
    return fix(f"{name} {text}{detail}", todo.format(cloud=cloud))
