"""The command line. Every command imports what it needs when it runs, so that ``--help`` starts at once."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot import __version__

if TYPE_CHECKING:
    from bot.settings import Settings

HOUSEHOLDS = ("all", "moscow", "hangzhou", "both")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="housemate")
def main() -> None:
    """Housemate runs a home as its people talk about it, in Telegram."""


@main.command()
@click.option("--or-sandbox", is_flag=True, help="Without a token, open the sandbox instead.")
def run(or_sandbox: bool) -> None:
    """Serve Telegram. Needs TELEGRAM_TOKEN in the environment or in .env."""
    from bot.running import NO_TOKEN, run_bot, run_sandbox
    from bot.sandbox.server import Sandbox

    settings = _settings()
    if settings.telegram_token is not None:
        _run(run_bot(settings))
    elif or_sandbox:
        click.echo(f"{NO_TOKEN}\nUntil then, here is the sandbox: a whole household to try.", err=True)
        _run(run_sandbox(Sandbox(), with_bot=True))
    else:
        raise click.ClickException(f"{NO_TOKEN}\nTo try it without one: housemate sandbox")


@main.command()
@click.option(
    "--port", type=click.IntRange(0, 65532), default=None, help="The page's port; 0 picks a free one."
)
@click.option("--no-bot", is_flag=True, help="Only the stand-ins; print the environment for `housemate run`.")
@click.option("--household", type=click.Choice(HOUSEHOLDS), default="all", show_default=True)
@click.option("--homes", type=click.IntRange(0), default=0, help="Add this many generated homes, for load.")
@click.option("--seed", type=int, default=7, show_default=True, help="For whatever is drawn by chance.")
@click.option("--no-limits", is_flag=True, help="Switch Telegram's rate limits off.")
@click.option("--duplicate", default="0%", metavar="SHARE", help="Deliver that share of updates twice: 5%.")
def sandbox(
    port: int | None, no_bot: bool, household: str, homes: int, seed: int, no_limits: bool, duplicate: str
) -> None:
    """Open a whole household on this machine: a chat page, a pretend Telegram and two pretend clouds."""
    from bot.running import run_sandbox
    from bot.sandbox.server import Sandbox

    opened = Sandbox(
        household=household,
        homes=homes,
        seed=seed,
        no_limits=no_limits,
        duplicate=_share(duplicate),
        port=port,
    )
    _run(run_sandbox(opened, with_bot=not no_bot))


@main.command()
@click.option("--home", type=click.Path(path_type=Path), help="A home as in docs/understand-format.md.")
@click.option("--language", type=click.Choice(["en", "ru", "zh"]), default="en", show_default=True)
@click.option("--overheard", is_flag=True, help="As if said in a group without addressing the bot.")
@click.option("--explain", is_flag=True, help="Add how each sentence was read.")
def understand(home: Path | None, language: str, overheard: bool, explain: bool) -> None:
    """Read sentences from standard input and print what the bot would do, one JSON object a line."""
    from bot.understand import run as understand_lines

    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):  # a byte that is no text must not end the run
            stream.reconfigure(encoding="utf-8", errors=errors)
    sys.exit(understand_lines(sys.stdin, sys.stdout, home, language, overheard, explain))


HOME = click.option("--home", type=int, metavar="N", help="Which home, where there are several.")


@main.group()
def connect() -> None:
    """Connect an account of a cloud to a home, or connect it again. What is typed is tried at once."""


@connect.command("yandex")
@click.option("--token", is_flag=True, help="Paste an OAuth token instead of entering a code at Yandex.")
@click.option("--household", help="The household's id or name, where the account has several; or: all.")
@HOME
def connect_yandex(token: bool, household: str | None, home: int | None) -> None:
    """A Yandex account: open the address that is shown and enter the code there."""
    from bot.operating.connect import connect_account
    from bot.operating.yandex import log_in

    settings = _settings()
    _run(connect_account(settings, home, lambda desk: log_in(desk, token, household)))


@connect.command("aliyun")
@click.option("--auth-code", is_flag=True, help="Log in with an authCode instead of a refreshToken.")
@click.option("--host", help="The API host of the account's region.  [default: ALIYUN_API]")
@HOME
def connect_aliyun(auth_code: bool, host: str | None, home: int | None) -> None:
    """An Aliyun Living Link account: by identityId and refreshToken, or by an authCode."""
    from bot.operating.aliyun import log_in
    from bot.operating.connect import connect_account

    settings = _settings()
    _run(connect_account(settings, home, lambda desk: log_in(desk, auth_code, host)))


@main.command()
@click.option("--json", "as_json", is_flag=True, help="A document as in docs/understand-format.md.")
@click.option("--online", is_flag=True, help="Ask every device apart (a call each) whether it is online.")
@HOME
def devices(as_json: bool, online: bool, home: int | None) -> None:
    """Show every device of a home, by room."""
    from bot.operating.devices import show_devices

    _run(show_devices(_settings(), home, as_json, online))


@main.command()
def doctor() -> None:
    """Examine settings, data, network and accounts, and say what to do. Status 1 if anything needs doing."""
    from bot.operating.doctor import examine

    _run(examine(_settings()))


@main.command()
@click.option("--anonymous", is_flag=True, help="Replace names and ids, for a bug report.")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file instead of the screen."
)
@HOME
def export(anonymous: bool, output: Path | None, home: int | None) -> None:
    """Write a home as a document (docs/understand-format.md), for `understand` or a bug report."""
    from bot.operating.export import export_home

    _run(export_home(_settings(), home, anonymous, output))


@main.command()
def migrate() -> None:
    """Bring the database up to date (`run` does it too)."""
    from bot.running import migrate_memory

    _run(migrate_memory(_settings()))


@main.command("rotate-keys")
def rotate_keys() -> None:
    """Seal all secrets with the first of the keys in HOUSEMATE_SECRET_KEY; the others can go afterwards."""
    from bot.running import rotate_keys_of_memory

    _run(rotate_keys_of_memory(_settings()))


@main.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write everything into one FILE, from either database, while the bot goes on. The key is not in it."""
    from bot.operating.backing_up import write_backup

    _run(write_backup(_settings(), file))


@main.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Replace the homes that are there.")
def restore(file: Path, force: bool) -> None:
    """Put back what `housemate backup` wrote, into either database. The bot must not run."""
    from bot.operating.backing_up import restore_backup

    _run(restore_backup(_settings(), file, force))


@main.command()
def healthy() -> None:
    """Exit with 0 when a bot with this data folder served within the last minute."""
    from bot.heartbeat import is_alive

    sys.exit(0 if is_alive(_settings().data) else 1)


def _settings() -> Settings:
    from bot.home.errors import SettingsError
    from bot.settings import read_settings

    try:
        return read_settings()
    except SettingsError as error:
        raise click.ClickException(str(error)) from None


def _share(text: str) -> float:
    try:
        share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise click.BadParameter("expected a share such as 5% or 0.05", param_hint="--duplicate")
    return share


def _run(work: Coroutine[Any, Any, None]) -> None:
    from bot.home.errors import HomeError

    try:
        asyncio.run(work)
    except KeyboardInterrupt:
        raise click.Abort from None
    except HomeError as error:
        raise click.ClickException(str(error)) from None


if __name__ == "__main__":
    main()
