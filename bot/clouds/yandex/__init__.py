"""The Yandex smart home, seen as its user sees it: https://yandex.ru/dev/dialogs/smart-home/doc/en/concepts/platform-protocol"""

from __future__ import annotations

from bot.clouds.yandex.cloud import connect

__all__ = ["connect"]
