"""Aliyun Living Link, seen as an app with its user's session: https://help.aliyun.com/product/146401.html"""

from __future__ import annotations

from bot.clouds.aliyun.cloud import connect

__all__ = ["connect"]
