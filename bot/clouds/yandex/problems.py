"""Yandex's error codes, each with the problem it is for a person. Pages: response codes, OAuth errors."""

from __future__ import annotations

from collections.abc import Mapping

from bot.home.problem import Problem

ERROR_CODES: Mapping[str, Problem] = {
    "DEVICE_UNREACHABLE": Problem.DEVICE_SILENT,
    "DEVICE_BUSY": Problem.DEVICE_BUSY,
    "DEVICE_NOT_FOUND": Problem.DEVICE_GONE,
    "DEVICE_OFF": Problem.DEVICE_OFF,
    "DEVICE_STUCK": Problem.DEVICE_STUCK,
    "INTERNAL_ERROR": Problem.DEVICE_FAILED,
    "INVALID_ACTION": Problem.ACTION_UNKNOWN,
    "INVALID_VALUE": Problem.VALUE_REFUSED,
    "NOT_SUPPORTED_IN_CURRENT_MODE": Problem.NOT_IN_THIS_MODE,
    "ACCOUNT_LINKING_ERROR": Problem.VENDOR_LINK_BROKEN,
    "REMOTE_CONTROL_DISABLED": Problem.REMOTE_CONTROL_DISABLED,
    "DOOR_OPEN": Problem.DOOR_OPEN,
    "LID_OPEN": Problem.LID_OPEN,
    "NOT_ENOUGH_WATER": Problem.NOT_ENOUGH_WATER,
    "NOT_ENOUGH_DETERGENT": Problem.NOT_ENOUGH_DETERGENT,
    "LOW_CHARGE_LEVEL": Problem.LOW_CHARGE,
    "CONTAINER_FULL": Problem.CONTAINER_FULL,
    "CONTAINER_EMPTY": Problem.CONTAINER_EMPTY,
    "DRIP_TRAY_FULL": Problem.DRIP_TRAY_FULL,
    "FIRMWARE_OUT_OF_DATE": Problem.FIRMWARE_OUTDATED,
    "HUMAN_INVOLVEMENT_NEEDED": Problem.HUMAN_NEEDED,
}

OAUTH_ERRORS: Mapping[str, Problem] = {
    "invalid_grant": Problem.LOGIN_NEEDED,
    "access_denied": Problem.LOGIN_NEEDED,
    "invalid_client": Problem.APP_KEY_REFUSED,
    "unauthorized_client": Problem.APP_KEY_REFUSED,
    "invalid_scope": Problem.NO_RIGHTS,
}


def problem_of(error_code: str | None) -> Problem:
    return ERROR_CODES.get(error_code or "", Problem.UNKNOWN)
