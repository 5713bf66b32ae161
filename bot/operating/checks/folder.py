"""The data folder: who may read it, which schema its database has, whether a bot runs on it."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.heartbeat import is_alive
from bot.home.errors import SettingsError
from bot.memory.folder import DataFolder
from bot.memory.schema import HEAD, revision
from bot.operating.checks.finding import Finding, Level, fine, fix, note


def folder_findings(path: Path, own_key: bool) -> tuple[list[Finding], bool]:
    """What there is to say of the folder, and whether its database can be opened as it is.

    ``own_key``: the folder keeps the key, because no setting does.
    """
    folder = DataFolder(path)
    if not folder.database.exists():
        todo = (
            "`housemate connect` or `housemate run` makes one. If there should be one, check HOUSEMATE_DATA."
        )
        return [note(f"there is no database in {path.absolute()} yet", todo)], False
    schema = _schema(folder.database)
    running = "a bot serves with this folder now" if is_alive(path) else "no bot serves with this folder now"
    key = _key(folder, own_key)
    found = [*_rights(folder), key, schema, note(running)]
    return found, Level.FIX not in (key.level, schema.level)


def _rights(folder: DataFolder) -> Iterator[Finding]:
    wanted = {folder.path: "700", folder.database: "600", folder.key_file: "600"}
    loose = [path for path in wanted if sys.platform != "win32" and _is_open_to_others(path)]
    for path in loose:
        yield fix(f"{path} is open to others on this machine", f"chmod {wanted[path]} {path}")
    if not os.access(folder.path, os.W_OK) or not os.access(folder.database, os.W_OK):
        yield fix(
            f"{folder.path} cannot be written by this user", "Run as the user that owns it, or chown it."
        )
    elif not loose:
        yield fine(f"{folder.path.absolute()} is private and can be written")


def _is_open_to_others(path: Path) -> bool:
    return path.exists() and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def _key(folder: DataFolder, own_key: bool) -> Finding:
    if not own_key:
        return fine("secrets are sealed with HOUSEMATE_SECRET_KEY")
    if folder.key_file.exists():
        return note(
            f"secrets are sealed with {folder.key_file.name}, which lies in the same folder",
            "Keep a copy of it elsewhere, apart from copies of the database.",
        )
    return fix(
        f"{folder.key_file} is missing",
        "Put it back from your copy, or set HOUSEMATE_SECRET_KEY; otherwise connect every account again.",
    )


def _schema(database: Path) -> Finding:
    try:
        found = revision(database)
    except SettingsError as error:
        return fix(str(error), "Restore it from a backup, or move it away to start anew.")
    return schema_finding(found)


def schema_finding(found: str | None) -> Finding:
    if found == HEAD:
        return fine(f"the database has the present schema ({HEAD})")
    if found is None or found < HEAD:
        return fix(f"the database has the schema {found}, this Housemate wants {HEAD}", "housemate migrate")
    return fix(
        f"the database has the schema {found} of a newer Housemate, this one knows up to {HEAD}",
        "Install that version, or restore an older backup.",
    )
