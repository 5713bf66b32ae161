"""Everything that can go wrong between a wish and a device, by one name each.

Every vendor code and every HTTP failure lands on a member (the tables are in bot/clouds/), and every
member has one sentence in every language (``problem.<value>`` in locales/).
"""

from __future__ import annotations

from enum import StrEnum


class Problem(StrEnum):
    # the way to the cloud
    CLOUD_UNREACHABLE = "cloud_unreachable"
    CLOUD_SILENT = "cloud_silent"
    CLOUD_FAILED = "cloud_failed"
    CLOUD_BUSY = "cloud_busy"
    CLOUD_GARBLED = "cloud_garbled"
    # the account
    LOGIN_NEEDED = "login_needed"
    LOGIN_REPLACED = "login_replaced"
    NO_RIGHTS = "no_rights"
    APP_KEY_REFUSED = "app_key_refused"
    NOT_OWNER = "not_owner"
    VENDOR_LINK_BROKEN = "vendor_link_broken"
    # the device
    DEVICE_OFFLINE = "device_offline"
    DEVICE_SILENT = "device_silent"
    DEVICE_BUSY = "device_busy"
    DEVICE_GONE = "device_gone"
    DEVICE_OFF = "device_off"
    DEVICE_STUCK = "device_stuck"
    DEVICE_FAILED = "device_failed"
    REMOTE_CONTROL_DISABLED = "remote_control_disabled"
    DOOR_OPEN = "door_open"
    LID_OPEN = "lid_open"
    NOT_ENOUGH_WATER = "not_enough_water"
    NOT_ENOUGH_DETERGENT = "not_enough_detergent"
    LOW_CHARGE = "low_charge"
    CONTAINER_FULL = "container_full"
    CONTAINER_EMPTY = "container_empty"
    DRIP_TRAY_FULL = "drip_tray_full"
    FIRMWARE_OUTDATED = "firmware_outdated"
    HUMAN_NEEDED = "human_needed"
    # the wish
    ACTION_UNKNOWN = "action_unknown"
    VALUE_REFUSED = "value_refused"
    NOT_IN_THIS_MODE = "not_in_this_mode"
    SCENE_GONE = "scene_gone"
    # whatever the vendor adds tomorrow
    UNKNOWN = "unknown"


OF_THE_CLOUD = frozenset(
    {
        Problem.CLOUD_UNREACHABLE,
        Problem.CLOUD_SILENT,
        Problem.CLOUD_FAILED,
        Problem.CLOUD_BUSY,
        Problem.CLOUD_GARBLED,
        Problem.LOGIN_NEEDED,
        Problem.LOGIN_REPLACED,
        Problem.NO_RIGHTS,
        Problem.APP_KEY_REFUSED,
    }
)
"""Problems that concern a whole account; a person with two clouds must be told which."""

OF_THE_LOGIN = frozenset({Problem.LOGIN_NEEDED, Problem.LOGIN_REPLACED})
"""Problems that end only when the owner connects the account anew."""
