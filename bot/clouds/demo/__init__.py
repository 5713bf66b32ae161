"""A home of stand-in devices, for whoever wants to try the bot before anything is connected."""

from __future__ import annotations

from bot.clouds.demo.cloud import connect

__all__ = ["connect"]
