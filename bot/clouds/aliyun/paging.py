"""Lists that come in pages, whatever an answer calls them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.clouds.aliyun import wire
from bot.clouds.aliyun.operations import Operation
from bot.clouds.aliyun.session import Session

PAGE = 100
PAGES_AT_MOST = 50


async def paged(session: Session, operation: Operation, params: Mapping[str, Any]) -> list[Any]:
    """All rows, at most 5000. Raises ``CloudError``."""
    found: list[Any] = []
    for number in range(1, PAGES_AT_MOST + 1):
        data = await session.call(operation, {**params, "pageNo": number, "pageSize": PAGE})
        page = wire.rows(data)
        found += page
        total = wire.total(data)
        if not page or (len(found) >= total if total else len(page) < PAGE):
            break
    return found
