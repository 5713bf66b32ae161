"""The Aliyun stand-in as a web application: the door, the envelope, then one operation by its path."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from typing import Any

from aiohttp import web

from bot.sandbox.aliyun import (
    accounts,
    bindings,
    details,
    homes,
    resets,
    scenes,
    services,
    tags,
    things,
    timelines,
    widgets,
)
from bot.sandbox.aliyun.cloud import CLOUD, Cloud
from bot.sandbox.aliyun.envelope import Envelope, RefusalError, failure, opened, success
from bot.sandbox.aliyun.operation import Call, Operation
from bot.sandbox.aliyun.signature import GatewayError
from bot.sandbox.faults import Fault
from bot.sandbox.stand_in import FAULT
from bot.sandbox.world import World

THEMES = (
    accounts,
    bindings,
    details,
    homes,
    resets,
    scenes,
    services,
    tags,
    things,
    timelines,
    widgets,
)
OPERATIONS: dict[str, Operation] = {
    operation.path: operation for theme in THEMES for operation in theme.OPERATIONS
}


def build_app(world: World) -> web.Application:
    app = web.Application()
    app[CLOUD] = Cloud(world)
    app.router.add_route("*", "/{path:.*}", handle)
    app.cleanup_ctx.append(_agenda)
    return app


async def _agenda(app: web.Application) -> AsyncIterator[None]:
    """Timers and programmes go on as long as the stand-in is served."""
    app[CLOUD].agenda.run()
    yield
    app[CLOUD].agenda.stop()


async def handle(request: web.Request) -> web.Response:
    cloud, body = request.app[CLOUD], await request.read()
    headers = {"x-ca-request-id": str(uuid.uuid4())}
    try:
        app_key = cloud.gateway.admit(request.method, request.raw_path, request.headers, body)
    except GatewayError as error:
        return web.Response(status=error.status, headers=headers | {"x-ca-error-message": error.message})
    return web.json_response(answered(request, app_key, body), headers=headers)


def answered(request: web.Request, app_key: str, body: bytes) -> dict[str, Any]:
    """The answer to a request that the gateway let in; the platform's errors are answers too."""
    envelope: Envelope | None = None
    cloud = request.app[CLOUD]
    try:
        envelope = opened(body)
        operation = OPERATIONS.get(request.path)
        if operation is None or envelope.api_version not in operation.versions:
            raise RefusalError(404)
        session = None if operation.open else cloud.sessions.of(app_key, envelope.iot_token)
        call = Call(cloud, app_key, envelope.params, session, request.host)
        return success(envelope.id, _carried_out(operation, call, request.get(FAULT)))
    except RefusalError as refusal:
        return failure(refusal, envelope)


def _carried_out(operation: Operation, call: Call, fault: Fault | None) -> Any:
    """The operation's data, unless a fault wants an error: before anything happens, or after it has."""
    if fault is None or fault.kind not in ("code", "expire", "replace"):
        return operation.answer(call)
    if fault.apply == "after":
        operation.answer(call)
    raise _on_order(call, fault)


def _on_order(call: Call, fault: Fault) -> RefusalError:
    """A code as it was ordered, or a session that ends now; where there is none the refresh token is dead."""
    if fault.kind == "code":
        return RefusalError(int(fault.code))
    if call.session is None:
        return RefusalError(2401)
    now = call.cloud.world.clock.now()
    if fault.kind == "expire":
        call.session.iot_token_ends = now
        return RefusalError(401, "iotToken expired")
    call.session.replace(now)
    return RefusalError(29003)
