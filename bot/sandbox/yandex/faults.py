"""Faults on order, as Yandex would show them: a status, an ``error_code`` of a device, a dead token."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from bot.sandbox.faults import Fault
from bot.sandbox.stand_in import FAULT
from bot.sandbox.yandex.account import Account
from bot.sandbox.yandex.answers import RefusalError


@dataclass(frozen=True)
class Trouble:
    """An ``error_code`` for the actions of one device, or of all; ``after``: the action took place."""

    code: str
    device: str | None
    after: bool

    def strikes(self, device: str) -> bool:
        return self.device in (None, device)


def fault_of(request: web.Request) -> Fault | None:
    return request.get(FAULT)


def trouble(request: web.Request) -> Trouble | None:
    """A ``code`` fault that is told per capability: it names a device, or its code is a word."""
    fault = fault_of(request)
    if fault is None or fault.kind != "code" or not request.path.endswith("/actions"):
        return None
    word = fault.code if isinstance(fault.code, str) else None
    if word is None and fault.device is None:
        return None
    return Trouble(word or "INTERNAL_ERROR", fault.device, fault.apply == "after")


async def with_faults(
    request: web.Request, account: Account, answer: Callable[[], Awaitable[web.Response]]
) -> web.Response:
    """The answer, unless a fault wants another one: before anything happens, or after it has."""
    refusal = _refusal(request)
    if refusal is None:
        return await answer()
    fault = fault_of(request)
    if fault and fault.apply == "after":
        await answer()
    if fault and fault.kind == "expire":
        account.revoked = True
    if fault and fault.kind == "replace":
        account.close()
    raise refusal


def _refusal(request: web.Request) -> RefusalError | None:
    fault = fault_of(request)
    if fault is None or trouble(request):
        return None
    match fault.kind:
        case "expire" | "replace":
            return unauthorized()
        case "code":
            word = fault.code if isinstance(fault.code, str) else None
            status = 400 if word else int(fault.code)
            return RefusalError(status if 400 <= status < 600 else 500, "error on order", code=word)
        case _:
            return None


def unauthorized() -> RefusalError:
    return RefusalError(401, "Unauthorized")
