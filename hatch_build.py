"""Build hook of the wheel: compiles every catalogue and puts the .mo beside its .po under bot/locales.

The bot reads a .po as it is when there is no .mo, so that a working copy needs no build step; an
installed one should not spend its start on compiling.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface[Any]):
    """``locales/ru/LC_MESSAGES/bot.po`` becomes ``bot/locales/ru/LC_MESSAGES/bot.mo`` in the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        self._folder = TemporaryDirectory(prefix="housemate-catalogues-")
        locales = Path(self.root) / "locales"
        for po in sorted(locales.glob("*/LC_MESSAGES/*.po")):
            inside = po.relative_to(locales).with_suffix(".mo")
            mo = Path(self._folder.name) / inside
            mo.parent.mkdir(parents=True)
            with po.open("rb") as source, mo.open("wb") as compiled:
                write_mo(compiled, read_po(source, locale=inside.parts[0]))
            build_data["force_include"][str(mo)] = f"bot/locales/{inside.as_posix()}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if self.target_name == "wheel" and version != "editable":
            self._folder.cleanup()
