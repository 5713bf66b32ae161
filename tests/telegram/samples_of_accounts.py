"""The accounts of a home and signing in to one, for the golden cards."""

from __future__ import annotations

from datetime import timedelta

from bot.home.founding import DemoReady, HomeNameAsked, HomeNamed, HomeOffered, Misnamed
from bot.home.outcome import Outcome
from bot.home.signing_in import (
    AccountLine,
    AccountsShown,
    ConfirmDisconnect,
    LoginCodeAsked,
    Part,
    PartAsked,
    Phase,
    SigningIn,
    Standing,
)
from tests.telegram.houses import NOW

YANDEX = AccountLine(3, "yandex", Standing.WORKS, 21)
ALIYUN = AccountLine(4, "aliyun", Standing.NEEDS_LOGIN, 11)
ENDS = (
    Phase.DENIED,
    Phase.EXPIRED,
    Phase.STOPPED,
    Phase.FAILED,
    Phase.NOT_CHOSEN,
    Phase.TOO_OFTEN,
    Phase.NOT_ALLOWED,
)

ACCOUNTS: dict[str, Outcome] = {
    "accounts": AccountsShown("Соколовы <3", (YANDEX, ALIYUN), ("yandex", "aliyun")),
    "accounts_two_parts": AccountsShown(
        "Home",
        (
            AccountLine(3, "yandex", Standing.WORKS, 21, "Квартира"),
            AccountLine(6, "yandex", Standing.NEEDS_LOGIN, 0, "Dacha <& garden>"),
        ),
        ("yandex",),
    ),
    "part_asked": PartAsked(
        "yandex",
        (
            Part("Квартира", 1, {"household": "h1"}),
            Part("Dacha <& garden>", 21, {"household": "h2"}),
            Part(None, 22, {"identity": "h1"}),
        ),
        12,
    ),
    "accounts_silent": AccountsShown("", (AccountLine(3, "yandex", Standing.SILENT, 0),), ()),
    "accounts_none": AccountsShown("Home", (), ("yandex",)),
    "accounts_by_operator": AccountsShown("Home", (), ()),
    "accounts_demo": AccountsShown("Home", (AccountLine(5, "demo", Standing.WORKS, 10),), ("yandex",)),
    "login_code": LoginCodeAsked("aliyun", "question-7", NOW + timedelta(minutes=10)),
    "login_code_refused": LoginCodeAsked("aliyun", "question-7", NOW + timedelta(minutes=10), True),
    "home_offered": HomeOffered(),
    "demo_ready": DemoReady(),
    "home_name_of_another": HomeNameAsked(None, "question-8", NOW + timedelta(minutes=10)),
    "home_name_asked": HomeNameAsked("Flat <3", "question-8", NOW + timedelta(minutes=10)),
    "home_name_unfit": HomeNameAsked(None, "question-8", NOW + timedelta(minutes=10), Misnamed.UNFIT),
    "home_name_taken": HomeNameAsked(None, "question-8", NOW + timedelta(minutes=10), Misnamed.TAKEN),
    "home_named": HomeNamed("Dacha <& garden>"),
    "home_founded": AccountsShown("Dacha <& garden>", (), ("yandex", "aliyun"), founded=True),
    "signing_waiting": SigningIn(
        "yandex", Phase.WAITING, "https://ya.ru/device", "ab12 <cd", minutes=10, job=12
    ),
    "signing_connected": SigningIn("yandex", Phase.CONNECTED, devices=1, rooms=1),
    "signing_again": SigningIn("yandex", Phase.AGAIN, devices=22, rooms=5),
    **{f"signing_{phase}": SigningIn("yandex", phase) for phase in ENDS},
    "confirm_disconnect": ConfirmDisconnect(YANDEX, "question-6", NOW + timedelta(minutes=1)),
}
