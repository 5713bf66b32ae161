"""How an operator logs in to Yandex: by a code that is entered on Yandex's page, or by a pasted token."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

import click

from bot.clouds.yandex.cloud import connect
from bot.clouds.yandex.oauth import App, OAuth
from bot.clouds.yandex.oauth import Login as Waiting
from bot.clouds.yandex.tokens import Tokens
from bot.clouds.yandex.translate import HouseholdOfAccount, narrowing
from bot.home.errors import CloudUnavailableError
from bot.home.trial import Trial
from bot.operating.desk import Desk
from bot.operating.login import Login
from bot.operating.plain import plain

NAME = "yandex"
ALL = "all"
SLOWER = 5.0  # seconds more between two questions, whenever Yandex asks for it (RFC 8628, 3.5)
TOO_LATE = "The code was not entered in time. Nothing was kept; start again for a new one."
DENIED = "Somebody answered No at Yandex. Nothing was kept."

Pause = Callable[[float], Awaitable[None]]


async def log_in(desk: Desk, pasted: bool, household: str | None, pause: Pause = asyncio.sleep) -> Login:
    """Ask for what is missing; ``household`` is an id, a name or ``all``.

    Raises ``CloudError``, and ``ClickException`` where the login came to nothing.
    """
    settings = desk.settings
    if pasted:
        token = click.prompt("OAuth token with iot:view and iot:control", hide_input=True).strip()
        login = Login(NAME, {"host": settings.yandex_api}, {"access_token": token})
    else:
        app = _app(desk)
        oauth = OAuth.before_login(desk.http, settings.yandex_oauth, app, desk.clock)
        tokens = await _by_code(oauth, pause)
        given = {"host": settings.yandex_api, "oauth": settings.yandex_oauth, "client_id": app.id}
        scope = {"scope": tokens.scope} if tokens.scope else {}
        login = Login(NAME, given | scope, {**tokens.secrets(), "client_secret": app.secret})
    return await _narrowed(desk, login, household)


def _app(desk: Desk) -> App:
    settings = desk.settings
    known = settings.yandex_client_secret.get_secret_value() if settings.yandex_client_secret else None
    return App(
        settings.yandex_client_id or click.prompt("ClientID of your app at oauth.yandex.ru"),
        known or click.prompt("Client secret", hide_input=True),
    )


async def _by_code(oauth: OAuth, pause: Pause) -> Tokens:
    code = await oauth.start()
    click.echo(f"Open {plain(code.verification_url)} and enter this code: {plain(code.user_code)}")
    click.echo(f"It is good for {code.expires_in / 60:.0f} minutes; waiting. Ctrl+C stops.")
    waited, interval = 0.0, code.interval
    while waited < code.expires_in:
        await pause(interval)
        waited += interval
        try:
            answer = await oauth.poll(code)
        except CloudUnavailableError:
            continue  # the person may be reading still, so the code is worth another question
        match answer:
            case Tokens():
                return answer
            case Waiting.SLOW_DOWN:
                interval += SLOWER
            case Waiting.DENIED:
                raise click.ClickException(DENIED)
            case Waiting.EXPIRED:
                break
            case Waiting.PENDING:
                pass
    raise click.ClickException(TOO_LATE)


async def _narrowed(desk: Desk, login: Login, wanted: str | None) -> Login:
    """The login for one household, or for all: ``identity`` tells then whose account it is."""
    trial = Trial(login.secrets)
    households = await connect(login.account(), desk.http, desk.clock, trial).households()
    if not households:
        return login
    chosen = _chosen(households, wanted)
    return replace(login, settings={**login.settings, **narrowing(chosen, households)}, secrets=trial.secrets)


def _chosen(households: Sequence[HouseholdOfAccount], wanted: str | None) -> HouseholdOfAccount | None:
    """The household that is wanted, or that the operator chooses from several; None means all."""
    if wanted is None and len(households) > 1:
        click.echo("The account has several households:")
        for number, home in enumerate(households, start=1):
            click.echo(f"  {number}  {plain(home.name)} ({home.devices} devices)")
        number = click.prompt("Which one? 0 means all", type=click.IntRange(0, len(households)))
        return households[number - 1] if number else None
    if wanted is None:
        return households[0]
    if wanted == ALL:
        return None
    found = [home for home in households if wanted.casefold() in (home.id.casefold(), home.name.casefold())]
    if len(found) != 1:
        names = ", ".join(f"{plain(home.name)} ({home.id})" for home in households)
        raise click.ClickException(f"There is not one household {plain(wanted)}, but: {names}")
    return found[0]
