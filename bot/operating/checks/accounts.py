"""The accounts of a home: whether each works, how long its tokens live, how often it was called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from bot.clouds.yandex.oauth import App
from bot.home.account import Account
from bot.home.cloud import Listing
from bot.home.errors import SettingsError
from bot.memory.records import CallsOfADay, Home
from bot.operating.checks.finding import Finding, fine, fix, note
from bot.operating.desk import Desk
from bot.operating.plain import plain
from bot.operating.problems import NO_RIGHTS, called, explained
from bot.operating.survey import listed

WEEK = 7  # days
MOST_UNREADABLE = 8  # parts named
SCOPES = frozenset(("iot:view", "iot:control"))
TOKENS = ("", "iot_token", "refresh_token")  # the secret ``<token>_expires_at`` tells when each ends
REFRESH_IN_DANGER = timedelta(days=2, hours=8)  # of 8 days and 8 hours, when it was idle for six
RENEW_BY_HAND = timedelta(days=30)
RENEWED = " and is renewed by itself"


async def account_findings(desk: Desk, home: Home) -> list[Finding]:
    accounts = await desk.memory.accounts(home.id)
    if not accounts:
        return [fix("no account is connected", "housemate connect yandex (or aliyun)")]
    return [finding for account in accounts for finding in await _account(desk, account)]


async def _account(desk: Desk, account: Account) -> list[Finding]:
    try:
        answer = await listed(desk.connect(account))
    except SettingsError as error:
        return [fix(str(error), f"Connect it again: housemate connect {account.cloud}")]
    name = called(account)
    if not isinstance(answer, Listing):
        found = [explained(name, answer)]
    else:
        found = [fine(f"{name} lists {len(answer.devices)} devices in {len(answer.rooms)} rooms")]
        found += unreadable_findings(name, answer)
    await desk.memory.write_calls()
    counts = await desk.memory.call_counts(account.id, WEEK)
    kept = await desk.memory.secrets_of(account.id)  # the listing may have renewed them
    now, budget = desk.clock.now(), desk.settings.background_calls
    return [*found, *_tokens(account, kept, now), *_scopes(account), _calls(name, counts, now, budget)]


def unreadable_findings(name: str, listing: Listing) -> Iterator[Finding]:
    if listing.unreadable:
        parts = [plain(part) for part in listing.unreadable[:MOST_UNREADABLE]]
        more = len(listing.unreadable) - len(parts)
        named = ", ".join(parts) + (f" and {more} more" if more else "")
        yield note(
            f"{name} describes parts that could not be read; the rest works: {named}",
            "If you miss one of them, report it, with the output of: housemate export --anonymous",
        )


def _tokens(account: Account, secrets: Mapping[str, str], now: datetime) -> Iterator[Finding]:
    """Only when each ends is told, never what it is."""
    again = f"housemate connect {account.cloud}"
    renewable = bool(secrets.get("refresh_token")) and (
        account.cloud != "yandex" or App.of(account) is not None
    )
    for name in TOKENS:
        left = _left(secrets.get(f"{name}_expires_at" if name else "expires_at"), now)
        if left is None:
            continue
        token = name.replace("_", " ") or "access token"
        if left <= timedelta():
            yield fix(f"{account.cloud}: the {token} ended {_days(-left)} ago", again)
        elif name == "refresh_token" and left < REFRESH_IN_DANGER:
            yield fix(
                f"{account.cloud}: the {token} was idle for long and ends in {_days(left)}",
                f"Start the bot, which renews it while it serves. Once it has ended: {again}",
            )
        elif not renewable and left < RENEW_BY_HAND:
            yield fix(f"{account.cloud}: the {token} ends in {_days(left)} and cannot be renewed", again)
        else:
            yield fine(f"{account.cloud}: the {token} ends in {_days(left)}{RENEWED if renewable else ''}")


def _left(expires_at: str | None, now: datetime) -> timedelta | None:
    """How long a token lives yet; None where that is not known."""
    try:
        ends = float(expires_at or 0)
        return datetime.fromtimestamp(ends, UTC) - now if ends else None
    except (ValueError, OverflowError, OSError):
        return None


def _days(left: timedelta) -> str:
    hours = left / timedelta(hours=1)
    return f"{hours / 24:.0f} days" if hours >= 36 else f"{hours:.0f} hours"


def _scopes(account: Account) -> Iterator[Finding]:
    """What the login was granted, where that was told when it was made."""
    granted = account.settings.get("scope")
    missing = sorted(SCOPES - set(granted.split())) if granted and account.cloud == "yandex" else []
    if missing:
        yield fix(f"{account.cloud}: the token lacks {', '.join(missing)}", NO_RIGHTS[account.cloud])
    elif granted:
        yield fine(f"{account.cloud}: the token has the rights {plain(granted)}")


def _calls(name: str, counts: tuple[CallsOfADay, ...], now: datetime, budget: int) -> Finding:
    today = next((count for count in counts if count.day == now.date()), None)
    asked, background = (today.asked, today.background) if today else (0, 0)
    week = sum(count.asked + count.background for count in counts)
    text = f"{name} was called {asked + background} times today and {week} times in {WEEK} days"
    if background >= budget:
        todo = (
            "Fewer watches, or a higher HOUSEMATE_BACKGROUND_CALLS at your own risk. It ends at midnight UTC."
        )
        return fix(f"{text}; the {budget} calls a day that nobody asked for are used up", todo)
    return fine(f"{text}; {background} of today's {budget} unasked calls are used")
