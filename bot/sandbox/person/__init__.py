"""The person API of docs/sandbox.md, and the page that is drawn with it."""

from __future__ import annotations

from bot.sandbox.person.app import build_app

__all__ = ["build_app"]
