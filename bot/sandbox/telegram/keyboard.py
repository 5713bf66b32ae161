"""Reply markup as the Bot API 10.3 accepts it (InlineKeyboardMarkup, InlineKeyboardButton)."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.telegram.errors import TelegramError, bad_request

Keyboard = list[list[dict[str, Any]]]

ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
)
STYLES = ("danger", "success", "primary")
OTHER_MARKUP = ("keyboard", "remove_keyboard", "force_reply")
MOST_BUTTONS = 100
MOST_DATA = 64  # bytes
WEB = re.compile(r"(?:https?://|tg://|ton://)?[^\s/]+\S*", re.IGNORECASE)


def inline_keyboard(markup: dict[str, Any] | None, private: bool) -> Keyboard:
    """The rows of an inline keyboard, checked; empty without one or for another kind of markup."""
    if not markup:
        return []
    if "inline_keyboard" not in markup:
        if any(kind in markup for kind in OTHER_MARKUP):
            return []
        raise bad_request("object expected as reply markup")
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be an Array of Arrays of InlineKeyboardButton')
    keyboard = [[checked_button(button, private) for button in row] for row in rows if row]
    if sum(map(len, keyboard)) > MOST_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return keyboard


def checked_button(button: Any, private: bool) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise unreadable("expected an Object")
    if not isinstance(button.get("text"), str):
        raise unreadable('Can\'t find field "text"')
    if not button["text"].strip():
        raise unreadable("Inline keyboard button text must be non-empty")
    if "style" in button and button["style"] not in STYLES:
        raise unreadable("Invalid button style specified")
    actions = [action for action in ACTIONS if action in button]
    if not actions:
        raise unreadable("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request("BUTTON_TYPE_INVALID")
    check_action(actions[0], button[actions[0]], private)
    kept = ("text", "style", "icon_custom_emoji_id", actions[0])
    return {key: button[key] for key in kept if key in button}


def check_action(action: str, value: Any, private: bool) -> None:
    match action:
        case "callback_data":
            if not isinstance(value, str) or not 1 <= len(value.encode()) <= MOST_DATA:
                raise bad_request("BUTTON_DATA_INVALID")
        case "url":
            if not isinstance(value, str) or not WEB.fullmatch(value):
                raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
        case "web_app" if not private:
            raise bad_request("BUTTON_TYPE_INVALID")
        case "disabled" | "web_app" | "login_url" | "copy_text" if not isinstance(value, dict):
            raise unreadable(f'Field "{action}" must be of type Object')


def unreadable(why: str) -> TelegramError:
    return bad_request(f"can't parse inline keyboard button: {why}")
