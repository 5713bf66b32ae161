"""Aliyun Living Link on loopback: the app-side API behind its signing gateway."""

from __future__ import annotations

from bot.sandbox.aliyun.app import build_app

__all__ = ["build_app"]
