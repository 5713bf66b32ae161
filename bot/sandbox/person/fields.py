"""Reading the person API's requests: fields of the right type, or RefusedError with the field's name."""

from __future__ import annotations

import json
import math
from typing import Any, TypeVar

from aiohttp import web

from bot.sandbox.telegram.people.refused import RefusedError
from bot.sandbox.telegram.telegram import Telegram

TELEGRAM = web.AppKey("telegram", Telegram)

T = TypeVar("T")


async def body_of(request: web.Request) -> dict[str, Any]:
    """The JSON object of a request; fields that are null count as missing."""
    try:
        body = json.loads(await request.text())
    except (ValueError, LookupError):  # not JSON, or no charset that Python knows
        raise RefusedError(400, "the body is no JSON") from None
    if not isinstance(body, dict):
        raise RefusedError(400, "the body must be a JSON object")
    return {key: value for key, value in body.items() if value is not None}


def required(body: dict[str, Any], name: str, type_: type[T]) -> T:
    value = optional(body, name, type_)
    if value is None:
        raise RefusedError(400, f"{name} is missing")
    return value


def optional(body: dict[str, Any], name: str, type_: type[T]) -> T | None:
    """A field of exactly that type; an integer will do for a float, a bool for nothing but a bool."""
    value = body.get(name)
    if value is None:
        return None
    if type_ is float and type(value) is int:
        value = float(value)
    if type(value) is not type_ or (isinstance(value, float) and not math.isfinite(value)):
        raise RefusedError(400, f"{name} must be {NAMES.get(type_, type_.__name__)}")
    return value


NAMES = {int: "an integer", float: "a number", str: "a string", bool: "true or false", dict: "an object"}


def chat_in_path(request: web.Request) -> int:
    return _integer(request.match_info["chat"], "the chat's id")


def message_in_path(request: web.Request) -> int:
    return _integer(request.match_info["message"], "the message's id")


def integer_in_query(request: web.Request, name: str, default: int | None = None) -> int:
    value = request.query.get(name)
    if value is None:
        if default is None:
            raise RefusedError(400, f"{name} is missing")
        return default
    return _integer(value, name)


def number_in_query(request: web.Request, name: str, default: float) -> float:
    value = request.query.get(name, str(default))
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise RefusedError(400, f"{name} must be a number")
    return number


def _integer(value: str, what: str) -> int:
    try:
        return int(value)
    except ValueError:
        raise RefusedError(400, f"{what} must be an integer") from None
